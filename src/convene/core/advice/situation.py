"""What a request says of the situation, and what the guide says that this brings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from convene.core.advice.traces import Trace, add, frozen
from convene.core.advice.unknown import known
from convene.core.guide import Challenge, Guide, Kind, Lesson, PartnerRule, TraitRule
from convene.core.reasons import Reason, Traced, gettext_noop
from convene.core.request import Request

FEARFUL = ("reprisal_risk", "closed_civic_space")
"""Traits that make people prefer to act together: each adds the motivation row of collective
action.
"""
COLLECTIVE_ACTION = "MR4"
NAMED = gettext_noop("“{challenge}” is among the problems named.")


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What is known before any kind of alliance is judged."""

    request: Request
    guide: Guide
    region: str | None
    challenges: tuple[Challenge, ...]
    traits: Trace
    rows: Trace


def situation_of(request: Request, *, guide: Guide, regions: Mapping[str, str]) -> Situation:
    codes = known(request.challenges, (challenge.id for challenge in guide.challenges))
    challenges = tuple(guide.get(id, Challenge) for id in codes)
    traits = _traced(_traits(request, challenges, guide=guide))
    return Situation(
        request=request,
        guide=guide,
        region=_region(request, guide=guide, regions=regions),
        challenges=challenges,
        traits=traits,
        rows=_traced(_rows(request, traits, guide=guide)),
    )


def _region(request: Request, *, guide: Guide, regions: Mapping[str, str]) -> str | None:
    if request.region in guide.codes("regions"):
        return request.region
    return regions.get(request.country or "")


Codes = Iterator[tuple[str, Reason]]
"""Codes as they come up, each with a reason; a code may come up for several."""


def _traced(codes: Codes) -> Trace:
    traced: Trace = {}
    for code, reason in codes:
        add(traced, code, reason)
    return traced


def _traits(request: Request, challenges: tuple[Challenge, ...], *, guide: Guide) -> Codes:
    for code in known(request.traits, guide.codes("traits")):
        yield code, Reason(gettext_noop("This was said to be so."))
    for sector in _chosen(guide.sectors, request.sectors):
        title = Reason(guide.word("sectors", sector.id).title)
        for code in sector.traits:
            yield code, Reason(gettext_noop("{sector} is around."), {"sector": title})
    for challenge in challenges:
        for code in challenge.flags:
            yield code, for_challenge(challenge)
    yield from _traits_of_the_place(request, guide=guide)


def _traits_of_the_place(request: Request, *, guide: Guide) -> Codes:
    if request.civic_space in ("repressed", "closed"):
        space = Reason(guide.word("civic_spaces", request.civic_space).title)
        yield (
            "closed_civic_space",
            Reason(gettext_noop("Civic space is said to be {space}."), {"space": space}),
        )
    if request.reprisal_risk == "high":
        yield (
            "reprisal_risk",
            Reason(gettext_noop("The risk of reprisal is said to be high.")),
        )


def _rows(request: Request, traits: Trace, *, guide: Guide) -> Codes:
    for rule in _chosen(guide.sectors, request.sectors):
        yield from _around("sectors", rule, rule.rows, guide=guide)
    for rule in _chosen(guide.partner_types, request.partner_types):
        yield from _around("partner_types", rule, rule.rows, guide=guide)
    if any(row.id == COLLECTIVE_ACTION for row in guide.motivations):
        for trait in FEARFUL:
            if trait in traits:
                yield COLLECTIVE_ACTION, _together(trait, guide=guide)


def _together(trait: str, *, guide: Guide) -> Reason:
    """The guide speaks of fear of reprisal; where civic space is closed, acting together may also
    add danger.
    """
    title = {"trait": Reason(guide.word("traits", trait).title)}
    if trait == "reprisal_risk":
        sentence = gettext_noop("{trait}: in many cases acting together answers it.")
        return Reason(sentence, title, ("L05",))
    return Reason(
        gettext_noop(
            "{trait}: our judgement; acting together may help, and it may add danger. The guide speaks of fear of reprisal only."
        ),
        title,
    )


