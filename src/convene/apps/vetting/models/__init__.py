"""A case of due diligence and everything that it rests on."""

from convene.apps.vetting.models.case import Case
from convene.apps.vetting.models.declared import CaseDeclaration
from convene.apps.vetting.models.hits import Hit, Screening
from convene.apps.vetting.models.letters import Letter, Sending
from convene.apps.vetting.models.opinion import LegalOpinion
from convene.apps.vetting.models.people import Approval, ConflictOfInterest, Member
from convene.apps.vetting.models.printing import Printed
from convene.apps.vetting.models.recall import Recall
from convene.apps.vetting.models.research import (
    Condition,
    Exhibit,
    Finding,
    RightOfReply,
)
from convene.apps.vetting.models.retraction import Retraction
from convene.apps.vetting.models.stand import Stand
from convene.apps.vetting.models.watching import AlertKind, CaseAlert, Look

__all__ = [
    "AlertKind",
    "Approval",
    "Case",
    "CaseAlert",
    "CaseDeclaration",
    "Condition",
    "ConflictOfInterest",
    "Exhibit",
    "Finding",
    "Hit",
    "LegalOpinion",
    "Letter",
    "Look",
    "Member",
    "Printed",
    "Recall",
    "Retraction",
    "RightOfReply",
    "Screening",
    "Sending",
    "Stand",
]
