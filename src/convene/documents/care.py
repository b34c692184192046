"""The last parts of a paper: safeguards, lessons, next steps, codes, and what the paper does not
cover.
"""

from convene.core.guide import Challenge, Lesson
from convene.documents import rooms, words
from convene.documents.partners import risks_of_asks
from convene.documents.parts import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Span,
    Table,
    Text,
    one_line,
    text,
)
from convene.documents.precedents import year
from convene.documents.proposal import Matter, because
from convene.documents.said import said, sentence
from convene.documents.speech import Speech


def safeguards(matter: Matter) -> tuple[Block, ...]:
    """Return what must stand before anything is signed; what it means, as far as there is room."""
    say, gates = matter.say, safeguards_whole(matter)
    if not matter.answer.gates:
        return (Paragraph(text(say(words.NO_GATES))),)
    if len(matter.answer.gates) <= rooms.GATES:
        return gates
    titles = (matter.guide.word("gates", code).title for code in matter.answer.gates)
    named = Span(f"{say.semicolon.join(titles)}. ", "strong")
    return (Paragraph((named, Span(say(words.MEANING_IN_ANNEX), "soft"))),)


def safeguards_whole(matter: Matter) -> tuple[Block, ...]:
    """Return every safeguard with what it means."""
    words_of_gates = (matter.guide.word("gates", code) for code in matter.answer.gates)
    gates = tuple(
        text(Span(word.title, "strong"), f"{matter.say.colon}{word.meaning}")
        for word in words_of_gates
    )
    return (Bullets(gates),) if gates else ()


def care(matter: Matter) -> tuple[Block, ...]:
    """Return why each safeguard is asked for, and what could go wrong."""
    guide, answer, say = matter.guide, matter.answer, matter.say
    here = ((guide.word("risks", code), why) for code, why in answer.risks.items())
    risks = (
        text(
            Span(word.title, "strong"),
            f"{say.colon}{word.meaning} ",
            Span(say(words.WHY_HERE), "soft"),
            *because(why, say=say),
        )
        for word, why in here
    )
    gates = (
        text(Span(guide.word("gates", code).title, "strong"), say.colon, *because(why, say=say))
        for code, why in answer.gates.items()
    )
    always = (
        text(Span(item.title, "strong"), say.colon, *said(item.text, say, cites=(item.id,)))
        for item in guide.difficulties
    )
    why = (Heading(say(words.WHY_SAFEGUARDS)), Bullets(tuple(gates))) if answer.gates else ()
    return (Bullets((*risks, *always)), *risks_of_asks(matter), *why)


def lessons(matter: Matter) -> tuple[Block, ...]:
    bullets = tuple(
        (
            *lesson(matter.guide.get(id, Lesson), matter.say),
            Span(f" {matter.say(words.WHY_HERE)}", "soft"),
            *(Span(matter.say.reason(reason)) for reason in why),
        )
        for id, why in matter.answer.lessons.items()
    )
    return (Bullets(bullets),)


def lesson(item: Lesson, say: Speech) -> Text:
    today = say(words.NOTE_TODAY, today=item.today) if item.today else ""
    generic = say(words.NOTE_GENERIC, generic=item.generic) if item.generic else ""
    return text(
        Span(item.title, "strong"),
        say.colon,
        *said(item.text, say, cites=(item.id,)),
        f"{generic}{today}",
    )


def next_steps(matter: Matter) -> tuple[Block, ...]:
    return (Bullets(tuple(text(sentence(way.now)) for way in matter.guide.ways)),)


def codes(matter: Matter) -> tuple[Block, ...]:
    say = matter.say
    challenges = [matter.guide.get(id, Challenge) for id in matter.answer.challenges]
    rows = [
        (text(item.title), text(", ".join(item.dac)), text(", ".join(item.sdg)))
        for item in challenges
    ]
    rows.append((text(say(words.EVERY_ALLIANCE)), text(words.NONE), text(words.SDG_OF_ALL)))
    return (
        Table(say.each(words.CODES_HEAD), tuple(rows)),
        Paragraph(text(Span(say(words.CODES), "soft"))),
    )


def limits(matter: Matter) -> tuple[Block, ...]:
    say = matter.say
    first, *rest = say.each(words.LIMITS)
    old = " ".join(
        [say(words.GUIDE_IS_OLD, year=year(matter.guide)), matter.guide.about.today]
    ).strip()
    left_out = (say(words.LEFT_OUT, value=one_line(item.value)) for item in matter.answer.unknown)
    return (Bullets(tuple(text(item) for item in (first, old, *rest, *left_out))),)
