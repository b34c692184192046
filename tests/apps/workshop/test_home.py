"""The front page of an alliance: where it is, what keeps it there, whose turn it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.workshop import actions
from convene.apps.workshop.models import Alliance, Override, OverrideAgreement
from convene.apps.workshop.queries import standing, waiting
from convene.apps.workshop.queries.home import home
from convene.apps.workshop.words import State
from tests.apps.registry.people import organisation
from tests.apps.workshop.people import at_desk_of, draft_of, edits_too, person

pytestmark = pytest.mark.django_db
REASON = "The ministry answers in January, as it wrote to us."


@pytest.fixture
def alliance() -> Alliance:
    draft = draft_of(person("Olga"))
    actions.move(draft, to=State.SCOPING, by=draft.owner)
    return Alliance.objects.get(pk=draft.pk)


def at(alliance: Alliance, name: str = "draft", *args: object) -> str:
    return reverse(f"workshop:{name}", args=[alliance.pk, *args])


def shown(alliance: Alliance, *, by: User) -> Any:
    return at_desk_of(by).get(at(alliance)).context["home"]


def sent(alliance: Alliance, page: str, *args: object, by: User, **typed: object) -> Any:
    return at_desk_of(by).post(at(alliance, page, *args), typed, follow=True)


def said(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def test_an_idea_keeps_its_draft_and_goes_on_from_there():
    draft = draft_of(person("Olga"))
    page = at_desk_of(draft.owner).get(at(draft))

    assert "What is not working" in page.content.decode()
    page = sent(draft, "move", by=draft.owner, to="scoping", version=draft.version)
    assert said(page) == ["It is now here: Scoping."]
    assert "What stands between us and “Concept”" in page.content.decode()
    assert (
        "What is not working" in at_desk_of(draft.owner).get(at(draft, "written")).content.decode()
    )


def test_mine_comes_first(alliance):
    mine = shown(alliance, by=alliance.owner)
    reader = person("Rea")
    actions.share(alliance, person=reader, may_edit=False, by=alliance.owner)
    theirs = shown(alliance, by=reader)

    codes = ["G1.questions", "G1.civil_society"]
    assert [lack.needed.code for lack in mine.lacks] == codes
    assert [lack.is_mine for lack in mine.lacks] == [True, True]
    assert (mine.turns, mine.number) == ((), 2)
    assert [lack.is_mine for lack in theirs.lacks] == [False, False]
    [turn] = theirs.turns
    assert (turn.who, len(turn.lacks)) == (("the owner", "builders"), 2)
    assert turn.since == timezone.localdate()


def test_a_gate_that_is_shut_says_so(alliance):
    page = sent(alliance, "move", by=alliance.owner, to="concept")

    assert said(page) == ["Not yet: something is not met. It is listed below."]
    assert sent(alliance, "move", by=alliance.owner, to="suspended").status_code == 404
    stale = sent(alliance, "move", by=alliance.owner, to="concept", version=1)
    assert said(stale) == ["Somebody changed the alliance meanwhile. Look at it again."]


def test_whoever_suspends_it_says_why_and_it_stands_on_the_page(alliance):
    owner = alliance.owner
    page = sent(alliance, "leave", "suspended", by=owner, on=timezone.localdate(), reason=" ")
    assert set(page.context["form"].errors) == {"reason", "owed"}

    typed = {"reason": "The ministry has no budget.", "owed": "Two reports to the chamber."}
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = sent(alliance, "leave", "suspended", by=owner, on=tomorrow, **typed)
    assert set(page.context["form"].errors) == {"on"}
    page = sent(alliance, "leave", "suspended", by=owner, on=timezone.localdate(), **typed)
    assert "Two reports to the chamber." in page.content.decode()
    assert page.context["home"].onward == State.SCOPING


def test_two_others_agree_on_the_page(alliance):
    owner, editor, other = alliance.owner, edits_too(alliance), edits_too(alliance, "Ada")
    last_day = timezone.localdate() + timedelta(days=9)
    page = sent(alliance, "ask_override", "G1.questions", by=owner, reason="no", last_day=last_day)
    assert set(page.context["form"].errors) == {"reason"}
    page = sent(
        alliance, "ask_override", "G1.questions", by=owner, reason=REASON, last_day=last_day
    )
    assert said(page) == ["Asked. It counts once two others agree."]

    override = Override.objects.get()
    assert shown(alliance, by=owner).asked_of_me is None
    assert shown(alliance, by=editor).asked_of_me.row == override
    assert said(sent(alliance, "agree_override", override.pk, by=owner)) == [
        "Whoever asked for an override does not agree to it."
    ]
    for who in (editor, other):
        sent(alliance, "agree_override", override.pk, by=who)
    [stands] = shown(alliance, by=owner).overrides
    assert (stands.counts, stands.agreed) == (True, ("Edith", "Ada"))
    assert [lack.needed.code for lack in shown(alliance, by=owner).lacks] == ["G1.civil_society"]


def test_what_others_ask_for_waits_in_the_inbox_of_whoever_may_agree(alliance):
    owner, editor, other = alliance.owner, edits_too(alliance), edits_too(alliance, "Ada")
    reader, today = person("Rea"), timezone.localdate()
    actions.share(alliance, person=reader, may_edit=False, by=owner)
    override = actions.ask_override(
        alliance, code="G1.questions", reason=REASON, last_day=today, by=owner
    )

    def waits(who: User, *, days: int = 0) -> list[Override]:
        told = waiting.sections(who, today=today + timedelta(days=days))
        return [row for section in told for row in section.given["overrides"]]

    assert [waits(who) for who in (owner, reader)] == [[], []]
    assert [waits(who) for who in (editor, other)] == [[override], [override]]
    assert waits(editor, days=1) == []
    page = at_desk_of(editor).get(reverse("inbox:inbox")).content.decode()
    assert "Alliances that would go on without a requirement" in page
    actions.agree_override(override, by=editor)
    assert [waits(who) for who in (editor, other)] == [[], [override]]


def test_what_nobody_may_override_is_not_offered(alliance):
    actions.join(alliance, organisation(), on=timezone.localdate(), by=alliance.owner)
    page = at_desk_of(alliance.owner).get(at(alliance, "ask_override", "G2.purpose"))

    assert "Nothing can stand in for this requirement." in page.content.decode()
    for code in ("G9.luck", "G4.cleared"):  # unknown, and of no partner
        assert at_desk_of(alliance.owner).get(at(alliance, "ask_override", code)).status_code == 404


def test_a_lapsed_override_stops_the_whole_alliance(alliance):
    owner, editor, other = alliance.owner, edits_too(alliance), edits_too(alliance, "Ada")
    today = timezone.localdate()
    for code in ("G1.questions", "G1.civil_society"):
        override = actions.ask_override(
            alliance, code=code, reason=REASON, last_day=today, by=owner
        )
        for who in (editor, other):
            actions.agree_override(override, by=who)
    assert OverrideAgreement.objects.count() == 4

    [stop] = home(alliance, by=owner, today=today + timedelta(days=1)).stops
    assert (stop.partner, stop.because) == (
        None,
        "An override has lapsed, and what it stood in for is not met. Meet it, or ask for another.",
    )


def test_a_partner_that_is_stopped_is_named(alliance, monkeypatch):
    bank = actions.join(alliance, organisation(), on=timezone.localdate(), by=alliance.owner)
    monkeypatch.setattr(
        "convene.apps.workshop.queries.alliance_facts.vetted",
        lambda organisations, *, today: {bank.organisation_id: {"sanctions_stop": True}},
    )

    [stop] = shown(alliance, by=alliance.owner).stops
    assert (stop.partner, stop.because) == (
        bank,
        "A sanctions list names Banco del Río Azul. Nothing lifts this stop.",
    )
    today = timezone.localdate()
    assert standing.stops(bank, "commitments", today=today) == ("sanctions",)
    assert standing.stops(bank, "amendments", today=today) == ()


def test_the_page_asks_the_database_as_often_whoever_joins(alliance):
    desk, names = at_desk_of(alliance.owner), iter("ABCDEFGH")

    def asked(partners: int) -> int:
        for _ in range(partners):
            bank = organisation(f"Bank {next(names)} of the River")
            actions.join(alliance, bank, on=timezone.localdate(), by=alliance.owner)
        desk.get(at(alliance))
        with CaptureQueriesContext(connection) as queries:
            desk.get(at(alliance))
        return len(queries)

    assert asked(1) == asked(7) <= 42
