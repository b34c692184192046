"""Due diligence: how deep to look, which moves a case may make, who may decide, and what stops it
whatever anyone says.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Literal

MOST_MONTHS = 36
"""No clearance outlives this, whatever a pack says."""
SOON = timedelta(days=30)
"""How long before its end a clearance is listed as ending soon."""


class Level(StrEnum):
    BASIC = "basic"
    STANDARD = "standard"
    ENHANCED = "enhanced"


class State(StrEnum):
    OPENED = "opened"
    SCREENING = "screening"
    RESEARCH = "research"
    ASSESSED = "assessed"
    SECOND_REVIEW = "second_review"
    CLEARED = "cleared"
    CONDITIONS = "conditions"
    DECLINED = "declined"
    DEFERRED = "deferred"
    EXPIRED = "expired"
    REOPENED = "reopened"


MOVES: Mapping[State, frozenset[State]] = {
    State.OPENED: frozenset({State.SCREENING}),
    State.SCREENING: frozenset({State.RESEARCH}),
    State.RESEARCH: frozenset({State.ASSESSED}),
    State.ASSESSED: frozenset({State.SECOND_REVIEW, State.RESEARCH}),
    State.SECOND_REVIEW: frozenset(
        {State.CLEARED, State.CONDITIONS, State.DECLINED, State.DEFERRED, State.RESEARCH}
    ),
    State.CLEARED: frozenset({State.EXPIRED, State.REOPENED}),
    State.CONDITIONS: frozenset({State.EXPIRED, State.REOPENED}),
    State.DEFERRED: frozenset({State.REOPENED}),
    State.EXPIRED: frozenset({State.REOPENED}),
    State.REOPENED: frozenset({State.SCREENING}),
    State.DECLINED: frozenset(),
}
CLEARED = frozenset({State.CLEARED, State.CONDITIONS})
VERDICTS = (State.CLEARED, State.CONDITIONS, State.DEFERRED, State.DECLINED)
"""What approvers may decide, the strictest last."""
WORKING = frozenset({State.OPENED, State.REOPENED, State.SCREENING, State.RESEARCH})
"""Before a case is assessed: what is gathered can still change."""
CLOSED = frozenset({State.DECLINED, State.DEFERRED, State.EXPIRED}) | CLEARED
REOPENING = ("hit", "owner", "report", "scope")
"""Why a case is opened again: a new hit, a new owner, an adverse report, another scope."""


def may_move(now: State, to: State) -> bool:
    return to in MOVES[now]


# How deep to look


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """A fact that asks for the enhanced level. `expert` marks a choice of ours that no source
    prescribes.
    """

    id: str
    title: str
    expert: bool = False


@dataclass(frozen=True, kw_only=True)
class Amount:
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class Depth:
    """Which facts ask for the enhanced level, and between which values the others fall."""

    triggers: tuple[Trigger, ...]
    enhanced_above: Amount | None = None
    basic_below: Amount | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a partner and of the work planned with it, by trigger id; None means nobody
    knows yet.
    """

    known: Mapping[str, bool | None]
    value: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, kw_only=True)
class Depths:
    """A level and the codes of why: trigger ids, `value`, `small`, or `unknown:ID`."""

    level: Level
    reasons: tuple[str, ...]


def level(facts: Facts, *, depth: Depth) -> Depths:
    """Return how deep to look: enhanced on any trigger or above a value, basic for a small value
    with everything known.
    """
    raised = tuple(trigger.id for trigger in depth.triggers if facts.known.get(trigger.id))
    if (
        (above := depth.enhanced_above)
        and facts.value is not None
        and _compares(facts, above)
        and facts.value > above.amount
    ):
        raised = (*raised, "value")
    if raised:
        return Depths(level=Level.ENHANCED, reasons=raised)
    unknown = tuple(
        f"unknown:{trigger.id}" for trigger in depth.triggers if facts.known.get(trigger.id) is None
    )
    below = depth.basic_below
    if (
        below
        and not unknown
        and facts.value is not None
        and _compares(facts, below)
        and facts.value < below.amount
    ):
        return Depths(level=Level.BASIC, reasons=("small",))
    return Depths(level=Level.STANDARD, reasons=unknown)


def _compares(facts: Facts, limit: Amount) -> bool:
    """Amounts in another currency are never compared: that would need a rate and its day."""
    return facts.currency == limit.currency


# Who may decide

Bar = Literal["assessor", "sponsor", "conflict", "decided", "renewal", "retracted"]
RENEWED_EVERY = 12
"""Months after which a declared conflict of interest has to be looked at again by whoever declared
it.
"""


def needs_renewal(declared: date, *, today: date) -> bool:
    """Say whether a declaration is more than a year old."""
    return has_expired(valid_until(declared, months=RENEWED_EVERY), today=today)


def bars(
    person: int,
    *,
    assessor: int | None,
    sponsor: int | None,
    conflicted: Iterable[int],
    decided: Iterable[int] = (),
    overdue: Iterable[int] = (),
    retracted: Iterable[int] = (),
) -> tuple[Bar, ...]:
    """Return everything that keeps a person from approving.

    That is having assessed, sponsoring, a conflict, having decided already, a declaration that is
    overdue, or having taken back a true match.
    """
    why: list[Bar] = []
    if person == assessor:
        why.append("assessor")
    if person == sponsor:
        why.append("sponsor")
    if person in set(conflicted):
        why.append("conflict")
    if person in set(decided):
        why.append("decided")
    if person in set(overdue):
        why.append("renewal")
    if person in set(retracted):
        why.append("retracted")
    return tuple(why)


def approvers_needed(level: Level) -> int:
    return 2 if level is Level.ENHANCED else 1


