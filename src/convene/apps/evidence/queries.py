"""What is read about evidence."""

from datetime import datetime
from pathlib import PurePath

from django.utils.text import slugify

from convene.apps.evidence.models import Evidence, Leaving
from convene.documents.diligence_files import ENDINGS


def download_name(evidence: Evidence) -> str:
    """Return a safe name with the ending of what the file really is."""
    stem = slugify(PurePath(evidence.file_name).stem)[:80].strip("-")
    return f"{stem or 'evidence'}{ENDINGS[evidence.media_type]}"


def still_there(at: datetime) -> int:
    """Return how many files of what was disposed of at a moment are still to be removed."""
    return Leaving.objects.filter(at=at).count()
