"""Codes that the tables of risks know, with the words for them. The categories and the words of the
scale are expert choices.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """What a risk is of."""

    POLITICAL = "political", _("Political")
    SECURITY = "security", _("Security")
    FINANCIAL = "financial", _("Financial and fiduciary")
    REPUTATIONAL = "reputational", _("Reputation")
    SAFEGUARDING = "safeguarding", _("Safeguarding of people")
    DIGITAL = "digital", _("Digital and data")
    LEGAL = "legal", _("Legal")
    ENVIRONMENT = "environment", _("Environment")
    DELIVERY = "delivery", _("Delivery of the work")


class State(models.TextChoices):
    """Where a risk is; what it may become is in `core/risks.py`."""

    OPEN = "open", _("Open")
    MITIGATED = "mitigated", _("Mitigated")
    ACCEPTED = "accepted", _("Accepted")
    CLOSED = "closed", _("Closed")


class Phase(models.TextChoices):
    """What a rating is of: the risk as it is, or as it would be once its response works."""

    BEFORE = "before", _("Before the response")
    AFTER = "after", _("After the response")


class Likelihood(models.IntegerChoices):
    """How likely it is."""

    RARE = 1, _("1 · rare")
    UNLIKELY = 2, _("2 · unlikely")
    POSSIBLE = 3, _("3 · possible")
    LIKELY = 4, _("4 · likely")
    CERTAIN = 5, _("5 · almost certain")


class Impact(models.IntegerChoices):
    """How bad it would be."""

    SLIGHT = 1, _("1 · slight")
    MINOR = 2, _("2 · minor")
    MODERATE = 3, _("3 · moderate")
    MAJOR = 4, _("4 · major")
    SEVERE = 5, _("5 · severe")
