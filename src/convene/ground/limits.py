"""A text that is too long is refused with how much it is too long, and never cut in silence."""

from collections.abc import Mapping

from django.core.validators import MaxLengthValidator
from django.utils.translation import ngettext


class TooLong:
    """What is said of a text that is too long, once its numbers are known."""

    def __mod__(self, numbers: Mapping[str, int]) -> str:
        limit = numbers["limit_value"]
        over = numbers["show_value"] - limit
        return ngettext(
            "This is %(over)d character too long: at most %(limit)d fit here.",
            "This is %(over)d characters too long: at most %(limit)d fit here.",
            over,
        ) % {"over": over, "limit": limit}


def say_how_much() -> None:
    """Let every form say it so."""
    MaxLengthValidator.message = TooLong()  # type: ignore[assignment]  # only ever taken by `%`
