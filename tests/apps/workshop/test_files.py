"""Drafts as files, and the organisation's own template."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.workshop import actions
from convene.apps.workshop.models import TemplateUpload
from convene.apps.workshop.queries import partners, template
from convene.core.draft import Draft
from tests.apps.registry.people import organisation
from tests.apps.workshop.people import OPEN_TENDERS, at_desk_of, draft_of, person

pytestmark = pytest.mark.django_db
STARTS = {"docx": b"PK", "pdf": b"%PDF-", "html": b"<!DOCTYPE html>"}


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path


def download(desk, alliance, kind="concept", format="docx"):
    return desk.get(reverse("workshop:download", args=[alliance.pk, kind, format]))


@pytest.mark.parametrize("format", STARTS)
@pytest.mark.parametrize(("kind", "name"), [("concept", "concept-paper"), ("brief", "brief")])
def test_every_paper_in_every_format(kind, name, format):
    owner = person("Olga")
    answer = download(at_desk_of(owner), draft_of(owner), kind, format)
    assert answer.content[:15].lower().startswith(STARTS[format].lower())
    assert (
        answer["Content-Disposition"]
        == f'attachment; filename="open-tenders-in-paraguay-{name}.{format}"'
    )
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("title", "name"),
    [("../../etc/passwd\r\nX: y", "etcpasswd-x-y"), ("العربية", "draft"), ("a" * 200, "a" * 60)],
)
def test_a_file_name_is_safe_whatever_the_title(title, name):
    owner = person("Olga")
    answer = download(
        at_desk_of(owner), draft_of(owner, replace(OPEN_TENDERS, title=title)), "brief", "html"
    )
    assert answer["Content-Disposition"] == f'attachment; filename="{name}-brief.html"'


@pytest.mark.parametrize(
    ("kind", "format"), [("memo", "docx"), ("concept", "exe"), ("brief", "odt")]
)
def test_there_is_no_other_file(kind, format):
    owner = person("Olga")
    assert download(at_desk_of(owner), draft_of(owner), kind, format).status_code == 404


def test_a_draft_that_says_too_little_for_a_paper_says_why():
    owner = person("Olga")
    alliance, desk = draft_of(owner, Draft(title="Only a title")), at_desk_of(owner)
    assert "No paper can be made" in desk.get(download(desk, alliance).url).content.decode()


def upload(desk, content, name="concept.docx"):
    return desk.post(
        reverse("workshop:template"), {"template": SimpleUploadedFile(name, content)}, follow=True
    )


def changed(content: bytes, old: bytes, new: bytes) -> bytes:
    """Return a Word file with some words of its text replaced."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(made, "w") as after:
        for item in before.infolist():
            after.writestr(
                item,
                before.read(item).replace(old, new)
                if item.filename == "word/document.xml"
                else before.read(item),
            )
    return made.getvalue()


def used() -> Path:
    """Return what lies where the organisation's own template does."""
    kept = template.own()
    assert kept is not None
    return kept


def letterhead(text: str) -> bytes:
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>".encode()
    return changed(template.shipped(), b"</w:body>", paragraph)


def test_an_own_template_is_used_and_can_be_given_up(django_capture_on_commit_callbacks):
    ada, owner = person("Ada", Role.ADMINISTRATOR), person("Olga")
    desk, alliance = at_desk_of(ada), draft_of(owner)
    own = letterhead("Our letterhead")
    assert "now use this template" in upload(desk, own).content.decode()
    assert [file.read_bytes() for file in template.folder().iterdir()] == [own]
    assert b"Our letterhead" in ZipFile(
        BytesIO(download(at_desk_of(owner), alliance).content)
    ).read("word/document.xml")
    assert desk.get(reverse("workshop:template_file", args=["own"])).content == own
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("workshop:default_template"))
    assert template.own() is None
    assert list(template.folder().iterdir()) == []
    assert desk.get(reverse("workshop:template_file", args=["own"])).status_code == 404
    assert (
        desk.get(reverse("workshop:template_file", args=["default"])).content == template.shipped()
    )
    assert [(str(row.by), row.sha256) for row in TemplateUpload.objects.all()] == [
        ("Ada", ""),
        ("Ada", sha256(own).hexdigest()),
    ]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda: b"not a Word file", "This template can't be used yet"),
        (
            lambda: changed(
                template.shipped(),
                b"</w:body>",
                b"<w:p><w:r><w:t>{{ titel }}</w:t></w:r></w:p></w:body>",
            ),
            "titel",
        ),
    ],
)
def test_a_broken_template_keeps_the_old_one(broken, said):
    desk = at_desk_of(person("Ada", Role.ADMINISTRATOR))
    own = letterhead("Ours")
    upload(desk, own)
    shown = upload(desk, broken()).content.decode()
    assert said in shown
    assert "Nothing was changed." in shown
    assert used().read_bytes() == own
    assert TemplateUpload.objects.count() == 1


def test_a_template_whose_change_is_not_kept_is_not_used(monkeypatch, data):
    desk, lost = at_desk_of(person("Ada", Role.ADMINISTRATOR)), OSError("database or disk is full")
    own, other = letterhead("Ours"), letterhead("Another")
    upload(desk, own)

    def keep_nothing(*_args, **_more):
        raise lost

    monkeypatch.setattr("convene.apps.workshop.actions.template.write", keep_nothing)
    with pytest.raises(OSError, match="full"):
        upload(desk, other)
    assert used().read_bytes() == own


def test_a_template_of_the_first_release_is_still_used(data):
    ada = person("Ada", Role.ADMINISTRATOR)
    upload(at_desk_of(ada), letterhead("Ours"))
    kept = used()
    kept.rename(kept.with_name("concept.docx"))

    assert used().name == "concept.docx"
    upload(at_desk_of(ada), letterhead("Another"))
    assert used().read_bytes() == letterhead("Another")


def test_a_file_that_is_too_large_is_refused():
    desk = at_desk_of(person("Ada", Role.ADMINISTRATOR))
    assert "larger than 5 MB" in upload(desk, b"x" * 5_000_001).content.decode()
    assert template.own() is None


def test_only_administrators_change_the_template():
    desk = at_desk_of(person("Olga", Role.APPROVER))
    assert upload(desk, template.shipped()).status_code == 403
    assert desk.post(reverse("workshop:default_template")).status_code == 403
    assert desk.get(reverse("workshop:template_file", args=["default"])).status_code == 403


def test_a_paper_gives_one_on_the_shortlist_the_reason_of_its_kind():
    ada = person("Ada")
    firm = organisation("Andes Telecom", by=ada, sector="telecom", kind="company")
    wanted = replace(OPEN_TENDERS.asks[0], who="Andes Telecom")
    alliance = draft_of(ada, replace(OPEN_TENDERS, asks=(wanted,)))
    desk = at_desk_of(ada)
    made = download(desk, alliance, format="html").content.decode()
    assert "Andes Telecom: </b>" in made
    assert "taken as" not in made
    proposed = partners.Proposed(name="Andes Telecom", organisation=firm)
    candidate = actions.add(alliance, proposed, by=ada)
    made = download(desk, alliance, format="html").content.decode()
    assert "Andes Telecom (taken as: Telecoms): " in made
    actions.dismiss(alliance, candidate.pk, reason="They have left.", by=ada)
    assert "taken as" not in download(desk, alliance, format="html").content.decode()
