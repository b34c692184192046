"""An organisation joins an alliance, and the database keeps who moved what."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.workshop import actions
from convene.apps.workshop.models import Alliance, Move, Partner, PartnerConsent
from convene.apps.workshop.words import Origin, PartnerRole
from tests.apps.registry.people import organisation
from tests.apps.workshop.people import draft_of, person

pytestmark = pytest.mark.django_db
JOINED = date(2026, 3, 2)


def _partner(name: str = "Mwala Chamber of Commerce") -> Partner:
    draft = draft_of(person("Olga"))
    return actions.join(
        draft,
        organisation(name),
        on=JOINED,
        roles=(PartnerRole.FUNDING,),
        origin=Origin.PRIVATE,
        by=draft.owner,
    )


def _consent(partner: Partner) -> PartnerConsent:
    return PartnerConsent.objects.create(
        partner=partner,
        what="name",
        given_by="Grace Mwila",
        form="signed",
        since=JOINED,
        recorded_by=partner.added_by,
        recorded_at=timezone.now(),
    )


def test_a_partner_stands_with_what_was_said_of_it():
    partner = _partner()

    assert (str(partner), partner.roles, partner.origin, partner.conflicts) == (
        "Mwala Chamber of Commerce",
        ["funding"],
        "private",
        "not_asked",
    )
    assert partner.is_in_on(JOINED)
    assert not partner.is_in_on(date(2026, 3, 1))


def test_nobody_joins_twice():
    partner = _partner()

    with pytest.raises(actions.AlreadyIn):
        actions.join(partner.alliance, partner.organisation, on=JOINED, by=partner.added_by)

    assert Partner.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [{"organisation": "other"}, {"conflicts": "some"}, {"left_on": JOINED}, {"unnamed_until": 5}],
)
def test_the_database_refuses_a_partner_that_is_no_longer_who_it_was(change: dict[str, Any]):
    partner = _partner()
    if "organisation" in change:
        change = {"organisation": organisation("Heron Savings Bank")}

    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(**change)


def test_no_partner_and_no_consent_is_deleted():
    consent = _consent(_partner())

    for record in (consent, consent.partner):
        with pytest.raises(IntegrityError), transaction.atomic():
            record.delete()


def test_a_consent_is_withdrawn_once_and_never_rewritten():
    consent = _consent(_partner())
    rows = PartnerConsent.objects.filter(pk=consent.pk)
    withdrawn = {"withdrawn_by": consent.recorded_by, "withdrawn_at": timezone.now()}

    for change in ({"what": "logo"}, {**withdrawn, "given_by": "Somebody else"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    assert rows.update(**withdrawn) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(withdrawn_because="Twice.")


def test_an_alliance_goes_on_by_a_move_and_no_other_way():
    draft = draft_of(person("Olga"))
    rows, at = Alliance.objects.filter(pk=draft.pk), timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="scoping", changed_at=at)
    move = Move.objects.create(
        alliance=draft, was="idea", state="scoping", on=JOINED, by=draft.owner, at=at
    )
    assert rows.update(state="scoping", changed_at=at) == 1
    for wrong in (move.delete, lambda: Move.objects.filter(pk=move.pk).update(reason="Later.")):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_whoever_suspends_says_why_and_what_is_owed():
    draft = draft_of(person("Olga"))

    with pytest.raises(IntegrityError), transaction.atomic():
        Move.objects.create(
            alliance=draft,
            was="idea",
            state="suspended",
            on=JOINED,
            reason="War.",
            by=draft.owner,
            at=timezone.now(),
        )
