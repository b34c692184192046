"""What the gates and the front page of an alliance are told of its risks."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from convene.apps.risks.models import Risk
from convene.apps.risks.queries import register
from convene.apps.risks.words import State
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries.facts import Late
from convene.core import lifecycle


def facts(alliance: Alliance, *, today: date) -> Mapping[str, Any]:
    """Tell each risk with the rating that it is held to; no register is not known."""
    lines = tuple(_line(row) for row in register.rows(alliance, today=today))
    return {"risks": lines or None}


def _line(row: register.Row) -> lifecycle.Risk:
    return lifecycle.Risk(
        id=str(row.risk.pk),
        likelihood=row.worst.likelihood if row.worst else None,
        impact=row.worst.impact if row.worst else None,
        signed_off=row.sign_off is not None,
        closed=row.is_closed,
    )


def late(alliance: Alliance, *, today: date) -> Iterator[Late]:
    """Tell which reviews were due."""
    past = Risk.objects.filter(alliance=alliance, review_on__lt=today)
    for risk in past.exclude(state=State.CLOSED):
        if risk.review_on:
            yield Late(
                what=_("The review of a risk was due: %(title)s") % {"title": risk.title},
                since=risk.review_on,
                to=reverse("risks:risk", args=[alliance.pk, risk.pk]),
            )


def places(alliance: Alliance) -> Mapping[str, str]:
    return {"risks": reverse("risks:register", args=[alliance.pk])}
