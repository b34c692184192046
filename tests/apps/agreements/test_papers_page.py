"""Papers as people read them, write them and take them away."""

import io
from uuid import uuid4

import docx
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from convene.apps.accounts.models import User
from convene.apps.agreements import actions, exports
from convene.apps.agreements.models import Clause, Paper
from convene.apps.agreements.queries import filling
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.actions.exits import Bequest
from tests.apps.agreements.people import (
    JOINED,
    WHY,
    Table,
    begun,
    clause,
    joined,
    promised,
    table,
)
from tests.apps.workshop.people import at_desk_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Table:
    return table()


def base(here: Table, paper: Paper | None = None) -> str:
    return f"/drafts/{here.alliance.pk}/papers/" + (f"{paper.pk}/" if paper else "")


def shown(address: str, *, by: User) -> str:
    page = at_desk_of(by).get(address)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def text_of(made: bytes, format: str) -> str:
    if format == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(made)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    document = docx.Document(io.BytesIO(made))
    cells = (cell.text for row in document.tables for line in row.rows for cell in line.cells)
    return " ".join(" ".join((*(p.text for p in document.paragraphs), *cells)).split())


def test_whoever_only_reads_sees_papers_and_no_way_to_change_them(here):
    paper = begun(here)
    listed = shown(base(here), by=here.ravi)
    assert "parts to complete" in listed
    assert "papers/begin/" not in listed
    read = shown(base(here, paper), by=here.ravi)
    assert "fill-in/" not in read
    assert "leave-out/" not in read
    assert "How long before does a party say that it leaves?" in read


def test_a_paper_is_begun_and_filled_in_on_its_pages(here):
    desk = at_desk_of(here.edith)
    form = desk.get(f"{base(here)}begin/?kind=intent").context["form"]
    [chosen] = [radio for radio in form["kind"] if radio.data["selected"]]
    assert chosen.data["value"] == "intent"
    page = desk.post(
        f"{base(here)}begin/",
        {"id": str(uuid4()), "kind": "intent", "language": "en"},
        follow=True,
    )
    paper = Paper.objects.get()
    assert page.redirect_chain[0][0] == base(here, paper)
    assert "Begun. It says below what is still to be completed." in page.content.decode()

    address = f"{base(here, paper)}fill-in/"
    seen = desk.get(address).context["seen"]
    answers = {"title": "Letter", "starts": "2026-05-01", "ends": "2027-04-30", "seen": seen}
    read = desk.post(address, answers, follow=True).content.decode()
    assert "1 May 2026" in read
    assert "30 April 2027" in read
    stale = desk.post(address, answers)
    assert "Somebody changed this meanwhile. Look at it again." in stale.content.decode()


def test_a_number_of_the_ledger_is_refused_with_the_tag_to_write(here):
    promise = promised(here)
    paper = begun(here)
    wanted = clause(paper, "purpose")
    desk = at_desk_of(here.edith)
    address = f"{base(here, paper)}clauses/{wanted.pk}/"
    typed = {"title": "Purpose", "text": "ZMW 400,000 and {budget}", "seen": wanted.version}
    page = desk.post(address, typed).content.decode()
    assert "“{budget}” is no tag" in page
    assert "What stands there now" in page
    page = desk.post(address, {**typed, "text": "ZMW 400,000"}).content.decode()
    assert f"Write {{{filling.tag(promise)}}}, and it follows" in page
    assert f"<code>{{{filling.tag(promise)}}}</code> Heron Savings Bank: Cash" in page
    assert "ZMW 400,000</textarea>" in page


def test_a_clause_is_left_out_and_taken_in_on_its_page(here):
    paper = begun(here)
    wanted = clause(paper, "exit")
    desk = at_desk_of(here.edith)
    address = f"{base(here, paper)}clauses/{wanted.pk}/"
    page = desk.post(
        f"{address}leave-out/", {"reason": WHY, "seen": wanted.version}, follow=True
    ).content.decode()
    assert WHY in page
    assert "Without one the paper cannot be used." in page
    page = desk.post(f"{address}take-in/", follow=True).content.decode()
    assert "Without one" not in page


