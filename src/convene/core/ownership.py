"""Whether a partner is owned by who is listed: shares added up through the chain, as far as they
are known. Counsel judges what follows; a listed owner is no match of the partner.

Rules count an organisation's whole share once the organisation itself is owned: who holds half of
A, which holds half of B, owns half of B, not a quarter. So nothing is multiplied, and sums of
decimals are exact.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from convene.core.reasons import Reason, gettext_noop
from convene.core.shares import WHOLE, Share, written

NOTHING = Decimal(0)
UNKNOWN = Share(NOTHING, WHOLE)
Verdict = Literal["owned", "unknown", "below"]
LAYERS: Mapping[str, str] = {"owner": "owner", "parent": "owner", "beneficial": "beneficial"}
"""Roles that hold a share, by the statement they belong to: beneficial owners are named beside the
owners and hold the same shares once more, so that the two are never added.
"""
Met = Callable[[Share], bool]
LEADING = frozenset({*LAYERS, "director"})
"""Roles of who may control the partner whatever they own."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """From which share an organisation counts as owned, and as whose: `more` means above `share`,
    not from it on; `together` adds up different listed owners; `control` counts as well as
    ownership. `source`, `address` and `date` say where this stands, and as of when.
    """

    id: str
    title: str
    share: int
    more: bool = False
    together: bool = False
    control: bool = False
    source: str
    address: str
    date: str
    note: str = ""

    def met(self, share: Decimal) -> bool:
        return share > self.share if self.more else share >= self.share


class Stake(NamedTuple):
    """What somebody holds of whom, in which role; a share is None where nobody knows it."""

    holder: str
    of: str
    role: str
    share: Share | None


@dataclass(frozen=True, kw_only=True)
class Owned:
    """What listed owners hold of the partner under a rule: each by itself, and what counts in the
    end; and who of them may control it.
    """

    rule: Rule
    by: Mapping[str, Share]
    counted: Share
    verdict: Verdict
    leading: tuple[str, ...]


def owned(target: str, *, stakes: Iterable[Stake], listed: Collection[str], rule: Rule) -> Owned:
    """Return what those who are listed hold of an organisation, directly and through others.

    Circles end, and in which order stakes are given makes no difference. Of whom no stake is on
    record, such as a director, nobody knows that they hold none: whatever is held by nobody on
    record may be theirs.
    """
    known = _told_once(stakes)
    whose = sorted(set(listed) - {target})
    spare = unrecorded(target, known)
    by = {whom: _held_by({whom}, target, known, rule) for whom in whose}
    by |= {whom: by[whom].up_to(spare.most) for whom in whose if _stands_without_stake(whom, known)}
    counted = (
        _held_by(set(whose), target, known, rule)
        if rule.together
        else max(by.values(), key=lambda share: (share.least, share.most), default=None)
    )
    most = max((share.most for share in by.values()), default=NOTHING)
    counted = counted or Share(NOTHING, NOTHING)
    counted = Share(counted.least, max(counted.most, most))
    return Owned(
        rule=rule,
        by=by,
        counted=counted,
        verdict=_verdict(counted, rule),
        leading=tuple(
            whom
            for whom in whose
            if any((s.holder, s.of) == (whom, target) and s.role in LEADING for s in known)
        ),
    )


def _stands_without_stake(whom: str, stakes: Iterable[Stake]) -> bool:
    roles = {stake.role for stake in stakes if stake.holder == whom}
    return bool(roles) and not roles & set(LAYERS)


def _verdict(counted: Share, rule: Rule) -> Verdict:
    if rule.met(counted.least):
        return "owned"
    return "unknown" if rule.met(counted.most) else "below"


def _told_once(stakes: Iterable[Stake]) -> tuple[Stake, ...]:
    """Leave out whom an organisation belongs to where the same is known as its owner."""
    every = dict.fromkeys(stakes)
    owners = {(stake.holder, stake.of) for stake in every if stake.role == "owner"}
    return tuple(s for s in every if s.role != "parent" or (s.holder, s.of) not in owners)


def _held_by(group: set[str], target: str, stakes: tuple[Stake, ...], rule: Rule) -> Share:
    """Return what a group holds of the target, with the shares of all whom it owns surely, and of
    all whom it owns perhaps.
    """
    sure = _caught(group, target, stakes, lambda held: rule.met(held.least))
    perhaps = _caught(group, target, stakes, lambda held: rule.met(held.most))
    return Share(_part(sure, target, stakes).least, _part(perhaps, target, stakes).most)


def _caught(group: set[str], target: str, stakes: tuple[Stake, ...], met: Met) -> set[str]:
    """Return a group with everybody whom it owns, step by step until nobody is added; the target
    itself passes nothing on to its owners.
    """
    caught = set(group)
    held = sorted({stake.of for stake in stakes} - {target})
    while more := [of for of in held if of not in caught and met(_part(caught, of, stakes))]:
        caught |= set(more)
    return caught


def _part(group: Collection[str], of: str, stakes: Iterable[Stake]) -> Share:
    """Return how much of an organisation a group holds directly: of two statements, by owners and
    by beneficial owners, the one that says more.
    """
    layers: dict[str, list[Stake]] = {}
    for stake in stakes:
        if stake.of == of and stake.role in LAYERS:
            layers.setdefault(LAYERS[stake.role], []).append(stake)
    parts = [_sum(group, layer) for layer in layers.values()]
    least = max((part.least for part in parts), default=NOTHING)
    return Share(least, max([least, *(part.most for part in parts)]))


def _sum(group: Collection[str], stakes: Iterable[Stake]) -> Share:
    """Add up what a group holds: at most the whole, and at most what others leave."""
    least = most = others = NOTHING
    for stake in stakes:
        share = stake.share or UNKNOWN
        if stake.holder in group:
            least, most = least + share.least, most + share.most
        else:
            others += share.least
    least = min(least, WHOLE)
    return Share(least, max(least, min(most, WHOLE - min(others, WHOLE))))


def unrecorded(target: str, stakes: Iterable[Stake]) -> Share:
    """Return how much of an organisation is held by nobody on record."""
    known = _told_once(stakes)
    parts = _part({stake.holder for stake in known}, target, known)
    return Share(WHOLE - parts.most, WHOLE - parts.least)


def overfull(stakes: Iterable[Stake]) -> tuple[str, ...]:
    """Return the organisations of which more than the whole is on record."""
    sums: dict[tuple[str, str], Decimal] = {}
    for stake in _told_once(stakes):
        if stake.role in LAYERS and stake.share:
            key = (stake.of, LAYERS[stake.role])
            sums[key] = sums.get(key, NOTHING) + stake.share.least
    return tuple(sorted({of for (of, _layer), total in sums.items() if total > WHOLE}))


def circles(stakes: Iterable[Stake]) -> tuple[tuple[str, ...], ...]:
    """Return those who own themselves by way of others, each circle once and in a fixed order."""
    above: dict[str, set[str]] = {}
    for stake in stakes:
        if stake.role in LAYERS:
            above.setdefault(stake.of, set()).add(stake.holder)
    reach = {held: _reached(held, above) for held in above}
    rings = {
        tuple(sorted(holder for holder in reach[held] if held in reach.get(holder, ())))
        for held in above
        if held in reach[held]
    }
    return tuple(sorted(rings))


def _reached(start: str, above: Mapping[str, set[str]]) -> set[str]:
    met: set[str] = set()
    waiting = [start]
    while waiting:
        new = above.get(waiting.pop(), set()) - met
        met |= new
        waiting.extend(new)
    return met


HOLDS = gettext_noop("{whom} holds {share} % of the partner, directly or through others.")
PERHAPS = gettext_noop(
    "{whom} holds from {least} to {most} % of the partner, directly or through others: more is not known."
)
VERDICTS: Mapping[Verdict, str] = {
    "owned": gettext_noop("{rule}: owned. {share} % counts, {limit}."),
    "unknown": gettext_noop("{rule}: not known. {share} % counts, {limit}."),
    "below": gettext_noop("{rule}: not owned by what is on record. {share} % counts, {limit}."),
}
FROM = gettext_noop("and {share} % is enough")
ABOVE = gettext_noop("and it takes more than {share} %")
CONTROL = gettext_noop("{rule} also asks who controls the partner, whatever they own: {whom}.")
UNRECORDED = gettext_noop("Who holds {share} % of the partner is not on record.")
CIRCLE = gettext_noop("They own one another in a circle: {whom}.")
OVERFULL = gettext_noop("More than the whole of {whom} is on record: one of the shares is wrong.")


def told(answer: Owned) -> Iterator[Reason]:
    """Say what a rule makes of the shares, and whether it asks for more."""
    rule = answer.rule
    limit = Reason(ABOVE if rule.more else FROM, {"share": str(rule.share)})
    share = written(answer.counted)
    yield Reason(VERDICTS[answer.verdict], {"rule": rule.title, "share": share, "limit": limit})
    if rule.control and answer.leading:
        yield Reason(CONTROL, {"rule": rule.title, "whom": answer.leading})


def holds(whom: str, share: Share) -> Reason:
    """Say what one listed owner holds."""
    if share.is_exact:
        return Reason(HOLDS, {"whom": whom, "share": written(share)})
    ends = {name: written(Share(end, end)) for name, end in vars(share).items()}
    return Reason(PERHAPS, {"whom": whom, **ends})


def oddities(target: str, stakes: Collection[Stake]) -> Iterator[Reason]:
    """Say what is not on record, and what cannot be as it is."""
    rest = unrecorded(target, stakes)
    if rest.most > 0:
        yield Reason(UNRECORDED, {"share": written(rest)})
    yield from (Reason(CIRCLE, {"whom": circle}) for circle in circles(stakes))
    yield from (Reason(OVERFULL, {"whom": whom}) for whom in overfull(stakes))
