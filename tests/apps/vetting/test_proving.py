"""Approvers prove who they are before they decide, and whom an administrator let in anew waits."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts import actions as accounts
from convene.apps.accounts.models import Role, User
from convene.apps.accounts.rules import Unproved
from convene.apps.vetting import actions
from convene.apps.vetting.models import Approval, Case
from convene.core.diligence import State
from tests.apps.accounts.test_signing_in import sign_in, totp
from tests.apps.vetting.people import at_desk_of, in_review, now, person
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db
PASSWORD = "a long walk by the river"
SAID = {"decision": "cleared", "reason": "All is well, and I have looked twice."}


@pytest.fixture
def case(builder, reviewer) -> Case:
    return in_review(by=builder, assessor=reviewer)


@pytest.fixture
def secret(settings, approver: User) -> str:
    """Let a second step be compulsory, and Abel have one."""
    cache.clear()
    settings.SECOND_STEP = "on"
    approver.set_password(PASSWORD)
    approver.save()
    secret: str = generate_totp_secret()
    TOTP.activate(approver, secret)
    return secret


@pytest.fixture
def desk(secret: str, approver: User) -> Client:
    """A browser in which Abel has signed in with his second step."""
    client = Client()
    sign_in(client, approver.email, PASSWORD)
    client.post(reverse("mfa_authenticate"), {"code": totp(secret)})
    return client


def grow_old(client: Client, *, minutes: int) -> None:
    """Let it be so long since somebody showed who they are."""
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [
        {**record, "at": record["at"] - 60 * minutes} for record in records
    ]
    session.save()


def decide_at(case: Case) -> str:
    return reverse("vetting:decide", args=[case.pk])


def sent(case: Case) -> dict[str, str]:
    return {**SAID, "seen": str(now(case).version)}


def test_who_has_just_signed_in_with_a_second_step_decides(case, desk):
    grow_old(desk, minutes=14)
    desk.post(decide_at(case), sent(case))
    assert now(case).state == "cleared"


def test_a_quarter_of_an_hour_later_they_are_asked_again_and_what_they_typed_is_kept(
    case, desk, secret
):
    grow_old(desk, minutes=16)
    asked = desk.post(decide_at(case), sent(case))
    where = f"{reverse('mfa_reauthenticate')}?next={decide_at(case).replace('/', '%2F')}"
    assert (asked.status_code, asked["Location"]) == (302, where)
    assert now(case).state == "second_review"
    assert "What you have typed is kept." in desk.get(where).content.decode()
    back = desk.post(where, {"code": totp(secret, ahead=1), "next": decide_at(case)})
    assert back["Location"] == reverse("vetting:case", args=[case.pk])
    assert (now(case).state, now(case).reason) == ("cleared", SAID["reason"])


def test_the_page_itself_asks_first_and_returns_to_where_one_was(case, desk, secret):
    grow_old(desk, minutes=16)
    where = desk.get(decide_at(case))["Location"]
    back = desk.post(where, {"code": totp(secret, ahead=1), "next": decide_at(case)})
    assert back["Location"] == decide_at(case)
    assert desk.get(decide_at(case)).status_code == 200


def test_no_door_lets_anybody_decide_who_has_not_shown_a_second_step(case, approver, secret):
    old = timezone.now() - timedelta(minutes=16)
    for proved_at in (None, old):
        with pytest.raises(Unproved):
            actions.decide(
                case, decision=State.CLEARED, reason="Well.", by=approver, proved_at=proved_at
            )
    assert now(case).state == "second_review"
    actions.decide(
        case, decision=State.CLEARED, reason="Well.", by=approver, proved_at=timezone.now()
    )
    assert now(case).state == "cleared"


def test_the_password_alone_proves_nothing_where_there_is_a_second_step(case, desk, approver):
    grow_old(desk, minutes=16)
    desk.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    desk.post(decide_at(case), sent(case))
    assert now(case).state == "second_review"


def test_whom_an_administrator_let_in_anew_is_told_until_when_they_decide_nothing(case, approver):
    accounts.new_password_link(approver, by=person("Ada", Role.ADMINISTRATOR))
    approver = User.objects.get(pk=approver.pk)
    with pytest.raises(actions.Barred) as barred:
        actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver)
    assert barred.value.why == ("let_in",)
    page = at_desk_of(approver).post(decide_at(case), sent(case)).content.decode()
    assert "An administrator has let you in" in page
    assert "You decide after" in page
    assert "You decide after" in (
        at_desk_of(approver).get(reverse("vetting:case", args=[case.pk])).content.decode()
    )
    with unguarded():  # a day later
        User.objects.filter(pk=approver.pk).update(decides_from=timezone.now())
    actions.decide(
        case, decision=State.CLEARED, reason="Well.", by=User.objects.get(pk=approver.pk)
    )
    assert now(case).state == "cleared"


def test_the_database_takes_no_approval_of_theirs_either(case, approver, reviewer):
    until = timezone.now() + timedelta(hours=1)
    User.objects.filter(pk=approver.pk).update(decides_from=until)
    given = {"case": case, "round": 1, "approver": approver, "assessor": reviewer}
    given |= {"decision": "declined", "reason": "x"}
    with (
        pytest.raises(DatabaseError, match="whoever_was_let_in_anew_approves_nothing"),
        transaction.atomic(),
    ):
        Approval.objects.create(**given, at=until - timedelta(seconds=1))
    Approval.objects.create(**given, at=until)
    assert Approval.objects.count() == 1
