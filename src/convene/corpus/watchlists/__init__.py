"""Watchlists as whole versions that are read and never edited, and the screening of names against
them.
"""
