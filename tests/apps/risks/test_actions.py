"""How risks are written down, rated, signed off and settled."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from convene.apps.risks import actions
from convene.apps.risks.models import Risk
from convene.apps.risks.queries import register
from convene.apps.risks.words import Phase, State
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.actions import Archived
from convene.core.risks import rated
from convene.ground import trail
from convene.ground.changes import Changed, NotAllowed
from tests.apps.ledger.people import partner
from tests.apps.risks.people import WHY, Table, fresh, high, rate, risk, table, terms
from tests.apps.workshop.people import draft_of, person

pytestmark = pytest.mark.django_db
TAKE_ON = "The ministry has promised us in writing."


@pytest.fixture
def here() -> Table:
    return table()


def row(it: Risk) -> register.Row:
    return register.row(fresh(it), today=timezone.localdate())


def said(it: Risk) -> list[str]:
    return [line.what for line in trail.lines(it)]


def test_a_risk_that_nobody_has_rated_is_not_low(here):
    it = risk(here)

    assert (row(it).before, row(it).after, row(it).now, row(it).worst) == (None, None, None, None)
    assert said(it) == ["Wrote it down."]


def test_pressing_twice_writes_once(here):
    key = uuid4()
    first = actions.add(here.alliance, id=key, terms=terms(), by=here.edith)

    assert actions.add(here.alliance, id=key, terms=terms(), by=here.edith) == first
    assert Risk.objects.count() == 1
    with pytest.raises(actions.OtherContent):
        actions.add(here.alliance, id=key, terms=terms(), by=here.emil)


def test_what_is_proposed_is_adopted_once(here):
    adopted = actions.add(
        here.alliance, id=uuid4(), terms=terms(), proposal="reprisal", by=here.edith
    )

    assert said(adopted) == ["Adopted what was proposed."]
    with pytest.raises(actions.Adopted):
        actions.add(here.alliance, id=uuid4(), terms=terms(), proposal="reprisal", by=here.emil)


def test_a_partner_of_another_alliance_is_none_of_this_one(here):
    other = partner(alliance=draft_of(person("Petra")))

    with pytest.raises(actions.Elsewhere):
        actions.add(here.alliance, id=uuid4(), terms=terms(partner=other), by=here.edith)
    with pytest.raises(actions.Elsewhere):
        actions.describe(risk(here), terms=terms(owner_partner=other), by=here.edith)


def test_ratings_are_added_and_the_last_of_each_kind_counts(here):
    it = risk(here)
    rate(it, 2, 4, by=here.edith)
    rate(it, 3, 4, by=here.emil)
    rate(it, 2, 2, by=here.emil, phase=Phase.AFTER)

    assert [(one.likelihood, one.impact, str(one.by)) for one in it.ratings.all()] == [
        (2, 4, "Edith"),
        (3, 4, "Emil"),
        (2, 2, "Emil"),
    ]
    assert (row(it).now, row(it).worst) == (rated(2, 2), rated(3, 4))
    assert said(it)[:2] == [
        f"Rated it after the response: 2 × 2. {WHY}",
        f"Rated it before the response: 3 × 4. {WHY}",
    ]


def test_a_response_that_is_only_planned_lowers_nothing(here):
    it = high(here)
    rate(it, 1, 2, by=here.edith, phase=Phase.AFTER)

    assert row(it).waits is True


def test_a_rating_says_what_it_rests_on(here):
    with pytest.raises(actions.TooLittle):
        actions.rate(
            risk(here), phase=Phase.BEFORE, likelihood=1, impact=1, reason="  ", by=here.edith
        )


def test_nobody_rates_over_what_they_have_not_seen(here):
    it = risk(here)
    rate(it, 1, 1, by=here.emil)

    with pytest.raises(Changed):
        actions.rate(
            it, phase=Phase.BEFORE, likelihood=5, impact=5, reason=WHY, seen=1, by=here.edith
        )


def test_the_owner_signs_off_what_somebody_else_wrote(here):
    it = high(here)
    signed = actions.sign_off(it, reason=TAKE_ON, by=here.olga)

    assert (signed.score, signed.ended_at, row(it).waits) == (20, None, False)
    assert actions.sign_off(it, reason=TAKE_ON, by=here.olga) == signed
    assert said(it)[0] == f"Signed it off at 20: {TAKE_ON}"


def test_whoever_wrote_a_risk_never_signs_it_off(here):
    mine = high(here)
    for person_here in (here.edith, here.emil, here.ravi):
        with pytest.raises(NotAllowed):
            actions.sign_off(mine, reason=TAKE_ON, by=person_here)


def test_what_the_owner_wrote_is_signed_off_by_somebody_who_builds_it_too(here):
    it = risk(here, by=here.olga)
    rate(it, 3, 5, by=here.olga)

    for person_here in (here.olga, here.ravi):
        with pytest.raises(NotAllowed):
            actions.sign_off(fresh(it), reason=TAKE_ON, by=person_here)
    assert actions.sign_off(fresh(it), reason=TAKE_ON, by=here.emil).score == 15


def test_whoever_looks_like_the_author_does_not_sign(here):
    it = risk(here, by=here.olga)
    rate(it, 5, 5, by=here.olga)
    twin = person("0lga")
    workshop.share(here.alliance, person=twin, may_edit=True, by=here.olga)

    with pytest.raises(actions.OwnRisk):
        actions.sign_off(fresh(it), reason=TAKE_ON, by=twin)


def test_only_a_risk_of_15_or_more_is_signed_off_and_with_a_reason(here):
    low = risk(here)
    for likelihood, impact in ((None, None), (3, 4)):
        if likelihood and impact:
            rate(low, likelihood, impact, by=here.edith)
        with pytest.raises(actions.NotNow):
            actions.sign_off(fresh(low), reason=TAKE_ON, by=here.olga)
    with pytest.raises(actions.TooLittle):
        actions.sign_off(high(here), reason="Fine by me", by=here.olga)


def test_a_worse_rating_ends_the_sign_off_for_good(here):
    it = high(here)
    signed = actions.sign_off(it, reason=TAKE_ON, by=here.olga)
    rate(it, 5, 4, by=here.emil)
    assert row(it).sign_off == signed
    rate(it, 5, 5, by=here.emil)
    signed.refresh_from_db()

    assert (signed.ended_by, row(it).sign_off, row(it).waits) == (here.emil, None, True)
    assert "The worse rating ended the sign-off." in said(it)
    rate(it, 4, 5, by=here.emil)
    assert row(it).waits is True
    actions.sign_off(fresh(it), reason=TAKE_ON, by=here.olga)
    assert row(it).waits is False


def test_a_worse_rating_with_the_response_ends_it_too(here):
    it = high(here)
    rate(it, 2, 2, by=here.edith, phase=Phase.AFTER)
    actions.sign_off(fresh(it), reason=TAKE_ON, by=here.olga)
    rate(it, 2, 3, by=here.edith, phase=Phase.AFTER)

    assert row(it).waits is True


def test_a_high_risk_is_neither_accepted_nor_closed_before_somebody_signs(here):
    it = high(here)
    for state in (State.ACCEPTED, State.CLOSED):
        with pytest.raises(actions.NotSigned):
            actions.turn(it, state=state, reason=WHY, by=here.edith)
    actions.sign_off(it, reason=TAKE_ON, by=here.olga)

    assert actions.turn(fresh(it), state=State.ACCEPTED, reason=WHY, by=here.edith).because == WHY
    assert actions.turn(fresh(it), state=State.CLOSED, reason=WHY, by=here.edith).state == "closed"


def test_what_is_accepted_opens_again_with_a_worse_rating(here):
    it = risk(here)
    rate(it, 2, 2, by=here.edith)
    actions.turn(fresh(it), state=State.ACCEPTED, reason=WHY, by=here.edith)
    rate(it, 2, 2, by=here.emil)
    assert fresh(it).state == State.ACCEPTED
    rate(it, 2, 3, by=here.emil)

    assert (fresh(it).state, fresh(it).because) == (State.OPEN, "")


def test_what_nobody_has_rated_is_not_accepted(here):
    with pytest.raises(actions.NotRated):
        actions.turn(risk(here), state=State.ACCEPTED, reason=WHY, by=here.edith)


def test_what_is_mitigated_has_a_response_and_keeps_one(here):
    it = risk(here, response="  ")
    with pytest.raises(actions.NoResponse):
        actions.turn(it, state=State.MITIGATED, reason=WHY, by=here.edith)
    actions.describe(it, terms=terms(response="Two clerks sign each slip."), by=here.edith)
    actions.turn(fresh(it), state=State.MITIGATED, reason=WHY, by=here.edith)
    with pytest.raises(actions.NoResponse):
        actions.describe(fresh(it), terms=terms(response=""), by=here.edith)


def test_what_has_no_response_is_not_rated_with_it(here):
    it = risk(here, response="")
    with pytest.raises(actions.NoResponse):
        rate(it, 1, 1, by=here.edith, phase=Phase.AFTER)
    actions.describe(it, terms=terms(), by=here.edith)
    rate(it, 1, 1, by=here.edith, phase=Phase.AFTER)
    with pytest.raises(actions.NoResponse):
        actions.describe(fresh(it), terms=terms(response=""), by=here.edith)


def test_a_closed_risk_is_opened_before_it_is_rated(here):
    it = risk(here)
    actions.turn(it, state=State.CLOSED, reason="It was entered twice.", by=here.edith)
    with pytest.raises(actions.NotNow):
        rate(it, 1, 1, by=here.edith)
    with pytest.raises(actions.NotNow):
        actions.turn(fresh(it), state=State.MITIGATED, reason=WHY, by=here.edith)
    actions.turn(fresh(it), state=State.OPEN, reason=WHY, by=here.edith)

    assert rate(it, 1, 1, by=here.edith).rated.score == 1


def test_what_was_written_before_stays_in_the_history(here):
    it = risk(here)
    actions.describe(
        it,
        terms=terms("The council is voted out", owner_person=here.ravi, review_on=date(2027, 1, 9)),
        seen=1,
        by=here.emil,
    )

    changes = {change.label: (change.before, change.after) for change in trail.lines(it)[0].changes}
    assert changes == {
        "what could go wrong": ("The council withdraws", "The council is voted out"),
        "who looks after it": ("", "Ravi"),
        "review on": ("", "2027-01-09"),
    }
    with pytest.raises(Changed):
        actions.describe(it, terms=terms(), seen=1, by=here.edith)


def test_nothing_is_written_in_an_archived_alliance(here):
    it = high(here)
    workshop.archive(here.alliance, by=here.olga)
    for act in (
        lambda: risk(here),
        lambda: rate(fresh(it), 1, 1, by=here.edith),
        lambda: actions.sign_off(fresh(it), reason=TAKE_ON, by=here.olga),
    ):
        with pytest.raises(Archived):
            act()


def test_an_editor_alone_does_not_lower_a_risk_below_what_is_signed_off(here):
    it = high(here)
    lowered = rate(it, 3, 4, by=here.edith)

    assert (row(it).worst, row(it).lowered) == (rated(4, 5), lowered)
    assert row(it).waits
    with pytest.raises(actions.NotSigned):
        actions.turn(fresh(it), state=State.ACCEPTED, reason=WHY, by=here.edith)

    rate(it, 2, 5, by=here.emil)
    assert (row(it).worst, row(it).lowered, row(it).waits) == (rated(2, 5), None, False)


def test_a_proposed_risk_is_set_aside_with_a_reason_and_taken_back(here):
    aside = {"id": uuid4(), "terms": terms(), "proposal": "reprisal", "by": here.edith}
    with pytest.raises(actions.TooLittle):
        actions.set_aside(here.alliance, **aside, reason="No.")
    it = actions.set_aside(here.alliance, **aside, reason=WHY)

    assert (it.state, it.because) == ("closed", WHY)
    assert said(it)[-1] == "Set aside what was proposed."
    assert actions.set_aside(here.alliance, **aside, reason=WHY) == it
    with pytest.raises(actions.Adopted):
        actions.add(here.alliance, id=uuid4(), terms=terms(), proposal="reprisal", by=here.emil)
    assert actions.turn(it, state=State.OPEN, reason=WHY, by=here.emil).state == "open"
