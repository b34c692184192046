"""The last parts of a paper: safeguards, lessons, next steps, codes, and what the paper does not
cover.
"""

from convene.core.guide import Challenge, Lesson
from convene.documents import words
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


def safeguards(matter: Matter) -> tuple[Block, ...]:
    guide, answer = matter.guide, matter.answer
    gates = tuple(
        text(
            Span(word.title, "strong"),
            f": {word.meaning} ",
            Span(words.WHY_HERE, "soft"),
            *because(why),
        )
        for word, why in ((guide.word("gates", code), why) for code, why in answer.gates.items())
    )
    risks = tuple(
        text(
            Span(word.title, "strong"),
            f": {word.meaning} ",
            Span(words.WHY_HERE, "soft"),
            *because(why),
        )
        for word, why in ((guide.word("risks", code), why) for code, why in answer.risks.items())
    )
    always = tuple(
        text(Span(item.title, "strong"), ": ", Span(item.text, cites=(item.id,)))
        for item in guide.difficulties
    )
    never = tuple(
        text(Span(item.title, "strong"), ": ", Span(item.because, cites=(item.cite,)))
        for item in guide.prohibited
    )
    first: Block = Bullets(gates) if gates else Paragraph(text(words.NO_GATES))
    return (
        *(Heading(words.GATES), first),
        *((Heading(words.RISKS), Bullets((*risks, *always))) if risks or always else ()),
        *((Heading(words.PROHIBITED), Bullets(never)) if never else ()),
    )


def lessons(matter: Matter) -> tuple[Block, ...]:
    found = tuple(
        (
            *lesson(matter.guide.get(id, Lesson)),
            Span(f" {words.WHY_HERE}", "soft"),
            *(Span(str(reason)) for reason in why),
        )
        for id, why in matter.answer.lessons.items()
    )
    return (Bullets(found),)


def lesson(item: Lesson) -> Text:
    today = words.NOTE_TODAY.format(today=item.today.removeprefix("Today: ")) if item.today else ""
    generic = words.NOTE_GENERIC.format(generic=item.generic) if item.generic else ""
    return text(
        Span(item.title, "strong"), ": ", Span(item.text, cites=(item.id,)), f"{generic}{today}"
    )


def next_steps(matter: Matter) -> tuple[Block, ...]:
    return (
        Bullets(tuple(text(Span(f"{way.now}.", cites=(way.id,))) for way in matter.guide.ways)),
    )


def codes(matter: Matter) -> tuple[Block, ...]:
    challenges = [matter.guide.get(id, Challenge) for id in matter.answer.challenges]
    rows = [
        (text(item.title), text(", ".join(item.dac)), text(", ".join(item.sdg)))
        for item in challenges
    ]
    rows.append((text(words.EVERY_ALLIANCE), text(words.NONE), text(words.SDG_OF_ALL)))
    return (Table(words.CODES_HEAD, tuple(rows)), Paragraph(text(Span(words.CODES, "soft"))))


def limits(matter: Matter) -> tuple[Block, ...]:
    first, *rest = words.LIMITS
    old = " ".join(
        [words.GUIDE_IS_OLD.format(year=year(matter.guide)), matter.guide.about.today]
    ).strip()
    left_out = (words.LEFT_OUT.format(value=one_line(item.value)) for item in matter.answer.unknown)
    return (Bullets(tuple(text(item) for item in (first, old, *rest, *left_out))),)
