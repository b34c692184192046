"""Evidence and what rests on it."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from convene.apps.accounts.models import Role
from convene.apps.vetting import actions, exports
from convene.apps.vetting.actions.research import NoEvidence
from convene.apps.vetting.models import Evidence, Finding
from convene.core.diligence import State
from convene.documents.diligence_files import Refused
from tests.apps.vetting.people import in_research, in_review, opened, partner, person
from tests.documents.test_diligence import SECRET, pdf, word

pytestmark = pytest.mark.django_db


def test_the_original_is_kept_as_it_came_with_its_hash(builder, settings):
    evidence = actions.add_file(opened(by=builder), title="Accounts", content=word(), name="accounts.docx", by=builder)
    with evidence.file.open("rb") as kept:
        original = kept.read()
    assert (sha256(original).hexdigest(), len(original)) == (evidence.sha256, evidence.size)
    assert SECRET.encode() in b"".join(part for part in parts(original))
    assert SECRET.encode() not in b"".join(part for part in parts(exports.without_metadata(evidence)))
    assert Path(evidence.file.path).is_relative_to(settings.MEDIA_ROOT)


def parts(content: bytes) -> list[bytes]:
    from io import BytesIO  # local: only this looks inside a file
    from zipfile import ZipFile

    with ZipFile(BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_the_name_of_a_file_says_nothing_about_its_kind(builder):
    evidence = actions.add_file(opened(by=builder), title="Accounts", content=pdf(), name="harmless.txt", by=builder)
    assert (evidence.media_type, exports.evidence_name(evidence)) == ("application/pdf", "harmless.pdf")


def test_a_program_called_pdf_is_refused_and_nothing_is_kept(builder, settings):
    with pytest.raises(Refused):
        actions.add_file(opened(by=builder), title="Accounts", content=b"MZ\x90\x00", name="accounts.pdf", by=builder)
    assert not Evidence.objects.exists()
    assert not [file for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file()]


def test_viewers_add_nothing(builder):
    with pytest.raises(PermissionDenied):
        actions.add_note(opened(by=builder), title="Note", note="Words.", by=person("Vera", Role.VIEWER))


@pytest.mark.parametrize(
    "row",
    [{"kind": "file"}, {"kind": "link", "url": "https://example.org"}, {"kind": "note"}, {"kind": "link", "read_on": date(2026, 1, 1)}],
)
def test_the_database_refuses_evidence_that_is_not_what_it_says(builder, row):
    case = opened(by=builder)
    with pytest.raises(IntegrityError, match="evidence_is_what_it_says"), transaction.atomic():
        Evidence.objects.create(case=case, title="Empty", added_by=builder, added_at=case.opened_at, **row)


def test_a_finding_rests_on_evidence_of_its_own_case(builder):
    case = in_research(by=builder)
    stray = actions.add_note(opened(by=builder, of=partner("Another Bank")), title="Note", note="Words.", by=builder)
    for cited in ([], [stray]):
        with pytest.raises(NoEvidence):
            actions.add_finding(case, area="image", text="Fine.", rating="clear", evidence=cited, by=builder)


def test_the_database_refuses_a_finding_without_evidence(builder):
    case = in_research(by=builder)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(case=case, area="image", text="Fine.", rating="clear", by=builder, at=case.opened_at)


def test_the_database_lets_only_exclusions_exclude(builder):
    case = in_research(by=builder)
    note = actions.add_note(case, title="Note", note="Words.", by=builder)
    with pytest.raises(IntegrityError, match="only_exclusions_exclude"), transaction.atomic():
        Finding.objects.create(case=case, area="image", text="Bad.", rating="excluded", evidence=note, by=builder, at=case.opened_at)


def test_findings_are_made_before_the_assessment_and_evidence_until_the_decision(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    late = actions.add_note(case, title="Late", note="It came late.", by=builder)
    with pytest.raises(actions.NotNow):
        actions.add_finding(case, area="image", text="Late.", rating="concern", evidence=[late], by=builder)
    actions.decide(case, decision=State.CLEARED, reason="Good.", by=approver)
    with pytest.raises(actions.NotNow):
        actions.add_note(case, title="Later", note="Too late.", by=builder)
