"""The brief: one page that somebody who decides reads in a minute. What has no room ends in “…”
and stands in full in the concept paper, to which the last line points.
"""

from collections.abc import Callable, Mapping

from convene.core.answer import Joining
from convene.documents import frame, partners, proposal, words
from convene.documents.parts import Block, Bullets, Paragraph, Span, Text, one_line, plain, text
from convene.documents.proposal import Matter, begun

PROBLEM, SENTENCE, GIFTS = 300, 160, 80
"""Characters for which there is room: of the problem, of another text that somebody wrote, and of
what is asked of one partner (expert choice: all of it keeps to 250 words).
"""
ASKED = 3
"""Partners whose part there is room for (expert choice)."""


def problem(matter: Matter) -> tuple[Block, ...]:
    return _cut(matter.draft.problem, matter, words.ASK_PROBLEM, room=PROBLEM)


def what(matter: Matter) -> tuple[Block, ...]:
    """Return the kind of alliance, and why its authors chose it."""
    reason = begun(matter.draft.model_reason, room=SENTENCE, rest=words.MORE, say=matter.say)
    chosen = (Span(" "), *reason) if plain(reason) else ()
    unsure = () if matter.chosen else (Paragraph(text(Span(matter.say(words.NOT_CHOSEN), "soft"))),)
    return (Paragraph((*proposal.kind(matter), Span("."), *chosen)), *unsure)


def motive(matter: Matter) -> tuple[Block, ...]:
    """Return the first reason to join that the guide's matrix gives for those who are around."""
    joining: tuple[Joining, ...] = matter.advised.motivations[:1] if matter.advised else ()
    reasons = tuple(Paragraph(partners.in_a_line(item, matter)) for item in joining)
    return reasons or (frame.asked(words.ASK_MOTIVES, matter.say),)


def asks(matter: Matter) -> tuple[Block, ...]:
    """Return what would be asked of the first partners; how many more there are."""
    everyone = partners.askers(matter.draft.asks)
    if not everyone:
        return (frame.asked(words.ASK_ASKS, matter.say),)
    rest = len(everyone) - ASKED
    bullets = tuple(_asked(who, matter) for who in everyone[:ASKED])
    more = (text(Span(matter.say(words.MORE_PARTNERS, count=rest), "soft")),) if rest > 0 else ()
    return (Bullets((*bullets, *more)),)


def _asked(who: str, matter: Matter) -> Text:
    gifts = "; ".join(
        plain(partners.ask(item, matter)) for item in matter.draft.asks if one_line(item.who) == who
    )
    return text(
        Span(f"{who}: ", "strong"), *begun(gifts, room=GIFTS, rest=words.MORE, say=matter.say)
    )


def safeguards(matter: Matter) -> tuple[Block, ...]:
    gates = "; ".join(matter.guide.word("gates", code).title for code in matter.answer.gates)
    return (Paragraph(text(f"{gates}.")),) if gates else ()


def results(matter: Matter) -> tuple[Block, ...]:
    return _cut(matter.draft.results, matter, words.ASK_RESULTS, room=SENTENCE)


def contact(matter: Matter) -> tuple[Block, ...]:
    named = frame.written(matter.draft.contact or matter.by, "", matter.say)
    return (*named, Paragraph(text(Span(matter.say(words.FULL_PAPER), "soft"))))


def _cut(typed: str, matter: Matter, question: str, *, room: int) -> tuple[Block, ...]:
    told = begun(typed, room=room, rest=words.MORE, say=matter.say)
    return (Paragraph(told),) if plain(told) else (frame.asked(question, matter.say),)


SECTIONS: Mapping[str, Callable[[Matter], tuple[Block, ...]]] = {
    "problem": problem,
    "proposal": what,
    "motives": motive,
    "asks": asks,
    "safeguards": safeguards,
    "results": results,
    "contact": contact,
}
"""What each section of the brief is made from, in the order of reading."""
