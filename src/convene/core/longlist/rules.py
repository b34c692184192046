"""The guide's six questions as rules over records. Each says what it saw, where, and how much that
weighs (our judgement).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from convene.core.longlist.donors import is_mostly_paid, works_for_donors
from convene.core.longlist.facts import Alliance, Facts, Seen, Wanted
from convene.core.longlist.memberships import told, wording
from convene.core.longlist.words import years
from convene.core.reasons import Place, Reason, Value, filled, gettext_noop

Key = TypeVar("Key")
PRECEDENT, CLEAR, HINT, NONE = 4, 2, 1, 0
"""Weights of evidence: that the guide itself tells of it in an alliance of this kind here;
something that answers the question, something that only hints at an answer, and what is told
although it speaks for nobody.
"""
LEADING = 5
"""Up to which place a company counts among the most active ones…"""
ENOUGH = 10
"""…and how many companies must be on record for a place among them to mean anything."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One line that speaks for a candidate: the question it answers, what records show, and the row
    of the motivations matrix it points to.

    `inferred` marks what we conclude from a record although the guide does not say so.
    """

    question: str
    weight: int
    reason: Reason
    seen: Seen
    row: str = ""
    inferred: bool = False


Rule = Callable[[Facts, Wanted], Evidence | None]


def pays_the_state(facts: Facts, wanted: Wanted) -> Evidence | None:
    """Q1: who takes out what lies in the ground cannot move away when government gets worse."""
    if not facts.paid_here:
        return None
    text = gettext_noop(
        "Payments it reported to public bodies in {country}: {count} ({years}). Its business is bound to where the resource lies."
    )
    return _evidence("Q1", CLEAR, text, facts.paid_here, wanted, row="MR3")


def sells_to_the_state(facts: Facts, wanted: Wanted) -> Evidence | None:
    """Q1: who lives on public contracts loses when they are no longer given fairly."""
    if facts.party != "company" or not (seen := facts.here.get("supplier")):
        return None
    text = gettext_noop(
        "Public contracts it holds in {country}: {count} ({years}). Unfair or late buying would cost it."
    )
    return _evidence("Q1", HINT, text, seen, wanted, row="MR1", inferred=True)


def works_here(facts: Facts, wanted: Wanted) -> Evidence | None:
    """Q2: a company that works in a country gains when its rules and offices work better, unless it
    is donors who pay for what it does there.
    """
    if facts.party != "company" or is_mostly_paid(facts.work):
        return None
    if not (seen := most(facts.here, "implementer", "partner", "funder")):
        return None
    text = gettext_noop(
        "A company with activities in {country}: {count} ({years}). Clearer rules would serve its own work."
    )
    return _evidence("Q2", HINT, text, seen, wanted, row="MR1", inferred=True)


def bids_here(facts: Facts, wanted: Wanted) -> Evidence | None:
    """Q2: who bids for public contracts gains when bidding is fair."""
    if facts.party != "company" or not (seen := facts.here.get("bidder")):
        return None
    text = gettext_noop(
        "Bids it made for public contracts in {country}: {count} ({years}). It gains when bidding is fair."
    )
    return _evidence("Q2", HINT, text, seen, wanted, row="MR1", inferred=True)


def speaks_for_firms(facts: Facts, wanted: Wanted) -> Evidence | None:
    """Q2: a chamber or an association of firms knows who would gain, and gains with them."""
    if facts.party != "chamber" or not facts.here:
        return None
    text = gettext_noop(
        "It speaks for firms, and is on record in {country}: {count} ({years}). Ask which of them the problem costs most."
    )
    seen = max(facts.here.values(), key=lambda sighting: sighting.count)
    return _evidence("Q2", HINT, text, seen, wanted, row="MR4", inferred=True)


def has_a_foundation(facts: Facts, wanted: Wanted) -> Evidence | None:
    """Q3: a company with a foundation of its own has money and people for this."""
    if facts.party != "company" or not facts.foundation:
        return None
    text = gettext_noop(
        "A foundation on record carries its name: {foundation}. Ask whether the two belong together."
    )
    return _evidence(
        "Q3",
        HINT,
        text,
        facts.foundation.seen,
        wanted,
        row="MR5",
        inferred=True,
        foundation=facts.foundation.name,
    )


def leads_here(facts: Facts, wanted: Wanted) -> Evidence | None:
    """Q3: the most active companies are the strategic ones, as far as records show. What donors pay
    for makes none.
    """
    if is_mostly_paid(facts.work) and not facts.paid_here:
        return None
    if (
        facts.party != "company"
        or facts.place is None
        or facts.place > LEADING
        or facts.companies < ENOUGH
    ):
        return None
    text = gettext_noop(
        "Among the {leading} most active of the {companies} companies on record in {country} ({years})."
    )
    own = [] if is_mostly_paid(facts.work) else [*facts.here.values()]
    seen = max(
        [*own, *filter(None, [facts.paid_here])],
        key=lambda sighting: sighting.count,
    )
    return _evidence(
        "Q3",
        HINT,
        text,
        seen,
        wanted,
        row="MR4",
        inferred=True,
        leading=LEADING,
        companies=facts.companies,
    )


def supports_this_here(facts: Facts, wanted: Wanted) -> Evidence | None:
    """Q4: foundations and non-profits that supported this very kind of work in the country."""
    if not _gives(facts) or not (seen := of_models(facts.models_here, wanted)):
        return None
    text = gettext_noop(
        "Activities of this kind in {country} that it took part in: {count} ({years})."
    )
    return _evidence("Q4", CLEAR, text, seen, wanted, row="MR5")


def supports_this_near(facts: Facts, wanted: Wanted) -> Evidence | None:
    """Q4: foundations and non-profits that support this kind of work next door."""
    if (
        not _gives(facts)
        or of_models(facts.models_here, wanted)
        or not (seen := of_models(facts.models_near, wanted))
    ):
        return None
    text = gettext_noop(
        "Activities of this kind elsewhere in the region that it took part in: {count} ({years})."
    )
    return _evidence("Q4", HINT, text, seen, wanted, row="MR5")


def is_active_here(facts: Facts, wanted: Wanted) -> Evidence | None:
    """Q4: foundations and non-profits that are in the country for something else."""
    if not _gives(facts) or of_models(facts.models_here, wanted) or not facts.here:
        return None
    seen = max(facts.here.values(), key=lambda sighting: sighting.count)
    text = gettext_noop(
        "Activities of other kinds in {country} that it took part in: {count} ({years})."
    )
    return _evidence("Q4", HINT, text, seen, wanted, row="MR5")


def was_an_ally(facts: Facts, wanted: Wanted) -> Evidence | None:
    """Q5: someone who has been in an alliance could widen it; one of this kind in this region most
    of all.
    """
    if not facts.alliances:
        return None
    alliance = min(facts.alliances, key=lambda on: _likeness(on, wanted))
    text = gettext_noop(
        "Took part in the alliance “{title}” ({years}), of which no record says where: ask whether it could grow."
    )
    if alliance.country:
        text = gettext_noop(
            "Took part in the alliance “{title}” in {country} ({years}): ask whether it could grow."
        )
    seen = Seen(
        count=1, first_year=alliance.year, last_year=alliance.year, sources=(alliance.source,)
    )
    cites = (alliance.record,) if alliance.record else ()
    return _evidence(
        "Q5",
        _of_precedent(alliance, wanted),
        text,
        seen,
        wanted,
        country=Place(alliance.country),
        title=alliance.title,
        cites=cites,
    )


def _is_alike(alliance: Alliance, wanted: Wanted) -> bool:
    return not wanted.models or alliance.model in wanted.models


def _likeness(alliance: Alliance, wanted: Wanted) -> tuple[bool, bool, bool]:
    """Of the kind wanted before others, then here, then one of the guide's own."""
    alike, here = _is_alike(alliance, wanted), alliance.country == wanted.country
    return not alike, not here, not alliance.record


