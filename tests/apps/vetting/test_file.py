"""What leaves of a case as a file: that it says who and what, nothing untrue, and what it is."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from convene.apps.evidence.actions import Broken
from convene.apps.registry.models import Organisation
from convene.apps.vetting import actions, exports
from convene.apps.vetting.exports.verifying import verify
from convene.apps.vetting.models import AlertKind, Approval, Case, Printed
from convene.core.diligence import State
from convene.core.watchlists import Match
from tests.apps.vetting.people import (
    CORE,
    OFAC,
    at_desk_of,
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
)

pytestmark = pytest.mark.django_db
MINING = "The partner takes oil, gas, minerals or timber out of the ground or forest"
SDN = "United States (OFAC): SDN list"
NEAR = Match(
    list="un",
    list_date="2026-11-01",
    entry="77",
    name="Blue Raven Trust",
    score=0.61,
    band="weak",
    why=(),
    kind="sanction",
)


def told(case: Case) -> Any:
    return exports.written(now(case), on=timezone.localdate())


def printed(case: Case, by, language: str = "en") -> exports.File:
    with translation.override(language):
        return exports.case_file(now(case), format="pdf", by=by, on=timezone.localdate())


def said(content: bytes) -> str:
    """Return what a PDF says, without the breaks of its lines."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return re.sub(r"\s+", " ", " ".join(pages))


def test_it_says_who_in_every_script_and_what_is_known(builder, reviewer):
    bank = partner("Blue River Bank", extractive=None)
    bank.names.create(text="بنك النهر الأزرق", kind="alias", script="Arab", folded="x")
    bank.identifiers.create(scheme="PY-RUC", value="80012345-6")
    case = opened(by=builder, of=bank)
    file = told(case)
    assert file.names == (
        ("Blue River Bank", "Main name, Latin"),
        ("بنك النهر الأزرق", "Also called, Arabic"),
    )
    assert dict(file.who)["Numbers"] == "PY-RUC-80012345-6"
    assert dict(file.who)["Country"] == "Paraguay"
    assert dict(file.who)["Sector"] == "Not known"
    known = {what[:25]: is_so for what, is_so in file.known}
    assert known["The partner takes oil, ga"] == "Not known"
    assert known["A state owns the partner "] == "No"
    text = said(printed(case, reviewer).content)
    assert "Who owns or leads the partner is not known here." in text


def test_each_hit_shows_both_sides(builder):
    hit = told(in_research(match(), by=builder)).hits[0]
    assert hit.sides[:3] == (
        ("Names", "Blue River Bank", "Blue Rivers Bank; Río Azul (weak, says the list)"),
        ("Countries", "Paraguay", "Paraguay"),
        ("Numbers", "None on record", "The list does not say"),
    )


def test_each_look_says_its_lists_their_age_and_hash_and_what_came_near(builder):
    case = opened(by=builder)
    lists = (replace(OFAC, version="v7", hashes="ab12 cd34"),)
    result = replace(look(of=case.organisation, lists=lists), near=(NEAR,))
    case = actions.screened(case, result, by=builder)
    (seen,) = told(case).looks
    age = (timezone.localdate() - date(2026, 11, 1)).days
    assert [(one.version, one.hashes, one.age) for one in seen.lists] == [
        ("v7", ("ab12", "cd34"), age)
    ]
    assert seen.asked == ("Blue River Bank (Paraguay)",)
    assert [(near.name, near.entry, near.score) for near in seen.near] == [
        ("Blue Raven Trust", "77", 0.61)
    ]
    assert seen.gaps[0].startswith("Not loaded, and so not looked through: United States (OFAC): o")


def test_of_an_earlier_look_nobody_says_that_nothing_came_near(builder):
    case = in_research(by=builder)
    case.screenings.create(lists=[], names=["A"], key="old", found=0, at=timezone.now())
    assert told(case).looks[0].near is None


def test_each_line_of_history_says_which_finding_and_which_evidence(builder):
    case = researched(in_research(by=builder), by=builder)
    note = str(case.evidence.get().pk)
    lines = [(line.what, line.findings, line.evidence) for line in told(case).history]
    assert ("Evidence was added.", (), (note,)) in lines
    assert ("A finding was added.", ("F1",), (note,)) in lines


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), "The lists brought up nothing like the partner's names."),
        (("بنك النهر",), "Of these names that says little, for names in their script are missed"),
    ],
)
def test_nothing_came_up_is_said_only_of_what_was_covered(builder, reviewer, names, expected):
    bank = partner()
    for name in names:
        bank.names.create(text=name, kind="alias", folded="x")
    case = opened(by=builder, of=bank)
    assert "brought up nothing" not in said(printed(case, reviewer).content)
    case = actions.screened(case, look(of=bank), by=builder)
    assert expected in said(printed(case, reviewer).content)


def test_a_fact_that_was_taken_back_is_told_as_what_it_was(builder):
    bank = partner(extractive=True)
    case = opened(by=builder, of=bank)
    assert told(case).level_reasons[0].startswith("The partner takes oil")
    Organisation.objects.filter(pk=bank.pk).update(extractive=False)
    case = now(case)
    assert case.level == "enhanced"
    assert told(case).level_reasons == (
        f"The level was raised for this, which is no longer said, and stays: {MINING}.",
    )


