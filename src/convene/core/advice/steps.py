"""What to do next with an answer, in order: from whom to speak to, what is not known, and what must
stand first.
"""

from collections.abc import Iterator

from convene.core.answer import Advised, Answer, InShort, Step
from convene.core.guide import Guide, Motivation
from convene.core.reasons import Place, Reason, gettext_noop


def next_steps(answer: Answer, short: InShort | None, *, guide: Guide) -> tuple[Step, ...]:
    """Return what to do next; nothing where nothing is offered."""
    return tuple(_steps(answer, short, guide)) if short else ()


def _steps(answer: Answer, short: InShort, guide: Guide) -> Iterator[Step]:
    best, country = answer.models[0], answer.country
    yield Step(says=_first(short), to="longlist" if country else "questions")
    if "chamber" not in answer.request.partner_types:
        yield Step(says=_who_knows(answer), to="questions")
    yield Step(says=_motive(best, guide), to="draft")
    before = Reason(gettext_noop("See to it first: {what}"), {"what": short.before.says})
    yield Step(says=before, to="gates")
    if country:
        place = {"country": Place(country)}
        yield Step(says=Reason(gettext_noop("See how {country} is governed."), place), to="country")


def _who_knows(answer: Answer) -> Reason:
    if answer.country:
        place = {"country": Place(answer.country)}
        sentence = gettext_noop(
            "Look for the chamber of commerce and the investment agency of {country}, and ask whom they know."
        )
        return Reason(sentence, place)
    return Reason(gettext_noop("Look for a chamber of commerce, and ask whom it knows."))


def _first(short: InShort) -> Reason:
    if short.named:
        return Reason(gettext_noop("Speak first to: {whom}"), {"whom": short.first.says})
    return short.first.says


def _motive(best: Advised, guide: Guide) -> Reason:
    """Return what to ask about their gain: never by what the guide calls a motive, which nobody
    can say to a company.
    """
    for joining in best.motivations:
        if gain := guide.get(joining.row, Motivation).gain:
            sentence = gettext_noop(
                "Ask three possible partners whether they would gain by this: {gain}."
            )
            return Reason(sentence, {"gain": Reason(gain)}, (joining.row,))
    return Reason(
        gettext_noop("Ask three firms what the problem costs them, and what they would gain.")
    )
