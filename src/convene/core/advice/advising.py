"""The answer: what a situation brings, and the kinds of alliance that fit it, best first."""

from collections.abc import Iterator, Mapping

from convene.core.advice.scoring import advised
from convene.core.advice.situation import (
    Situation,
    brought,
    for_challenge,
    gates,
    lessons,
    resources,
    situation_of,
)
from convene.core.advice.traces import Trace, add, frozen, unique
from convene.core.advice.unknown import LISTS, unknown_in
from convene.core.advice.whys import why_not
from convene.core.answer import Advised, Answer, Outcome, Refused, Unknown
from convene.core.guide import Guide
from convene.core.reasons import Reason, Traced
from convene.core.request import Request

PARTNERSHIPS = "17.17"
"""The SDG target of public, private and civil partnerships: of every alliance."""
NEAR = 5
"""Points out of 100 within which two models are too close to call (expert choice): they are shown
side by side.
"""


def advise(request: Request, *, guide: Guide, regions: Mapping[str, str]) -> Answer:
    """Return what could work, with reasons.

    `regions` gives the region code of each ISO 3166-1 alpha-2 country. Unknown codes are reported
    in the answer and otherwise ignored; nothing is guessed from them.
    """
    unknown = unknown_in(request, guide=guide, regions=regions)
    if refused := tuple(_refused(request, guide)):
        risks = _risked(refused, guide)
        return Answer(
            request=request, outcome="refused", refused=refused, risks=risks, unknown=unknown
        )
    return _answer(situation_of(request, guide=guide, regions=regions), unknown=unknown)


def _refused(request: Request, guide: Guide) -> Iterator[Refused]:
    prohibited = {item.id: item for item in guide.prohibited}
    for code in unique(code for name in LISTS for code in getattr(request, name)):
        if item := prohibited.get(code):
            yield Refused(code=code, reason=item.reason, cite=item.cite)


def _risked(refused: tuple[Refused, ...], guide: Guide) -> Traced:
    """Return the risks for which purposes are refused."""
    because = {item.id: item.because for item in guide.prohibited}
    traced: Trace = {}
    for item in refused:
        add(traced, item.reason, Reason(because[item.code], {}, (item.cite,)))
    return frozen(traced)


def _answer(situation: Situation, *, unknown: tuple[Unknown, ...]) -> Answer:
    guide, challenges = situation.guide, situation.challenges
    models = _ranked(situation)
    leaders = _leaders(models)
    return Answer(
        request=situation.request,
        outcome=_outcome(models, situation),
        region=situation.region,
        challenges=tuple(challenge.id for challenge in challenges),
        models=models,
        leaders=leaders,
        why_not=why_not(models, leaders, guide=guide),
        rows=frozen(situation.rows, order=(row.id for row in guide.motivations)),
        traits=frozen(situation.traits),
        lessons=lessons(situation),
        gates=gates(situation),
        risks=brought(situation, "risks"),
        resources=resources(situation),
        trends={c.trend: (for_challenge(c),) for c in challenges if c.trend},
        noncash=unique((*_noncash(models), *_row_noncash(situation))),
        dac=unique(code for challenge in challenges for code in challenge.dac),
        sdg=_targets(situation),
        unknown=unknown,
    )


def _ranked(situation: Situation) -> tuple[Advised, ...]:
    """Return the models that fit, best first; equal scores keep the guide's order."""
    fitting = (advised(model, situation) for model in situation.guide.models)
    return tuple(sorted(filter(None, fitting), key=lambda model: -model.score))


def _leaders(models: tuple[Advised, ...]) -> tuple[str, ...]:
    return tuple(model.model for model in models if models[0].score - model.score <= NEAR)


def _noncash(models: tuple[Advised, ...]) -> Iterator[str]:
    return (code for model in models for code in model.noncash)


def _row_noncash(situation: Situation) -> Iterator[str]:
    rows = (row for row in situation.guide.motivations if row.id in situation.rows)
    return (code for row in rows for code in row.noncash)


def _targets(situation: Situation) -> tuple[str, ...]:
    """Return the SDG targets of the problems, then that of partnerships."""
    of_problems = [code for challenge in situation.challenges for code in challenge.sdg]
    return unique((*of_problems, PARTNERSHIPS)) if situation.challenges else ()


def _outcome(models: tuple[Advised, ...], situation: Situation) -> Outcome:
    if not models:
        return "no_match"
    if models[0].band != "weak":
        return "ok"
    if any(challenge.trend for challenge in situation.challenges):
        return "trend_only"
    return "low_confidence"
