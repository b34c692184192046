"""What people see and press."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from convene.apps.accounts.models import Role
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case, ConflictOfInterest
from convene.core.diligence import Level, State
from convene.core.reasons import Reason
from tests.apps.vetting.people import (
    at_desk_of,
    cleared,
    ends_on,
    in_research,
    in_review,
    look,
    match,
    now,
    only_hit,
    opened,
    partner,
    person,
    researched,
)

pytestmark = pytest.mark.django_db


def address(case: Case, name: str) -> str:
    if name == "inbox":
        return reverse("inbox:inbox")
    if name in ("cases", "declarations"):
        return reverse(f"vetting:{name}")
    if name in ("organisation", "declare", "open"):
        return reverse(f"vetting:{name}", args=[case.organisation_id])
    more = (
        [str(only_hit(case).pk)]
        if name in ("hit", "retract")
        else {"add_evidence": ["note"], "file": ["docx"]}.get(name, [])
    )
    return reverse(f"vetting:{name}", args=[case.pk, *more])


def test_a_viewer_presses_nothing_of_a_hit(builder):
    case = in_research(match(), by=builder)
    vera = person("Vera", Role.VIEWER)
    actions.add_member(case, person=vera, by=builder)
    viewer = at_desk_of(vera)
    answer = viewer.post(address(case, "hit"), {"state": "false_positive", "reason": "No."})
    assert (answer.status_code, only_hit(case).state) == (200, "open")
    assert "A reviewer decides this." in answer.content.decode()


def test_the_whole_way_through_the_pages(builder, reviewer, approver):
    organisation = partner()
    desk = at_desk_of(builder)
    facts = {"fact_political_owner": "no", "fact_security_sector": "no", "fact_closed_space": "no"}
    desk.post(
        reverse("vetting:open", args=[organisation.pk]),
        {"scope": "Open tenders", "at_least": "basic", **facts},
    )
    case = Case.objects.get()
    actions.screened(case, look(match(band="possible")), by=builder)
    desk.post(address(case, "begin_research"))
    at_desk_of(reviewer).post(
        address(case, "hit"), {"state": "false_positive", "reason": "Another country."}
    )
    desk.post(
        reverse("vetting:add_evidence", args=[case.pk, "link"]),
        {"title": "Register", "url": "https://example.org/r", "read_on": "2026-11-01"},
    )
    evidence = case.evidence.get()
    for area in (
        "image",
        "social",
        "environment",
        "finance",
        "policy",
        "neutrality",
        "protection",
        "exclusions",
    ):
        desk.post(
            address(case, "add_finding"),
            {"area": area, "text": "Nothing.", "rating": "clear", "evidence": [evidence.pk]},
        )
    review = at_desk_of(reviewer)
    review.post(address(case, "assess"), {"assessment": "Sound.", "seen": now(case).version})
    review.post(address(case, "submit"))
    decide = {"decision": "cleared", "reason": "All well.", "seen": now(case).version}
    answer = at_desk_of(approver).post(address(case, "decide"), decide, follow=True)
    assert now(case).state == "cleared"
    assert "Your decision is kept." in answer.content.decode()


def test_what_is_refused_is_said_in_words_and_what_was_typed_comes_back(builder, approver):
    case = in_review(by=builder, assessor=approver)
    answer = at_desk_of(approver).post(
        address(case, "decide"),
        {"decision": "cleared", "reason": "My own work.", "seen": now(case).version},
    )
    page = answer.content.decode()
    assert "You assessed this case, so somebody else decides it." in page
    assert "My own work." in page


def test_a_stale_page_decides_nothing(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    answer = at_desk_of(approver).post(
        address(case, "decide"), {"decision": "cleared", "reason": "Well.", "seen": 1}
    )
    assert "Somebody else has changed this case" in answer.content.decode()
    assert now(case).state == "second_review"


def test_a_true_match_takes_a_second_tick(builder, reviewer):
    case = in_research(match(), by=builder)
    desk, typed = at_desk_of(reviewer), {"state": "true_match", "reason": "Same number."}
    assert "cannot be taken back" in desk.post(address(case, "hit"), typed).content.decode()
    assert now(case).stopped is False
    desk.post(address(case, "hit"), {**typed, "sure": "on"})
    assert now(case).stopped is True
    assert "Nobody can clear this partner" in desk.get(address(case, "case")).content.decode()


def test_a_hit_stands_beside_the_partner_with_its_reasons(builder):
    case = in_research(match(), by=builder)
    page = at_desk_of(builder).get(address(case, "hit")).content.decode()
    for words in (
        "Blue River Bank",
        "Blue Rivers Bank",
        "Río Azul",
        "weak, says the list",
        "stand in both names",
        "A hit is not a match",
    ):
        assert words in page


def test_bulk_leaves_strong_hits_alone(builder, reviewer):
    case = in_research(
        match(entry="1"), match(entry="2", name="Azure Bank", band="strong"), by=builder
    )
    desk = at_desk_of(reviewer)
    page = desk.get(address(case, "bulk")).content.decode()
    assert "Blue Rivers Bank" in page
    assert "Azure Bank" not in page
    hits = [hit.pk for hit in case.hits.all()]
    desk.post(address(case, "bulk"), {"hits": hits, "reason": "Ships."})
    assert {hit.state for hit in case.hits.all()} == {"open"}
    desk.post(address(case, "bulk"), {"hits": [case.hits.get(entry="1").pk], "reason": "Ships."})
    assert {hit.entry: hit.state for hit in case.hits.all()} == {"1": "false_positive", "2": "open"}


def test_a_conflict_is_declared_by_whoever_has_it(builder):
    organisation = partner()
    at_desk_of(builder).post(
        reverse("vetting:declare", args=[organisation.pk]),
        {"nature": "My brother works there.", "since": "2026-01-01"},
    )
    assert [(one.person, one.nature) for one in ConflictOfInterest.objects.all()] == [
        (builder, "My brother works there.")
    ]


def test_the_inbox_shows_what_waits_for_whom(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    shown = {
        who.name: str(case.pk) in at_desk_of(who).get(address(case, "inbox")).content.decode()
        for who in (builder, reviewer, approver)
    }
    assert shown == {"Bea": False, "Rita": False, "Abel": True}


def test_the_inbox_shows_clearances_that_end_within_thirty_days(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    desk = at_desk_of(builder)
    ends = {days: timezone.localdate() + timedelta(days=days) for days in (31, 30)}
    seen = {}
    for days, day in ends.items():
        ends_on(case, day)
        seen[days] = str(case.pk) in desk.get(address(case, "inbox")).content.decode()
    assert seen == {31: False, 30: True}


def test_an_empty_inbox_says_what_to_do(builder):
    page = at_desk_of(builder).get(reverse("inbox:inbox")).content.decode()
    assert "Nothing waits for you." in page


def test_the_partner_can_reply(builder):
    case = in_research(by=builder)
    desk = at_desk_of(builder)
    desk.post(address(case, "ask_reply"), {"question": "Who owns you?"})
    reply = case.replies.get()
    desk.post(
        reverse("vetting:answer_reply", args=[case.pk, reply.pk]), {"answer": "Three cooperatives."}
    )
    assert "Three cooperatives." in desk.get(address(case, "case")).content.decode()


def test_a_condition_is_set_and_met(builder, reviewer):
    case = in_research(by=builder)
    desk = at_desk_of(reviewer)
    desk.post(
        address(case, "add_condition"),
        {"text": "Publish who owns it.", "owner": "The bank", "due_on": "2027-01-31"},
    )
    desk.post(reverse("vetting:meet_condition", args=[case.pk, case.conditions.get().pk]))
    assert case.conditions.get().met_by == reviewer


def test_a_finding_without_evidence_is_refused(builder):
    case = in_research(by=builder)
    at_desk_of(builder).post(
        address(case, "add_finding"), {"area": "image", "text": "Fine.", "rating": "clear"}
    )
    assert case.findings.count() == 0


def test_evidence_of_another_case_is_refused(builder):
    case = in_research(by=builder)
    other = opened(by=builder, of=partner("Another Bank"))
    stray = actions.add_note(other, title="Note", note="Of another case.", by=builder)
    at_desk_of(builder).post(
        address(case, "add_finding"),
        {"area": "image", "text": "Fine.", "rating": "clear", "evidence": [stray.pk]},
    )
    assert case.findings.count() == 0
    assert (
        at_desk_of(builder).get(reverse("vetting:evidence", args=[case.pk, stray.pk])).status_code
        == 404
    )


def test_a_file_comes_in_and_leaves_as_an_attachment_under_its_real_kind(builder):
    case = opened(by=builder)
    desk = at_desk_of(builder)
    file = SimpleUploadedFile(
        "../../Accounts 2025.exe",
        b"Their accounts, in words.",
        content_type="application/x-msdownload",
    )
    desk.post(
        reverse("vetting:add_evidence", args=[case.pk, "file"]), {"title": "Accounts", "file": file}
    )
    evidence = case.evidence.get()
    assert re.fullmatch(r"evidence/[0-9a-f]{32}", str(evidence.file.name))
    answer = desk.get(reverse("vetting:evidence", args=[case.pk, evidence.pk]))
    assert answer.content == b"Their accounts, in words."
    assert answer["Content-Disposition"] == 'attachment; filename="accounts-2025.txt"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("text/plain", "nosniff")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_refused_file_says_why(builder):
    case = opened(by=builder)
    file = SimpleUploadedFile("page.pdf", b"<html><script>alert(1)</script></html>")
    page = at_desk_of(builder).post(
        reverse("vetting:add_evidence", args=[case.pk, "file"]), {"title": "Page", "file": file}
    )
    assert "Only PDF, PNG, JPEG" in page.content.decode()
    assert case.evidence.count() == 0


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_file_says_what_was_looked_at_and_who_decided(
    builder, reviewer, approver, second, format
):
    case = in_review(match(), by=builder, assessor=reviewer, at_least=Level.ENHANCED)
    actions.add_condition(case, text="Publish who owns it.", owner="The bank", by=reviewer)
    for who in (approver, second):
        actions.decide(case, decision=State.CONDITIONS, reason=f"Agreed by {who}.", by=who)
    content = at_desk_of(builder).get(reverse("vetting:file", args=[case.pk, format]))
    assert (
        content["Content-Disposition"]
        == f'attachment; filename="blue-river-bank-due-diligence.{format}"'
    )
    read = flat(text_of(content.content, format))
    for words in (
        "Blue River Bank",
        "Cleared with conditions",
        "United States (OFAC)",
        "1 November 2026",
        "A hit is not a match.",
        "Blue Rivers Bank",
        "Not the partner",
        "Another country.",
        "Call with the bank",
        "Publish who owns it.",
        "Agreed by Abel.",
        "Agreed by Ada.",
        "Assessed",
        "United Nations Security Council",
        "What this file does not cover",
        "The case was opened.",
    ):
        assert flat(words) in read


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_file_says_that_a_clearance_does_not_stand_in_the_language_of_who_reads(
    builder, reviewer, approver, format
):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    desk, address = at_desk_of(builder), reverse("vetting:file", args=[case.pk, format])
    assert flat("does not stand") not in flat(text_of(desk.get(address).content, format))
    actions.change_plan(case, text="Tenders and courts", by=builder)
    english = desk.get(address).content
    spanish = desk.get(address, headers={"accept-language": "es"}).content
    assert flat(
        "The clearance does not stand for now. The work planned together has changed: Tenders"
    ) in flat(text_of(english, format))
    assert flat("La habilitación no está vigente por ahora.") in flat(text_of(spanish, format))
    assert flat("Tenders and courts") in flat(text_of(spanish, format))
    assert (language_of(english, format), language_of(spanish, format)) == ("en", "es")


@pytest.mark.parametrize("format", ["pdf", "docx"])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "es",
            (
                "Expediente de debida diligencia",
                "Qué se decidió",
                "Habilitado",
                "Un hallazgo no es una coincidencia.",
                "(1 de noviembre de 2026), entrada 1, puntuación 0,80 de 1",
                "La lista no lo dice",
                "Llevan el mismo identificador.",
                "El caso se abrió.",
            ),
        ),
        (
            "fr",
            (
                "Dossier de diligence raisonnable",
                "Ce qui a été décidé",
                "Agréé",
                "Une occurrence n’est pas une correspondance.",
                "(1 novembre 2026), entrée 1, note 0,80 sur 1",
                "La liste ne le dit pas",
                "Elles portent le même identifiant.",
                "Le dossier a été ouvert.",
            ),
        ),
    ],
)
def test_the_file_is_in_the_language_of_the_pages(
    builder, reviewer, approver, format, language, said
):
    found = match()
    why = (Reason("They carry the same identifier."),)
    same = replace(found, match=replace(found.match, why=why))
    case = in_review(same, by=builder, assessor=reviewer)
    actions.decide(case, decision=State.CLEARED, reason="All is well.", by=approver)
    content = (
        at_desk_of(builder)
        .get(reverse("vetting:file", args=[case.pk, format]), headers={"accept-language": language})
        .content
    )
    read = flat(text_of(content, format))
    assert [words for words in said if flat(words) not in read] == []
    assert language_of(content, format) == language


def language_of(content: bytes, format: str) -> str:
    if format == "pdf":
        root = PdfReader(BytesIO(content)).trailer["/Root"]
        return str(root["/Lang"])  # type: ignore[index]  # a PDF's root is a dictionary
    return str(Document(BytesIO(content)).core_properties.language)


def text_of(content: bytes, format: str) -> str:
    if format == "pdf":
        return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return "".join(
        paragraph.text or "" for paragraph in Document(BytesIO(content)).element.body.iter("{*}t")
    )


def flat(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2060-]+", "", text)


@pytest.mark.parametrize(
    ("name", "said"),
    [("Blue River Bank", "nothing like the partner"), ("ธนาคารแม่น้ำ", "ask again in Latin letters")],
)
def test_nothing_like_it_is_said_only_of_names_that_are_found_surely(builder, name, said):
    case = actions.screened(opened(by=builder), look(at=name), by=builder)
    desk = at_desk_of(builder)
    page = desk.get(address(case, "case")).content.decode()
    file = desk.get(reverse("vetting:file", args=[case.pk, "docx"])).content

    assert flat(said).lower() in flat(page).lower()
    assert flat(said) in flat(text_of(file, "docx"))


def test_there_is_no_other_file(builder):
    assert (
        at_desk_of(builder)
        .get(reverse("vetting:file", args=[opened(by=builder).pk, "html"]))
        .status_code
        == 404
    )


def test_the_next_step_is_on_the_page(builder, reviewer):
    case = in_research(by=builder)
    desk = at_desk_of(reviewer)
    assert (
        "Add evidence, and a finding in each area"
        in desk.get(address(case, "case")).content.decode()
    )
    researched(case, by=builder)
    assert "Assess the partner." in desk.get(address(case, "case")).content.decode()


def test_a_case_is_opened_again_for_another_scope(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    at_desk_of(reviewer).post(
        address(case, "reopen"),
        {"why": "scope", "text": "They asked for more.", "scope": "Tenders and courts"},
    )
    assert (now(case).state, now(case).scope) == ("reopened", "Tenders and courts")
    page = at_desk_of(reviewer).get(address(case, "case")).content.decode()
    assert "Opened again. The work planned together has changed: They asked for more." in page


def test_a_reviewer_is_led_to_the_first_open_hit(builder, reviewer):
    case = in_research(match(), by=builder)
    link = f'<a class="btn" href="{address(case, "hit")}">'
    assert link in at_desk_of(reviewer).get(address(case, "case")).content.decode()
    assert link not in at_desk_of(builder).get(address(case, "case")).content.decode()


def test_a_sanctioned_partner_can_still_be_declined_on_the_pages(builder, reviewer, approver):
    case = in_research(match(), by=builder)
    actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    case = researched(now(case), by=builder)
    actions.assess(case, assessment="Sanctioned.", by=reviewer)
    case = actions.submit(case, by=reviewer)
    desk, typed = at_desk_of(approver), {"reason": "Sanctioned.", "seen": case.version}
    assert (
        "Nobody can lift that."
        in desk.post(address(case, "decide"), {**typed, "decision": "cleared"}).content.decode()
    )
    desk.post(address(case, "decide"), {**typed, "decision": "declined"})
    assert now(case).state == "declined"


def test_what_people_type_is_never_read_as_markup(builder):
    case = opened(by=builder, of=partner("<script>alert(1)</script> Bank"))
    actions.add_note(case, title="<b>bold</b>", note="<img src=x>", by=builder)
    page = at_desk_of(builder).get(address(case, "case")).content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>bold</b>" not in page
    for format in ("pdf", "docx"):
        assert (
            at_desk_of(builder).get(reverse("vetting:file", args=[case.pk, format])).status_code
            == 200
        )


def test_a_legal_opinion_is_offered_only_while_a_case_goes_on(builder, reviewer, approver):
    case = in_research(match(kind="debarment"), by=builder)
    actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    case = researched(now(case), by=builder)
    actions.assess(case, assessment="Debarred.", by=reviewer)
    actions.submit(case, by=reviewer)
    address = reverse("vetting:case", args=[case.pk])
    assert "Record a legal opinion" in at_desk_of(approver).get(address).content.decode()
    actions.decide(case, decision=State.DECLINED, reason="Debarred.", by=approver)
    assert "Record a legal opinion" not in at_desk_of(approver).get(address).content.decode()
