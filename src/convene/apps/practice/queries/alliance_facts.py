"""What the front page of an alliance is told of its ways."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from convene.apps.practice.models import Plan
from convene.apps.practice.queries import ways
from convene.apps.practice.words import State
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries.facts import Late


def late(alliance: Alliance, *, today: date) -> Iterator[Late]:
    """Tell which ways were to be gone by now."""
    past = Plan.objects.filter(alliance=alliance, state=State.PLANNED, due_on__lt=today)
    for plan in ways.waiting(past.select_related("alliance")):
        if plan.due_on:
            yield Late(
                what=_("A way to get started was planned: %(way)s") % {"way": ways.title(plan)},
                since=plan.due_on,
                to=reverse("practice:way", args=[alliance.pk, plan.code]),
            )
