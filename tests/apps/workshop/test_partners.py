"""The partners of a draft: shortlisted, followed up, dismissed with a reason, and taken along as
files.
"""

import io
import re
from dataclasses import replace
from html import unescape

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from docx import Document

from convene.apps.accounts.models import Role, User
from convene.apps.workshop import actions
from convene.apps.workshop.models import Alliance, Candidate
from convene.core.reasons import recalled, worded
from convene.packs.languages import language
from tests.apps.finder.fictional import hired, listed, served
from tests.apps.workshop.people import OPEN_TENDERS, at_desk_of, draft_of, person

pytestmark = pytest.mark.django_db
ANGOLA = replace(OPEN_TENDERS, title="Open courts", country="AO", model="M2")
BY_HAND = actions.Proposed(name="Quill and Sons")


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))


def page(alliance: Alliance, by: User) -> str:
    shown = at_desk_of(by).get(f"/drafts/{alliance.pk}/partners/")
    assert shown.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown.content.decode())).split())


def post(alliance: Alliance, by: User, where: str, **typed: str) -> str:
    """Send a form and return what the page then says."""
    sent = at_desk_of(by).post(f"/drafts/{alliance.pk}/partners/{where}", typed, follow=True)
    assert sent.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", sent.content.decode())).split())


def test_from_longlist_to_shortlist_to_dismissed_and_back():
    served("drafts-1")
    paula = person("Paula")
    draft = draft_of(paula, ANGOLA)
    assert "Nobody yet. Shortlist someone below" in page(draft, paula)
    post(draft, paula, "add/", open_data_id="cv-blue", do="add")
    candidate = Candidate.objects.get()
    assert (candidate.name, candidate.open_data_id, candidate.state, candidate.added_by) == (
        "Blue Hill Mining",
        "cv-blue",
        "shortlisted",
        paula,
    )
    first = candidate.evidence["lines"][0]
    assert worded(recalled(first["sentence"]), language("en")).startswith(
        "Payments it reported to public bodies in Angola: 1 (2020)."
    )
    assert first["sources"] == [
        {"publisher": "Treasury of Freedonia", "title": "Activities 2", "date": "2020-01-01"}
    ]
    assert candidate.evidence["build"] == "drafts-1"
    assert "It stands on the list already." in post(
        draft, paula, "add/", open_data_id="cv-blue", do="add"
    )
    post(draft, paula, f"{candidate.pk}/", note="Met them in May.", assigned_to=str(paula.pk))
    text = page(draft, paula)
    assert "Met them in May." in text
    assert "Paula follows this up." in text
    post(draft, paula, f"{candidate.pk}/dismiss/", reason="They have left the country.")
    text = page(draft, paula)
    assert "Dismissed Blue Hill Mining : They have left the country." in text
    assert text.count("Blue Hill Mining") == 2
    post(draft, paula, f"{candidate.pk}/restore/")
    assert [(one.state, one.reason) for one in Candidate.objects.all()] == [("shortlisted", "")]
    assert [one.reason for one in candidate.history.order_by("history_date")] == [
        "",
        "",
        "They have left the country.",
        "",
    ]


def test_who_is_dismissed_from_the_longlist_stays_away_and_needs_a_reason():
    served("drafts-2")
    paula = person("Paula")
    draft = draft_of(paula, ANGOLA)
    post(draft, paula, "add/", open_data_id="cv-blue", do="dismiss", reason="  ")
    assert not Candidate.objects.exists()
    post(draft, paula, "add/", open_data_id="cv-blue", do="dismiss", reason="A quarrel of old.")
    assert [(one.state, one.reason) for one in Candidate.objects.all()] == [
        ("dismissed", "A quarrel of old.")
    ]
    assert "Blue Hill Mining : A quarrel of old." in page(draft, paula)


def test_who_works_for_donors_is_not_offered_but_may_be_shortlisted_with_what_it_did():
    hired("drafts-hired")
    paula = person("Paula")
    draft = draft_of(paula, ANGOLA)
    assert "Paper and Pens Paid with aid money in Angola: 1" in page(draft, paula)
    assert "Shortlisted." in post(draft, paula, "add/", open_data_id="cv-paper", do="add")
    candidate = Candidate.objects.get()
    assert (candidate.name, candidate.open_data_id) == ("Paper and Pens", "cv-paper")
    assert candidate.evidence["lines"]
    assert "It stands on the list already." in post(draft, paula, "add/", open_data_id="cv-paper")


def test_someone_is_added_by_hand_where_no_data_are_built():
    paula = person("Paula")
    draft = draft_of(paula, ANGOLA)
    text = post(draft, paula, "by-hand/", name="Quill and Sons", note="From the chamber.")
    assert "Quill and Sons Added by hand: no record was looked at." in text
    assert "No open data is ready here" in text
    assert "This field is required" in post(draft, paula, "by-hand/", name=" ")


