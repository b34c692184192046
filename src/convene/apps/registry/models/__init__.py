"""The organisations people here deal with: what they are called, who they are, which records are
the same one, and what else is said of them.
"""

from convene.apps.registry.models.imports import Import
from convene.apps.registry.models.links import LONGEST_KEY, Link, Sameness
from convene.apps.registry.models.membership import Membership
from convene.apps.registry.models.merge import Merge
from convene.apps.registry.models.organisation import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    AtRisk,
    Identifier,
    NameKind,
    Organisation,
    OrganisationName,
    State,
)
from convene.apps.registry.models.people import Consent, Contact
from convene.apps.registry.models.ties import Tie, TieKind, TieRole

__all__ = [
    "LONGEST_KEY",
    "LONGEST_NAME",
    "LONGEST_NUMBER",
    "AtRisk",
    "Consent",
    "Contact",
    "Identifier",
    "Import",
    "Link",
    "Membership",
    "Merge",
    "NameKind",
    "Organisation",
    "OrganisationName",
    "Sameness",
    "State",
    "Tie",
    "TieKind",
    "TieRole",
]
