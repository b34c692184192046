"""The organisation's own concept paper template, if it has one."""

from pathlib import Path

from django.conf import settings

from convene.apps.workshop.models import TemplateUpload
from convene.documents.filling import own_template


def place() -> Path:
    """Return where the organisation's own template lies or would lie."""
    return Path(settings.DATA) / "templates" / "concept.docx"


def own() -> Path | None:
    """Return where the organisation's own template lies, None when the one that ships with Convene
    is used.
    """
    return place() if place().is_file() else None


def last_change() -> TemplateUpload | None:
    return TemplateUpload.objects.select_related("by").first()


def shipped() -> bytes:
    """Return the template that ships with Convene, to start one's own from."""
    return own_template("concept")