def test_a_draft_without_a_country_says_what_is_missing():
    served("drafts-3")
    paula = person("Paula")
    assert "This draft names no country yet" in page(
        draft_of(paula, replace(ANGOLA, country="")), paula
    )


def test_a_withheld_candidate_is_shortlisted_only_by_someone_authorised(tmp_path):
    served("drafts-4")
    listed(tmp_path, "Quern Harbour Works")
    paula, rita = person("Paula"), person("Rita", Role.REVIEWER)
    draft = draft_of(paula, ANGOLA)
    assert "Quern Harbour Works" not in page(draft, paula)
    assert (
        at_desk_of(paula)
        .post(f"/drafts/{draft.pk}/partners/add/", {"open_data_id": "cv-port", "do": "add"})
        .status_code
        == 404
    )
    actions.share(draft, person=rita, may_edit=True, by=paula)
    post(draft, rita, "add/", open_data_id="cv-port", do="add")
    assert "Someone authorised has to look at this one" in page(draft, paula)


def test_a_listed_name_needs_a_look_whoever_put_it_there_and_in_the_files_too(tmp_path):
    paula = person("Paula")
    draft = draft_of(paula, ANGOLA)
    actions.add(draft, BY_HAND, by=paula)
    actions.add(draft, replace(BY_HAND, name="Marsh Lantern Choir"), by=paula)
    assert "Someone authorised has to look at this one" not in page(draft, paula)
    listed(tmp_path, "Quill and Sons")
    assert page(draft, paula).count("Someone authorised has to look at this one") == 1
    sheet = openpyxl.load_workbook(
        io.BytesIO(at_desk_of(paula).get(f"/drafts/{draft.pk}/partners.xlsx").content)
    )["Sheet1"]
    assert [row[3] for row in sheet.iter_rows(values_only=True)][1:] == [
        "Someone authorised has to look at this one before you go on.",
        "",
    ]


@pytest.mark.parametrize(
    ("may_edit", "role", "reads", "writes"),
    [
        (None, Role.BUILDER, 404, 404),
        (False, Role.BUILDER, 200, 403),
        (True, Role.BUILDER, 200, 302),
        (True, Role.VIEWER, 200, 403),
    ],
)
def test_who_may_read_and_write_follows_the_sharing_of_the_draft(may_edit, role, reads, writes):
    paula, other = person("Paula"), person("Omar", role)
    draft = draft_of(paula, ANGOLA)
    candidate = actions.add(draft, BY_HAND, by=paula)
    if may_edit is not None:
        actions.share(draft, person=other, may_edit=may_edit, by=paula)
    desk, at = at_desk_of(other), f"/drafts/{draft.pk}/partners"
    assert [
        desk.get(f"{at}/").status_code,
        desk.get(f"{at}.xlsx").status_code,
        desk.get(f"{at}.docx").status_code,
    ] == [reads] * 3
    sent = {
        "add/": {"open_data_id": ""},
        "by-hand/": {"name": "A"},
        f"{candidate.pk}/": {},
        f"{candidate.pk}/dismiss/": {"reason": "No."},
    }
    answers = {
        where: desk.post(f"{at}/{where}", typed).status_code
        for where, typed in (sent | {f"{candidate.pk}/restore/": {}}).items()
    }
    assert answers.pop("add/") == (404 if writes == 302 else writes)
    assert set(answers.values()) == {writes}


def test_an_archived_draft_keeps_its_list_as_it_is():
    paula = person("Paula")
    draft = draft_of(paula, ANGOLA)
    candidate = actions.add(draft, BY_HAND, by=paula)
    actions.archive(draft, by=paula)
    with pytest.raises(actions.Archived):
        actions.dismiss(draft, candidate.pk, reason="No.", by=paula)
    assert "This draft is archived." in post(draft, paula, "by-hand/", name="Another")
    assert Candidate.objects.count() == 1


def test_a_candidate_of_another_draft_is_out_of_reach():
    paula, omar = person("Paula"), person("Omar")
    candidate = actions.add(draft_of(paula, ANGOLA), BY_HAND, by=paula)
    mine = draft_of(omar, replace(ANGOLA, tasks=(), asks=()))
    assert (
        at_desk_of(omar).post(f"/drafts/{mine.pk}/partners/{candidate.pk}/restore/").status_code
        == 404
    )


def test_one_organisation_stands_once_and_by_hand_as_often_as_people_like():
    paula = person("Paula")
    draft = draft_of(paula, ANGOLA)
    actions.add(draft, replace(BY_HAND, open_data_id="cv-1"), by=paula)
    with pytest.raises(actions.AlreadyThere):
        actions.add(draft, replace(BY_HAND, open_data_id="cv-1"), by=paula)
    actions.add(draft, BY_HAND, by=paula)
    actions.add(draft, BY_HAND, by=paula)
    assert Candidate.objects.count() == 3


