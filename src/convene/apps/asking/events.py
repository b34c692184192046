"""What happens with an approach: each kind named once, with the sentence that tells it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from convene.apps.asking.words import Said
from convene.ground.trail import kind


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text))


ASKED = kind("asking.asked", _("Wrote down that it was asked."))
AGAIN = kind(
    "asking.asked_again",
    _("Wrote it down although it had been asked lately: %(reason)s"),
    reason=str,
)
ANSWERED = kind(
    "asking.answered",
    _("Wrote down the answer of %(day)s: %(said)s."),
    day=_day,
    said=lambda code: Said(code).label,
)
TAKEN_BACK = kind("asking.taken_back", _("Took it back: %(reason)s"), reason=str)
ANSWER_TAKEN_BACK = kind(
    "asking.answer_taken_back",
    _("Took back the answer of %(day)s: %(reason)s"),
    day=_day,
    reason=str,
)
