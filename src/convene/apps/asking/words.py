"""Codes that the record of asking knows, with the words for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Said(models.TextChoices):
    """What an organisation answered. That there is no answer is not a no."""

    NOTHING = "nothing", _("No answer yet")
    INTERESTED = "interested", _("Interested")
    MORE = "more", _("Asks for more")
    NO = "no", _("No")
    PROMISED = "promised", _("Promised")
