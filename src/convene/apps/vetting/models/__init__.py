"""A case of due diligence and everything that it rests on."""

from convene.apps.vetting.models.case import Case
from convene.apps.vetting.models.hits import Hit, Screening
from convene.apps.vetting.models.people import Approval, ConflictOfInterest, Member
from convene.apps.vetting.models.research import (
    Condition,
    Evidence,
    Finding,
    LegalOpinion,
    RightOfReply,
)
from convene.apps.vetting.models.retraction import Retraction
from convene.apps.vetting.models.watching import Alert, Look
from convene.apps.vetting.models.words import Decision, Level, Reopening, State

__all__ = [
    "Alert",
    "Approval",
    "Case",
    "Condition",
    "ConflictOfInterest",
    "Decision",
    "Evidence",
    "Finding",
    "Hit",
    "LegalOpinion",
    "Level",
    "Look",
    "Member",
    "Reopening",
    "Retraction",
    "RightOfReply",
    "Screening",
    "State",
]
