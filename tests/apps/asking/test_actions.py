"""How it is written down whom somebody asked, and when whoever asks again has to say why."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from convene.apps.asking import actions
from convene.apps.asking.models import Approach, ApproachAnswer
from convene.apps.asking.queries.lately import Near, near
from convene.apps.asking.words import Said
from convene.apps.registry.models import AtRisk, Organisation
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Part
from convene.ground import trail
from convene.ground.changes import NotAllowed
from tests.apps.asking.people import WHY, ago, answer, ask, bank, reply, terms
from tests.apps.ledger.people import partner
from tests.apps.risks.people import Table, table
from tests.apps.workshop.people import draft_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Table:
    return table()


def known(whom: Organisation, *, by, on: date | None = None) -> Near:
    today = timezone.localdate()
    return near(whom, on=on or today, today=today, person=by)


def told(approach: Approach) -> list[str]:
    return [line.what for line in trail.lines(approach)]


def flag(whom: Organisation, level: AtRisk = AtRisk.HIGH) -> None:
    Organisation.objects.filter(pk=whom.pk).update(at_risk=level)


def test_whoever_asks_writes_it_in_their_own_name(here: Table):
    approach = ask(here.alliance, bank(here.olga), by=here.edith, next_on=date(2099, 1, 1))

    assert (approach.by, approach.again_because) == (here.edith, "")
    assert told(approach) == ["Wrote down that it was asked."]


def test_pressing_twice_writes_once_and_other_words_are_refused(here: Table):
    key, whom = uuid4(), bank(here.olga)
    first = actions.ask(here.alliance, id=key, terms=terms(whom), by=here.edith)

    assert actions.ask(here.alliance, id=key, terms=terms(whom), by=here.edith) == first
    for other in (terms(whom, what="Money"), terms(whom, asked_on=ago(1))):
        with pytest.raises(actions.OtherContent):
            actions.ask(here.alliance, id=key, terms=other, by=here.edith)
    with pytest.raises(actions.OtherContent):
        actions.ask(here.alliance, id=key, terms=terms(whom), by=here.emil)
    assert len(told(first)) == 1


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"asked_on": date(2099, 1, 1)}, actions.WrongDay),
        ({"next_on": date(2020, 1, 1)}, actions.TooEarly),
        ({"what": "  "}, actions.TooLittle),
    ],
)
def test_what_cannot_be_is_refused(here: Table, more, refusal):
    with pytest.raises(refusal):
        ask(here.alliance, bank(here.olga), by=here.edith, **more)


def test_nobody_is_asked_through_itself_however_it_is_called(here: Table):
    whom, twin = bank(here.olga), bank(here.olga, "Heron Bank")
    Organisation.objects.filter(pk=twin.pk).update(state="merged", merged_into=whom)
    twin = Organisation.objects.get(pk=twin.pk)

    with pytest.raises(actions.ThroughItself):
        ask(here.alliance, whom, by=here.edith, through_organisation=twin)
    assert ask(here.alliance, twin, by=here.edith).organisation == whom


def test_the_last_answer_counts_and_earlier_ones_stay(here: Table):
    approach = ask(here.alliance, bank(here.olga), by=here.edith, asked_on=ago(9))
    first = answer(approach, Said.MORE, by=here.edith, said_on=ago(5))
    second = answer(approach, Said.NO, by=here.emil)
    actions.take_back_answer(second, reason="They spoke of another bank.", by=here.emil)

    assert list(approach.answers.values_list("said", "taken_back_because")) == [
        ("more", ""),
        ("no", "They spoke of another bank."),
    ]
    assert first.by == here.edith
    assert "They spoke of another bank." in told(approach)[0]


def test_an_answer_is_written_once(here: Table):
    approach, key = ask(here.alliance, bank(here.olga), by=here.edith), uuid4()
    first = actions.answer(approach, id=key, reply=reply(), by=here.edith)

    assert actions.answer(approach, id=key, reply=reply(), by=here.edith) == first
    with pytest.raises(actions.OtherContent):
        actions.answer(approach, id=key, reply=reply(Said.NO), by=here.edith)
    assert ApproachAnswer.objects.count() == 1


def test_an_answer_comes_after_what_was_asked_and_not_tomorrow(here: Table):
    approach = ask(here.alliance, bank(here.olga), by=here.edith, asked_on=ago(3))

    for day in (ago(4), date(2099, 1, 1)):
        with pytest.raises(actions.WrongDay):
            answer(approach, by=here.edith, said_on=day)
    with pytest.raises(actions.TooEarly):
        answer(approach, by=here.edith, next_on=ago(1))


def test_what_was_taken_back_is_not_answered_nor_taken_back_again(here: Table):
    approach = ask(here.alliance, bank(here.olga), by=here.edith)
    with pytest.raises(actions.TooLittle):
        actions.take_back(approach, reason=" ", by=here.edith)
    actions.take_back(approach, reason="It was another bank.", by=here.edith)

    with pytest.raises(actions.TakenBack):
        answer(approach, by=here.edith)
    with pytest.raises(actions.TakenBack):
        actions.take_back(approach, reason="It was another bank.", by=here.edith)
    assert not known(approach.organisation, by=here.edith)


def test_who_wrote_it_takes_it_back_or_the_owner(here: Table):
    approach = ask(here.alliance, bank(here.olga), by=here.edith)

    with pytest.raises(NotAllowed):
        actions.take_back(approach, reason=WHY, by=here.emil)
    assert actions.take_back(approach, reason=WHY, by=here.olga).taken_back_by == here.olga


def test_an_archived_alliance_is_not_written_in(here: Table):
    whom = bank(here.olga)
    approach = ask(here.alliance, whom, by=here.edith)
    workshop.archive(here.alliance, by=here.olga)

    for write in (
        lambda: ask(here.alliance, whom, by=here.edith),
        lambda: answer(approach, by=here.edith),
        lambda: actions.take_back(approach, reason=WHY, by=here.edith),
    ):
        with pytest.raises(Archived):
            write()


@pytest.mark.parametrize(("days", "is_near"), [(0, True), (31, True), (32, False)])
def test_whom_somebody_asked_in_the_last_month_is_asked_with_a_reason_only(
    here: Table, days: int, is_near: bool
):
    whom = bank(here.olga)
    first = ask(here.alliance, whom, by=here.edith, asked_on=ago(days))
    if not is_near:
        assert ask(here.alliance, whom, by=here.emil).again_because == ""
        return
    with pytest.raises(actions.AskedLately) as refused:
        ask(here.alliance, whom, by=here.emil, all_the_same="  ")
    assert refused.value.near == Near(seen=(first,), elsewhere=False)
    again = ask(here.alliance, whom, by=here.emil, all_the_same=WHY)
    assert again.again_because == WHY
    assert told(again) == [f"Wrote it down although it had been asked lately: {WHY}"]


def test_a_reason_that_nobody_asked_for_is_not_kept(here: Table):
    assert ask(here.alliance, bank(here.olga), by=here.emil, all_the_same=WHY).again_because == ""


def test_organisations_under_one_parent_and_merged_ones_are_one_voice(here: Table):
    group, lender = bank(here.olga, "Heron Group"), bank(here.olga)
    insurer, former = bank(here.olga, "Heron Insurance"), bank(here.olga, "Egret Insurance")
    stranger = bank(here.olga, "Ibis Foundation")
    Organisation.objects.filter(pk__in=[lender.pk, insurer.pk]).update(parent=group)
    first = ask(here.alliance, former, by=here.edith)
    Organisation.objects.filter(pk=former.pk).update(state="merged", merged_into=insurer)

    for whom in (group, lender, insurer):
        assert known(Organisation.objects.get(pk=whom.pk), by=here.emil).seen == (first,)
    assert not known(stranger, by=here.emil)


def test_of_an_alliance_that_one_does_not_read_only_the_fact_is_known(here: Table):
    whom, petra = bank(here.olga), person("Petra")
    ask(here.alliance, whom, by=here.edith, asked_on=ago(3))
    other = draft_of(petra)

    assert known(whom, by=petra) == Near(seen=(), elsewhere=True)
    with pytest.raises(actions.AskedLately):
        ask(other, whom, by=petra)
    workshop.share(here.alliance, person=petra, may_edit=False, by=here.olga)
    assert [approach.by for approach in known(whom, by=petra).seen] == [here.edith]


def test_nobody_finds_the_day_elsewhere_by_trying_days(here: Table):
    whom, petra = bank(here.olga), person("Petra")
    ask(here.alliance, whom, by=here.edith, asked_on=ago(10))

    answers = [known(whom, by=petra, on=ago(days)).elsewhere for days in range(60)]
    assert answers == [days <= 31 for days in range(60)]


@pytest.mark.parametrize("level", [AtRisk.ELEVATED, AtRisk.HIGH])
def test_of_whoever_is_at_risk_nothing_is_known_elsewhere(here: Table, level: AtRisk):
    whom, office, petra = bank(here.olga), bank(here.olga, "Heron Office"), person("Petra")
    Organisation.objects.filter(pk=office.pk).update(parent=whom)
    ask(here.alliance, whom, by=here.edith)
    flag(office, level)

    for asked in (whom, Organisation.objects.get(pk=office.pk)):
        assert not known(asked, by=petra)
        assert known(asked, by=here.emil).seen
    assert ask(draft_of(petra), whom, by=petra).again_because == ""


def test_of_whoever_is_under_cover_nothing_is_known_elsewhere(here: Table):
    petra = person("Petra")
    chamber = partner("Mwala Chamber", alliance=here.alliance)
    covered = partner("Egret Mills", alliance=here.alliance, umbrella=chamber, unnamed_until=5)
    ask(here.alliance, covered.organisation, by=here.edith)

    assert not known(covered.organisation, by=petra)


def test_a_partners_focal_point_reads_nothing_of_it(here: Table):
    heron = partner(alliance=here.alliance)
    approach = ask(here.alliance, heron.organisation, by=here.edith)
    femi = person("Femi")
    workshop.give_part(
        here.alliance,
        person=femi,
        kind=Part.Kind.FOCAL_POINT,
        organisation=heron.organisation,
        by=here.olga,
    )
    here.alliance.refresh_from_db()

    assert known(heron.organisation, by=femi).seen == ()
    assert not femi.has_perm("asking.view_record", here.alliance)
    assert not femi.has_perm("asking.answer_approach", approach)


def test_terms_are_what_a_person_wrote(here: Table):
    it = replace(terms(bank(here.olga)), what="  Fuel ", through=" the mayor ")
    approach = actions.ask(here.alliance, id=uuid4(), terms=it, by=here.edith)

    assert (approach.what, approach.through) == ("Fuel", "the mayor")
    assert approach.asked_on == timezone.localdate()
    assert approach.asked_on - ago(1) == timedelta(days=1)
