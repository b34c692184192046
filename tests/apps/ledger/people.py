"""Alliances, partners and promises that the ledger's tests speak of."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from convene.apps.ledger.models import Contribution, Delivery, DeliveryStep
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Partner
from convene.apps.workshop.words import Origin, PartnerRole
from tests.apps.registry.people import organisation
from tests.apps.workshop.people import draft_of, person

JOINED = date(2026, 3, 2)


def partner(name: str = "Heron Savings Bank", **more: Any) -> Partner:
    """Make a partner of an alliance of its own, which its owner added."""
    draft = more.pop("alliance", None) or draft_of(person("Olga"))
    more = {"roles": (PartnerRole.FUNDING,), "origin": Origin.PRIVATE, **more}
    known = organisation(name, by=draft.owner)
    return workshop.join(draft, known, on=JOINED, by=draft.owner, **more)


def promise(by: Partner, **more: Any) -> Contribution:
    """Write a promise straight into the tables."""
    values = {
        "title": "Cash on the day it arrives",
        "column": "cash",
        "state": "committed",
        "amount": Decimal(400000),
        "currency": "ZMW",
        "added_by": by.added_by,
        "added_at": timezone.now(),
        "changed_at": timezone.now(),
    }
    whose = {"alliance": by.alliance, "partner": by}
    return Contribution.objects.create(**{**whose, **values, **more})


def delivery(of: Contribution, amount: str = "100000", **more: Any) -> Delivery:
    """Write a delivery straight into the tables."""
    values = {"id": uuid4(), "on": JOINED, "what": "Bank transfer", "amount": Decimal(amount)}
    recorded = {"recorded_by": of.added_by, "recorded_at": timezone.now()}
    return Delivery.objects.create(contribution=of, **{**values, **recorded, **more})


def step(on: Delivery, step: str, **more: Any) -> DeliveryStep:
    """Write a step straight into the tables."""
    values = {"delivery": on, "contribution": on.contribution, "step": step, "at": timezone.now()}
    return DeliveryStep.objects.create(**{**values, **more})
