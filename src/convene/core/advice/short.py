"""An answer in three sentences: the kind of alliance, whom to speak to first, what must stand
first. Beside them, how sure it is.
"""

from collections.abc import Iterator

from convene.core.answer import PARTS, Advised, Answer, Call, Headline, InShort, strength
from convene.core.guide import Challenge, Guide, Model, Motivation
from convene.core.labels import FITS
from convene.core.reasons import Place, Reason, gettext_noop

FULL = 4
"""Marks of a part that nothing holds back."""
SHOWN = 2
"""Reasons for which one look has room."""


def in_short(
    answer: Answer, *, guide: Guide, call: Call | None = None, looked: bool = True
) -> InShort | None:
    """Return an answer in short, or None where it offers nothing. `call` is the first that records
    show in the country; where nobody `looked`, nothing is said of who is or is not known.
    """
    if not answer.models:
        return None
    best = answer.models[0]
    return InShort(
        kind=Headline(says=_kind(answer, guide), why=tuple(_why_kind(best, answer, guide))),
        first=_named(call, guide) if call else _nobody(best, answer, guide, looked=looked),
        before=_before(answer, guide),
        named=call.organisation if call else "",
        sure=Headline(
            says=Reason(gettext_noop("{band}."), {"band": Reason(FITS[best.band])}),
            why=tuple(_how_sure(best)),
        ),
    )


def _kind(answer: Answer, guide: Guide) -> Reason:
    first, *others = answer.leaders
    title = {"model": Reason(guide.get(first, Model).title)}
    if not others:
        return Reason(gettext_noop("{model}."), title, (first,))
    beside = tuple(Reason(guide.get(id, Model).title) for id in others)
    sentence = gettext_noop("{model}; too close to call beside it: {others}.")
    return Reason(sentence, {**title, "others": beside}, answer.leaders)


def _why_kind(best: Advised, answer: Answer, guide: Guide) -> Iterator[Reason]:
    named = [guide.get(id, Challenge) for id in answer.challenges]
    direct = [challenge for challenge in named if challenge.models.get(best.model) == 3]
    if len(named) > 1 and direct:
        counts = {"direct": len(direct), "named": len(named)}
        sentence = gettext_noop("It directly answers {direct} of the {named} problems you named.")
        yield Reason(sentence, counts, best.because["challenge"][0].cites)
    else:
        yield from best.because["challenge"][:1]
    missed = [challenge for challenge in named if best.model not in challenge.models]
    if missed:
        yield from _missed(missed, answer, guide)


def _missed(missed: list[Challenge], answer: Answer, guide: Guide) -> Iterator[Reason]:
    titles = tuple(Reason(challenge.title) for challenge in missed)
    yield Reason(gettext_noop("It does not reach: {challenges}."), {"challenges": titles})
    for other in answer.models:
        if all(other.model in challenge.models for challenge in missed):
            title = {"model": Reason(guide.get(other.model, Model).title)}
            sentence = gettext_noop("For that, think of a part of another kind: {model}.")
            yield Reason(sentence, title, (other.model,))
            return


def _named(call: Call, guide: Guide) -> Headline:
    return Headline(
        says=Reason(gettext_noop("{name}."), {"name": call.name.removesuffix(".")}),
        why=(call.because, *call.check, *_opening(call.row, guide)),
    )


def _nobody(best: Advised, answer: Answer, guide: Guide, *, looked: bool) -> Headline:
    """Return the kind of organisation to look for, where nobody is known by name."""
    row = best.motivations[0].row if best.motivations else ""
    rule = next(rule for rule in guide.model_rules if rule.model == best.model)
    seen = [kind for kind in rule.partner_kinds if kind in rule.seen]
    if not (kinds := [*seen, *rule.partner_kinds]):
        return Headline(says=Reason(gettext_noop("Nobody by name yet.")), why=_opening(row, guide))
    return Headline(
        says=_begin_with(kinds[0], guide)
        if kinds[0] in _around(answer, guide)
        else _look_for(kinds[0], answer.country if looked else None, guide),
        why=(_seen(rule.seen.get(kinds[0], ())), *_opening(row, guide)),
    )


def _around(answer: Answer, guide: Guide) -> set[str]:
    """Return the kinds of partner that were said to be around, which nobody need look for."""
    named = {*answer.request.sectors, *answer.request.partner_types}
    rules = [rule for rule in (*guide.sectors, *guide.partner_types) if rule.id in named]
    return {kind for rule in rules for kind in (rule.id, *rule.same_as)}


def _begin_with(kind: str, guide: Guide) -> Reason:
    title = Reason(guide.word("partner_kinds", kind).title)
    return Reason(gettext_noop("Begin with those who are around: {kind}."), {"kind": title})


def _look_for(kind: str, country: str | None, guide: Guide) -> Reason:
    values = {"kind": Reason(guide.word("partner_kinds", kind).title)}
    if country is None:
        return Reason(gettext_noop("Look for: {kind}."), values)
    sentence = gettext_noop("Nobody by name yet in {country}; look for: {kind}.")
    return Reason(sentence, {**values, "country": Place(country)})


def _seen(alliances: tuple[str, ...]) -> Reason:
    if alliances:
        sentence = gettext_noop("The guide tells of one in an alliance of this kind.")
        return Reason(sentence, {}, alliances)
    return Reason(gettext_noop("From our list; none of the guide's examples had one."))


def _opening(row: str, guide: Guide) -> tuple[Reason, ...]:
    """Return what to speak about: our words."""
    if row in guide.records and (opening := guide.get(row, Motivation).opening):
        return (Reason(gettext_noop("To begin with: “{opening}”"), {"opening": Reason(opening)}),)
    return (Reason(gettext_noop("Ask what the problem costs them, and what they would gain.")),)


def _before(answer: Answer, guide: Guide) -> Headline:
    """Return the heaviest safeguard, which stands first."""
    vetting = Reason(gettext_noop("Every partner is vetted before anyone signs."))
    if not answer.gates:
        return Headline(says=vetting, why=())
    heaviest = next(iter(answer.gates))
    word = guide.word("gates", heaviest)
    if heaviest in (gate.id for gate in guide.always_gates):
        return Headline(says=Reason(word.meaning), why=answer.gates[heaviest])
    says = Reason(
        gettext_noop("{gate}: {meaning}"),
        {"gate": Reason(word.title), "meaning": Reason(word.meaning)},
    )
    return Headline(says=says, why=(*answer.gates[heaviest], vetting))


def _how_sure(best: Advised) -> Iterator[Reason]:
    """Yield what holds a fit back most, its weakest part first."""
    short = [name for name in PARTS if strength(best.parts[name]) < FULL]
    short.sort(key=lambda name: best.parts[name])
    for name in short[:SHOWN]:
        yield from best.because[name][:1]
    if not short:
        yield Reason(gettext_noop("Nothing that we weigh holds it back."))
    yield Reason(gettext_noop("The weights are our judgement; nobody has been asked or vetted."))
