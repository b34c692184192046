"""What a clearance and an opinion hold for, and no longer once something else is known: a lawyer
tried each of these, and each went through.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from convene.apps.registry import actions as registry
from convene.apps.registry.models import Organisation
from convene.apps.vetting import actions
from convene.apps.vetting.queries import cases, clearances
from convene.apps.vetting.queries.screening import Found, behind
from convene.core.diligence import State
from convene.core.organisations import Content
from convene.ground.proposals import SamePerson
from tests.apps.vetting.people import (
    SAFE,
    cleared,
    in_research,
    in_review,
    look,
    match,
    now,
    only_hit,
    opened,
    partner,
    researched,
    vouched,
)
from tests.apps.vetting.test_behind import ROSA, tie

pytestmark = pytest.mark.django_db
STRONG = match("Blue River Bank", band="strong")
APART = "A ship of that name, and no bank at all."


def renamed(case, name="Bank of Elsewhere", **facts):
    """Call the partner otherwise, as its page does."""
    known = {"country": "PY", "state_owned": False, "extractive": False, **facts}
    partner = Organisation.objects.get(pk=case.organisation_id)
    content = Content(name=name, **known)
    registry.save(partner, content, seen=partner.version, by=partner.created_by)


def about(whom, case, *, entry):
    found = match(whom, band="strong", entry=entry, fingerprint=entry)
    of = case.organisation
    return Found(match=found.match, fingerprint=entry, whom=whom, behind=behind(of))


def decided(case, *, whom, by):
    hit = case.hits.get(whom=whom)
    return actions.decide_hit(hit, state="true_match", reason="It is who is listed.", by=by)


@pytest.fixture
def owned(builder, reviewer, approver, second):
    """A case that waits for counsel no longer: a tenth of the partner is Rosa's, who is listed."""
    case = opened(by=builder)
    tie(case.organisation, born="", nationality="", share=None)
    rosa = about(ROSA.name, case, entry="1")
    case = actions.screened(case, look(rosa, of=case.organisation), by=builder)
    case = actions.begin_research(case, by=builder)
    decided(case, whom=ROSA.name, by=reviewer)
    return vouched(now(case), by=approver, agreed=second)


def test_an_opinion_speaks_of_those_who_were_listed_then(owned, builder, reviewer):
    assert owned.legal_opinion.covers == [[ROSA.name, "ofac", "1", ""]]
    zoe = about("Zoe Quendori", owned, entry="2")
    case = actions.screened(owned, look(zoe, key="second", of=owned.organisation), by=builder)
    assert now(case).legal_opinion is not None
    decided(case, whom="Zoe Quendori", by=reviewer)
    assert now(case).legal_opinion is None
    case = researched(now(case), by=builder)
    actions.assess(case, assessment="Owned by two.", by=reviewer)
    assert "behind" in _missing(now(case))


def _missing(case):
    from convene.core.diligence import hurdles  # local: read once the case stands so

    return hurdles(cases.standing(case), to=State.CLEARED)


def test_another_name_or_country_ends_what_may_be_relied_on_at_once(builder, reviewer, approver):
    done = cleared(by=builder, assessor=reviewer, approver=approver)
    today = timezone.localdate()
    assert clearances.stands(now(done), today=today)
    renamed(done)
    assert not clearances.stands(now(done), today=today)
    with pytest.raises(actions.DoesNotStand):
        _write(done, by=reviewer)
    renamed(done, name="Blue River Bank")
    assert clearances.stands(now(done), today=today)
    assert _write(done, by=reviewer).kind == "decision"


def _write(case, *, by):
    until = timezone.localdate() + timedelta(days=21)
    return actions.write_letter(
        now(case), addressee="The board", reply_until=until, language="en", by=by
    )


def test_no_letter_confirms_what_is_in_doubt(builder, reviewer, approver):
    done = cleared(by=builder, assessor=reviewer, approver=approver)
    actions.change_plan(done, text="Tenders and courts", by=builder)
    with pytest.raises(actions.DoesNotStand):
        _write(done, by=reviewer)


