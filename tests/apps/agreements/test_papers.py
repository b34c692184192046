"""How a paper is begun and written, what fills it, and what of it is refused."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.agreements import actions
from convene.apps.agreements.models import MOST, Clause, Paper
from convene.apps.agreements.queries import filling, papers
from convene.apps.ledger import actions as ledger
from convene.apps.ledger.words import State
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.actions.exits import Bequest
from convene.apps.workshop.models import Alliance, Ask
from convene.core.agreement import Due, Left, Party, Promised
from convene.core.draft import Draft
from convene.documents.speech import speech
from convene.ground import trail
from convene.ground.changes import Changed
from tests.apps.agreements.people import (
    JOINED,
    WHY,
    Table,
    begun,
    cash,
    clause,
    due,
    joined,
    lines,
    promised,
    proposed,
    read,
    table,
)
from tests.apps.ledger.people import partner, promise
from tests.apps.workshop.people import draft_of, person

pytestmark = pytest.mark.django_db
PURPOSE, LEAVING = "Purpose", "Joining, leaving and what remains"


@pytest.fixture
def here() -> Table:
    return table()


def told(of: Paper | Clause) -> list[str]:
    return [line.what for line in reversed(trail.lines(of))]


@pytest.mark.parametrize(
    ("kind", "count"),
    [("solicitation", 7), ("intent", 7), ("memorandum", 16), ("site", 18), ("grant", 15)],
)
def test_a_paper_begins_with_the_clauses_of_its_kind(here, kind, count):
    paper = begun(here, kind)
    assert Clause.objects.filter(paper=paper).count() == count
    assert not read(paper).without
    assert told(paper) == ["Began the paper."]


def test_it_speaks_its_own_language(here):
    paper = begun(here, "memorandum", language="fr")
    assert paper.title == f"Protocole d’accord: {here.alliance.title}"
    assert read(paper).clauses[1].title == "But"
    promised(here)
    [shown] = read(paper).content.promised
    assert speech("fr").amount(shown.amount or Decimal(0)) == "400\u202f000"


def test_begun_twice_under_one_id_is_begun_once(here):
    key = uuid4()
    assert begun(here, id=key).pk == begun(here, id=key).pk
    assert Clause.objects.filter(paper=key).count() == 16
    with pytest.raises(actions.OtherContent):
        begun(here, "grant", id=key)
    with pytest.raises(actions.OtherContent):
        begun(here, id=key, by=here.olga)


@pytest.mark.parametrize("wrong", [{"kind": "treaty"}, {"language": "de"}])
def test_what_does_not_ship_is_not_begun(here, wrong):
    with pytest.raises(actions.NoSuchKind):
        begun(here, **wrong)
    assert not Paper.objects.exists()


def test_what_the_alliance_and_its_people_say_fills_it(here):
    paper = begun(here)
    assert {"parties", "contributions", "notice"} <= set(read(paper).open)
    actions.fill_in(
        paper,
        title="Fees: who does what",
        values={"notice": " sixty\ndays ", "ends": "2027-03-31", "parties": "x"},
        by=here.edith,
    )
    Alliance.objects.filter(pk=here.alliance.pk).update(problem="Fees are not posted.")

    assert lines(paper, PURPOSE)[1] == "The problem: Fees are not posted."
    assert "in writing sixty days before" in lines(paper, LEAVING)[0]
    assert (
        "until the end of 31 March 2027" in lines(paper, "Duration, review, amendment and end")[0]
    )
    assert "notice" not in read(paper).open
    assert Paper.objects.get(pk=paper.pk).values == {"notice": "sixty days", "ends": "2027-03-31"}
    assert told(paper)[1] == "Filled in what its clauses ask for."


def test_what_is_emptied_is_open_again(here):
    paper = begun(here)
    actions.fill_in(paper, title="A", values={"notice": "ten days"}, by=here.edith)
    actions.fill_in(paper, title="A", values={"notice": ""}, by=here.edith)
    assert "notice" in read(paper).open


def test_the_ledger_and_the_exit_plan_fill_it(here):
    council = joined(here, "Lusaka City Council")
    bequest = Bequest(what="The data", heir=council)
    workshop.add_asset(here.alliance, bequest, id=uuid4(), by=here.olga)
    promised(here)
    proposed(here, cash("12.50", title="Fuel"), due("12.50", on=date(2026, 9, 1)))
    content = read(begun(here)).content

    assert content.parties == (
        Party(name="Heron Savings Bank"),
        Party(name="Lusaka City Council"),
    )
    assert content.promised == (
        Promised(
            partner="Heron Savings Bank",
            what="Cash",
            currency="ZMW",
            amount=Decimal(400000),
            due=(Due(on=date(2026, 10, 30), amount=Decimal(400000)),),
        ),
        Promised(
            partner="Heron Savings Bank",
            what="Fuel",
            currency="ZMW",
            amount=Decimal("12.5"),
            due=(Due(on=date(2026, 9, 1), amount=Decimal("12.5")),),
        ),
    )
    assert content.left == (Left(what="The data", heir="Lusaka City Council"),)


def test_one_that_goes_unnamed_is_signed_for_by_whom_it_came_through(here):
    chamber = joined(here, "Chamber of Commerce")
    joined(here, "Corner Shop", umbrella=chamber, unnamed_until=2)
    shop = here.alliance.partners.get(umbrella=chamber)
    proposed(here, cash("900", title="Paint"), due("900"), partner=shop)
    content = read(begun(here)).content

    assert content.parties[1:] == (Party(name="Chamber of Commerce", covered=1),)
    assert [row.partner for row in content.promised] == ["Chamber of Commerce"]
    assert "Corner" not in repr(content)

    joined(here, "Market Stall", umbrella=chamber, unnamed_until=2)
    content = read(begun(here)).content
    assert [party.name for party in content.parties] == [
        "Heron Savings Bank",
        "Chamber of Commerce",
        "Corner Shop",
        "Market Stall",
    ]
    assert content.parties[2].through == "Chamber of Commerce"


def test_an_invitation_says_what_is_sought_and_not_of_whom(here):
    Ask.objects.create(
        id=uuid4(), alliance=here.alliance, position=3, who="Heron", kind="cash", note="For paint"
    )
    Ask.objects.create(
        id=uuid4(), alliance=here.alliance, position=4, who="Heron", kind="influence"
    )
    content = read(begun(here, "solicitation")).content
    assert content.asked == (
        "Training and capacity building: Twenty courses",
        "For paint",
        "Influence, never priced",
    )
    assert "Heron" not in "".join(content.asked)


def test_an_amount_of_the_ledger_is_a_tag_that_follows_it(here):
    promise = promised(here)
    paper = begun(here)
    purpose = clause(paper, "purpose")
    with pytest.raises(actions.TypedAmounts) as refused:
        actions.write_clause(purpose, title="P", text="It gives ZMW 400,000.", by=here.edith)
    tag = filling.tag(promise)
    assert refused.value.typed[0].tag == tag
    with pytest.raises(actions.TypedAmounts):
        actions.fill_in(paper, title="A", values={"notice": "400000"}, by=here.edith)

    actions.write_clause(purpose, title="P", text=f"It gives {{{tag}}}.", by=here.edith)
    assert lines(paper, "P") == ["It gives ZMW\u00a0400,000."]


def test_a_tag_of_a_promise_that_ended_is_open_again(here):
    promise = proposed(here)
    paper, tag = begun(here), filling.tag(promise)
    actions.write_clause(
        clause(paper, "purpose"), title="P", text=f"It gives {{{tag}}}.", by=here.edith
    )
    assert tag not in read(paper).open
    why = "They withdrew it in a letter."
    ledger.end(promise, state=State.CANCELLED, reason=why, by=here.olga)

    assert tag in read(paper).open
    with pytest.raises(actions.Misplaced, match="is no tag"):
        actions.write_clause(clause(paper, "exit"), title="P", text=f"{{{tag}}}", by=here.edith)


def test_of_another_alliance_no_promise_is_named(here):
    owner = person("Otto")
    given = partner("Crane Bank", alliance=draft_of(owner, Draft(title="Other")))
    tag = filling.tag(promise(given))
    with pytest.raises(actions.Misplaced):
        actions.add_clause(begun(here), id=uuid4(), title="A", text=f"{{{tag}}}", by=here.edith)


def test_a_clause_of_ones_own_stands_where_it_was_put(here):
    paper = begun(here, "intent")
    first, second = list(paper.clauses.all())[:2]
    key = uuid4()
    for _time in range(2):
        added = actions.add_clause(
            paper, id=key, title="Languages", text="In Nyanja too.", after=first.pk, by=here.edith
        )
    titles = [row.title for row in paper.clauses.all()]

    assert titles[:3] == [first.title, "Languages", second.title]
    assert len(titles) == 8
    assert told(added) == ["Added the clause."]
    with pytest.raises(actions.OtherContent):
        actions.add_clause(begun(here), id=key, title="A", text="B", by=here.edith)


def test_a_paper_has_no_more_clauses_than_it_may(here):
    paper = begun(here, "intent")
    Clause.objects.bulk_create(
        Clause(paper=paper, position=20, title="A", text="B", version=1, changed_at=timezone.now())
        for _time in range(MOST - 7)
    )
    with pytest.raises(actions.TooMany):
        actions.add_clause(paper, id=uuid4(), title="A", text="B", by=here.edith)


def test_what_is_left_out_says_why_and_is_missed_where_it_is_needed(here):
    paper = begun(here)
    leaving = actions.leave_out(clause(paper, "exit"), reason=WHY, by=here.edith)
    whole = read(paper)

    assert [row.left_out for row in whole.left_out] == [WHY]
    assert [topic.id for topic in whole.required] == ["exit"]
    assert "exit" not in whole.open
    assert not whole.is_whole
    with pytest.raises(actions.NotNow):
        actions.leave_out(leaving, reason=WHY, by=here.edith)
    for _time in range(2):
        actions.take_in(leaving, by=here.edith)
    assert not read(paper).without
    assert told(leaving) == [f"Left it out: {WHY}", "Took it in again."]


def test_two_who_write_one_clause_lose_nothing(here):
    paper = begun(here)
    purpose = clause(paper, "purpose")
    actions.write_clause(purpose, title="P", text="First.", seen=purpose.version, by=here.edith)
    with pytest.raises(Changed):
        actions.write_clause(purpose, title="P", text="Second.", seen=purpose.version, by=here.olga)
    assert lines(paper, "P") == ["First."]
    exit_clause = clause(paper, "exit")
    actions.write_clause(
        exit_clause, title="E", text="Also.", seen=exit_clause.version, by=here.olga
    )


def test_what_is_put_away_is_taken_up_before_it_is_changed(here):
    paper = begun(here)
    actions.put_away(paper, reason=WHY, by=here.edith)
    for act in (
        lambda: actions.fill_in(paper, title="A", values={}, by=here.edith),
        lambda: actions.write_clause(clause(paper, "exit"), title="A", text="B", by=here.edith),
        lambda: actions.add_clause(paper, id=uuid4(), title="A", text="B", by=here.edith),
        lambda: actions.put_away(paper, reason=WHY, by=here.edith),
    ):
        with pytest.raises(actions.PutAway):
            act()
    assert [row.paper for row in papers.rows(here.alliance, today=JOINED)] == [paper]
    for _time in range(2):
        actions.take_up(paper, by=here.edith)
    assert told(paper) == ["Began the paper.", f"Put it away: {WHY}", "Took it up again."]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_what_says_nothing_is_refused(here, text):
    paper = begun(here)
    for act in (
        lambda: actions.fill_in(paper, title=text, values={}, by=here.edith),
        lambda: actions.write_clause(clause(paper, "exit"), title="A", text=text, by=here.edith),
        lambda: actions.add_clause(paper, id=uuid4(), title=text, text="B", by=here.edith),
        lambda: actions.leave_out(clause(paper, "exit"), reason=text, by=here.edith),
        lambda: actions.put_away(paper, reason=text, by=here.edith),
    ):
        with pytest.raises(actions.TooLittle):
            act()


def test_an_archived_alliance_keeps_its_papers_as_they_are(here):
    paper = begun(here)
    away = actions.put_away(begun(here), reason=WHY, by=here.edith)
    workshop.archive(here.alliance, by=here.olga)
    for act in (
        lambda: begun(here),
        lambda: actions.fill_in(paper, title="A", values={}, by=here.edith),
        lambda: actions.take_up(away, by=here.edith),
    ):
        with pytest.raises(Archived):
            act()


@pytest.mark.parametrize(
    "change",
    [
        lambda paper: Paper.objects.filter(pk=paper.pk).update(kind="grant"),
        lambda paper: Paper.objects.filter(pk=paper.pk).update(language="fr"),
        lambda paper: Paper.objects.filter(pk=paper.pk).update(dropped_because="No."),
        lambda paper: Clause.objects.filter(paper=paper).update(topic="exit"),
        lambda paper: Clause.objects.filter(paper=paper, code="exit").update(code=""),
        lambda paper: Clause.objects.filter(paper=paper)._raw_delete("default"),
        lambda paper: Paper.objects.filter(pk=paper.pk)._raw_delete("default"),
    ],
)
def test_the_database_refuses_it_too(here, change):
    paper = begun(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(paper)