@pytest.mark.parametrize("decision", [None, State.DECLINED])
def test_a_match_that_was_a_mistake_returns_the_case_to_assessment(
    builder, reviewer, approver, second, decision
):
    case = in_review(by=builder, assessor=reviewer)
    actions.rescreen_case(case, look(match(), key="second"))
    actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    if decision:
        Case.objects.filter(pk=case.pk).update(
            state=decision, reason="x", decided_at=timezone.now()
        )
    note = case.evidence.get()
    proposed = actions.propose_retraction(
        only_hit(case), reason="A namesake.", evidence=note, by=approver
    )
    actions.agree_retraction(proposed, by=second)
    assert now(case).state == ("reopened" if decision else "research")


def test_old_and_missing_core_lists_stand_at_the_head_and_are_acknowledged(
    builder, reviewer, approver
):
    case = in_research(by=builder)
    lists = (replace(OFAC, stale=True), *CORE[1:3])
    case = actions.screened(case, look(of=case.organisation, lists=lists), by=builder)
    case = researched(case, by=builder)
    actions.assess(case, assessment="Sound.", by=reviewer)
    actions.submit(now(case), by=reviewer)
    weak = (
        "Core lists that were not loaded and not looked through: United Kingdom sanctions list.",
        f"Core lists that were older than they should be, or of a day that nobody knows: {SDN}.",
    )
    assert told(case).stops == weak
    page = at_desk_of(approver).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert weak[0] in page
    with pytest.raises(actions.NotNow, match=r"^lists$"):
        actions.decide(now(case), decision=State.CLEARED, reason="All is well.", by=approver)
    desk = at_desk_of(approver)
    sent = {"decision": "cleared", "reason": "Well.", "seen": now(case).version}
    address = reverse("vetting:decide", args=[case.pk])
    assert "Say that you know, or load them" in desk.post(address, sent).content.decode()
    desk.post(address, {**sent, "acknowledged": "on"})
    assert now(case).state == "cleared"
    assert len(Approval.objects.get().acknowledged) == 2
    assert "Known then: Core lists" in told(case).decisions[-1].why


def test_an_alert_says_that_a_list_changed_only_where_it_did(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    case.organisation.names.create(text="Azure River Bank", kind="alias", folded="x")
    actions.rescreen_case(case, look(match(), of=case.organisation))
    assert case.alerts.get().alert.kind == AlertKind.FOUND
    actions.rescreen_case(case, look(match(entry="2"), key="newer", of=case.organisation))
    kinds = [alert.alert.kind for alert in case.alerts.order_by("alert_id")]
    assert kinds == [AlertKind.FOUND, AlertKind.NEW_HIT]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_file_carries_the_version_and_a_hash_and_can_be_verified(
    builder, reviewer, approver, language
):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    file, on = printed(case, reviewer, language), timezone.localdate()
    hash = exports.content_hash(now(case), on=on)
    assert hash in said(file.content).replace(" ", "")
    found = verify(file.content, on=on)
    assert found.printed is not None
    assert (found.same, found.printed.version, found.printed.by) == (True, case.version, reviewer)
    assert verify(file.content + b" ", on=on).printed is None
    actions.report(
        now(case), text="Sued.", source="A paper", area="image", rating="concern", by=builder
    )
    assert verify(file.content, on=on).same is False


def test_what_was_printed_stays_on_record(builder, reviewer):
    case = in_research(by=builder)
    printed(case, reviewer)
    named = "vetting_printed_is_only_added_to"
    with pytest.raises(DatabaseError, match=named), transaction.atomic():
        Printed.objects.update(sha256="x")


def test_an_original_is_handed_out_to_reviewers_with_a_line_on_the_trail(
    builder, reviewer, settings
):
    case, signed = opened(by=builder), b"words"
    piece = actions.add_file(case, title="Letter", content=signed, name="a.txt", by=builder)
    address = reverse("vetting:original", args=[case.pk, piece.pk])
    assert at_desk_of(builder).get(address).status_code == 403
    answer = at_desk_of(reviewer).get(address)
    assert (answer.content, answer["Cache-Control"]) == (signed, "private, no-store")
    page = at_desk_of(reviewer).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "The original of “Letter” was handed out, as it came in." in page
    assert piece.sha256 in said(printed(case, reviewer).content)
    assert verify(signed, on=timezone.localdate()).evidence == piece
    Path(piece.file.path).write_bytes(b"other words")
    with pytest.raises(Broken):
        actions.hand_out_original(now(case), piece, by=reviewer)


def test_a_certificate_says_what_one_look_was(builder, reviewer):
    case = in_research(match(), by=builder)
    first = case.screenings.get()
    answer = at_desk_of(reviewer).get(reverse("vetting:certificate", args=[case.pk, first.pk]))
    text = said(answer.content)
    for part in (
        "Screening certificate",
        "Blue Rivers Bank (United States (OFAC): SDN list, 1) To be decided",
        "It is no judgement of anyone",
        "Blue River Bank (Paraguay)",
    ):
        assert part in text
    assert Printed.objects.get().paper == "certificate"
    assert verify(answer.content, on=timezone.localdate()).same