def is_anyone_around(situation: Situation) -> bool:
    """Return whether a sector or a type of partner that the guide knows was named."""
    request, guide = situation.request, situation.guide
    return any(
        [
            *_chosen(guide.sectors, request.sectors),
            *_chosen(guide.partner_types, request.partner_types),
        ]
    )


def _chosen(rules: tuple[PartnerRule, ...], codes: tuple[str, ...]) -> Iterator[PartnerRule]:
    return (rule for rule in rules if rule.id in codes)


def _around(kind: Kind, rule: PartnerRule, records: tuple[str, ...], *, guide: Guide) -> Codes:
    partner = Reason(guide.word(kind, rule.id).title)
    for id in records:
        yield id, Reason(gettext_noop("{partner} is around."), {"partner": partner}, (id,))


def lessons(situation: Situation) -> Traced:
    guide = situation.guide
    return frozen(_traced(_lessons(situation)), order=(lesson.id for lesson in guide.lessons))


def _lessons(situation: Situation) -> Codes:
    request, guide = situation.request, situation.guide
    for lesson in guide.always_lessons:
        yield lesson, Reason(gettext_noop("We put it before every alliance."), {})
    for rule in _chosen(guide.partner_types, request.partner_types):
        yield from _around("partner_types", rule, rule.lessons, guide=guide)
    for lesson, reasons in brought(situation, "lessons").items():
        for reason in reasons:
            yield lesson, reason


def resources(situation: Situation) -> Traced:
    """Return what to turn to: for who is around, then for what is true of the situation."""
    return frozen(_traced(_resources(situation)))


def _resources(situation: Situation) -> Codes:
    for rule in _chosen(situation.guide.partner_types, situation.request.partner_types):
        yield from _around("partner_types", rule, rule.resources, guide=situation.guide)
    yield from _brought(situation, "resources")


def brought(situation: Situation, what: str) -> Traced:
    """Return the lessons, gates, risks or resources that the traits bring, each with the traits
    that brought it.
    """
    return frozen(_traced(_brought(situation, what)))


def _brought(situation: Situation, what: str) -> Codes:
    guide, traits = situation.guide, situation.traits
    for rule in guide.trait_rules:
        if rule.id in traits:
            for code in getattr(rule, what):
                yield code, as_said(rule.id, situation, cites=_saying(code, rule, guide))


def _saying(code: str, rule: TraitRule, guide: Guide) -> tuple[str, ...]:
    """Return where the guide speaks of what a trait brings: its own record, or the lessons that
    lead to this safeguard. What else a trait brings is ours.
    """
    if code in guide.records:
        return (code,)
    return tuple(id for id in rule.lessons if guide.get(id, Lesson).gate == code)


def as_said(trait: str, situation: Situation, *, cites: tuple[str, ...] = ()) -> Reason:
    """Return that a trait is there; as our reading where nobody said so and only problems named
    point to it.
    """
    title = {"trait": Reason(situation.guide.word("traits", trait).title)}
    if all(reason.text == NAMED for reason in situation.traits[trait]):
        sentence = gettext_noop("{trait}: our reading of the problems named.")
        return Reason(sentence, title, cites)
    return Reason(gettext_noop("{trait}."), title, cites)


def gates(situation: Situation) -> Traced:
    """Return the safeguards that the traits bring and those of every alliance, the heaviest first:
    so they stand in the pack.
    """
    always = {
        gate.id: (Reason(gettext_noop("Our rule for every alliance."), {}, (gate.cite,)),)
        for gate in situation.guide.always_gates
    }
    every = {**brought(situation, "gates"), **always}
    return {code: every[code] for code in situation.guide.codes("gates") if code in every}


def for_challenge(challenge: Challenge) -> Reason:
    return Reason(NAMED, {"challenge": Reason(challenge.title)}, challenge.evidence)
