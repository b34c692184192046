"""The pages of what is past its day, of holds, and the certificate that stays."""

import io
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from convene.apps.accounts.models import Role
from convene.apps.evidence.actions import sweep
from convene.apps.retention import actions, exports, queries
from convene.apps.retention.models import Certificate, Disposal, Hold, Lifting
from convene.apps.vetting.models import Case
from tests.apps.retention.people import (
    CASE,
    ORGANISATION,
    REFUSED,
    declined,
    gone,
    proposed,
)
from tests.apps.vetting.people import at_desk_of, person

pytestmark = pytest.mark.django_db
OLD = {"reason": "Past its day."}


@pytest.fixture
def case(builder, reviewer, approver) -> Case:
    return declined(by=builder, assessor=reviewer, approver=approver, years=8)


def text(page) -> str:
    return " ".join(page.content.decode().split())


def at(name: str, *args: object) -> str:
    return reverse(f"retention:{name}", args=args)


def test_one_chooses_and_another_decides_and_a_certificate_stays(case, reviewer, second):
    desk, other = at_desk_of(reviewer), at_desk_of(second)
    assert "Choose what goes" in text(desk.get(at("shelves")))
    empty = text(desk.post(at("propose", CASE), OLD))
    assert "Tick at least one." in empty
    made = desk.post(at("propose", CASE), {**OLD, "records": [str(case.pk)]})
    disposal = Disposal.objects.get()
    assert made["Location"] == at("disposal", disposal.pk)
    assert "another person agrees to it" in text(desk.get(made["Location"]))
    assert "Proposed; it waits for a second person" in text(desk.get(at("propose", CASE)))
    assert "A disposal" in text(other.get(reverse("inbox:inbox")))
    assert "Blue River Bank" in text(other.get(made["Location"]))
    done = other.post(at("agree", disposal.pk), follow=True)
    assert "Deleted for good. What stays is the certificate." in text(done)
    assert "Blue River Bank" not in text(done)
    certificate = Certificate.objects.get()
    assert str(certificate.pk) in text(other.get(at("shelves")))
    pdf = other.get(at("certificate", certificate.pk))
    assert pdf["Content-Type"] == "application/pdf"


