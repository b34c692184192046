"""A backup: one file that holds the database, the files and the packs of an installation as they
were at one moment, and what is made of it again.
"""


class Refused(Exception):
    """Why there is no backup, or nothing is restored from one, in plain sentences."""
