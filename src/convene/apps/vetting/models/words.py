"""The words that a case is spoken of and decided in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    BASIC = "basic", _("Basic")
    STANDARD = "standard", _("Standard")
    ENHANCED = "enhanced", _("Enhanced")


class State(models.TextChoices):
    OPENED = "opened", _("Opened")
    SCREENING = "screening", _("Screening")
    RESEARCH = "research", _("Research")
    ASSESSED = "assessed", _("Assessed")
    SECOND_REVIEW = "second_review", _("Second review")
    CLEARED = "cleared", _("Cleared")
    CONDITIONS = "conditions", _("Cleared with conditions")
    DECLINED = "declined", _("Declined")
    DEFERRED = "deferred", _("Deferred")
    EXPIRED = "expired", _("Expired")
    REOPENED = "reopened", _("Reopened")


class Decision(models.TextChoices):
    CLEARED = "cleared", _("Clear")
    CONDITIONS = "conditions", _("Clear with conditions")
    DEFERRED = "deferred", _("Defer")
    DECLINED = "declined", _("Decline")


class Reopening(models.TextChoices):
    HIT = "hit", _("A new hit on a list")
    OWNER = "owner", _("A new owner")
    REPORT = "report", _("An adverse report")
    SCOPE = "scope", _("The work planned together has changed")
