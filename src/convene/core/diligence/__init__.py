"""Due diligence: how deep to look, which moves a case may make, who may decide, and what stops it
whatever anyone says.
"""

from convene.core.diligence.deciding import (
    RENEWED_EVERY,
    Bar,
    approvers_needed,
    bars,
    needs_renewal,
    stands,
    verdict,
)
from convene.core.diligence.depth import Amount, Depth, Depths, Facts, Trigger, level
from convene.core.diligence.preset import About, Area, Exclusion, ListName, Preset, Question
from convene.core.diligence.states import (
    CLEARED,
    CLOSED,
    MOVES,
    VERDICTS,
    WORKING,
    Level,
    Reopening,
    State,
    may_move,
)
from convene.core.diligence.stopping import (
    HitFact,
    HitKind,
    HitState,
    Hurdle,
    Standing,
    Stops,
    hurdles,
    raises,
    stops,
)
from convene.core.diligence.validity import MOST_MONTHS, SOON, has_expired, months, valid_until

__all__ = [
    "CLEARED",
    "CLOSED",
    "MOST_MONTHS",
    "MOVES",
    "RENEWED_EVERY",
    "SOON",
    "VERDICTS",
    "WORKING",
    "About",
    "Amount",
    "Area",
    "Bar",
    "Depth",
    "Depths",
    "Exclusion",
    "Facts",
    "HitFact",
    "HitKind",
    "HitState",
    "Hurdle",
    "Level",
    "ListName",
    "Preset",
    "Question",
    "Reopening",
    "Standing",
    "State",
    "Stops",
    "Trigger",
    "approvers_needed",
    "bars",
    "has_expired",
    "hurdles",
    "level",
    "may_move",
    "months",
    "needs_renewal",
    "raises",
    "stands",
    "stops",
    "valid_until",
    "verdict",
]