def _of_precedent(alliance: Alliance, wanted: Wanted) -> int:
    if alliance.changed or not _is_alike(alliance, wanted):
        return HINT
    return PRECEDENT if alliance.record and alliance.country == wanted.country else CLEAR


def memberships(facts: Facts) -> Iterator[Evidence]:
    """Q2 or Q3: who joined has shown an interest. Who left, or was removed, gains nothing by it,
    and the line says so.
    """
    for membership in sorted(facts.memberships, key=lambda on: not on.is_member):
        seen = Seen(
            count=1,
            first_year=membership.since,
            last_year=membership.since,
            sources=(membership.source,),
        )
        yield Evidence(
            question=membership.question,
            weight=HINT if membership.is_member else NONE,
            reason=filled(wording(membership), told(membership), cites=(membership.question,)),
            seen=seen,
            inferred=True,
        )


RULES: tuple[Rule, ...] = (
    pays_the_state,
    sells_to_the_state,
    works_here,
    bids_here,
    speaks_for_firms,
    has_a_foundation,
    leads_here,
    supports_this_here,
    supports_this_near,
    is_active_here,
    was_an_ally,
)
FOR_DONORS: tuple[Rule, ...] = (
    supports_this_here,
    supports_this_near,
    is_active_here,
    was_an_ally,
)
"""What is told of those who work for donors."""


def evidence(facts: Facts, *, wanted: Wanted) -> tuple[Evidence, ...]:
    """Return what records say for a candidate, in the order of the guide's questions. Who works for
    donors here has no stake of its own by that: of such a one only the last two questions are told.
    """
    rules = FOR_DONORS if works_for_donors(facts) else RULES
    lines = [
        *(line for rule in rules if (line := rule(facts, wanted))),
        *memberships(facts),
    ]
    return tuple(sorted(lines, key=lambda line: line.question))


def weighing(lines: Iterable[Evidence]) -> list[Evidence]:
    """Return the lines that speak for somebody, without what is only told."""
    return [line for line in lines if line.weight > NONE]


def of_models(seen: Mapping[str, Seen], wanted: Wanted) -> Seen | None:
    """Return the most that is seen of one wanted model (activities of two models may be the same
    ones, so they are not added).
    """
    return most(seen, *(wanted.models or tuple(seen)))


def most(seen: Mapping[Key, Seen], *keys: Key) -> Seen | None:
    """Return the largest of what is seen under some keys."""
    return max(
        (seen[key] for key in keys if key in seen),
        key=lambda sighting: sighting.count,
        default=None,
    )


def _gives(facts: Facts) -> bool:
    return facts.party in {"foundation", "ngo", "university", "partnership", "chamber"}


def _evidence(
    question: str,
    weight: int,
    text: str,
    seen: Seen,
    wanted: Wanted,
    *,
    row: str = "",
    inferred: bool = False,
    cites: tuple[str, ...] = (),
    **values: Value,
) -> Evidence:
    known = {"count": seen.count, "country": Place(wanted.country), "years": years(seen), **values}
    return Evidence(
        question=question,
        weight=weight,
        reason=filled(text, known, cites=(question, *cites)),
        seen=seen,
        row=row,
        inferred=inferred,
    )
