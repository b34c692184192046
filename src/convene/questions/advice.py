"""Which kinds of alliance could work for a problem in a place."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from convene import packs
from convene.core.advice import advise, next_steps
from convene.core.advice import in_short as summed_up
from convene.core.answer import Advised, Answer, Call, Headline, InShort, Step, WhyNot
from convene.core.guide import Guide, Statement
from convene.core.labels import IN_SHORT
from convene.core.longlist import Candidate, Wanted
from convene.core.reasons import Reason, worded
from convene.core.request import Request
from convene.corpus import snapshots
from convene.packs import places
from convene.packs.languages import language
from convene.questions import longlist
from convene.questions.shapes import advice as shapes

TRACED = ("rows", "traits", "lessons", "gates", "risks", "resources", "trends")
FEW = 10
"""First lines of the longlist among which somebody to call is looked for."""
PLAIN = ("outcome", "noncash", "dac", "sdg", "unknown", "refused")


@lru_cache(maxsize=256)
def answer(request: Request, pack: str = packs.BUILT_IN) -> Answer:
    """Return what a guide answers. Raises KeyError when there is no such pack."""
    return advise(request, guide=packs.guide(pack), regions=places.regions())


def in_short(answer: Answer, *, at: datetime, pack: str = packs.BUILT_IN) -> InShort | None:
    """Return an answer in three sentences, as known at a moment: the first to call is of the
    longlist, where open data have been built.
    """
    call = first_to_call(answer, at=at) if pack == packs.BUILT_IN else None
    return summed_up(answer, guide=packs.guide(pack), call=call)


def first_to_call(answer: Answer, *, at: datetime) -> Call | None:
    """Return the first of the longlist whom no list names anything like."""
    country = answer.request.country or ""
    if not answer.models or country not in places.regions() or snapshots.current() is None:
        return None
    listed = longlist.partners(wanted(answer), at=at, length=FEW).candidates
    return called(someone.candidate for someone in listed if not someone.alerts)


def called(candidates: Iterable[Candidate]) -> Call | None:
    """Return the first candidate that records show in the country."""
    return next(
        (
            Call(
                organisation=candidate.facts.organisation,
                name=candidate.facts.name,
                because=candidate.evidence[0].reason,
                row=candidate.row,
                check=(candidate.call.first,) if candidate.facts.gave_in else (),
            )
            for candidate in candidates
            if candidate.evidence and (candidate.facts.here or candidate.facts.paid_here)
        ),
        None,
    )


def wanted(answer: Answer) -> Wanted:
    """Return whom an answer looks for: its country, its leading kinds, who is around."""
    country = answer.request.country or ""
    return Wanted(
        country=country,
        region=places.regions().get(country, ""),
        models=answer.leaders,
        sectors=answer.request.sectors,
    )


def shape(answer: Answer, *, guide: Guide, short: InShort | None = None) -> shapes.Advice:
    """Return an answer as it is published."""
    short = short or summed_up(answer, guide=guide)
    plain: dict[str, Any] = {name: getattr(answer, name) for name in PLAIN}
    traced = {name: getattr(answer, name) for name in TRACED}
    plain |= {name: tuple(codes) for name, codes in traced.items()}
    return shapes.Advice(
        in_short=_in_short(short) if short else None,
        next_steps=tuple(map(_step, next_steps(answer, short, guide=guide))),
        models=tuple(map(_model, answer.models)),
        why_not=tuple(map(_why_not, answer.why_not)),
        reasons={code: _said(why) for codes in traced.values() for code, why in codes.items()},
        records=_records(answer, guide=guide),
        **plain,
    )


def _in_short(short: InShort) -> shapes.InShort:
    return shapes.InShort(**{name: _headline(getattr(short, name)) for name in IN_SHORT})


def _step(step: Step) -> shapes.Step:
    return shapes.Step(text=_english(step.says), cites=step.says.cites, to=step.to)


def _headline(line: Headline) -> shapes.Headline:
    return shapes.Headline(
        text=_english(line.says), cites=line.says.cites, why=tuple(map(_sentence, line.why))
    )


def _sentence(reason: Reason) -> shapes.Sentence:
    return shapes.Sentence(text=_english(reason), cites=reason.cites)


def _english(reason: Reason) -> str:
    """Return a sentence with places by their names."""
    return worded(reason, language("en"))


def _records(answer: Answer, *, guide: Guide) -> dict[str, tuple[shapes.Statement, ...]]:
    """Return what each record that the answer rests on says of the guide."""
    why = [reason for model in answer.models for part in model.because.values() for reason in part]
    why += [reason for other in answer.why_not for reason in other.reasons]
    for name in TRACED:
        why += [reason for reasons in getattr(answer, name).values() for reason in reasons]
    cited = (id for reason in why for id in reason.cites)
    of_models = (id for model in answer.models for id in (model.model, *model.examples))
    others = (*answer.lessons, *answer.resources, *answer.rows)
    ids = dict.fromkeys((*cited, *of_models, *others))
    return {id: tuple(map(_statement, guide.passages(id))) for id in ids}


def _statement(source: Statement) -> shapes.Statement:
    return shapes.Statement(
        text=source.text,
        lines=source.lines or (0, 0),
        anchor=source.anchor,
        strength=source.strength,
        scope=source.scope,
        by=source.by,
    )


def _model(advised: Advised) -> shapes.Advised:
    parts = {name: round(float(part), 2) for name, part in advised.parts.items()}
    return shapes.Advised(
        model=advised.model,
        fit=advised.fit,
        band=advised.band,
        parts=shapes.Parts(**parts),
        precedent=advised.precedent,
        motivations=advised.motivations,
        examples=advised.examples,
        partner_kinds=advised.partner_kinds,
        noncash=advised.noncash,
        reasons=shapes.PartReasons(**{part: _said(why) for part, why in advised.because.items()}),
    )


def _why_not(other: WhyNot) -> shapes.WhyNot:
    return shapes.WhyNot(model=other.model, reasons=_said(other.reasons))


def _said(reasons: tuple[Reason, ...]) -> shapes.Reasons:
    return tuple(shapes.Sentence(text=str(reason), cites=reason.cites) for reason in reasons)
