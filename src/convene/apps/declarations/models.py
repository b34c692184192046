"""What a partner is asked to declare about itself, and what it signed. It knows no case: whoever
asks points at it.
"""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from convene.apps.registry.models import Organisation
from convene.ground.constraints import said, says_something, who_and_when

OPEN = Q(signed_at=None, withdrawn_at=None)


class Declaration(models.Model):
    """A form that one named person is asked to fill in, by a link that works until it is signed,
    withdrawn or over. We keep a hash of its secret, so reading this table lets nobody sign.

    `draft` is what was typed so far, as a browser sends it, and goes when the link is closed;
    `content` is what was signed, letter by letter, and `sha256` its hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="declarations"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    addressee = models.CharField(_("to whom"), max_length=200)
    address = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=10)
    due_on = models.DateField(_("by when"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    draft = models.TextField(blank=True)
    saved_at = models.DateTimeField(null=True)
    content = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    signed_name = models.CharField(_("full name"), max_length=200, blank=True)
    signed_role = models.CharField(_("role"), max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "id"]
        constraints: ClassVar = [
            says_something("addressee", name="declaration_is_asked_of_somebody"),
            who_and_when("withdrawn", name="declaration_withdrawn_by_somebody"),
            models.CheckConstraint(
                name="declaration_expires_after_it_was_asked",
                condition=Q(expires_at__gt=F("asked_at")),
            ),
            models.CheckConstraint(
                name="declaration_is_signed_whole",
                condition=Q(signed_at=None, content="", sha256="", signed_name="", signed_role="")
                | Q(signed_at__isnull=False, withdrawn_at=None)
                & Q(said("content"))
                & Q(said("signed_name"))
                & Q(said("signed_role"))
                & ~Q(sha256=""),
            ),
            models.CheckConstraint(
                name="declaration_that_is_closed_has_no_draft", condition=OPEN | Q(draft="")
            ),
            models.UniqueConstraint(
                fields=["organisation"], name="one_open_declaration", condition=OPEN
            ),
        ]

    def __str__(self) -> str:
        return self.addressee