def verdict(votes: Iterable[State], *, level: Level) -> State | None:
    """Return what the approvers' decisions come to, or None while one is missing.

    To clear takes as many people as the level needs, and the stricter of them counts; to decline or
    defer takes one.
    """
    given = sorted(votes, key=VERDICTS.index)
    if not given:
        return None
    strictest = given[-1]
    if strictest in CLEARED and len(given) < approvers_needed(level):
        return None
    return strictest


def stands(
    state: State,
    *,
    valid_until: date | None,
    today: date,
    stopped: bool,
    doubted: bool,
    same_owner: bool,
) -> bool:
    """Say whether a clearance may be relied on: it is in time, and nothing has come up that nobody
    has looked into.
    """
    in_time = valid_until is not None and not has_expired(valid_until, today=today)
    return state in CLEARED and in_time and same_owner and not (stopped or doubted)


# What stops a case

HitState = Literal["open", "false_positive", "possible", "true_match"]
HitKind = Literal["sanction", "debarment", "own", "other"]


@dataclass(frozen=True, kw_only=True)
class HitFact:
    kind: HitKind
    state: HitState


@dataclass(frozen=True, kw_only=True)
class Stops:
    """`hard` can never be lifted; `legal` waits for a recorded legal opinion."""

    hard: bool
    legal: bool


def stops(hits: Iterable[HitFact]) -> Stops:
    true = {hit.kind for hit in hits if hit.state == "true_match"}
    return Stops(hard="sanction" in true, legal="debarment" in true)


def raises(hits: Iterable[HitFact]) -> bool:
    """Say whether a possible sanctions match asks for the enhanced level: one that nobody has ruled
    out and that could be one.
    """
    return any(hit.kind == "sanction" and hit.state in ("possible", "true_match") for hit in hits)


Hurdle = Literal["not_screened", "open_hits", "areas", "stopped", "legal", "excluded", "conditions"]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What matters of a case when it wants to move on."""

    screened: bool
    hits: tuple[HitFact, ...] = ()
    missing_areas: tuple[str, ...] = ()
    excluded: bool = False
    stopped: bool = False
    debarred: bool = False
    legal_opinion: bool = False
    conditions: int = 0


def hurdles(standing: Standing, *, to: State) -> tuple[Hurdle, ...]:
    """Return what keeps a case out of a state. Declining and deferring are always open: nobody has
    to go on.
    """
    found: list[Hurdle] = []
    if to in (State.RESEARCH, State.ASSESSED, *CLEARED) and not standing.screened:
        found.append("not_screened")
    if to in (State.ASSESSED, *CLEARED):
        found += ["open_hits"] if any(hit.state == "open" for hit in standing.hits) else []
        found += ["areas"] if standing.missing_areas else []
    if to in CLEARED:
        found += _stopping(standing)
    if to is State.CONDITIONS and not standing.conditions:
        found.append("conditions")
    return tuple(found)


def _stopping(standing: Standing) -> Iterable[Hurdle]:
    stop = stops(standing.hits)
    if standing.stopped or stop.hard:
        yield "stopped"
    if (standing.debarred or stop.legal) and not standing.legal_opinion:
        yield "legal"
    if standing.excluded:
        yield "excluded"


# How long a clearance holds


def months(level: Level, *, validity: Mapping[Level, int], asked: int | None = None) -> int:
    """Return for how many months a clearance holds: what its level allows, or less when less was
    asked for; never over 36.
    """
    allowed = min(validity[level], MOST_MONTHS)
    return allowed if asked is None else max(1, min(asked, allowed))


def valid_until(decided: date, *, months: int) -> date:
    """Return the last day of a clearance; a day that a month lacks becomes its last."""
    if not 1 <= months <= MOST_MONTHS:
        raise ValueError(f"a clearance holds for 1 to {MOST_MONTHS} months, not {months}")
    year, month = divmod(decided.year * 12 + decided.month - 1 + months, 12)
    return date(year, month + 1, min(decided.day, monthrange(year, month + 1)[1]))


def has_expired(valid_until: date, *, today: date) -> bool:
    return valid_until < today


# The pack: what is asked of a partner


@dataclass(frozen=True, kw_only=True)
class Question:
    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Area:
    """Something to look into; `levels` says at which levels a finding on it is needed."""

    id: str
    title: str
    about: str
    levels: tuple[Level, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True)
class Exclusion:
    """An activity that keeps a partner out when a finding says it is there."""

    id: str
    title: str
    about: str
    expert: bool = False


@dataclass(frozen=True, kw_only=True)
class ListName:
    """A watchlist that a full screening covers."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class About:
    title: str
    version: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A pack for due diligence, checked on load. `validity` holds months by level."""

    about: About
    validity: Mapping[Level, int]
    depth: Depth
    lists: tuple[ListName, ...]
    areas: tuple[Area, ...]
    exclusions: tuple[Exclusion, ...]

    def missing(self, level: Level, *, found: Iterable[str]) -> tuple[str, ...]:
        """Return the areas that a level needs and nobody has made a finding on; `exclusions` counts
        as one.
        """
        have = set(found)
        wanted = [area.id for area in self.areas if level in area.levels]
        wanted += ["exclusions"] if level is not Level.BASIC else []
        return tuple(id for id in wanted if id not in have)

    def title(self, area: str, question: str = "") -> str:
        """Return what an area is called, or one of the exclusions; its code when the pack no longer
        knows it.
        """
        if area == "exclusions":
            return next(
                (item.title for item in self.exclusions if item.id == question), question or area
            )
        return next((item.title for item in self.areas if item.id == area), area)
