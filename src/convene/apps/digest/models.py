"""What was written to somebody of all that waits and happened, and how often they want that."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.digest.words import Every
from convene.ground.changes import Versioned
from convene.ground.constraints import known, says_something
from convene.ground.letters import Try, Written


class Wish(Versioned):
    """How often somebody wants a digest, and under which address its links lead here: that of the
    page on which they said so. Who has none is written none.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    every = models.CharField(_("how often"), max_length=5, choices=Every.choices)
    site = models.URLField(max_length=300)

    class Meta:
        constraints: ClassVar = [known("every", Every.values, name="digest_wish_is_known")]

    def __str__(self) -> str:
        return self.every


class Digest(Written):
    """A digest as it was written to somebody, at most one of a day: `day` is that day, or the
    Monday of a week of which there is one.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    day = models.DateField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            says_something("body", name="digest_says_something"),
            models.UniqueConstraint(name="a_digest_is_written_once", fields=["person", "day"]),
        ]

    def __str__(self) -> str:
        return self.subject


class DigestSending(Try):
    """One try to send a digest."""

    digest = models.ForeignKey(Digest, on_delete=models.PROTECT, related_name="sendings")

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_digest_not_taken_says_why",
                condition=Q(taken=True, said="") | (Q(taken=False) & ~Q(said="")),
            ),
            models.UniqueConstraint(
                fields=["digest"], name="a_digest_is_sent_once", condition=Q(taken=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.digest} · {self.at:%Y-%m-%d}"
