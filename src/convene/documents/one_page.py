"""The brief: one page that somebody who decides reads in a minute. What has no room ends in “…”
and stands in full in the concept paper, to which the last line points.
"""

import re
from collections.abc import Callable, Mapping

from convene.documents import frame, motives, partners, proposal, words
from convene.documents.parts import (
    Block,
    Bullets,
    Paragraph,
    Span,
    Text,
    one_line,
    plain,
    text,
    texts,
)
from convene.documents.proposal import Matter
from convene.documents.speech import Speech

PAGE = 250
"""Words that are read in a minute: of everything on the page but its front and its sources."""
PROBLEM = (15, 60)
"""Fewest and most words of the problem; it takes what the rest leaves of the page."""
SENTENCE, NAME, GIFTS, ASKED, GATES = 18, 6, 24, 3, 4
"""Words for which there is room: of another text that somebody wrote, of a name, and of what is
asked, of all partners together; partners asked, and safeguards named (expert choice).
"""
WIDEST = 6
"""Letters a word has room for, on average: a text without blanks is cut by them."""
WORD = re.compile(r"[\w’'-]+")


def problem(matter: Matter) -> tuple[Block, ...]:
    fewest, most = PROBLEM
    rest = sum(map(_read, (frame.heading(id, matter) for id in SECTIONS)))
    rest += sum(
        _read(plain(item))
        for id, make in SECTIONS.items()
        if id != "problem"
        for block in make(matter)
        for item in texts(block)
    )
    room = max(fewest, min(most, PAGE - rest))
    return _cut(matter.draft.problem, matter, words.ASK_PROBLEM, room=room)


def _read(shown: str) -> int:
    return len(WORD.findall(shown))


def few(typed: str, *, room: int, say: Speech) -> Text:
    """Return the first words of a text, and a sign where there are more."""
    whole = one_line(typed)
    ends = [word.end() for word in WORD.finditer(whole)]
    upto = min(ends[room - 1] if len(ends) > room else len(whole), room * WIDEST * 2)
    if upto >= len(whole):
        return text(whole)
    return text(Span(whole[:upto].rstrip()), Span(say(words.MORE), "soft"))


def what(matter: Matter) -> tuple[Block, ...]:
    """Return the kind of alliance, and why its authors chose it."""
    reason = few(matter.draft.model_reason, room=SENTENCE, say=matter.say)
    label = Span(f" {matter.say(words.OUR_REASON)}", "soft")
    chosen = (label, *reason) if plain(reason) else ()
    unsure = () if matter.chosen else (Paragraph(text(Span(matter.say(words.NOT_CHOSEN), "soft"))),)
    return (Paragraph((*proposal.kind(matter), Span("."), *chosen)), *unsure)


def motive(matter: Matter) -> tuple[Block, ...]:
    """Return the motive that the guide prints for this kind of alliance, else the first of a kind
    of partner; where it tells none, the question.
    """
    if own := motives.of_such_alliances(matter):
        return own
    if of_kinds := motives.reasons(matter):
        note = Span(f" {matter.say(words.OF_KIND_ONLY)}", "soft")
        return (Paragraph((*of_kinds[0], note)),)
    return (frame.asked(words.ASK_MOTIVES, matter.say),)


def asks(matter: Matter) -> tuple[Block, ...]:
    """Return what would be asked of the first partners, and of nobody yet; how many more there
    are.
    """
    say, rest = matter.say, len(matter.asked) - ASKED
    bullets = [_asked(who, matter) for who in matter.asked[:ASKED]]
    if rest > 0:
        bullets.append(text(Span(say(words.MORE_PARTNERS, count=rest), "soft")))
    if sought := plain(partners.open_asks(matter)):
        label = Span(say(words.ANYONE), "soft")
        bullets.append((label, *few(sought, room=GIFTS // ASKED, say=say)))
    return (Bullets(tuple(bullets)),) if bullets else (frame.asked(words.ASK_ASKS, say),)


def _asked(who: str, matter: Matter) -> Text:
    say = matter.say
    own = tuple(item for item in matter.draft.asks if one_line(item.who) == who)
    gifts = plain(partners.listed(own, matter))
    room = GIFTS // min(len(matter.asked), ASKED)
    name = plain(few(who, room=NAME, say=say))
    return text(Span(f"{name}{say.colon}", "strong"), *few(gifts, room=room, say=say))


def safeguards(matter: Matter) -> tuple[Block, ...]:
    say = matter.say
    titles = [matter.guide.word("gates", code).title for code in matter.answer.gates]
    named, rest = say.semicolon.join(titles[:GATES]), len(titles) - GATES
    shown = say(words.MORE_GATES, gates=named, count=rest) if rest > 0 else named
    return (Paragraph(text(f"{shown}.")),) if titles else ()


def results(matter: Matter) -> tuple[Block, ...]:
    expected = _cut(matter.draft.results, matter, words.ASK_RESULTS, room=SENTENCE)
    first = few(matter.draft.first_result, room=SENTENCE, say=matter.say)
    if not plain(first):
        return (*expected, frame.asked(words.ASK_FIRST, matter.say))
    return (*expected, Paragraph((Span(matter.say(words.FIRST_RESULT), "soft"), *first)))


def contact(matter: Matter) -> tuple[Block, ...]:
    named = few(matter.draft.contact or matter.by, room=SENTENCE, say=matter.say)
    ours = (Paragraph(named),) if plain(named) else ()
    return (*ours, Paragraph(text(Span(matter.say(words.FULL_PAPER), "soft"))))


def _cut(typed: str, matter: Matter, question: str, *, room: int) -> tuple[Block, ...]:
    told = few(typed, room=room, say=matter.say)
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