def test_a_strong_hit_that_may_be_the_partner_takes_what_setting_aside_takes(
    builder, reviewer, approver, second
):
    case = in_research(STRONG, by=builder)
    with pytest.raises(actions.TooShort):
        actions.decide_hit(only_hit(case), state="possible", reason="x", by=approver)
    actions.decide_hit(only_hit(case), state="possible", reason=APART, by=approver)
    case = researched(now(case), by=builder)
    actions.assess(case, assessment="Perhaps.", by=reviewer)
    case = actions.submit(now(case), by=reviewer)
    with pytest.raises(actions.Barred) as barred:
        actions.decide(
            case, decision=State.CLEARED, reason="Well.", by=approver, agreed=[only_hit(case)]
        )
    assert barred.value.why == ("dismissed",)
    with pytest.raises(actions.NotNow) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Well.", by=second)
    assert refused.value.hurdles == ("dismissals",)


def test_an_enhanced_clearance_stands_where_two_approvers_say_so(
    builder, reviewer, approver, second
):
    done = in_review(by=builder, assessor=reviewer, at_least="enhanced")
    actions.decide(done, decision=State.CLEARED, reason="Well.", by=approver)
    done = actions.decide(now(done), decision=State.CLEARED, reason="Well.", by=second)
    _report(done, by=builder)
    actions.stand_by(now(done), reason="The paper took it back.", by=approver)
    assert now(done).doubt == "report"
    with pytest.raises(SamePerson):
        actions.stand_by(now(done), reason="Once more.", by=approver)
    _report(done, by=builder, text="Bribed a judge.")
    actions.stand_by(now(done), reason="Both were taken back.", by=second)
    assert now(done).doubt == "report"
    actions.stand_by(now(done), reason="I have read both.", by=approver)
    assert (now(done).doubt, now(done).state) == ("", "cleared")


def _report(case, *, by, text="Bribed a clerk."):
    where = {"source": "The Daily Fiction", "area": "image", "rating": "serious"}
    actions.report(now(case), text=text, by=by, **where)


def test_a_decline_of_a_record_like_it_puts_a_clearance_in_doubt(builder, reviewer, approver):
    done = cleared(by=builder, assessor=reviewer, approver=approver)
    other = partner("Blue River Bank Inc")
    brought = actions.open_case(other, scope="The same", by=builder, facts=SAFE)
    case = actions.screened(brought, look(of=other), by=builder)
    case = researched(actions.begin_research(case, by=builder), by=builder)
    actions.assess(case, assessment="Fraud.", by=reviewer)
    actions.submit(now(case), by=reviewer)
    actions.decide(now(case), decision=State.DECLINED, reason="Fraud.", by=approver)
    assert now(done).doubt == "report"
    assert (
        now(done).doubt_text
        == "Blue River Bank Inc, a record like this one, was stopped or declined."
    )


def test_an_earlier_decline_is_not_answered_with_a_no(builder, reviewer, approver):
    case = opened(by=builder)
    case = actions.screened(case, look(of=case.organisation), by=builder)
    case = actions.begin_research(case, by=builder)
    declined = actions.decide(
        _submitted(case, builder, reviewer), decision=State.DECLINED, reason="Fraud.", by=approver
    )
    again = actions.open_case(
        declined.organisation, scope="Again", by=builder, facts=SAFE, recalled=[declined.pk]
    )
    actions.screened(again, look(key="second", of=again.organisation), by=builder)
    with pytest.raises(actions.ShortAnswer):
        actions.answer_recall(now(again).recalls.get(), answer="no", by=reviewer)


def _submitted(case, builder, reviewer):
    case = researched(case, by=builder)
    actions.assess(case, assessment="Fraud.", by=reviewer)
    return actions.submit(now(case), by=reviewer)
