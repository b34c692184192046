"""A page as its reader sees it: how a template breaks its lines does not count."""

import re

BLOCKS = (
    "body|caption|dd|details|div|dl|dt|form|h[1-6]|li|main|ol|option|p|section|summary|t[dhr]|ul"
)


def flat(page: str) -> str:
    """Return HTML without the white space that no browser shows: in tags, and beside blocks."""
    tags = re.sub(r"\s+(?=/?>)", "", re.sub(r"\s+", " ", page))
    return re.sub(rf" ?(</?(?:{BLOCKS})(?: [^>]*)?>) ?", r"\1", tags)
