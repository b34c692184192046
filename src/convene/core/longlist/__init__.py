"""Whom to ask to join an alliance: the guide's six questions, put to open data. Software proposes;
people decide.
"""

from convene.core.longlist.calling import Call
from convene.core.longlist.facts import (
    NEVER_ASKED,
    PARTIES,
    Alliance,
    Facts,
    Foundation,
    Membership,
    Party,
    Seen,
    Wanted,
    Work,
)
from convene.core.longlist.rank import KINDS, LENGTH, Candidate, LeftOut, Longlist, ToAsk, longlist
from convene.core.longlist.rules import RULES, Evidence, evidence

__all__ = [
    "KINDS",
    "LENGTH",
    "NEVER_ASKED",
    "PARTIES",
    "RULES",
    "Alliance",
    "Call",
    "Candidate",
    "Evidence",
    "Facts",
    "Foundation",
    "LeftOut",
    "Longlist",
    "Membership",
    "Party",
    "Seen",
    "ToAsk",
    "Wanted",
    "Work",
    "evidence",
    "longlist",
]
