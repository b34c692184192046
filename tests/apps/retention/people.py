"""Cases of long ago, and what it takes to dispose of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import Role, User
from convene.apps.retention import actions as retention
from convene.apps.retention.models import Certificate, Disposal
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case
from convene.core.diligence import State
from tests.apps.vetting.people import in_review, match, now, partner, person

CASE, ORGANISATION = "vetting.case", "registry.organisation"
REFUSED = "The court has closed that matter."
REAL = timezone.now


@contextmanager
def ago(*, years: float) -> Iterator[None]:
    """Let everything that Convene does meanwhile be of long ago."""
    past = timedelta(days=years * 365.25)

    def then() -> datetime:
        return REAL() - past

    with patch.object(timezone, "now", then):
        yield


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever is written meanwhile: no disposal is left open."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def declined(*, by: User, assessor: User, approver: User, years: float, **more: Any) -> Case:
    """Return a case that was declined so many years ago, with a file, a note and a hit."""
    with ago(years=years):
        case = in_review(match(), by=by, assessor=assessor, **more)
        actions.add_file(case, title="Letter", content=b"All is well.", name="a.txt", by=by)
        return now(actions.decide(case, decision=State.DECLINED, reason="Sued.", by=approver))


def gone(disposal: Disposal, *, by: User) -> Certificate:
    return retention.agree_disposal(disposal, by=by)


def proposed(*cases: Case, by: User) -> Disposal:
    return retention.propose_disposal(
        CASE, [case.pk for case in cases], reason="Past its day.", by=by
    )


def _case(name: str) -> Case:
    """Return a case of long ago that nobody of the table has to do with."""
    made = {
        "by": person(f"Opens {name}"),
        "assessor": person(f"Sums up {name}", Role.REVIEWER),
        "approver": person(f"Turns down {name}", Role.APPROVER),
    }
    return declined(**made, years=9, of=partner(name))


def held_and_due() -> SimpleNamespace:
    """Return what is held and what is past its day, by people who do nothing else."""
    rosa, abel = person("Rosa", Role.REVIEWER), person("Abel", Role.APPROVER)
    bank, reason = partner("Slate Harbour"), "Sued."
    held = retention.propose_hold(ORGANISATION, bank.pk, reason=reason, by=rosa)
    retention.agree_hold(held, by=abel)
    lifted = retention.propose_hold(ORGANISATION, bank.pk, reason=reason, by=rosa)
    retention.agree_hold(lifted, by=abel)
    return SimpleNamespace(
        partner=bank,
        held=held,
        proposed=retention.propose_hold(ORGANISATION, bank.pk, reason=reason, by=rosa),
        lifting=retention.propose_lifting(lifted, reason="Over.", by=rosa),
        other=_case("Sienna Granary"),
        disposal=proposed(_case("Umber Foundry"), by=rosa),
    )
