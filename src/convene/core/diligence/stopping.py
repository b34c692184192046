"""What stops a case, whatever anyone says, and what keeps it out of a state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from convene.core.diligence.seen import Difference
from convene.core.diligence.states import CLEARED, State

HitState = Literal["open", "false_positive", "possible", "true_match"]
HitKind = Literal["sanction", "debarment", "own", "other", "ended"]
"""What the entry was listed for; a listing whose period had ended stops nothing."""


@dataclass(frozen=True, kw_only=True)
class HitFact:
    kind: HitKind
    state: HitState
    behind: bool = False
    """Whether it is about somebody behind the partner: never a match of the partner itself."""


@dataclass(frozen=True, kw_only=True)
class Stops:
    """`hard` can never be lifted; `legal` waits for a recorded legal opinion, and so does `behind`:
    somebody behind the partner is listed.
    """

    hard: bool
    legal: bool
    behind: bool = False


def stops(hits: Iterable[HitFact]) -> Stops:
    true = {(hit.kind, hit.behind) for hit in hits if hit.state == "true_match"}
    return Stops(
        hard=("sanction", False) in true,
        legal=("debarment", False) in true,
        behind=bool({("sanction", True), ("debarment", True)} & true),
    )


def raises(hits: Iterable[HitFact], *, behind: bool = False) -> bool:
    """Say whether a possible sanctions match of the partner, or of somebody behind it, asks for the
    enhanced level: one that nobody has ruled out and that could be one.
    """
    return any(
        (hit.kind, hit.behind) == ("sanction", behind) and hit.state in ("possible", "true_match")
        for hit in hits
    )


Hurdle = Literal[
    "not_screened",
    "outdated",
    "open_hits",
    "unseen_hits",
    "alerts",
    "areas",
    "stopped",
    "legal",
    "behind",
    "excluded",
    "conditions",
    "stale",
    "dismissals",
    "unanswered",
    "lists",
    "declared",
]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What matters of a case when it wants to move on. `unseen` alerts did not come up yet: there
    were too many for one look; `alerts` about sanctions are open on the partner, of entries that no
    look of this case brought up: it was called otherwise then, or somebody else stood behind it.
    `changed` is what no longer is as it was when somebody looked.
    `renewed` says that a case opened again has a finding of this round; `unagreed` are strong hits
    on sanctions lists that were set aside, to which whoever decides has not agreed; `unanswered`
    are earlier declines of this partner, or of a record like it, that nobody has answered here.
    `weak` says that a core list was missing or old, `acknowledged` that whoever decides knows;
    `declared` that the partner declared what nobody should overlook, `compared` that whoever
    decides has seen what.
    """

    screened: bool
    changed: tuple[Difference, ...] = ()
    unseen: int = 0
    alerts: int = 0
    hits: tuple[HitFact, ...] = ()
    missing_areas: tuple[str, ...] = ()
    excluded: bool = False
    stopped: bool = False
    debarred: bool = False
    listed_behind: bool = False
    legal_opinion: bool = False
    conditions: int = 0
    renewed: bool = True
    unagreed: int = 0
    unanswered: int = 0
    weak: bool = False
    acknowledged: bool = False
    declared: bool = False
    compared: bool = False


def hurdles(standing: Standing, *, to: State) -> tuple[Hurdle, ...]:
    """Return what keeps a case out of a state. Declining and deferring are always open: nobody has
    to go on.
    """
    in_the_way: list[Hurdle] = []
    if to in (State.RESEARCH, State.ASSESSED, *CLEARED):
        in_the_way += ["not_screened"] if not standing.screened else []
        in_the_way += ["unseen_hits"] if standing.unseen else []
        in_the_way += ["alerts"] if standing.alerts else []
    if to in (State.ASSESSED, State.SECOND_REVIEW, *CLEARED):
        in_the_way += ["outdated"] if standing.screened and standing.changed else []
    if to in (State.ASSESSED, *CLEARED):
        in_the_way += ["open_hits"] if _has_open_hits(standing) else []
        in_the_way += ["areas"] if standing.missing_areas else []
        in_the_way += [] if standing.renewed else ["stale"]
    if to in CLEARED:
        in_the_way += _stopping(standing)
    if to is State.CONDITIONS and not standing.conditions:
        in_the_way.append("conditions")
    return tuple(in_the_way)


def unsettled(standing: Standing) -> tuple[Hurdle, ...]:
    """Return what keeps anyone from saying that a clearance holds: a look that is out of date, and
    alerts nobody has decided.
    """
    every: Mapping[Hurdle, bool] = {
        "outdated": bool(standing.changed),
        "unseen_hits": bool(standing.unseen),
        "alerts": bool(standing.alerts),
        "open_hits": _has_open_hits(standing),
    }
    return tuple(hurdle for hurdle, stands in every.items() if stands)


def _has_open_hits(standing: Standing) -> bool:
    return any(hit.state == "open" for hit in standing.hits)


def _stopping(standing: Standing) -> Iterable[Hurdle]:
    stop = stops(standing.hits)
    if standing.stopped or stop.hard:
        yield "stopped"
    if (standing.debarred or stop.legal) and not standing.legal_opinion:
        yield "legal"
    if (standing.listed_behind or stop.behind) and not standing.legal_opinion:
        yield "behind"
    if standing.excluded:
        yield "excluded"
    if standing.unagreed:
        yield "dismissals"
    if standing.unanswered:
        yield "unanswered"
    if standing.weak and not standing.acknowledged:
        yield "lists"
    if standing.declared and not standing.compared:
        yield "declared"
