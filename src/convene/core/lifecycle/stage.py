"""The states of an alliance."""

from enum import StrEnum


class Stage(StrEnum):
    """Where an alliance is."""

    IDEA = "idea"
    SCOPING = "scoping"
    CONCEPT = "concept"
    ENGAGEMENT = "partner_engagement"
    DILIGENCE = "due_diligence"
    DESIGN = "design"
    AGREEMENT = "agreement"
    ACTIVE = "active"
    CLOSING = "closing"
    CLOSED = "closed"
    SUSPENDED = "suspended"
    ABANDONED = "abandoned"
    TERMINATED = "terminated"
