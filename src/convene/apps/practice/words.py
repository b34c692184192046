"""Codes that the tables of ways and lessons know, with the words for them."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from convene.apps.workshop.words import Check


class State(models.TextChoices):
    """Where a way is; what it may become is in `core/ways.py`."""

    OPEN = "open", _("Not planned yet")
    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done")
    LEFT_OUT = "left_out", _("Left out")


CHECKS: Mapping[str, Check] = {"W4": Check.CIVIL_SOCIETY}
"""The check of an alliance that says whether a way was gone. It is answered there, not here."""
