"""Alliances and risks that the tests of the register speak of."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from convene.apps.accounts.models import User
from convene.apps.risks import actions
from convene.apps.risks.actions import Terms
from convene.apps.risks.models import Rating, Risk
from convene.apps.risks.words import Phase
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance
from convene.core.draft import Draft
from tests.apps.workshop.people import draft_of, edits_too, person

FEES = Draft(title="Market fees you can check", country="ZM", model="M2")
WHY = "The council changed its mind twice."


@dataclass(frozen=True, kw_only=True)
class Table:
    """An alliance that `olga` owns, `edith` and `emil` edit and `ravi` reads."""

    alliance: Alliance
    olga: User
    edith: User
    emil: User
    ravi: User


def table(draft: Draft = FEES) -> Table:
    olga = person("Olga")
    alliance = draft_of(olga, draft)
    ravi = person("Ravi")
    workshop.share(alliance, person=ravi, may_edit=False, by=olga)
    edith, emil = edits_too(alliance), edits_too(alliance, "Emil")
    alliance = Alliance.objects.get(pk=alliance.pk)
    return Table(alliance=alliance, olga=olga, edith=edith, emil=emil, ravi=ravi)


def terms(title: str = "The council withdraws", **more: Any) -> Terms:
    values = {"title": title, "category": "political", "response": "Every party hears of it first."}
    return Terms(**{**values, **more})


def risk(here: Table, *, by: User | None = None, **more: Any) -> Risk:
    """Write a risk down, by Edith where nobody is named."""
    return actions.add(here.alliance, id=uuid4(), terms=terms(**more), by=by or here.edith)


def rate(
    it: Risk, likelihood: int, impact: int, *, by: User, phase: Phase = Phase.BEFORE
) -> Rating:
    return actions.rate(it, phase=phase, likelihood=likelihood, impact=impact, reason=WHY, by=by)


def high(here: Table, **more: Any) -> Risk:
    """Write down a risk of 20, as Edith rates it."""
    it = risk(here, **more)
    rate(it, 4, 5, by=here.edith)
    return fresh(it)


def fresh(it: Risk) -> Risk:
    return Risk.objects.get(pk=it.pk)
