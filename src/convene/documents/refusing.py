"""Why a file that was brought as evidence is not kept."""

MB = 1_000_000


class Refused(ValueError):
    """The file is not kept; the message says why, in one sentence."""
