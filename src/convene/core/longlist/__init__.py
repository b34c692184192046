"""Whom to ask to join an alliance: the guide's six questions, put to open data. Software proposes;
people decide.
"""

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
)
from convene.core.longlist.rank import LENGTH, Candidate, Longlist, ToAsk, longlist
from convene.core.longlist.rules import RULES, Evidence, evidence

__all__ = [
    "LENGTH",
    "NEVER_ASKED",
    "PARTIES",
    "RULES",
    "Alliance",
    "Candidate",
    "Evidence",
    "Facts",
    "Foundation",
    "Longlist",
    "Membership",
    "Party",
    "Seen",
    "ToAsk",
    "Wanted",
    "evidence",
    "longlist",
]