@pytest.mark.parametrize(
    "lie",
    [
        {"name": " "},
        {"state": "asked"},
        {"state": "dismissed", "reason": " "},
        {"open_data_id": "cv-1"},
    ],
)
def test_a_candidate_cannot_be(lie):
    paula = person("Paula")
    draft = draft_of(paula, ANGOLA)
    actions.add(draft, replace(BY_HAND, open_data_id="cv-1"), by=paula)
    candidate = actions.add(draft, BY_HAND, by=paula)
    with pytest.raises(IntegrityError), transaction.atomic():
        Candidate.objects.filter(pk=candidate.pk).update(**lie)


def test_the_files_name_sources_and_no_cell_is_a_formula():
    served("drafts-5")
    paula = person("Paula")
    draft = draft_of(paula, ANGOLA)
    post(draft, paula, "add/", open_data_id="cv-blue", do="add")
    post(draft, paula, "by-hand/", name="=cmd()", note="")
    gone = actions.add(draft, BY_HAND, by=paula)
    actions.dismiss(draft, gone.pk, reason="A quarrel of old.", by=paula)
    desk = at_desk_of(paula)
    sheet = openpyxl.load_workbook(
        io.BytesIO(desk.get(f"/drafts/{draft.pk}/partners.xlsx").content)
    )["Sheet1"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == (
        "name",
        "state",
        "reason",
        "evidence",
        "sources",
        "note",
        "follows up",
        "added",
    )
    assert rows[1][0] == "Blue Hill Mining"
    assert rows[1][4] == "Treasury of Freedonia: Activities 2, 2020-01-01"
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=cmd()", "s")
    assert rows[3][:3] == ("Quill and Sons", "dismissed", "A quarrel of old.")
    document = Document(io.BytesIO(desk.get(f"/drafts/{draft.pk}/partners.docx").content))
    assert document.paragraphs[0].text == "Who might join: Open courts"
    assert [row.cells[0].text for row in document.tables[0].rows] == [
        "Name",
        "Blue Hill Mining",
        "=cmd()",
    ]
    assert (
        document.tables[0].rows[1].cells[2].text
        == "Treasury of Freedonia: Activities 2, 2020-01-01"
    )
    assert document.paragraphs[-1].text == "Quill and Sons: A quarrel of old."
    assert desk.get(f"/drafts/{draft.pk}/partners.pdf").status_code == 404


def test_saving_a_note_keeps_whoever_follows_up_though_they_may_no_longer_read_the_draft():
    paula, quinn, stranger = map(person, ("Paula", "Quinn", "Stranger"))
    draft = draft_of(paula, ANGOLA)
    actions.share(draft, person=quinn, may_edit=False, by=paula)
    candidate = actions.add(draft, BY_HAND, by=paula)
    actions.describe(draft, candidate.pk, note="", assigned_to=quinn, by=paula)
    actions.unshare(draft, person=quinn, by=paula)
    shown = at_desk_of(paula).get(f"/drafts/{draft.pk}/partners/").content.decode()
    chosen = re.findall(r'<option value="([^"]*)" selected>', shown)
    assert chosen == [str(quinn.pk)]
    post(draft, paula, f"{candidate.pk}/", note="Met them in May.", assigned_to=chosen[0])
    assert [(one.note, one.assigned_to) for one in Candidate.objects.all()] == [
        ("Met them in May.", quinn)
    ]
    post(draft, paula, f"{candidate.pk}/", note="Lost.", assigned_to=str(stranger.pk))
    assert Candidate.objects.get().note == "Met them in May."
    post(draft, paula, f"{candidate.pk}/", note="Met them in May.", assigned_to="")
    assert Candidate.objects.get().assigned_to is None


def test_enter_in_the_reason_for_a_dismissal_shortlists_nobody():
    """A form sends its first button on Enter, so the reason stands in a form of its own."""
    served("drafts-enter")
    paula = person("Paula")
    draft = draft_of(paula, ANGOLA)
    shown = at_desk_of(paula).get(f"/drafts/{draft.pk}/partners/").content.decode()
    forms = [
        form
        for form in re.findall(r"<form.*?</form>", shown, flags=re.DOTALL)
        if 'name="reason"' in form
    ]
    assert forms
    assert all('value="dismiss"' in form and 'value="add"' not in form for form in forms)


def test_whom_one_dismissed_stands_before_the_long_longlist():
    served("drafts-order")
    paula = person("Paula")
    draft = draft_of(paula, ANGOLA)
    text = post(
        draft, paula, "add/", open_data_id="cv-blue", do="dismiss", reason="A quarrel of old."
    )
    assert text.index("Dismissed Blue Hill Mining") < text.index("Longlist")
