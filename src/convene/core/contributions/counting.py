"""The seven answers of “may it count?”, which stand for the rules of cost sharing that funders have
in common. Nothing said counts as no.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from convene.core.reasons import Reason, gettext_noop

Answer = Literal[
    "verifiable",
    "not_elsewhere",
    "needed",
    "allowed",
    "not_public",
    "in_budget",
    "within_rules",
]
ANSWERS: tuple[Answer, ...] = get_args(Answer)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked, what a yes means, and what is said of a contribution that has no yes."""

    text: str
    about: str
    no: str


QUESTIONS: Mapping[Answer, Question] = {
    "verifiable": Question(
        text=gettext_noop("Can records prove it?"),
        about=gettext_noop("Somebody outside could find it in the partner's or our own records."),
        no=gettext_noop("No record proves it."),
    ),
    "not_elsewhere": Question(
        text=gettext_noop("Is it promised nowhere else?"),
        about=gettext_noop("It is not counted for another alliance, award or programme."),
        no=gettext_noop("It is promised elsewhere too, and nothing counts twice."),
    ),
    "needed": Question(
        text=gettext_noop("Does the alliance need it?"),
        about=gettext_noop("The work could not be done as well without it."),
        no=gettext_noop("The alliance does not need it."),
    ),
    "allowed": Question(
        text=gettext_noop("Is it a cost that may count?"),
        about=gettext_noop("It is a cost that could be paid from the alliance's own money."),
        no=gettext_noop("It is no cost that may count."),
    ),
    "not_public": Question(
        text=gettext_noop("Is it paid from no (other) public purse?"),
        about=gettext_noop("No government pays for it, directly or by a grant to the partner."),
        no=gettext_noop("A public purse pays for it, and public money is never private leverage."),
    ),
    "in_budget": Question(
        text=gettext_noop("Is it in the agreed budget?"),
        about=gettext_noop("The budget that the partners agreed to has a line for it."),
        no=gettext_noop("The agreed budget has no line for it."),
    ),
    "within_rules": Question(
        text=gettext_noop("Do the funder's rules allow it?"),
        about=gettext_noop("Whoever funds the alliance has no rule against counting it."),
        no=gettext_noop("The funder's rules do not allow it."),
    ),
}
UNSAID = gettext_noop("Nobody has answered yet: {question}")


def lacking(answers: Mapping[str, bool | None]) -> tuple[Answer, ...]:
    """Return the answers that are no, or that nobody has given, in the order in which they are
    asked.
    """
    return tuple(answer for answer in ANSWERS if not answers.get(answer))


def may_count(answers: Mapping[str, bool | None]) -> bool:
    """Say whether all seven answers are yes."""
    return not lacking(answers)


def why_not(answers: Mapping[str, bool | None]) -> tuple[Reason, ...]:
    """Say why a contribution may not count, a sentence for each answer; none where it may."""
    return tuple(
        Reason(QUESTIONS[answer].no)
        if answers.get(answer) is False
        else Reason(UNSAID, {"question": Reason(QUESTIONS[answer].text)})
        for answer in lacking(answers)
    )
