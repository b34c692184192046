"""The codes that the ledger's tables know, with the words for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Column(models.TextChoices):
    """How a promise is counted: money, something with a value, or something that has none."""

    CASH = "cash", _("Cash or financing")
    IN_KIND = "in_kind", _("In kind, with a value")
    UNPRICED = "unpriced", _("Never priced")


class State(models.TextChoices):
    """How far a promise has come. An amendment is a record of its own, no state."""

    ASK = "ask", _("Asked for")
    PROPOSED = "proposed", _("Proposed")
    COMMITTED = "committed", _("Promised")
    PART_DELIVERED = "part_delivered", _("Partly delivered")
    DELIVERED = "delivered", _("Delivered")
    CANCELLED = "cancelled", _("Cancelled")
    WRITTEN_OFF = "written_off", _("Written off")


MADE = (State.COMMITTED, State.PART_DELIVERED, State.DELIVERED)
"""States of a promise that was made and stands: something may come of it."""
OPEN = (State.COMMITTED, State.PART_DELIVERED)
"""States of a promise of which something is still to come."""
BINDING = ("committed", "part_delivered", "delivered", "written_off")
"""States in which something was promised; the rest is talk, or was called off."""


class YesNo(models.TextChoices):
    """An answer to one question of “may it count?”; nothing said counts as no."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class Step(models.TextChoices):
    """What somebody did with a delivery once it was recorded."""

    EVIDENCED = "evidenced", _("Evidence added")
    VERIFIED = "verified", _("Verified")
    DISPUTED = "disputed", _("Disputed")
    ANSWERED = "answered", _("Dispute answered")
    UPHELD = "upheld", _("Dispute settled: it was delivered")
    STRUCK = "struck", _("Dispute settled: it was not")
    TO_VERIFY = "to_verify", _("To be verified again")
    REVERSED = "reversed", _("Taken back")
