"""What is refused of ways and lessons alike."""


class NotNow(Exception):
    """As the way or the lesson stands, this cannot be done."""


class TooLittle(Exception):
    """What is to be said is not said."""


def said(text: str) -> str:
    """Return what was said, without spaces around it. Raises TooLittle."""
    if not text.strip():
        raise TooLittle
    return text.strip()
