"""`convene vetting verify` as people call it: of each file what it is, and nothing else."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from convene.apps.evidence.models import Evidence
from convene.apps.vetting import actions, exports
from convene.apps.vetting.models import Case, Printed
from tests.apps.retention.people import ago, declined, gone, proposed
from tests.apps.vetting.people import in_review
from tests.documents.test_diligence import word
from tests.terminal import Said, convene

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
NEITHER = (
    "Not printed here, not handed in here, and no copy of what was handed in; or changed since."
)


@pytest.fixture
def case(builder, reviewer) -> Case:
    return in_review(by=builder, assessor=reviewer)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def printed(case: Case, *, by) -> bytes:
    return exports.case_file(case, format="docx", by=by, on=TODAY).content


def verify(content: bytes, folder: Path) -> Said:
    (folder / "given").write_bytes(content)
    return convene("vetting", "verify", folder / "given")


def test_a_file_that_was_printed_here_is_known_with_its_case_and_who_printed_it(
    case, reviewer, folder
):
    content = printed(case, by=reviewer)
    said = verify(content, folder)

    kept = Printed.objects.get()
    assert said.returncode == 0
    assert said.stdout.splitlines() == [
        f"SHA-256 {sha256(content).hexdigest()}",
        (
            f"Printed here: “{kept.file_name}”, by Rita on {kept.at:%Y-%m-%d %H:%M %Z}, "
            f"of version {case.version} of case {case.pk}."
        ),
        "The case says the same today.",
    ]


@pytest.mark.parametrize("place", [0, -1, 2000])
def test_one_byte_changed_is_another_file(place, case, reviewer, folder):
    content = bytearray(printed(case, by=reviewer))
    content[place] ^= 1
    said = verify(bytes(content), folder)

    assert said.returncode == 1
    assert said.stdout.splitlines() == [
        f"SHA-256 {sha256(content).hexdigest()}",
        NEITHER,
    ]


@pytest.mark.parametrize("content", [b"", b"A shopping list.", bytes(range(256))])
def test_a_file_that_is_not_ours_is_not_known(content, case, reviewer, folder):
    printed(case, by=reviewer)

    assert (verify(content, folder).returncode, Printed.objects.count()) == (1, 1)


def test_a_case_that_says_something_else_since_is_told(case, builder, reviewer, folder):
    content = printed(case, by=reviewer)
    actions.return_to_research(case, reason="Ask once more.", by=reviewer)
    said = verify(content, folder)

    assert said.returncode == 2
    last = said.stdout.splitlines()[-1]
    assert last == f"The case says something else today: it is at version {case.version + 1}."


def test_the_original_of_a_piece_of_evidence_is_known(case, builder, folder):
    actions.add_file(case, title="Letter", content=b"All is well.", name="a.txt", by=builder)
    said = verify(b"All is well.", folder)

    assert said.returncode == 0
    assert "Handed in as evidence, “Letter”, by Bea on " in said.stdout
    assert said.stdout.splitlines()[-1] == f"Case {case.pk}."


def test_a_copy_without_metadata_is_told_from_the_original(case, builder, folder):
    original = word()
    piece = actions.add_file(case, title="Accounts", content=original, name="a.docx", by=builder)
    copy = actions.hand_out(case, piece, by=builder)
    said = verify(copy, folder)

    assert said.returncode == 0
    assert said.stdout.splitlines() == [
        f"SHA-256 {sha256(copy).hexdigest()}",
        (
            f"The copy without metadata of evidence {piece.pk}, made on "
            f"{piece.added_at:%Y-%m-%d %H:%M %Z}: unchanged, not the original."
        ),
        (
            f"The original was handed in as “Accounts”, by Bea on "
            f"{piece.added_at:%Y-%m-%d %H:%M %Z}. SHA-256 {sha256(original).hexdigest()}"
        ),
        f"Case {case.pk}.",
    ]
    assert "the original, unchanged." in verify(original, folder).stdout


def test_a_copy_that_was_changed_is_neither(case, builder, folder):
    piece = actions.add_file(case, title="Accounts", content=word(), name="a.docx", by=builder)
    said = verify(actions.hand_out(case, piece, by=builder) + b" ", folder)

    assert (said.returncode, said.stdout.splitlines()[1:]) == (1, [NEITHER])


def test_that_what_is_kept_here_is_damaged_is_told_with_the_original(case, builder, folder):
    piece = actions.add_file(case, title="Letter", content=b"All is well.", name="a", by=builder)
    Path(piece.file.path).unlink()
    actions.check_evidence()
    said = verify(b"All is well.", folder)

    assert said.returncode == 0
    assert "Missing: the file that was handed in is not where it is kept." in said.stdout


def test_a_copy_of_a_case_that_was_disposed_of_is_told_with_its_certificate(
    builder, reviewer, approver, second, folder
):
    old = declined(by=builder, assessor=reviewer, approver=approver, years=8)
    with ago(years=8):
        piece = Evidence.objects.get(exhibit__case=old, kind="file")
        copy = actions.hand_out(old, piece, by=builder)
    certificate = gone(proposed(old, by=reviewer), by=second)

    assert ["copy", sha256(copy).hexdigest()] in certificate.hashes
    assert verify(copy, folder).stdout.splitlines()[-1].endswith(f"certificate {certificate.pk}.")


def test_a_file_of_a_case_that_was_disposed_of_is_told_with_its_certificate(
    builder, reviewer, approver, second, folder
):
    old = declined(by=builder, assessor=reviewer, approver=approver, years=8)
    content = printed(old, by=reviewer)
    certificate = gone(proposed(old, by=reviewer), by=second)

    for known in (content, b"All is well."):
        said = verify(known, folder)
        assert said.returncode == 0
        assert said.stdout.splitlines()[-1] == (
            "Of a case that was past its day and was disposed of on "
            f"{certificate.at:%Y-%m-%d %H:%M %Z}: certificate {certificate.pk}."
        )


def test_a_file_that_is_not_there_is_refused(folder):
    said = convene("vetting", "verify", folder / "nothing.pdf")

    assert said.returncode == 2
    assert "does not exist" in " ".join(said.stderr.split())