def words(certificate: Certificate) -> str:
    pages = PdfReader(io.BytesIO(exports.certificate(certificate))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_certificate_says_what_went_by_which_rule_and_nobody_who_was_in_it(
    case, reviewer, second
):
    certificate = gone(proposed(case, by=reviewer), by=second)
    said = words(certificate)
    closed = f"{timezone.localtime(case.decided_at):%-d %B %Y}"
    for expected in (
        "Certificate of disposal",
        f"from {closed} to {closed}",
        "nobody here: they are Convene's default",
        "Past its day.",
        f"{timezone.localtime(certificate.at):%Y-%m-%d %H:%M}",
        "none was on record",
        "Files not yet removed 2;",
        "kept for 7 years after closing",
        "Rita (rita@example.org)",
        "Ada (ada@example.org)",
        str(certificate.pk),
        "Pieces of evidence 2",
    ):
        assert expected in said
    for personal in ("Blue River", "Bea", "Sued", "All is well", str(case.pk)):
        assert personal not in said


def test_a_certificate_says_who_set_the_years_and_when_every_file_is_gone(case, reviewer, second):
    actions.set_clock(CASE, years=1, reason="Our law.", by=person("Root", Role.ADMINISTRATOR))
    certificate = gone(proposed(case, by=reviewer), by=second)
    waits = text(at_desk_of(reviewer).get(at("disposal", certificate.disposal.pk)))
    assert "2 files of this are not removed yet." in waits
    sweep()
    said = words(certificate)
    assert "kept for one year after closing" in said
    assert "Root (root@example.org)" in said
    assert "Our law." in said
    assert "Files not yet removed" not in said


def test_a_hold_is_refused_with_a_reason_and_whoever_proposed_it_is_told(case, reviewer, second):
    desk, other = at_desk_of(reviewer), at_desk_of(second)
    desk.post(at("propose_hold", CASE, case.pk), {"reason": "Sued."})
    where = at("refuse_hold", Hold.objects.get().pk)
    assert "name nobody" in text(other.get(where))
    assert "Say in a sentence why" in text(other.post(where, {"reason": "No."}))
    other.post(where, {"reason": REFUSED})
    assert Hold.objects.get().state == "refused"
    assert REFUSED in text(desk.get(reverse("inbox:inbox")))
    assert REFUSED in text(other.get(at("hold", Hold.objects.get().pk)))


def test_a_hold_is_told_where_the_record_is_read_and_lifted_by_two(
    case, reviewer, approver, second
):
    desk, other = at_desk_of(reviewer), at_desk_of(second)
    made = desk.post(at("propose_hold", ORGANISATION, case.organisation_id), {"reason": "Sued."})
    hold = Hold.objects.get()
    assert made["Location"] == at("hold", hold.pk)
    for page in (
        reverse("vetting:case", args=[case.pk]),
        reverse("registry:organisation", args=[case.organisation_id]),
    ):
        assert text(desk.get(page)).count("Under legal hold: Organisation.") == 1
    assert "A legal hold" in text(other.get(reverse("inbox:inbox")))
    other.post(at("agree_hold", hold.pk))
    history = reverse("registry:history", args=[case.organisation_id])
    assert "Put under legal hold: Sued." in text(desk.get(history))
    desk.post(at("propose_lifting", hold.pk), {"reason": "Settled."})
    assert "Somebody proposes to lift it" in text(other.get(at("hold", hold.pk)))
    other.post(at("agree_lifting", hold.pk))
    assert (Hold.objects.get().state, Lifting.objects.get().state) == ("undone", "agreed")
    assert "Lifted by" in text(desk.get(at("hold", hold.pk)))


def test_a_page_says_once_of_each_record_that_it_is_held_and_leads_to_every_hold(case, reviewer):
    holds = [(CASE, case.pk), *[(ORGANISATION, case.organisation_id)] * 2]
    for kind, record in holds:
        actions.propose_hold(kind, record, reason="Sued.", by=reviewer)
    page = text(at_desk_of(reviewer).get(reverse("vetting:case", args=[case.pk])))
    said = ["Under legal hold: Case of due diligence.", "Under legal hold: Organisation."]
    assert [page.count(words) for words in said] == [1, 1]
    assert [page.count(at("hold", hold.pk)) for hold in Hold.objects.all()] == [1, 1, 1]


def test_whoever_proposed_is_told_that_it_takes_another(case, approver):
    desk = at_desk_of(approver)
    desk.post(at("propose_hold", CASE, case.pk), {"reason": "Sued."})
    refused = text(desk.post(at("agree_hold", Hold.objects.get().pk), follow=True))
    assert "You proposed this yourself. A second person has to agree to it." in refused


def test_an_administrator_sets_a_clock_within_its_limits():
    desk = at_desk_of(person("Root", Role.ADMINISTRATOR))
    where = at("clock", CASE)
    assert "From 1 to 30. Our own default is 7." in text(desk.get(where))
    assert desk.post(where, {"years": 31, "reason": "Law."}).status_code == 200
    assert queries.years(CASE) == 7
    desk.post(where, {"years": 10, "reason": "Law."})
    assert queries.years(CASE) == 10
    assert "10 years after closing" in text(desk.get(at("shelves")))


def test_what_is_not_there_is_not_found(reviewer):
    desk = at_desk_of(reviewer)
    assert desk.get(at("propose", "nothing")).status_code == 404
    assert desk.get(at("propose_hold", "nothing", uuid4())).status_code == 404


def test_what_changed_meanwhile_is_told_and_nothing_is_deleted(case, reviewer, second):
    disposal = proposed(case, by=reviewer)
    actions.propose_hold(CASE, case.pk, reason="Sued.", by=reviewer)
    told = text(at_desk_of(second).post(at("agree", disposal.pk), follow=True))
    assert "Nothing was deleted." in told
    assert Case.objects.count() == 1
