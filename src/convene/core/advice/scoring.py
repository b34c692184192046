"""How well one kind of alliance fits a situation: four parts, each from 0 to 1, and their sum."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from convene.core.advice.situation import Situation, as_said, is_anyone_around
from convene.core.advice.whys import has_motive, why_challenge, why_motivation, why_precedent
from convene.core.answer import Advised, Band, Fit, Joining, Precedent
from convene.core.guide import Alliance, Guide, Model
from convene.core.reasons import Reason, gettext_noop

FITS: Mapping[int, Fit] = {3: "direct", 2: "supporting", 1: "side"}


def advised(model: Model, situation: Situation) -> Advised | None:
    """Return how a model fits, or None where no problem named points to it."""
    weights = [challenge.models.get(model.id, 0) for challenge in situation.challenges]
    if not any(weights):
        return None
    guide = situation.guide
    motivations = _motivations(model, situation)
    precedent, examples = _precedent(model, situation)
    location, why_location = _location(model, situation)
    parts = {
        "challenge": _challenge_part(weights),
        "motivation": _motivation_part(model, motivations, situation),
        "location": location,
        "precedent": precedent,
    }
    rule = next(rule for rule in guide.model_rules if rule.model == model.id)
    return Advised(
        model=model.id,
        score=_score(parts, guide),
        fit=FITS[max(weights)],
        band=_band(_score(parts, guide), guide),
        parts=parts,
        because={
            "challenge": why_challenge(model, situation.challenges),
            "motivation": why_motivation(
                model, motivations, guide=guide, anyone=is_anyone_around(situation)
            ),
            "location": (why_location,),
            "precedent": why_precedent(
                precedent, examples, region=situation.region, country=situation.request.country
            ),
        },
        precedent=_precedent_word(precedent),
        motivations=motivations,
        examples=tuple(record.id for record in examples),
        partner_kinds=rule.partner_kinds,
        noncash=rule.noncash,
    )


def _challenge_part(weights: Sequence[int]) -> Fraction:
    best, mean = Fraction(max(weights), 3), Fraction(sum(weights), 3 * len(weights))
    return Fraction(7, 10) * best + Fraction(3, 10) * mean


def _score(parts: Mapping[str, Fraction], guide: Guide) -> Fraction:
    shares = (_exact(getattr(guide.weights, name)) * part for name, part in parts.items())
    return 100 * sum(shares, Fraction(0))


def _exact(number: float) -> Fraction:
    return Fraction(str(number))


def _band(score: Fraction, guide: Guide) -> Band:
    if score >= guide.bands.strong:
        return "strong"
    return "plausible" if score >= guide.bands.plausible else "weak"


def _motivations(model: Model, situation: Situation) -> tuple[Joining, ...]:
    return tuple(
        Joining(row=row.id, status="printed" if model.id in row.models else "inferred")
        for row in situation.guide.motivations
        if row.id in situation.rows and model.id in (*row.models, *row.models_inferred)
    )


def _motivation_part(
    model: Model, motivations: tuple[Joining, ...], situation: Situation
) -> Fraction:
    """A motive that the model's own text prints counts as a printed row, once anyone is around."""
    own = has_motive(model) and is_anyone_around(situation)
    if own or any(item.status == "printed" for item in motivations):
        return Fraction(1)
    return Fraction(6, 10) if motivations else Fraction(0)


def _location(model: Model, situation: Situation) -> tuple[Fraction, Reason]:
    guide, level = situation.guide, situation.request.level
    rule = next(rule for rule in guide.location_fit if rule.model == model.id)
    if level is not None and level in rule.levels:
        return _exact(rule.levels[level]), _at_this_level(model, level, guide)
    for trait, fit in rule.traits.items():
        if trait in situation.traits:
            return _exact(fit), as_said(trait, situation, cites=(model.id,))
    return _exact(rule.otherwise), _at_another_level(model, level, guide, tied=bool(rule.levels))


def _at_this_level(model: Model, level: str, guide: Guide) -> Reason:
    alliances = guide.precedents(model.id)
    cites = tuple(alliance.id for alliance in alliances if alliance.level == level)
    title = {"level": _titles([level], guide)}
    if cites:
        return Reason(gettext_noop("{level}: the guide tells of work at this level."), title, cites)
    elsewhere = _levels_told(alliances, guide)
    if not elsewhere:
        return Reason(gettext_noop("{level}: our judgement."), title)
    sentence = gettext_noop("{level}: our judgement. Told of at: {levels}.")
    return Reason(sentence, {**title, "levels": elsewhere}, _with_a_level(alliances))


def _at_another_level(model: Model, level: str | None, guide: Guide, *, tied: bool) -> Reason:
    if not tied:
        return Reason(gettext_noop("We tie this kind to no level."))
    alliances = guide.precedents(model.id)
    cites, levels = _with_a_level(alliances), _levels_told(alliances, guide)
    if not levels:
        return Reason(gettext_noop("Our judgement; at which level such work was done is not told."))
    if level is None or level in {alliance.level for alliance in alliances}:
        return Reason(gettext_noop("Told of at: {levels}."), {"levels": levels}, cites)
    return Reason(
        gettext_noop("The guide tells of work at another level: {levels}."),
        {"levels": levels},
        cites,
    )


def _with_a_level(alliances: Iterable[Alliance]) -> tuple[str, ...]:
    return tuple(alliance.id for alliance in alliances if alliance.level)


def _levels_told(alliances: Iterable[Alliance], guide: Guide) -> tuple[Reason, ...]:
    known = {alliance.level for alliance in alliances}
    return _titles((code for code in guide.codes("levels") if code in known), guide)


def _titles(levels: Iterable[str | None], guide: Guide) -> tuple[Reason, ...]:
    return tuple(
        Reason(guide.word("levels", code).title)
        for code in levels
        if code in guide.codes("levels") and code
    )


def _precedent(model: Model, situation: Situation) -> tuple[Fraction, tuple[Alliance, ...]]:
    """Return the part and the precedents it rests on, those of the same region first. Only one that
    reports an outcome counts fully.
    """
    own = situation.guide.precedents(model.id)
    evidence = {id for challenge in situation.challenges for id in challenge.evidence}
    fitting = [record for record in own if record.id in evidence]
    near = [record for record in fitting if record.region == situation.region]
    if fitting:
        far = (record for record in fitting if record not in near)
        return _told(near), (*near, *far)
    elsewhere = tuple(record for record in own if record.region == situation.region)
    return (Fraction(3, 10) if elsewhere else Fraction(0)), elsewhere


def _told(near: Sequence[Alliance]) -> Fraction:
    if any(record.reports_an_outcome for record in near):
        return Fraction(1)
    return Fraction(8, 10) if near else Fraction(6, 10)


def _precedent_word(part: Fraction) -> Precedent:
    return (
        "same_region"
        if part >= Fraction(8, 10)
        else "other_region"
        if part == Fraction(6, 10)
        else "weak"
    )
