"""Where an alliance is, what keeps it from its next state, and what is stopped meanwhile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from convene.core.diligence import State as Vetted
from convene.core.lifecycle.asked import OF_ALLIANCE, OF_PARTNER, holds_on
from convene.core.lifecycle.case import Case, Override, Partner
from convene.core.lifecycle.overriding import Flaw, flaws
from convene.core.lifecycle.path import Move, Path, Requirement
from convene.core.lifecycle.stage import Stage

What = Literal["commitments", "signatures", "verification", "publication", "amendments"]
Because = Literal[
    "sanctions", "debarment", "lapsed", "reopened", "declined", "not_cleared", "override_lapsed"
]
ENDED: Mapping[Vetted, Because] = {
    Vetted.CLEARED: "lapsed",
    Vetted.CONDITIONS: "lapsed",
    Vetted.EXPIRED: "lapsed",
    Vetted.REOPENED: "reopened",
    Vetted.DECLINED: "declined",
}
"""Why a clearance that does not hold stops its partner, by the state of its case."""
OF_A_PARTNER: tuple[What, ...] = ("commitments", "signatures", "verification", "publication")
"""What stops with a partner's clearance. Its deliveries can still be recorded, as held."""
OF_THE_ALLIANCE: tuple[What, ...] = ("signatures", "amendments", "publication")
"""What stops when an override lapses."""


@dataclass(frozen=True, kw_only=True)
class Unmet:
    """A requirement that does not hold, of the alliance or of one partner (`about`)."""

    needed: Requirement
    about: str


@dataclass(frozen=True, kw_only=True)
class Overridden:
    """One that does not hold either, which an override stands in for."""

    needed: Requirement
    override: Override


@dataclass(frozen=True, kw_only=True)
class Void:
    """An override that does not count, and why."""

    needed: Requirement
    override: Override
    because: tuple[Flaw, ...]


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """What may not be done, for one partner or (`partner` is empty) for the whole alliance."""

    partner: str
    because: Because
    what: tuple[What, ...]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where an alliance stands. `next` is the state that would follow, none at the end."""

    state: Stage
    next: Stage | None
    unmet: tuple[Unmet, ...] = ()
    overridden: tuple[Overridden, ...] = ()
    void: tuple[Void, ...] = ()
    stopped: tuple[Stopped, ...] = ()


def standing(case: Case, *, path: Path) -> Standing:
    """Return where an alliance stands: what is unmet of the gate before it and of those behind it,
    which overrides stand in, and what is stopped.
    """
    following = next_state(case, path=path)
    unmet = tuple(_unmet(case, following or case.state, path=path))
    judged = [_judged(case, override, path=path) for override in case.overrides]
    counting = tuple(judgement for judgement in judged if isinstance(judgement, Overridden))
    void = tuple(judgement for judgement in judged if isinstance(judgement, Void))
    covered = {(kept.needed.code, kept.override.about) for kept in counting}
    left = tuple(lack for lack in unmet if (lack.needed.code, lack.about) not in covered)
    return Standing(
        state=case.state,
        next=following,
        unmet=left,
        overridden=counting,
        void=void,
        stopped=(*_stopped(case, path=path), *_after_lapse(left, void)),
    )


def _unmet(case: Case, state: Stage, *, path: Path) -> Iterator[Unmet]:
    """Yield what does not hold of what a state asks for; nothing is asked off the path."""
    asked = () if path.is_off(state) else path.asked_before(state)
    for needed in asked:
        for about in abouts(case, needed):
            if not is_met(case, needed, about=about):
                yield Unmet(needed=needed, about=about)


def next_state(case: Case, *, path: Path) -> Stage | None:
    """Return the state that would follow: the next of the path, or where a suspended alliance was;
    none at the end.
    """
    if path.returns(case.state):
        return case.halted.was if case.halted else None
    onward = path.onward(case.state)
    return onward.to if onward else None


def moves(case: Case, *, path: Path) -> tuple[Move, ...]:
    """Return every move that may be made now: on along the path where all is met, and off it."""
    now = standing(case, path=path)
    if path.returns(case.state):
        return _back(case, now, path=path)
    onward = path.onward(case.state)
    opens = onward is not None and (onward.gate is None or not now.unmet)
    return (*((onward,) if onward and opens else ()), *path.off(case.state))


def _back(case: Case, now: Standing, *, path: Path) -> tuple[Move, ...]:
    """Return the moves of a suspended alliance: back to where it was where all is met, and wherever
    else it could have left the path from there.
    """
    if case.halted is None or now.next is None:
        return ()
    back = () if now.unmet else (Move(to=now.next, was=(case.state,)),)
    return (*back, *(move for move in path.off(case.halted.was) if not move.returns))


def is_met(case: Case, needed: Requirement, *, about: str) -> bool:
    """Say whether a requirement holds, of the alliance or of a partner that is in it."""
    if needed.about == "alliance":
        return OF_ALLIANCE[needed.asks](case)
    partner = next(partner for partner in case.partners_now if partner.id == about)
    return OF_PARTNER[needed.asks](case, partner)


def abouts(case: Case, needed: Requirement) -> tuple[str, ...]:
    """Return of whom a requirement is asked: the alliance, or each partner by its id."""
    if needed.about == "alliance":
        return ("alliance",)
    return tuple(partner.id for partner in case.partners_now)


def _judged(case: Case, override: Override, *, path: Path) -> Overridden | Void:
    needed = path.requirement(override.code)
    asked = override.about in abouts(case, needed)
    met = not asked or is_met(case, needed, about=override.about)
    because = flaws(override, needed=needed, met=met, case=case)
    if because:
        return Void(needed=needed, override=override, because=because)
    return Overridden(needed=needed, override=override)


def _after_lapse(unmet: tuple[Unmet, ...], void: tuple[Void, ...]) -> Iterator[Stopped]:
    """Yield the stop of the whole alliance where an override that counted has lapsed, and what it
    stood in for is unmet again.
    """
    lapsed = {(it.needed.code, it.override.about) for it in void if it.because == ("lapsed",)}
    if any((lack.needed.code, lack.about) in lapsed for lack in unmet):
        yield Stopped(partner="", because="override_lapsed", what=OF_THE_ALLIANCE)


def _stopped(case: Case, *, path: Path) -> Iterator[Stopped]:
    for partner in case.partners_now:
        for because in _stops(case, partner, path=path):
            yield Stopped(partner=partner.id, because=because, what=OF_A_PARTNER)


def _stops(case: Case, partner: Partner, *, path: Path) -> Iterator[Because]:
    if partner.sanctions_stop:
        yield "sanctions"
    if partner.debarment_stop:
        yield "debarment"
    if not holds_on(case, partner):
        because = ENDED.get(partner.clearance.state) if partner.clearance else None
        if because or _must_be_cleared(case, path=path):
            yield because or "not_cleared"


def _must_be_cleared(case: Case, *, path: Path) -> bool:
    """Say whether an alliance is past the gate at which its partners are cleared."""
    where = case.halted.was if case.halted else case.state
    return any(needed.asks == "cleared" for needed in path.asked_before(where))
