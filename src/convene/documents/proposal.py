"""The first parts of a paper: the problem, what is proposed, why, and why not something else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from convene.core.answer import PARTS, Advised, Answer, WhyNot, strength
from convene.core.draft import Draft
from convene.core.guide import Challenge, Guide, Model
from convene.core.reasons import Reason
from convene.documents import words
from convene.documents.parts import (
    Block,
    Bullets,
    Caution,
    Paragraph,
    Span,
    Table,
    Text,
    clean,
    joined,
    text,
)

MISSING = Span(words.TO_COMPLETE, "missing")


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


def problem(matter: Matter) -> tuple[Block, ...]:
    named = joined(
        (Span(matter.guide.get(id, Challenge).title, cites=(id,)),)
        for id in matter.answer.challenges
    )
    blocks: tuple[Block, ...] = tuple(
        Paragraph(text(part)) for part in paragraphs(matter.draft.problem)
    ) or (Paragraph(text(MISSING)),)
    return (*blocks, Paragraph(text(Span(words.NAMED, "soft"), *named, ".")))


def proposal(matter: Matter) -> tuple[Block, ...]:
    others = [
        matter.guide.get(id, Model).title for id in matter.answer.leaders if id != matter.model.id
    ]
    blocks: list[Block] = [
        Paragraph(text(Span(words.KIND, "soft"), *kind(matter))),
        Paragraph(text(Span(words.HOW_WELL, "soft"), f"{band(matter.advised)}.")),
        Paragraph(text(Span(words.OUR_REASON, "soft"), said(matter.draft.model_reason))),
    ]
    if not matter.chosen:
        blocks.append(Caution(text(words.NOT_CHOSEN)))
        blocks += (
            [Caution(text(words.TOO_CLOSE.format(models=", ".join(others))))] if others else []
        )
    if matter.answer.outcome in words.LOW:
        blocks.append(Caution(text(words.LOW[matter.answer.outcome])))
    return tuple(blocks)


def kind(matter: Matter) -> Text:
    title = Span(matter.model.title, "strong", (matter.model.id,))
    return text(title) if matter.chosen else text(MISSING, " (", title, ")")


def band(advised: Advised | None) -> str:
    return words.BANDS[advised.band] if advised else words.NOT_OFFERED


def why(matter: Matter) -> tuple[Block, ...]:
    model = matter.model
    blocks: tuple[Block, ...] = (
        Paragraph(text(Span(words.RATIONALE, "soft"), Span(model.rationale, cites=(model.id,)))),
        Paragraph(
            text(Span(words.BENEFIT, "soft"), Span(model.private_benefit, cites=(model.id,)))
        ),
    )
    advised = matter.advised
    if advised is None:
        return (
            *blocks,
            *(
                Paragraph(because(item.reasons))
                for item in matter.answer.why_not
                if item.model == model.id
            ),
        )
    rows = tuple(
        (
            text(Span(words.PARTS[name], "strong")),
            text(words.MARKS[strength(advised.parts[name])]),
            because(advised.because[name], advised=advised),
        )
        for name in PARTS
    )
    return (*blocks, Table(words.PARTS_HEAD, rows))


def others(matter: Matter) -> tuple[Block, ...]:
    """Return the kinds of alliance the paper does not follow, each with why not."""
    found = [*(_leader(matter, id) for id in matter.answer.leaders if id != matter.model.id)]
    found += [
        _why_not(matter, item) for item in matter.answer.why_not if item.model != matter.model.id
    ]
    return (Bullets(tuple(found)),) if found else (Paragraph(text(words.NO_OTHERS)),)


def _leader(matter: Matter, id: str) -> Text:
    beside = matter.model.id in matter.answer.leaders
    other = matter.guide.get(id, Model)
    return text(
        Span(other.title, "strong", (id,)),
        f" ({band(matter.answer.advised(id)).lower()}). ",
        words.OTHER_LEADER if beside else words.OTHER_BETTER,
        MISSING,
    )


def _why_not(matter: Matter, item: WhyNot) -> Text:
    advised = matter.answer.advised(item.model)
    fit = f" ({band(advised).lower()}). " if advised else ". "
    return text(
        Span(matter.guide.get(item.model, Model).title, "strong", (item.model,)),
        fit,
        *because(item.reasons, advised=advised),
    )


def because(reasons: Iterable[Reason], *, advised: Advised | None = None) -> Text:
    """Return reasons as cited sentences; one that rests on an inferred row of the matrix is marked
    so.
    """
    inferred = (
        {item.row for item in advised.motivations if item.status == "inferred"}
        if advised
        else set()
    )
    found = (
        Span(str(reason), "inferred" if inferred.intersection(reason.cites) else "", reason.cites)
        for reason in reasons
    )
    return joined(((span,) for span in found), by=" ")


def said(typed: str) -> Span:
    """Return what someone typed, or “to complete” where nobody has."""
    return Span(clean(typed)) if clean(typed) else MISSING


def paragraphs(typed: str) -> list[str]:
    return [part.strip("\n") for part in re.split(r"\n[ \t]*\n", clean(typed)) if part.strip()]
