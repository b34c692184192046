"""An alliance and everything that people write down of it."""

from convene.apps.workshop.models.candidates import Candidate
from convene.apps.workshop.models.checks import Answer
from convene.apps.workshop.models.drafts import MOST_ROWS, Alliance, Ask, AskKind, Part, Task
from convene.apps.workshop.models.exits import Asset
from convene.apps.workshop.models.overriding import AGREES, Override, OverrideAgreement
from convene.apps.workshop.models.partners import Partner, PartnerConsent
from convene.apps.workshop.models.path import Move
from convene.apps.workshop.models.templates import TemplateUpload

__all__ = [
    "AGREES",
    "MOST_ROWS",
    "Alliance",
    "Answer",
    "Ask",
    "AskKind",
    "Asset",
    "Candidate",
    "Move",
    "Override",
    "OverrideAgreement",
    "Part",
    "Partner",
    "PartnerConsent",
    "Task",
    "TemplateUpload",
]
