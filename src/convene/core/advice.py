"""From a governance problem in a place to the kinds of alliance that could work there.

The weights and rules are the pack's expert judgement (`advice.yaml`, `challenges.yaml`); this is
how they apply. `tests/spec/` shows each rule as a table. Risk adds gates and never lowers a score.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from fractions import Fraction

from convene.core.answer import (
    Advised,
    Answer,
    Band,
    Fit,
    Joining,
    Outcome,
    Precedent,
    Reason,
    Refused,
    Request,
    Unknown,
    WhyNot,
    gettext_noop,
)
from convene.core.guide import Case, Challenge, Example, Guide, Kind, Model, Motivation, PartnerRule

NEAR = 5
"""Points out of 100 within which two models are too close to call (expert choice): they are shown
side by side.
"""
FITS: Mapping[int, Fit] = {3: "direct", 2: "supporting", 1: "side"}
FEARFUL = ("reprisal_risk", "closed_civic_space")
"""Traits that make people prefer to act together: each adds the motivation row of collective
action.
"""
COLLECTIVE_ACTION = "MR4"
LISTS: Mapping[str, Kind | None] = {
    "challenges": None,
    "sectors": "sectors",
    "partner_types": "partner_types",
    "traits": "traits",
}
SINGLES: Mapping[str, Kind] = {
    "region": "regions",
    "level": "levels",
    "civic_space": "civic_spaces",
    "reprisal_risk": "reprisal_risks",
}

Trace = dict[str, list[Reason]]


def advise(request: Request, *, guide: Guide, regions: Mapping[str, str]) -> Answer:
    """Return what could work, with reasons.

    `regions` gives the region code of each ISO 3166-1 alpha-2 country. Unknown codes are reported
    in the answer and otherwise ignored; nothing is guessed from them.
    """
    prohibited = {item.id: item for item in guide.prohibited}
    asked = dict.fromkeys(code for name in LISTS for code in getattr(request, name))
    refused = tuple(
        Refused(code=code, reason=prohibited[code].reason, cite=prohibited[code].cite)
        for code in asked
        if code in prohibited
    )
    unknown = _unknown(request, guide=guide, regions=regions)
    if refused:
        return Answer(request=request, outcome="refused", refused=refused, unknown=unknown)
    region = _region(request, guide=guide, regions=regions)
    challenges = tuple(
        guide.get(id, Challenge)
        for id in _known(request.challenges, {c.id for c in guide.challenges})
    )
    traits = _traits(request, challenges, guide=guide)
    rows = _rows(request, traits, guide=guide)
    models = _rank(
        found
        for model in guide.models
        if (
            found := _advised(
                model,
                challenges,
                request=request,
                rows=rows,
                traits=traits,
                region=region,
                guide=guide,
            )
        )
    )
    leaders = tuple(found.model for found in models if models[0].score - found.score <= NEAR)
    return Answer(
        request=request,
        outcome=_outcome(models, challenges),
        region=region,
        challenges=tuple(challenge.id for challenge in challenges),
        models=models,
        leaders=leaders,
        why_not=_why_not(models, leaders, request=request, region=region, guide=guide),
        rows=_frozen(rows, order=(row.id for row in guide.motivations)),
        traits=_frozen(traits),
        lessons=_frozen(
            _lessons(request, traits, guide=guide), order=(lesson.id for lesson in guide.lessons)
        ),
        gates=_brought(traits, "gates", guide=guide),
        risks=_brought(traits, "risks", guide=guide),
        resources=_brought(traits, "resources", guide=guide),
        trends={c.trend: (_for_challenge(c),) for c in challenges if c.trend},
        noncash=_unique(
            [*(code for found in models for code in found.noncash), *_row_noncash(rows, guide)]
        ),
        dac=_unique(code for challenge in challenges for code in challenge.dac),
        sdg=_unique(code for challenge in challenges for code in challenge.sdg),
        unknown=unknown,
    )


def _unknown(request: Request, *, guide: Guide, regions: Mapping[str, str]) -> tuple[Unknown, ...]:
    prohibited = {item.id for item in guide.prohibited}
    found = []
    for name, kind in LISTS.items():
        names = (
            {word.id: word.title for word in guide.words if word.kind == kind}
            if kind
            else {c.id: c.title for c in guide.challenges}
        )
        found += [
            _nearest(code, name, names)
            for code in getattr(request, name)
            if code not in names and code not in prohibited
        ]
    for name, kind in SINGLES.items():
        code, names = (
            getattr(request, name),
            {word.id: word.title for word in guide.words if word.kind == kind},
        )
        if code is not None and code not in names:
            found.append(_nearest(code, name, names))
    if request.country is not None and request.country not in regions:
        found.append(_nearest(request.country, "country", dict.fromkeys(regions, "")))
    return tuple(dict.fromkeys(found))


def _nearest(value: str, where: str, names: Mapping[str, str]) -> Unknown:
    spelled = {
        form.casefold(): code for code, title in names.items() for form in (title, code) if form
    }
    close = get_close_matches(value.casefold()[:80], list(spelled), n=5, cutoff=0.5)
    return Unknown(value=value, where=where, nearest=_unique(spelled[form] for form in close)[:3])


def _known(codes: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    allowed = set(known)
    return _unique(code for code in codes if code in allowed)


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _region(request: Request, *, guide: Guide, regions: Mapping[str, str]) -> str | None:
    if request.region in guide.codes("regions"):
        return request.region
    return regions.get(request.country or "")


def _traits(request: Request, challenges: tuple[Challenge, ...], *, guide: Guide) -> Trace:
    traced: Trace = {}
    for code in _known(request.traits, guide.codes("traits")):
        _add(traced, code, Reason(gettext_noop("This was said to be so.")))
    for sector in guide.sectors:
        if sector.id in request.sectors:
            for code in sector.traits:
                _add(
                    traced,
                    code,
                    Reason(
                        gettext_noop("{sector} is around."),
                        {"sector": guide.word("sectors", sector.id).title},
                    ),
                )
    for challenge in challenges:
        for code in challenge.flags:
            _add(traced, code, _for_challenge(challenge))
    if request.civic_space in ("repressed", "closed"):
        _add(
            traced,
            "closed_civic_space",
            Reason(
                gettext_noop("Civic space is said to be {space}."),
                {"space": guide.word("civic_spaces", request.civic_space).title},
            ),
        )
    if request.reprisal_risk == "high":
        _add(
            traced,
            "reprisal_risk",
            Reason(gettext_noop("The risk of reprisal is said to be high.")),
        )
    return traced


def _rows(request: Request, traits: Trace, *, guide: Guide) -> Trace:
    traced: Trace = {}
    around: tuple[tuple[Kind, tuple[PartnerRule, ...], tuple[str, ...]], ...] = (
        ("sectors", guide.sectors, request.sectors),
        ("partner_types", guide.partner_types, request.partner_types),
    )
    for kind, rules, chosen in around:
        for rule in rules:
            if rule.id in chosen:
                for row in rule.rows:
                    _add(
                        traced,
                        row,
                        Reason(
                            gettext_noop("{partner} is around."),
                            {"partner": guide.word(kind, rule.id).title},
                            (row,),
                        ),
                    )
    if any(row.id == COLLECTIVE_ACTION for row in guide.motivations):
        for trait in FEARFUL:
            if trait in traits:
                why = Reason(
                    gettext_noop("{trait}: acting together is often the answer."),
                    {"trait": guide.word("traits", trait).title},
                    ("L05",),
                )
                _add(traced, COLLECTIVE_ACTION, why)
    return traced


def _lessons(request: Request, traits: Trace, *, guide: Guide) -> Trace:
    traced: Trace = {}
    for lesson in guide.always_lessons:
        _add(traced, lesson, Reason(gettext_noop("It holds for every alliance."), {}, (lesson,)))
    for rule in guide.partner_types:
        if rule.id in request.partner_types:
            for lesson in rule.lessons:
                _add(
                    traced,
                    lesson,
                    Reason(
                        gettext_noop("{partner} is around."),
                        {"partner": guide.word("partner_types", rule.id).title},
                        (lesson,),
                    ),
                )
    for lesson, reasons in _brought(traits, "lessons", guide=guide).items():
        for reason in reasons:
            _add(traced, lesson, reason)
    return traced


def _brought(traits: Trace, what: str, *, guide: Guide) -> dict[str, tuple[Reason, ...]]:
    """Return the lessons, gates, risks or resources that the traits bring, each with the traits
    that brought it.
    """
    traced: Trace = {}
    for rule in guide.trait_rules:
        if rule.id in traits:
            cites = _unique(
                [*rule.lessons, *(cite for reason in traits[rule.id] for cite in reason.cites)]
            )
            for code in getattr(rule, what):
                own = (code,) if code in guide.records else cites
                _add(
                    traced,
                    code,
                    Reason(
                        gettext_noop("{trait}."),
                        {"trait": guide.word("traits", rule.id).title},
                        own,
                    ),
                )
    return _frozen(traced)


def _for_challenge(challenge: Challenge) -> Reason:
    return Reason(
        gettext_noop("“{challenge}” is among the problems named."),
        {"challenge": challenge.title},
        challenge.evidence,
    )


def _add(traced: Trace, code: str, reason: Reason) -> None:
    reasons = traced.setdefault(code, [])
    if reason not in reasons:
        reasons.append(reason)


def _frozen(traced: Trace, *, order: Iterable[str] | None = None) -> dict[str, tuple[Reason, ...]]:
    return {code: tuple(traced[code]) for code in (order or traced) if code in traced}


def _row_noncash(rows: Trace, guide: Guide) -> Iterable[str]:
    return (code for row in guide.motivations if row.id in rows for code in row.noncash)


def _rank(found: Iterable[Advised]) -> tuple[Advised, ...]:
    return tuple(
        sorted(found, key=lambda advised: -advised.score)
    )  # stable: equal scores keep the guide's order


def _outcome(models: tuple[Advised, ...], challenges: tuple[Challenge, ...]) -> Outcome:
    if not models:
        return "no_match"
    if models[0].band != "weak":
        return "ok"
    return "trend_only" if any(challenge.trend for challenge in challenges) else "low_confidence"


def _advised(
    model: Model,
    challenges: tuple[Challenge, ...],
    *,
    request: Request,
    rows: Trace,
    traits: Trace,
    region: str | None,
    guide: Guide,
) -> Advised | None:
    weights = [challenge.models.get(model.id, 0) for challenge in challenges]
    if not any(weights):
        return None
    motivations = _motivations(model, rows, guide=guide)
    precedent, told = _precedent(model, challenges, region=region, guide=guide)
    location, why_location = _location(model, request=request, traits=traits, guide=guide)
    parts = {
        "challenge": Fraction(7, 10) * Fraction(max(weights), 3)
        + Fraction(3, 10) * Fraction(sum(weights), 3 * len(weights)),
        "motivation": _motivation_part(motivations),
        "location": location,
        "precedent": precedent,
    }
    score = 100 * sum(
        (_exact(getattr(guide.weights, name)) * part for name, part in parts.items()), Fraction(0)
    )
    rule = next(rule for rule in guide.model_rules if rule.model == model.id)
    return Advised(
        model=model.id,
        score=score,
        fit=FITS[max(weights)],
        band=_band(score, guide),
        parts=parts,
        because={
            "challenge": _why_challenge(model, challenges),
            "motivation": _why_motivation(motivations, guide=guide),
            "location": (why_location,),
            "precedent": _why_precedent(precedent, told, guide=guide),
        },
        precedent=_precedent_word(precedent),
        motivations=motivations,
        examples=tuple(record.id for record in told),
        partner_kinds=rule.partner_kinds,
        noncash=rule.noncash,
    )


def _exact(number: float) -> Fraction:
    return Fraction(str(number))


def _band(score: Fraction, guide: Guide) -> Band:
    return (
        "strong"
        if score >= guide.bands.strong
        else "plausible"
        if score >= guide.bands.plausible
        else "weak"
    )


def _motivations(model: Model, rows: Trace, *, guide: Guide) -> tuple[Joining, ...]:
    return tuple(
        Joining(row=row.id, status="printed" if model.id in row.models else "inferred")
        for row in guide.motivations
        if row.id in rows and model.id in (*row.models, *row.models_inferred)
    )


def _motivation_part(motivations: tuple[Joining, ...]) -> Fraction:
    if any(item.status == "printed" for item in motivations):
        return Fraction(1)
    return Fraction(6, 10) if motivations else Fraction(0)


def _location(
    model: Model, *, request: Request, traits: Trace, guide: Guide
) -> tuple[Fraction, Reason]:
    rule = next(rule for rule in guide.location_fit if rule.model == model.id)
    values = {"level": _titles([request.level], guide), "levels": _titles(rule.levels, guide)}
    if request.level is not None and request.level in rule.levels:
        return _exact(rule.levels[request.level]), Reason(
            gettext_noop("{level}: where the guide's examples worked."), values, model.examples
        )
    for trait, fit in rule.traits.items():
        if trait in traits:
            return _exact(fit), Reason(
                gettext_noop("{trait}."), {"trait": guide.word("traits", trait).title}, (model.id,)
            )
    if not rule.levels:
        return _exact(rule.otherwise), Reason(
            gettext_noop("The guide ties it to no level."), values, (model.id,)
        )
    return _exact(rule.otherwise), Reason(
        gettext_noop("The guide's examples worked at another level: {levels}."),
        values,
        model.examples,
    )


def _titles(levels: Iterable[str | None], guide: Guide) -> tuple[str, ...]:
    return tuple(
        guide.word("levels", code).title
        for code in levels
        if code in guide.codes("levels") and code
    )


def _precedent(
    model: Model, challenges: tuple[Challenge, ...], *, region: str | None, guide: Guide
) -> tuple[Fraction, tuple[Example | Case, ...]]:
    """Return the part and the precedents it rests on, those of the same region first."""
    own = guide.precedents(model.id)
    evidence = {id for challenge in challenges for id in challenge.evidence}
    told = [record for record in own if record.id in evidence]
    near = [record for record in told if record.region == region]
    if told:
        return Fraction(1) if near else Fraction(6, 10), (
            *near,
            *(record for record in told if record not in near),
        )
    elsewhere = tuple(record for record in own if record.region == region)
    return (Fraction(3, 10) if elsewhere else Fraction(0)), elsewhere


def _precedent_word(part: Fraction) -> Precedent:
    return "same_region" if part == 1 else "other_region" if part == Fraction(6, 10) else "weak"


def _why_challenge(model: Model, challenges: tuple[Challenge, ...]) -> tuple[Reason, ...]:
    sentences = {
        3: gettext_noop("Answers “{challenge}” directly."),
        2: gettext_noop("Supports work on “{challenge}”."),
        1: gettext_noop("Makes a side contribution to “{challenge}”."),
    }
    ranked = sorted(challenges, key=lambda challenge: -challenge.models.get(model.id, 0))
    return tuple(
        Reason(
            sentences[weight],
            {"challenge": challenge.title},
            _unique([model.id, *(e for e in challenge.evidence if e in model.examples)]),
        )
        for challenge in ranked
        if (weight := challenge.models.get(model.id, 0))
    )


def _why_motivation(motivations: tuple[Joining, ...], *, guide: Guide) -> tuple[Reason, ...]:
    if not motivations:
        return (
            Reason(
                gettext_noop(
                    "The guide prints no motive that leads those around to this kind of alliance."
                )
            ),
        )
    sentences = {
        "printed": gettext_noop("{row} (printed in the guide)."),
        "inferred": gettext_noop("{row} (inferred, because the guide's own cell is misprinted)."),
    }
    return tuple(
        Reason(sentences[item.status], {"row": guide.get(item.row, Motivation).title}, (item.row,))
        for item in motivations
    )


def _why_precedent(
    part: Fraction, told: tuple[Example | Case, ...], *, guide: Guide
) -> tuple[Reason, ...]:
    if not told:
        return (
            Reason(
                gettext_noop(
                    "The guide tells of no example for the problems named. That is no sign that there was none."
                )
            ),
        )
    sentence = {
        Fraction(1): gettext_noop(
            "The guide tells of it in the same region, for the problems named."
        ),
        Fraction(6, 10): gettext_noop(
            "The guide tells of it for the problems named, in another region."
        ),
    }.get(part, gettext_noop("The guide tells of it in the same region, but for other problems."))
    return (Reason(sentence, {}, tuple(record.id for record in told)),)


def _why_not(
    models: tuple[Advised, ...],
    leaders: tuple[str, ...],
    *,
    request: Request,
    region: str | None,
    guide: Guide,
) -> tuple[WhyNot, ...]:
    below = [
        WhyNot(model=found.model, offered=True, reasons=_lacks(found, models[0]))
        for found in models
        if found.model not in leaders
    ]
    offered = {found.model for found in models}
    nothing = Reason(gettext_noop("None of the problems named points here."))
    return (
        *below,
        *(
            WhyNot(model=model.id, offered=False, reasons=(nothing,))
            for model in guide.models
            if model.id not in offered
        ),
    )


def _lacks(found: Advised, best: Advised) -> tuple[Reason, ...]:
    """Return why a model ranks below the best: each part in which it is weaker, in that part's own
    words.
    """
    sentences = {
        "supporting": gettext_noop(
            "It supports work on the problems named but answers none directly."
        ),
        "side": gettext_noop("It makes only a side contribution to the problems named."),
        "direct": gettext_noop("It answers fewer of the problems you named."),
    }
    weaker = [name for name in found.parts if found.parts[name] < best.parts[name]]
    first = (Reason(sentences[found.fit], {}, (found.model,)),) if "challenge" in weaker else ()
    return (
        *first,
        *(reason for name in weaker if name != "challenge" for reason in found.because[name]),
    )
