"""Which kinds of alliance could work for a problem in a place."""

from functools import lru_cache
from typing import Any

from convene import packs
from convene.core.advice import advise
from convene.core.answer import Advised, Answer, WhyNot
from convene.core.guide import Guide, Statement
from convene.core.reasons import Reason
from convene.core.request import Request
from convene.packs import places
from convene.questions.shapes import advice as shapes

TRACED = ("rows", "traits", "lessons", "gates", "risks", "resources", "trends")
PLAIN = ("outcome", "noncash", "dac", "sdg", "unknown", "refused")


@lru_cache(maxsize=256)
def answer(request: Request, pack: str = packs.BUILT_IN) -> Answer:
    """Return what a guide answers. Raises KeyError when there is no such pack."""
    return advise(request, guide=packs.guide(pack), regions=places.regions())


def shape(answer: Answer, *, guide: Guide) -> shapes.Advice:
    """Return an answer as it is published."""
    plain: dict[str, Any] = {name: getattr(answer, name) for name in PLAIN}
    traced = {name: getattr(answer, name) for name in TRACED}
    plain |= {name: tuple(codes) for name, codes in traced.items()}
    return shapes.Advice(
        models=tuple(map(_model, answer.models)),
        why_not=tuple(map(_why_not, answer.why_not)),
        reasons={code: _said(why) for codes in traced.values() for code, why in codes.items()},
        records=_records(answer, guide=guide),
        **plain,
    )


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