def test_a_clause_is_added_after_the_last_where_nothing_else_is_chosen(here):
    paper = begun(here, "intent")
    desk = at_desk_of(here.edith)
    form = desk.get(f"{base(here, paper)}clauses/add/").context["form"]
    *_, last = paper.clauses.all()
    assert form.initial["after"] == str(last.pk)
    answers = {"id": str(uuid4()), "title": "Tea", "text": "Is served.", "after": str(last.pk)}
    desk.post(f"{base(here, paper)}clauses/add/", answers)
    assert [row.title for row in Clause.objects.filter(paper=paper)][-1] == "Tea"
    wrong = desk.post(f"{base(here, paper)}clauses/add/", {**answers, "after": str(uuid4())})
    assert wrong.status_code == 200


def test_a_paper_is_put_away_and_taken_up_on_its_page(here):
    paper = begun(here)
    desk = at_desk_of(here.edith)
    answers = {"reason": WHY, "seen": paper.version}
    page = desk.post(f"{base(here, paper)}put-away/", answers, follow=True).content.decode()
    assert "put away" in page
    assert "fill-in/" not in page
    page = desk.post(f"{base(here, paper)}take-up/", follow=True).content.decode()
    assert "fill-in/" in page


@pytest.mark.parametrize("more", ["", "fill-in/", "clauses/add/", "put-away/"])
def test_of_another_alliance_no_paper_is_found(here, more):
    paper = begun(here)
    other = workshop.duplicate(here.alliance, by=here.edith)
    page = at_desk_of(here.edith).get(f"/drafts/{other.pk}/papers/{paper.pk}/{more}")
    assert page.status_code == 404


@pytest.mark.parametrize(("name", "status"), [("docx", 200), ("pdf", 200), ("html", 404)])
def test_a_paper_is_taken_away_as_word_and_pdf(here, name, status):
    paper = begun(here)
    page = at_desk_of(here.ravi).get(f"{base(here)}{paper.pk}.{name}")
    assert page.status_code == status
    if status == 200:
        assert f"-draft.{name}" in page.headers["Content-Disposition"]


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_the_file_says_what_is_promised_and_what_is_still_to_be_completed(here, format):
    joined(here, "Lusaka City Council")
    promised(here)
    bequest = Bequest(what="The data of fees", heir_outside="National Archive")
    workshop.add_asset(here.alliance, bequest, id=uuid4(), by=here.olga)
    paper = begun(here)
    name, made = exports.as_file(paper, format=format, today=JOINED)
    text = text_of(made, format)

    assert name == f"memorandum-of-understanding-open-tenders-in-paraguay-draft.{format}"
    for words in (
        "A draft, not to be signed. Parts still to be completed: 16.",
        "Roles and contributions",
        "ZMW 400,000",
        "30 October 2026: ZMW 400,000",
        "The data of fees",
        "National Archive",
        "[to complete]",
        "Signatures",
        "Lusaka City Council",
    ):
        assert words in text.replace("\u00a0", " ")


def test_an_invitation_has_no_place_to_sign(here):
    paper = begun(here, "solicitation", language="es")
    with translation.override("en"):
        text = text_of(exports.as_file(paper, format="docx", today=JOINED)[1], "docx")
    assert "Invitación a posibles socios" in text
    assert "Firmas" not in text
    assert "Signatures" not in text


def test_the_list_asks_the_database_as_often_whatever_its_length(here):
    desk = at_desk_of(here.edith)
    begun(here)
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked:
            desk.get(base(here))
        counts.append(len(asked))
        for _more in range(3):
            begun(here)
    assert counts[0] == counts[1]


def test_what_somebody_types_is_no_markup(here):
    paper = begun(here)
    actions.write_clause(
        clause(paper, "purpose"), title="<b>P</b>", text="<script>x</script>", by=here.edith
    )
    read = shown(base(here, paper), by=here.ravi)
    assert "<script>x" not in read
    assert "&lt;script&gt;x&lt;/script&gt;" in read
    assert "<b>P" not in read
