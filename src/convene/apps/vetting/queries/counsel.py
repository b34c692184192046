"""What a case asks counsel: whom of those behind the partner a list names, what they hold by the
rules on ownership, and which countries have programmes of their own. Questions, never a verdict.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from convene.apps.registry.queries import names_of, standing
from convene.apps.vetting.models import Case, Hit, Screening
from convene.apps.vetting.queries import behind, cases, pack
from convene.apps.vetting.queries.subjects import called
from convene.core import ownership, shares, writing
from convene.core.diligence import Behind, Programme
from convene.core.ownership import Rule, Stake
from convene.core.reasons import Place, Reason, gettext_noop

UNDECIDED = frozenset({"open", "possible"})
REGISTERED = gettext_noop("The partner is registered in {country}.")
BEHIND = gettext_noop("{whom}, who stands behind the partner, is of {country}.")
WORK = gettext_noop("The work takes place in {country}.")
REGIONS = gettext_noop("The programme is about a part of the country only: {regions}.")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A rule or programme, as of a date, and what it makes of what is known."""

    source: Rule | Programme
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Counsel:
    """What is for counsel to judge. `perhaps` is what the rules would make of the shares if every
    hit that nobody has ruled out were who it may be.
    """

    listed: tuple[Reason, ...]
    rules: tuple[Asked, ...]
    perhaps: tuple[Asked, ...]
    programmes: tuple[Asked, ...]
    oddities: tuple[Reason, ...]

    def __bool__(self) -> bool:
        return bool(self.rules or self.perhaps or self.programmes)


def linked(hit: Hit) -> tuple[tuple[str, bool], ...]:
    """Return the names that the list links an entry to, and whether each is a name of the partner
    or of somebody behind it.
    """
    partner = standing(hit.case.organisation)
    screening = cases.last_screening(hit.case)
    ours = {name.text for name in names_of(partner)}
    ours |= {row[0].partition(" (")[0] for row in screening.behind} if screening else set()
    known = {writing.fold(writing.tidy(name)) for name in ours}
    return tuple(
        (name, writing.fold(writing.tidy(name)) in known) for name in hit.details.get("linked", ())
    )


def counsel(case: Case, *, of: Screening | None = None) -> Counsel:
    """Return what a case asks counsel, as of one look at the lists, or as of now: who is off the
    record since the last look is told so, with the day, and holds nothing.
    """
    screening = of or cases.last_screening(case)
    rows = [Behind(*row) for row in screening.behind] if screening else []
    hits = [hit for hit in cases.current_hits(case) if hit.whom and hit.kind == "sanction"]
    true, undecided = _whom(hits, {"true_match"}), _whom(hits, UNDECIDED)
    ended = {} if of else behind.off_record(case)
    off_record = [Reason(ended[whom]) for whom in sorted({*true, *undecided} & {*ended})]
    gone = {*true, *undecided} - {row.whom for row in rows} if of else {*ended}
    true, undecided, rows = true - gone, undecided - gone, [r for r in rows if r.whom not in gone]
    partner = called(names_of(standing(case.organisation)))
    stakes = [_stake(row, partner) for row in rows]
    every = {*true, *undecided}
    stakes += [Stake(whom, partner, "", None) for whom in every - {row.whom for row in rows}]
    answers = _by_rules(partner, stakes, true)
    return Counsel(
        listed=(*_held(partner, stakes, every), *off_record),
        rules=answers,
        perhaps=_by_rules(partner, stakes, every) if undecided - true else (),
        programmes=tuple(_programmes(case, rows)),
        oddities=tuple(ownership.oddities(partner, stakes)) if rows else (),
    )


def _whom(hits: Iterable[Hit], states: Collection[str]) -> set[str]:
    return {hit.whom for hit in hits if hit.state in states}


def _stake(row: Behind, partner: str) -> Stake:
    return Stake(row.whom, row.of or partner, row.role, shares.read(row.share))


def _by_rules(
    partner: str, stakes: Collection[Stake], listed: Collection[str]
) -> tuple[Asked, ...]:
    if not listed:
        return ()
    answers = (
        ownership.owned(partner, stakes=stakes, listed=listed, rule=rule) for rule in pack.rules()
    )
    return tuple(
        Asked(source=answer.rule, reasons=tuple(ownership.told(answer))) for answer in answers
    )


def _held(partner: str, stakes: Collection[Stake], listed: Collection[str]) -> Iterator[Reason]:
    """Say what each holds by the first rule: through whom, the rules agree, and differ in how much
    it takes.
    """
    for rule in pack.rules()[:1]:
        answer = ownership.owned(partner, stakes=stakes, listed=listed, rule=rule)
        yield from (ownership.holds(whom, share) for whom, share in answer.by.items())


def _programmes(case: Case, rows: Iterable[Behind]) -> Iterator[Asked]:
    places = list(_places(case, rows))
    for programme in pack.programmes():
        met = [reason for country, reason in places if country == programme.country]
        if met and programme.regions:
            met.append(Reason(REGIONS, {"regions": programme.regions}))
        if met:
            yield Asked(source=programme, reasons=tuple(met))


def _places(case: Case, rows: Iterable[Behind]) -> Iterator[tuple[str, Reason]]:
    """Yield each country that a case has to do with, and how."""
    own = {country for name in names_of(standing(case.organisation)) for country in name.countries}
    for country in sorted(own):
        yield country, Reason(REGISTERED, {"country": Place(country)})
    for whom, country in dict.fromkeys((row.whom, row.country) for row in rows if row.country):
        yield country, Reason(BEHIND, {"whom": whom, "country": Place(country)})
    for country in case.countries:
        yield country, Reason(WORK, {"country": Place(country)})
