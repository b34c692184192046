"""Measurements. `./run bench` prints each figure beside the limit it is held to, measured in the
same run.
"""
