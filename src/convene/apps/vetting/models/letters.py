"""What was written to a partner, and what a mail server said when it was sent."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.vetting.models.case import Case
from convene.apps.vetting.models.words import LETTERS
from convene.ground.constraints import known, says_something


class Letter(models.Model):
    """A letter to a partner in one round of its case: what was decided, or what it is asked to
    reply to, and until when it may. Written once, word for word as it goes out.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=LETTERS)
    language = models.CharField(_("language"), max_length=10)
    addressee = models.CharField(_("to whom"), max_length=200)
    to = models.EmailField(_("e-mail address"), blank=True)
    subject = models.CharField(max_length=400)
    body = models.TextField()
    reply_until = models.DateField(_("they may reply until"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            known("kind", LETTERS, name="letter_kind_is_known"),
            says_something("body", name="letter_says_something"),
        ]

    def __str__(self) -> str:
        return self.subject


class Sending(models.Model):
    """One try to send a letter by mail. `taken` says that the mail server took it, which is the
    proof of sending; `said` is what was answered where it did not.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="sendings")
    to = models.EmailField()
    message_id = models.CharField(max_length=255)
    taken = models.BooleanField()
    said = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="what_was_not_taken_says_why",
                condition=Q(taken=True, said="") | (Q(taken=False) & ~Q(said="")),
            ),
            models.UniqueConstraint(
                fields=["letter"], name="a_letter_is_sent_once", condition=Q(taken=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} · {self.at:%Y-%m-%d}"
