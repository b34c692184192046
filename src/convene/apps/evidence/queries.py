"""What is read about evidence."""

from pathlib import PurePath

from django.utils.text import slugify

from convene.apps.evidence.models import Evidence
from convene.documents.diligence_files import ENDINGS


def download_name(evidence: Evidence) -> str:
    """Return a safe name with the ending of what the file really is."""
    stem = slugify(PurePath(evidence.file_name).stem)[:80].strip("-")
    return f"{stem or 'evidence'}{ENDINGS[evidence.media_type]}"
