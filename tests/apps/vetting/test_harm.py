"""Evidence that is no longer what was kept is said: on the page, in the file, in the history and to
those who can have it put right.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from convene.apps.accounts.models import Role
from convene.apps.evidence.models import Seal
from convene.apps.inbox import queries as inbox
from convene.apps.vetting import actions, exports, tasks
from convene.apps.vetting.queries import declared
from convene.core.progress import quiet
from tests.apps.vetting.people import at_desk_of, in_research, now, person
from tests.apps.vetting.test_file import said

pytestmark = pytest.mark.django_db
DAMAGED = "Damaged: the file that is kept is no longer what was handed in; its hash is another."
MISSING = "Missing: the copy without metadata is not where it is kept."
REFUSED = "It was not handed out. Tell an administrator, who can put it back from a backup."


@pytest.fixture
def case(builder):
    return in_research(by=builder)


@pytest.fixture
def piece(case, builder):
    return actions.add_file(case, title="Letter", content=b"All is well.", name="a", by=builder)


def harm(piece, *, part: str = "file") -> None:
    Path(getattr(piece, part).path).write_bytes(b"other words")
    actions.check_evidence()


def page(case, *, by) -> str:
    shown = at_desk_of(by).get(reverse("vetting:case", args=[case.pk])).content.decode()
    return " ".join(shown.split())


def told(who) -> list[str]:
    today = timezone.localdate()
    return [section.template for section in inbox.sections(who, today=today)]


def history(case) -> list[str]:
    return [line.sentences[0] for line in declared.history(now(case))]


def test_the_page_and_the_file_say_what_is_wrong_and_since_when(case, piece, reviewer):
    assert "Damaged" not in page(case, by=reviewer)
    harm(piece)
    since = timezone.localtime(Seal.objects.get(part="original").since)
    wrong = f"{DAMAGED} Known since {date_format(since, 'DATETIME_FORMAT')}."

    assert wrong in page(case, by=reviewer)
    printed = exports.case_file(case, format="pdf", by=reviewer, on=timezone.localdate())
    assert wrong in said(printed.content)


def test_the_history_tells_it_once_and_that_it_is_whole_again(case, piece):
    harm(piece)
    actions.check_evidence()
    Path(piece.file.path).write_bytes(b"All is well.")
    actions.check_evidence()

    assert history(case)[:2] == [
        "“Letter”, a file of evidence, is again what was kept: its hash is the same.",
        f"“Letter”, a file of evidence, was read again. {DAMAGED}",
    ]
    assert DAMAGED not in history(case)[2:]


def test_those_who_can_have_it_put_right_are_told_until_it_is(case, piece, builder, reviewer):
    other = person("Olaf", Role.BUILDER)
    actions.add_member(case, person=other, by=builder)
    harm(piece)
    mine = "vetting/waiting/harmed.html"

    assert mine in told(reviewer)
    assert mine in told(builder)
    assert mine not in told(other)
    assert mine not in told(person("Vera", Role.VIEWER))
    desk = " ".join(at_desk_of(builder).get(reverse("inbox:inbox")).content.decode().split())
    assert DAMAGED in desk
    Path(piece.file.path).write_bytes(b"All is well.")
    actions.check_evidence()
    assert mine not in told(reviewer)


def test_a_copy_that_is_gone_is_refused_with_the_reason_and_is_on_record_at_once(
    case, piece, builder
):
    Path(piece.copy.path).unlink()
    address = reverse("vetting:evidence", args=[case.pk, piece.pk])
    answer = at_desk_of(builder).get(address, follow=True)

    shown = " ".join(answer.content.decode().split())
    assert answer.redirect_chain == [(reverse("vetting:case", args=[case.pk]), 302)]
    assert f"{MISSING}" in shown
    assert REFUSED in shown
    assert history(case)[0] == f"“Letter”, a file of evidence, was read again. {MISSING}"


def test_an_original_that_is_damaged_is_refused_and_nothing_says_that_it_was_handed_out(
    case, piece, reviewer
):
    Path(piece.file.path).write_bytes(b"other words")
    address = reverse("vetting:original", args=[case.pk, piece.pk])
    answer = at_desk_of(reviewer).get(address, follow=True)

    assert REFUSED in answer.content.decode()
    assert history(case)[0] == f"“Letter”, a file of evidence, was read again. {DAMAGED}"


def test_a_night_reads_evidence_again(piece):
    Path(piece.copy.path).unlink()
    tasks.night.func(SimpleNamespace(tell=quiet))
    assert Seal.objects.get(part="copy").found == "missing"


def test_what_comes_up_later_is_counted(case, piece, builder, reviewer, monkeypatch):
    others = (piece, *(_file(case, number, by=builder) for number in range(2)))
    for each in others:
        Path(each.file.path).write_bytes(b"other words")
    actions.check_evidence()

    monkeypatch.setattr("convene.apps.vetting.queries.harm.MOST", 2)
    assert "One more piece comes up as these are put right." in _desk(reviewer)
    monkeypatch.setattr("convene.apps.vetting.queries.harm.MOST", 3)
    assert "as these are put right" not in _desk(reviewer)


def _file(case, number: int, *, by):
    content = f"Also well: {number}.".encode()
    return actions.add_file(case, title="Note", content=content, name="a", by=by)


def _desk(who) -> str:
    return " ".join(at_desk_of(who).get(reverse("inbox:inbox")).content.decode().split())
