"""The path of an alliance: its states, what each gate asks for, who may override what, and what is
stopped meanwhile.
"""

from convene.core.lifecycle.asked import (
    HIGH,
    NEVER_OVERRIDDEN,
    OF_ALLIANCE,
    OF_PARTNER,
    Asked,
    OfAlliance,
    OfPartner,
)
from convene.core.lifecycle.case import (
    QUESTIONS,
    Case,
    Clearance,
    Halt,
    Meeting,
    Override,
    Partner,
    Risk,
    Statement,
)
from convene.core.lifecycle.deciding import (
    OF_A_PARTNER,
    OF_THE_ALLIANCE,
    Because,
    Overridden,
    Standing,
    Stopped,
    Unmet,
    Void,
    What,
    moves,
    next_state,
    standing,
)
from convene.core.lifecycle.faults import faults
from convene.core.lifecycle.overriding import AGREE, Flaw
from convene.core.lifecycle.path import About, Gate, Move, Path, Place, Requirement, Who
from convene.core.lifecycle.stage import Stage

__all__ = [
    "AGREE",
    "HIGH",
    "NEVER_OVERRIDDEN",
    "OF_ALLIANCE",
    "OF_A_PARTNER",
    "OF_PARTNER",
    "OF_THE_ALLIANCE",
    "QUESTIONS",
    "About",
    "Asked",
    "Because",
    "Case",
    "Clearance",
    "Flaw",
    "Gate",
    "Halt",
    "Meeting",
    "Move",
    "OfAlliance",
    "OfPartner",
    "Overridden",
    "Override",
    "Partner",
    "Path",
    "Place",
    "Requirement",
    "Risk",
    "Stage",
    "Standing",
    "Statement",
    "Stopped",
    "Unmet",
    "Void",
    "What",
    "Who",
    "faults",
    "moves",
    "next_state",
    "standing",
]
