"""Alliances, partners and promises that the ledger's tests speak of."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from convene.apps.accounts.models import Role, User
from convene.apps.ledger import actions
from convene.apps.ledger.actions import Line, Terms
from convene.apps.ledger.actions.record import add_up
from convene.apps.ledger.models import Contribution, Delivery, DeliveryStep
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance, Partner
from convene.apps.workshop.words import Origin, PartnerRole
from tests.apps.registry.people import organisation
from tests.apps.vetting.people import cleared
from tests.apps.workshop.people import draft_of, edits_too, person

JOINED = date(2026, 3, 2)
FEMI = {"name": "Femi Ade", "email": "femi@bank.example", "language": "en"}
"""Who speaks for a partner once they are let in."""


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
    came = Delivery.objects.create(contribution=of, **{**values, **recorded, **more})
    follow(of)
    return came


def step(on: Delivery, step: str, **more: Any) -> DeliveryStep:
    """Write a step straight into the tables."""
    values = {"delivery": on, "contribution": on.contribution, "step": step, "at": timezone.now()}
    taken = DeliveryStep.objects.create(**{**values, **more})
    follow(on.contribution)
    return taken


def follow(of: Contribution) -> None:
    """Bring the sums of a promise to what its deliveries and their steps add up to."""
    summed = Contribution.objects.get(pk=of.pk)
    add_up(summed)
    summed.verified = sum(taken.counted for taken in summed.steps.all())
    summed.save()


@dataclass(frozen=True, kw_only=True)
class Table:
    """An alliance with a book in kwacha and a cleared private partner: `olga` owns it, `edith`
    edits it too, `vera` and `ravi` read it.
    """

    alliance: Alliance
    partner: Partner
    olga: User
    edith: User
    vera: User
    ravi: User


def table(*, is_cleared: bool = True) -> Table:
    owner = person("Olga")
    given = partner(alliance=draft_of(owner))
    actions.open_book(given.alliance, base="ZMW", by=owner)
    if is_cleared:
        clear(given)
    readers = {}
    for name in ("Vera", "Ravi"):
        readers[name.lower()] = person(name)
        workshop.share(given.alliance, person=readers[name.lower()], may_edit=False, by=owner)
    edith = edits_too(given.alliance)
    alliance = Alliance.objects.get(pk=given.alliance_id)
    return Table(alliance=alliance, partner=given, olga=owner, edith=edith, **readers)


def clear(given: Partner) -> None:
    """Let vetting clear a partner."""
    key = given.organisation_id
    cleared(
        by=person(f"Opens{key}"),
        assessor=person(f"Assesses{key}", Role.REVIEWER),
        approver=person(f"Approves{key}", Role.APPROVER),
        of=given.organisation,
    )


def cash(amount: str = "400000", **more: Any) -> Terms:
    values = {"title": "Cash", "column": "cash", "amount": Decimal(amount), "currency": "ZMW"}
    return Terms(**{**values, **more})


def due(amount: str | None = "400000", on: date = date(2026, 10, 30)) -> Line:
    return Line(id=uuid4(), due_on=on, amount=None if amount is None else Decimal(amount))


def proposed(at: Table, terms: Terms | None = None, *lines: Line, **more: Any) -> Contribution:
    """Write down what the partner proposes."""
    said = terms or cash()
    amount = None if said.amount is None else str(said.amount)
    whose = {"partner": at.partner, "by": at.olga, **more}
    return actions.add(at.alliance, id=uuid4(), terms=said, lines=lines or [due(amount)], **whose)


def promised(at: Table, terms: Terms | None = None, *lines: Line, **more: Any) -> Contribution:
    """Let the partner promise something."""
    return actions.commit(proposed(at, terms, *lines, **more), agreed_on=JOINED, by=at.olga)


def came(of: Contribution, at: Table, amount: str | None = "100000", **more: Any) -> Delivery:
    """Record that something came, by the owner of the alliance."""
    values = {"id": uuid4(), "on": JOINED, "what": "Bank transfer", "by": at.olga}
    return actions.record(
        of, amount=None if amount is None else Decimal(amount), **{**values, **more}
    )


def shown(of: Contribution, at: Table, amount: str | None = "100000", **more: Any) -> Delivery:
    """Record that something came, with evidence by whoever edits the alliance too."""
    recorded = came(of, at, amount, **more)
    actions.add_note(recorded, title="Bank statement", note="Page 3.", by=at.edith)
    return recorded
