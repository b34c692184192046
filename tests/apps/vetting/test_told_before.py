"""Alerts told before there was a case: a look that no longer brings them up settles nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.inbox.actions import agree, close
from convene.apps.inbox.models import Alert
from convene.apps.vetting import actions
from convene.apps.vetting.actions.alerts import tell_without_case
from convene.apps.vetting.actions.record import NotNow
from convene.apps.vetting.queries import cases
from tests.apps.vetting.people import at_desk_of, look, match, opened, partner

pytestmark = pytest.mark.django_db
WHY = "The clinic has another founder, number and address than the listed one."


@pytest.fixture
def bank():
    return partner()


def told(bank, *found) -> None:
    tell_without_case(bank, look(*found), family=[bank.pk], at=timezone.now())


def test_what_a_look_brings_up_again_is_decided_there(bank, builder):
    told(bank, match(band="strong"))
    case = actions.screened(opened(by=builder, of=bank), look(match(band="strong")), by=builder)

    assert actions.begin_research(case, by=builder).state == "research"


@pytest.mark.parametrize("others", [(), (match(entry="2", fingerprint="b"),)])
def test_renamed_before_the_first_look_it_stays_until_two_have_closed_the_alert(
    others, bank, builder, reviewer, approver
):
    told(bank, match(band="strong"))
    case = actions.screened(opened(by=builder, of=bank), look(*others), by=builder)
    with pytest.raises(NotNow) as refused:
        actions.begin_research(case, by=builder)
    assert refused.value.hurdles == ("alerts",)
    desk, page = at_desk_of(builder), f"/vetting/cases/{case.pk}/"
    answer = desk.post(f"{page}research/", follow=True).content.decode()
    assert "and no look of this case brought its entry up" in answer
    assert "Two reviewers close the open alerts" in desk.get(page).content.decode()

    alert = Alert.objects.get(in_case=None)
    close([alert], reason=WHY, by=reviewer)
    with pytest.raises(NotNow):
        actions.begin_research(case, by=builder)
    agree([alert], by=approver)
    assert "Two reviewers close" not in desk.get(page).content.decode()
    assert actions.begin_research(case, by=builder).state == "research"


def test_one_that_is_not_about_sanctions_keeps_nobody(bank, builder):
    told(bank, match(kind="other"))
    case = actions.screened(opened(by=builder, of=bank), look(), by=builder)

    assert actions.begin_research(case, by=builder).state == "research"


def test_nobody_approves_while_one_is_open(bank, builder):
    case = actions.screened(opened(by=builder, of=bank), look(), by=builder)
    told(bank, match(band="strong"))

    with pytest.raises(NotNow) as refused:
        actions.begin_research(case, by=builder)
    assert refused.value.hurdles == ("alerts",)


def test_a_hit_on_an_owner_is_not_the_alert_about_the_partner_itself(bank, builder):
    told(bank, match(band="strong"))
    on_owner = replace(match(band="strong"), whom="Rosa Quendori")
    case = actions.screened(opened(by=builder, of=bank), look(on_owner), by=builder)

    assert cases.told_before(case).count() == 1


def test_whoever_sponsors_the_work_or_came_today_closes_no_alert_that_keeps_it_back(
    bank, builder, reviewer, approver
):
    told(bank, match(band="strong"))
    opened(by=builder, of=bank, sponsor=reviewer)
    User.objects.filter(pk=approver.pk).update(decides_from=timezone.now() + timedelta(hours=9))
    for barred in (reviewer, User.objects.get(pk=approver.pk)):
        with pytest.raises(PermissionDenied):
            close(Alert.objects.all(), reason=WHY, by=barred)
