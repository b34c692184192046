"""The organisation's own concept paper template, if it has one."""

from pathlib import Path

from django.conf import settings

from convene.apps.workshop.models import TemplateUpload
from convene.documents.filling import own_template


def folder() -> Path:
    """Return where the organisation's own templates lie."""
    return Path(settings.DATA) / "templates"


def place(sha256: str) -> Path:
    """Return where the template with a hash lies or would lie: the file is there before the change
    that names it, and nobody uses it without one.
    """
    return folder() / f"concept-{sha256}.docx"


def own() -> Path | None:
    """Return where the organisation's own template lies, None when the one that ships with Convene
    is used.
    """
    change = last_change()
    if change is None or not change.sha256:
        return None
    unnamed = folder() / "concept.docx"  # as the first release kept it
    return next(filter(Path.is_file, (place(change.sha256), unnamed)), None)


def last_change() -> TemplateUpload | None:
    return TemplateUpload.objects.select_related("by").first()


def shipped() -> bytes:
    """Return the template that ships with Convene, to start one's own from."""
    return own_template("concept")
