"""The first parts of a paper: the problem, what is proposed, why, and why not something else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from convene.core.answer import PARTS, Advised, Answer, WhyNot, strength
from convene.core.draft import Draft
from convene.core.guide import Challenge, Guide, Model, Statement, Word
from convene.core.labels import FITS
from convene.core.labels import PARTS as WEIGHED
from convene.core.reasons import Reason
from convene.documents import rooms, words
from convene.documents.parts import (
    Block,
    Bullets,
    Caution,
    Paragraph,
    Span,
    Table,
    Text,
    joined,
    text,
)
from convene.documents.said import said
from convene.documents.speech import Speech


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What a paper is about: `model` is the chosen kind of alliance, or the best one while none is
    `chosen`.
    """

    draft: Draft
    answer: Answer
    guide: Guide
    model: Model
    advised: Advised | None
    chosen: bool
    by: str
    say: Speech
    asked: tuple[str, ...] = ()
    """Those of whom something is asked, each once."""
    kinds: Mapping[str, Word] = field(default_factory=dict)
    """Of which kind those are, where that is known."""


def problem(matter: Matter) -> tuple[Block, ...]:
    say, rest = matter.say, len(matter.answer.challenges) - rooms.PROBLEMS
    typed = rooms.written(matter.draft.problem, "problem", say)
    unsaid = Paragraph(text(Span(say(words.ASK_PROBLEM), "soft")))
    more = Span(f" {say(words.MORE_IN_ANNEX, count=rest)}" if rest > 0 else "", "soft")
    named = Paragraph(
        text(Span(say(words.NAMED), "soft"), *_named(matter, most=rooms.PROBLEMS), ".", more)
    )
    return (*(typed or (unsaid,)), named)


def problems_whole(matter: Matter) -> tuple[Block, ...]:
    """Return all that was named as not working, where the first page names only some of it."""
    if len(matter.answer.challenges) <= rooms.PROBLEMS:
        return ()
    return (Paragraph((*_named(matter), Span("."))),)


def _named(matter: Matter, *, most: int | None = None) -> Text:
    titles = (
        (Span(matter.guide.get(id, Challenge).title, cites=(id,)),)
        for id in matter.answer.challenges[:most]
    )
    return joined(titles, by=matter.say.semicolon)


def problem_whole(matter: Matter) -> tuple[Block, ...]:
    """Return the problem as it was written, where the first page holds only its beginning."""
    typed = matter.draft.problem
    return () if rooms.has_room(typed, "problem") else rooms.whole(typed)


def proposal(matter: Matter) -> tuple[Block, ...]:
    say, model = matter.say, matter.model
    others = [
        matter.guide.get(id, Model).title for id in matter.answer.leaders if id != matter.model.id
    ]
    blocks: list[Block] = [Paragraph(text(Span(say(words.KIND), "soft"), *kind(matter), "."))]
    blocks += _statements(
        ((words.RATIONALE, model.rationale), (words.WHAT_IT_DOES, model.what_it_does)), matter
    )
    first, *rest = rooms.written(matter.draft.model_reason, "model_reason", say) or (None,)
    if isinstance(first, Paragraph):
        blocks += [Paragraph((Span(say(words.OUR_REASON), "soft"), *first.text)), *rest]
    if not matter.chosen:
        blocks.append(Caution(text(say(words.NOT_CHOSEN))))
        blocks += [Caution(text(say(words.TOO_CLOSE, models=", ".join(others))))] if others else []
    if matter.answer.outcome in words.LOW:
        blocks.append(Caution(text(say(words.LOW[matter.answer.outcome]))))
    return tuple(blocks)


def kind(matter: Matter) -> Text:
    return text(Span(matter.model.title, "strong", (matter.model.id,)))


def band(advised: Advised | None, say: Speech) -> str:
    return say(FITS[advised.band]) if advised else say(words.NOT_OFFERED)


def why(matter: Matter) -> tuple[Block, ...]:
    model, say = matter.model, matter.say
    fit = text(Span(say(words.HOW_WELL), "soft"), f"{band(matter.advised, say)}.")
    blocks = (Paragraph(fit), *_gains(matter))
    advised = matter.advised
    if advised is None:
        return (
            *blocks,
            *(
                Paragraph(because(item.reasons, say=say))
                for item in matter.answer.why_not
                if item.model == model.id
            ),
        )
    rows = tuple(
        (
            text(Span(say(WEIGHED[name]), "strong")),
            text(say(words.MARKS[strength(advised.parts[name])])),
            because(advised.because[name], advised=advised, say=say),
        )
        for name in PARTS
    )
    return (*blocks, Table(say.each(words.PARTS_HEAD), rows))


def _gains(matter: Matter) -> tuple[Block, ...]:
    """Return what the guide says the private side gains by a kind of alliance; that it names no
    gain where that was looked for.
    """
    model = matter.model
    gains = _statements(
        ((words.BENEFIT, model.private_benefit), (words.MOTIVE, model.motive)), matter
    )
    if "private_benefit" in model.not_told:
        return (*gains, Paragraph(text(Span(matter.say(words.NO_BENEFIT), "soft"))))
    return tuple(gains)


def _statements(labelled: Iterable[tuple[str, Statement | None]], matter: Matter) -> list[Block]:
    say = matter.say
    return [
        Paragraph(text(Span(say(label), "soft"), *said(what, say, cites=(matter.model.id,))))
        for label, what in labelled
        if what
    ]


def others(matter: Matter) -> tuple[Block, ...]:
    """Return the kinds of alliance the paper does not follow, each with why not."""
    bullets = [*(_leader(matter, id) for id in matter.answer.leaders if id != matter.model.id)]
    bullets += [
        _why_not(matter, item) for item in matter.answer.why_not if item.model != matter.model.id
    ]
    return (
        (Bullets(tuple(bullets)),) if bullets else (Paragraph(text(matter.say(words.NO_OTHERS))),)
    )


def _leader(matter: Matter, id: str) -> Text:
    say, beside = matter.say, matter.model.id in matter.answer.leaders
    other = matter.guide.get(id, Model)
    return text(
        Span(other.title, "strong", (id,)),
        f" ({band(matter.answer.advised(id), say).lower()}). ",
        say(words.OTHER_LEADER) if beside else say(words.OTHER_BETTER),
    )


def _why_not(matter: Matter, item: WhyNot) -> Text:
    advised = matter.answer.advised(item.model)
    fit = f" ({band(advised, matter.say).lower()}). " if advised else ". "
    return text(
        Span(matter.guide.get(item.model, Model).title, "strong", (item.model,)),
        fit,
        *because(item.reasons, advised=advised, say=matter.say),
    )


def because(reasons: Iterable[Reason], *, say: Speech, advised: Advised | None = None) -> Text:
    """Return reasons as cited sentences; one that rests on an inferred row of the matrix is marked
    so.
    """
    inferred = (
        {item.row for item in advised.motivations if item.status == "inferred"}
        if advised
        else set()
    )
    sentences = (
        Span(
            say.reason(reason),
            "inferred" if inferred.intersection(reason.cites) else "",
            reason.cites,
        )
        for reason in reasons
    )
    return joined(((span,) for span in sentences), by=" ")
