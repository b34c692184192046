"""The codes that the tables of digests know, with the words for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Every(models.TextChoices):
    """How often somebody wants a digest."""

    NEVER = "never", _("Never")
    DAY = "day", _("Every day on which there is something")
    WEEK = "week", _("Once a week, when there is something")
