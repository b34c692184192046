"""The codes that statements know, with the words for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.TextChoices):
    """What a partner says of a line, or of the whole."""

    CONFIRMED = "confirmed", _("Confirmed")
    DISPUTED = "disputed", _("Disputed")
    REFUSED = "refused", _("Refused")


STANDS = {
    "waiting": _("Waits for the partner"),
    "partly": _("Answered in part"),
    "confirmed": _("Confirmed"),
    "disputed": _("Disputed"),
    "refused": _("Refused"),
}
"""Where a statement stands."""
SAYS = {
    "what": _("what"),
    "kind": _("kind of contribution"),
    "column": _("counted as"),
    "state": _("state"),
    "on": _("day"),
    "currency": _("currency"),
    "unit": _("unit"),
    "quantity": _("quantity"),
    "amount": _("amount"),
    "base_value": _("value in the base currency"),
    "due": _("due in the period"),
    "due_times": _("how often something was due in the period"),
    "delivered": _("delivered in the period"),
    "delivered_in_all": _("delivered in all"),
    "times": _("how often something came in the period"),
    "times_in_all": _("how often something came in all"),
    "verified": _("verified"),
    "disputed": _("disputed"),
    "held": _("held"),
    "held_times": _("how often something was held"),
    "over": _("beyond what was promised"),
    "base_delivered": _("delivered in the period, in the base currency"),
    "base_in_all": _("delivered in all, in the base currency"),
    "base_verified": _("verified, in the base currency"),
    "is_beside": _("counted beside the alliance"),
}
"""What each field of a line is called where it has changed."""
