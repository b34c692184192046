"""What people here say about organisations that open data tell of."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from convene.apps.registry.models.organisation import LONGEST_NAME, Organisation
from convene.ground.constraints import says_something
from convene.ground.undoing import Undoable, one_standing

LONGEST_KEY = 64
"""Characters of the keys by which the corpus calls an organisation, or a name in its records."""


class Link(Undoable):
    """Somebody says that an organisation of ours is one that open data tell of, by its id in the
    corpus. It can be taken back.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="links")
    open_data_id = models.CharField(max_length=LONGEST_KEY)
    name = models.CharField(max_length=LONGEST_NAME)
    """What open data called it on the day."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            says_something("open_data_id", name="link_names_whom"),
            *Undoable.Meta.constraints,
            one_standing("open_data_id", name="one_standing_link"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} = {self.name}"


class Sameness(Undoable):
    """Somebody decided whether two names in open data are one organisation. It binds every later
    build, until it is taken back.

    `a` and `b` are the keys of the names, the lesser first; their texts are kept as they were
    shown.
    """

    a = models.CharField(max_length=LONGEST_KEY)
    b = models.CharField(max_length=LONGEST_KEY)
    a_name = models.CharField(max_length=LONGEST_NAME)
    b_name = models.CharField(max_length=LONGEST_NAME)
    same = models.BooleanField()
    reason = models.TextField(_("reason"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="sameness_is_of_two_in_order", condition=Q(a__lt=F("b"))),
            says_something("reason", name="sameness_has_a_reason"),
            *Undoable.Meta.constraints,
            one_standing("a", "b", name="one_standing_word_on_two_names"),
        ]

    def __str__(self) -> str:
        return f"{self.a_name} {'=' if self.same else '≠'} {self.b_name}"
