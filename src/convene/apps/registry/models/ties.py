"""Who stands behind an organisation: people and organisations that own it or lead it, and the ships
that are its own.
"""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.registry.models.imports import Import
from convene.apps.registry.models.organisation import LONGEST_NAME, Organisation
from convene.core.shares import PLACES, Share
from convene.core.ties import HOLDING
from convene.ground.changes import Versioned
from convene.ground.constraints import known, said, says_something
from convene.ground.undoing import Undoable


class TieRole(models.TextChoices):
    OWNER = "owner", _("Owner")
    BENEFICIAL = "beneficial", _("Beneficial owner")
    DIRECTOR = "director", _("Director")
    STAFF = "staff", _("Key staff")
    SHIP = "ship", _("Ship that it owns or runs")


class TieKind(models.TextChoices):
    PERSON = "person", _("A person")
    ORGANISATION = "organisation", _("An organisation")
    SHIP = "ship", _("A ship")


def _share() -> models.DecimalField:  # type: ignore[type-arg]  # of no model yet
    return models.DecimalField(max_digits=3 + PLACES, decimal_places=PLACES, null=True)


class Tie(Versioned, Undoable):
    """Somebody behind an organisation, as far as it is known: by name, or as an organisation of the
    registry. A share from `least` to `most` per cent; without either nobody knows it.

    It is corrected, ended, or taken back as a mistake, and never deleted: lists were asked for it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="ties")
    role = models.CharField(max_length=10, choices=TieRole.choices)
    kind = models.CharField(max_length=12, choices=TieKind.choices)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    party = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="ties_to"
    )
    office = models.CharField(max_length=200, blank=True)
    least = _share()
    most = _share()
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    born = models.CharField(max_length=10, blank=True)
    nationality = models.CharField(max_length=2, blank=True)
    country = models.CharField(max_length=2, blank=True)
    numbers = models.JSONField(default=list)
    source = models.CharField(max_length=1000)
    brought_in = models.ForeignKey(Import, on_delete=models.PROTECT, null=True, related_name="ties")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["role", "added_at", "id"]
        constraints: ClassVar = [
            known("role", TieRole.values, name="tie_role_is_known"),
            known("kind", TieKind.values, name="tie_kind_is_known"),
            models.CheckConstraint(
                name="tie_names_whom",
                condition=Q(party=None) & Q(said("name"))
                | Q(party__isnull=False, name="", kind="organisation"),
            ),
            models.CheckConstraint(
                name="not_tied_to_itself", condition=~Q(party=F("organisation"))
            ),
            models.CheckConstraint(
                name="share_is_a_part_of_the_whole",
                condition=Q(least=None, most=None)
                | Q(least__isnull=False, most__isnull=False)
                & Q(least__gte=0, most__gte=F("least"), most__lte=100),
            ),
            models.CheckConstraint(
                name="only_an_owner_has_a_share",
                condition=Q(role__in=("owner", "beneficial")) | Q(least=None, most=None),
            ),
            models.CheckConstraint(
                name="only_a_person_is_born", condition=Q(kind="person") | Q(born="")
            ),
            models.CheckConstraint(
                name="a_ship_is_a_ship",
                condition=Q(role="ship", kind="ship") | ~Q(role="ship") & ~Q(kind="ship"),
            ),
            models.CheckConstraint(
                name="tie_ends_after_it_began",
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
            ),
            says_something("source", name="tie_has_a_source"),
            *Undoable.Meta.constraints,
        ]

    def __str__(self) -> str:
        return str(self.party) if self.party else self.name

    @property
    def share(self) -> Share | None:
        """How much of the organisation it is; None where nobody knows."""
        if self.least is None or self.most is None:
            return None
        return Share(self.least, self.most)

    @property
    def has_share(self) -> bool:
        """Whether its role comes with a share, known or not."""
        return self.role in HOLDING

    def stands_on(self, day: date) -> bool:
        """Say whether it is not taken back, and not over on a day."""
        return self.undone_at is None and (self.until is None or self.until >= day)
