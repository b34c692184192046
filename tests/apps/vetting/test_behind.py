"""Who stands behind a partner is asked about in the same look: hits say on whom they are, a listed
owner is no match of the partner, and what changes behind a decision is refused.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from convene.apps.inbox.models import Alert
from convene.apps.registry import actions as registry
from convene.apps.registry.models import Organisation
from convene.apps.vetting import actions
from convene.apps.vetting.exports import looks
from convene.apps.vetting.models import Case, Hit, Retraction
from convene.apps.vetting.queries import cases, clearances, screening, subjects
from convene.core.diligence import Level, State
from convene.core.shares import Share
from convene.core.ties import Who
from convene.corpus.watchlists.loading import load
from tests.apps.vetting.people import (
    at_desk_of,
    edited,
    find_all,
    look,
    now,
    opened,
    partner,
    researched,
    vouched,
)

pytestmark = pytest.mark.django_db
HEAD = "id,name,schema,country,born,identifier,programme,reason\n"
LISTED = (
    "1,Rosa Imelda Quendori,person,PY,1970-05-31,,Ours,Took bribes\n"
    "2,Zorblan Trading House,organisation,PY,,,Ours,Broke an embargo\n"
    "3,Quendor Star,unknown,PA,,IMO 9074729,Ours,Carried arms\n"
)
ROSA = Who(
    role="owner",
    kind="person",
    name="Rosa Imelda Quendori",
    born="1970-05-31",
    nationality="PY",
    share=Share(Decimal(60), Decimal(60)),
    source="Register",
)


@pytest.fixture(autouse=True)
def own_lists(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))


@pytest.fixture
def listed(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(HEAD + LISTED)
    load(
        [file],
        form="csv",
        list="own",
        at=datetime(2026, 11, 1, tzinfo=UTC),
        day=date(2026, 11, 1),
        force=True,
        progress=lambda *_: None,
    )


def tie(to: Organisation, who: Who = ROSA, **more: object) -> None:
    registry.add_tie(to, Who(**{**vars(who), **more}), by=to.created_by)


def looked(case: Case, by) -> Case:
    actions.screen(case, by=by)
    return now(case)


def whom(case: Case) -> list[tuple[str, str]]:
    return [(hit.whom, hit.name) for hit in case.hits.order_by("whom", "name")]


def test_an_owner_is_asked_about_with_the_partner_by_birth_and_nationality(builder, listed):
    bank = partner()
    tie(bank)
    case = looked(opened(by=builder, of=bank), builder)
    assert whom(case) == [("Rosa Imelda Quendori (1970-05-31)", "Rosa Imelda Quendori")]
    said = " ".join(map(str, case.hits.get().why))
    assert "The list gives the date of birth asked for" in said
    page = at_desk_of(case.opened_by).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "about\n                      Rosa" in page or "about Rosa" in " ".join(page.split())
    assert "Asked with the partner:" in page


def test_a_date_of_birth_that_cannot_be_lowers_nothing_and_is_told(builder, listed):
    bank = partner()
    tie(bank, born="2999-01-01")
    case = looked(opened(by=builder, of=bank), builder)
    gaps = list(looks.gaps(case.screenings.get()))

    assert case.hits.get().band == "strong"
    assert (
        "Date of birth of Rosa Imelda Quendori (2999-01-01): “2999-01-01” is still to come." in gaps
    )


def test_an_owner_of_another_age_comes_up_less_strongly(builder, listed):
    bank = partner()
    tie(bank, born="1999")
    assert list(
        looked(opened(by=builder, of=bank), builder).hits.values_list("band", flat=True)
    ) in (
        [],
        ["possible"],
    )


def test_whom_the_partner_belongs_to_and_who_owns_that_are_asked_about_up_the_chain(
    builder, listed
):
    holding, top = partner("Golden Holding"), partner("Zorblan Trading House")
    tie(holding, name="", party=top.pk, kind="organisation", born="", nationality="")
    tie(holding, role="director", name="Ivo Belalda", share=None, born="", nationality="")
    bank = partner(parent=holding.pk)
    rows = screening.behind(bank)
    assert [(row.whom, row.role, row.of) for row in rows] == [
        ("Golden Holding (PY)", "parent", ""),
        ("Zorblan Trading House (PY)", "owner", "Golden Holding (PY)"),
    ]
    case = looked(opened(by=builder, of=bank), builder)
    assert whom(case) == [("Zorblan Trading House (PY)", "Zorblan Trading House")]


def test_a_circle_of_owners_ends_and_the_partner_is_asked_about_once(builder):
    bank, mill = partner(), partner("Quern and Sons Mill")
    for one, other in ((bank, mill), (mill, bank)):
        tie(one, name="", party=other.pk, kind="organisation", born="", nationality="")
    known = subjects.of_many([bank], on=timezone.localdate())[bank.pk]
    assert [(subject.whom, len(subject.queries)) for subject in known] == [
        ("Quern and Sons Mill (PY)", 1),
        ("Blue River Bank (PY)", 0),
    ]


def test_a_ship_is_asked_about_by_its_number(builder, listed):
    bank = partner()
    ship = Who(role="ship", kind="ship", name="Another Name", numbers=("9074729",), source="Lloyd")
    registry.add_tie(bank, ship, by=bank.created_by)
    assert whom(looked(opened(by=builder, of=bank), builder)) == [("Another Name", "Quendor Star")]


def decided(case: Case, state: str, by) -> Case:
    reason = "The same passport number stands in both papers."
    for hit in case.hits.filter(state="open"):
        actions.decide_hit(hit, state=state, reason=reason, by=by)  # type: ignore[arg-type]
    return now(case)


def test_a_listed_owner_sets_the_level_waits_for_counsel_and_is_no_match_of_the_partner(
    builder, reviewer, approver, second
):
    case = opened(by=builder)
    tie(case.organisation)
    found = screening.Found(
        **{
            **vars(_rosa()),
            "whom": "Rosa Imelda Quendori (1970-05-31)",
            "behind": screening.behind(case.organisation),
        }
    )
    case = actions.screened(case, look(found, of=case.organisation), by=builder)
    case = decided(actions.begin_research(case, by=builder), "true_match", reviewer)
    assert (case.level, case.level_reasons) == ("enhanced", ["listed_behind"])
    assert (case.stopped, case.debarred, case.listed_behind) == (False, False, True)
    case = researched(case, by=builder)
    actions.assess(case, assessment="Owned by a listed person.", by=reviewer)
    actions.submit(case, by=reviewer)
    with pytest.raises(actions.NotNow) as why:
        actions.decide(now(case), decision=State.CLEARED, reason="All is well.", by=approver)
    assert why.value.hurdles == ("behind",)
    vouched(case, "Below half, no control.", by=second, agreed=approver)
    for who in (approver, second):
        done = actions.decide(now(case), decision=State.CLEARED, reason="As counsel says.", by=who)
    assert done.state == "cleared"
    page = at_desk_of(approver).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "Is the one behind the partner" in page
    assert "Is the partner" not in page
    with (
        pytest.raises(IntegrityError, match="a_listed_owner_waits_for_legal"),
        transaction.atomic(),
    ):
        edited(case, legal_opinion=None)


def _rosa() -> screening.Found:
    from tests.apps.vetting.people import match  # local: the name means something else above

    return match("Rosa Imelda Quendori", band="strong")


def test_an_owner_written_down_behind_a_decision_is_refused_with_what_changed(
    builder, reviewer, approver
):
    case = opened(by=builder)
    case = actions.screened(case, look(of=case.organisation), by=builder)
    case = researched(actions.begin_research(case, by=builder), by=builder)
    actions.assess(case, assessment="A sound partner.", by=reviewer)
    actions.submit(case, by=reviewer)
    tie(case.organisation)
    with pytest.raises(actions.NotNow) as why:
        actions.decide(now(case), decision=State.CLEARED, reason="All is well.", by=approver)
    assert (why.value.hurdles, why.value.changed) == (("outdated",), ("behind",))
    assert [str(reason) for reason in cases.told_changes(now(case))] == [
        "Asked now, and not then: Rosa Imelda Quendori (1970-05-31) (owner, 60 %, PY)"
    ]
    case = actions.screened(now(case), look(of=case.organisation, key="second"), by=builder)
    assert case.state == "research"


def test_a_clearance_does_not_stand_once_others_own_the_partner(builder, reviewer, approver):
    case = opened(by=builder)
    case = actions.screened(case, look(of=case.organisation), by=builder)
    case = researched(actions.begin_research(case, by=builder), by=builder)
    actions.assess(case, assessment="A sound partner.", by=reviewer)
    actions.submit(case, by=reviewer)
    case = actions.decide(now(case), decision=State.CLEARED, reason="All is well.", by=approver)
    today = timezone.localdate()
    tie(case.organisation, role="staff", share=None)
    assert clearances.stands(now(case), today=today)
    tie(case.organisation)
    assert not clearances.stands(now(case), today=today)
    actions.rescreen_case(now(case), look(of=case.organisation, key="second"))
    assert (now(case).doubt, Alert.objects.get().kind) == ("owner", "owner")


def test_the_night_tells_of_a_listed_owner_without_a_case(builder, listed):
    bank = partner()
    tie(bank)
    assert actions.night(today=timezone.localdate()).alerts == 1
    assert Alert.objects.get().found["whom"] == "Rosa Imelda Quendori (1970-05-31)"
    assert actions.night(today=timezone.localdate()).alerts == 0
    case = looked(opened(by=builder, of=bank), builder)
    assert Alert.objects.get().in_case.hit == case.hits.get()


def test_one_entry_on_partner_and_owner_is_two_hits_that_are_decided_apart(builder, reviewer):
    case, found = opened(by=builder), _rosa()
    other = screening.Found(match=found.match, fingerprint=found.fingerprint, whom="Rosa")
    case = actions.screened(case, look(found, other, of=case.organisation), by=builder)
    assert [hit.whom for hit in cases.current_hits(case)] == ["", "Rosa"]
    hit = case.hits.get(whom="Rosa")
    actions.decide_hit(hit, state="true_match", reason="It is her.", by=reviewer)
    assert (now(case).stopped, case.hits.get(whom="").state) == (False, "open")


def test_a_listed_owner_that_was_a_mistake_is_taken_back_by_two(
    builder, reviewer, approver, second
):
    case, found = opened(by=builder, at_least=Level.ENHANCED), _rosa()
    other = screening.Found(match=found.match, fingerprint=found.fingerprint, whom="Rosa")
    case = actions.screened(case, look(other, of=case.organisation), by=builder)
    case = decided(case, "true_match", reviewer)
    note = actions.add_note(case, title="Call", note="Another Rosa.", by=builder)
    find_all(case, note, by=builder)
    hit = Hit.objects.get()
    actions.propose_retraction(hit, reason="Another Rosa.", evidence=note, by=approver)
    actions.agree_retraction(Retraction.objects.get(), by=second)
    assert now(case).listed_behind is False
