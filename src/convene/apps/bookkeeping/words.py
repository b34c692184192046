"""The codes that uploads and their rows know, with the words for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

PROMISES, DELIVERIES, COLUMNS = "promises", "deliveries", "columns"
"""The sheets of a workbook; the last explains the others. Their names are the same in every
language, as are those of the columns: a file goes from one language into another.
"""


class State(models.TextChoices):
    PREVIEWED = "previewed", _("Waiting to be applied")
    APPLIED = "applied", _("Applied")
    UNDONE = "undone", _("Undone")


class Outcome(models.TextChoices):
    """What became of a row once somebody applied the file."""

    CREATED = "created", _("Written down")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("As it was")
    LEFT = "left", _("Left as it was here")
    REFUSED = "refused", _("Refused")


class Undone(models.TextChoices):
    """What became of it once somebody undid the file."""

    BACK = "back", _("Taken back")
    LEFT = "left", _("Left as it is")


class Sort(models.TextChoices):
    """What a row would do, as the preview says."""

    NEW = "new", _("New")
    CHANGE = "change", _("Changed")
    UNCHANGED = "unchanged", _("As it is here")
    CONFLICT = "conflict", _("Changed here too")
    ALIKE = "alike", _("May be here already")
    REFUSED = "refused", _("Refused")
