"""Joining profiles one pair after the other, the surest first, while guards keep apart what must
not come together by a chain.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from convene.core.reasons import Place, Reason, as_text, filled, gettext_noop
from convene.core.resolution import Decision, Doubt, Join

SPELLINGS = 12
"""Different names from which on a person looks before one more joins an organisation."""
COHESION = 0.5
"""Share of the pairs of names across two groups that must be alike for the groups to be joined."""

DECIDED = {
    (True, True): gettext_noop(
        "{who} decided on {day} that these are the same organisation: {why}."
    ),
    (True, False): gettext_noop("{who} decided on {day} that these are the same organisation."),
    (False, True): gettext_noop(
        "{who} decided on {day} that these are not the same organisation: {why}."
    ),
    (False, False): gettext_noop(
        "{who} decided on {day} that these are not the same organisation."
    ),
}
"""By whether the two are the same, and whether somebody said why."""
KEPT_APART = gettext_noop("A later decision keeps them apart. {decision}")
OVERRULED = Reason(gettext_noop("Later decisions make these two the same organisation."))
TWO_NUMBERS = gettext_noop(
    "Joining them would give one organisation two numbers of one register: {first} and {second}."
)
COUNTRIES = gettext_noop(
    "Joining them would make one organisation of names or registrations in different countries: {places}."
)
FIGURES = gettext_noop(
    "Joining them would make one organisation of names with different numbers or letters: {figures}."
)
FORMS = gettext_noop(
    "Joining them would make one organisation of companies with different legal forms: {forms}."
)
MANY_NAMES = gettext_noop(
    "Joining them would give one organisation {count} different names, which is suspiciously many."
)
ONLY_A_CHAIN = Reason(
    gettext_noop(
        "Only a chain of likenesses connects them: most of their other names are not alike."
    )
)


class Edge(NamedTuple):
    """Two profiles (ranks) that evidence would join or ask about."""

    a: int
    b: int
    join: Join


class Marks(NamedTuple):
    """What tells a profile from others for certain: its number by register, the countries and
    numbers in its name or record, and its name.
    """

    numbers: Mapping[str, str]
    places: frozenset[str]
    figures: frozenset[str]
    name: int
    """Place of its name in the list of names."""
    forms: frozenset[str] = frozenset()
    """The legal forms that its name gives."""


@dataclass(kw_only=True)
class Group:
    """Profiles that have been joined, and all that they carry together."""

    members: list[int]
    numbers: dict[str, set[str]]
    places: set[str]
    figures: set[str]
    names: set[int]
    forms: set[str]


@dataclass(kw_only=True)
class Clusters:
    """The groups so far, the pairs that people keep apart, and what was joined or left open on the
    way.
    """

    groups: dict[int, Group]
    of: list[int]
    alike: frozenset[tuple[int, int]]
    """Pairs of names (places in the list, the lower first) that are alike."""
    apart: list[tuple[int, int, Decision]] = field(default_factory=list)
    joins: list[Edge] = field(default_factory=list)
    doubts: list[tuple[Edge, Reason]] = field(default_factory=list)


def clusters(marks: Sequence[Marks], *, alike: frozenset[tuple[int, int]]) -> Clusters:
    """Return each profile in a group of its own."""
    groups = {
        rank: Group(
            members=[rank],
            numbers={scheme: {number} for scheme, number in mark.numbers.items()},
            places=set(mark.places),
            figures=set(mark.figures),
            names={mark.name},
            forms=set(mark.forms),
        )
        for rank, mark in enumerate(marks)
    }
    return Clusters(groups=groups, of=list(range(len(marks))), alike=alike)


def obey(within: Clusters, decisions: Iterable[Decision], *, ranks: Mapping[str, int]) -> None:
    """Do as people have decided, the latest decision first; one that contradicts later ones is left
    open and says so.
    """
    known = [decision for decision in decisions if decision.a in ranks and decision.b in ranks]
    for decision in sorted(
        known,
        key=lambda decision: (decision.at, decision.a, decision.b, decision.same),
        reverse=True,
    ):
        a, b = ranks[decision.a], ranks[decision.b]
        why = (as_text(decided(decision)),)
        edge = Edge(
            a, b, Join(decision.a, decision.b, 1.0 if decision.same else 0.0, "decision", why)
        )
        together = within.of[a] == within.of[b]
        if decision.same and not together:
            _obey_same(within, edge)
        elif not decision.same and together:
            within.doubts.append((edge, OVERRULED))
        elif not decision.same:
            within.apart.append((a, b, decision))


def decided(decision: Decision) -> Reason:
    """Return what was decided, by whom and when."""
    why = decision.reason.strip().rstrip(".")
    return filled(
        DECIDED[decision.same, bool(why)],
        {"who": decision.by, "day": decision.at[:10], "why": why},
    )


def _obey_same(within: Clusters, edge: Edge) -> None:
    if keeper := _kept_apart(within, edge):
        within.doubts.append((edge, Reason(KEPT_APART, {"decision": decided(keeper)})))
    else:
        unite(within, edge)


def connect(within: Clusters, edge: Edge) -> None:
    """Join the groups of two profiles, unless they are one already or something forbids it; then
    say what.
    """
    if within.of[edge.a] == within.of[edge.b] or _kept_apart(within, edge):
        return
    if why := forbidden(within, within.groups[within.of[edge.a]], within.groups[within.of[edge.b]]):
        within.doubts.append((edge, why))
    else:
        unite(within, edge)


def forbidden(within: Clusters, left: Group, right: Group) -> Reason | None:
    """Return what keeps two groups from being joined without a person."""
    for scheme in sorted(left.numbers.keys() & right.numbers.keys()):
        if not left.numbers[scheme] & right.numbers[scheme]:
            first, second = sorted((min(left.numbers[scheme]), min(right.numbers[scheme])))
            return Reason(TWO_NUMBERS, {"first": first, "second": second})
    if left.places and right.places and not left.places & right.places:
        places = tuple(map(Place, sorted(left.places | right.places)))
        return Reason(COUNTRIES, {"places": places})
    if left.figures and right.figures and not left.figures & right.figures:
        return Reason(FIGURES, {"figures": tuple(sorted(left.figures | right.figures))})
    if left.forms and right.forms and not left.forms & right.forms and not _one_number(left, right):
        return Reason(FORMS, {"forms": tuple(sorted(left.forms | right.forms))})
    if len(left.names | right.names) > SPELLINGS:
        return Reason(MANY_NAMES, {"count": len(left.names | right.names)})
    if not _cohere(within, left, right):
        return ONLY_A_CHAIN
    return None


def unite(within: Clusters, edge: Edge) -> None:
    """Make one group of the groups of two profiles."""
    keep, gone = sorted((within.of[edge.a], within.of[edge.b]))
    kept, removed = within.groups[keep], within.groups.pop(gone)
    for member in removed.members:
        within.of[member] = keep
    kept.members += removed.members
    for scheme, numbers in removed.numbers.items():
        kept.numbers.setdefault(scheme, set()).update(numbers)
    kept.places |= removed.places
    kept.figures |= removed.figures
    kept.names |= removed.names
    kept.forms |= removed.forms
    within.joins.append(edge)


def doubt(edge: Edge, why: Reason | None, *, weight: float) -> Doubt:
    """Return what a person should look at, with what keeps it open as its last reason."""
    return Doubt(
        edge.join.a,
        edge.join.b,
        edge.join.score,
        weight,
        (*edge.join.why, *((as_text(why),) if why else ())),
    )


def _one_number(left: Group, right: Group) -> bool:
    return any(
        numbers & right.numbers.get(scheme, set()) for scheme, numbers in left.numbers.items()
    )


def _kept_apart(within: Clusters, edge: Edge) -> Decision | None:
    """Return the decision that keeps the groups of two profiles apart, if there is one."""
    two = {within.of[edge.a], within.of[edge.b]}
    return next(
        (decision for a, b, decision in within.apart if {within.of[a], within.of[b]} == two), None
    )


def _cohere(within: Clusters, left: Group, right: Group) -> bool:
    pairs = [(min(a, b), max(a, b)) for a in left.names for b in right.names if a != b]
    known = (
        sum(pair in within.alike for pair in pairs)
        + len(left.names) * len(right.names)
        - len(pairs)
    )
    return known >= COHESION * len(left.names) * len(right.names)
