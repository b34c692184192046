"""What is read about evidence."""

from datetime import datetime
from pathlib import PurePath
from uuid import UUID

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from convene.apps.evidence.models import Evidence, Leaving, Seal
from convene.apps.evidence.words import WHOLE
from convene.documents.diligence_files import ENDINGS


def download_name(evidence: Evidence) -> str:
    """Return a safe name with the ending of what the file really is."""
    stem = slugify(PurePath(evidence.file_name).stem)[:80].strip("-")
    return f"{stem or 'evidence'}{ENDINGS[evidence.media_type]}"


def still_there(at: datetime) -> int:
    """Return how many files of what was disposed of at a moment are still to be removed."""
    return Leaving.objects.filter(at=at).count()


def longest_unread(*, before: datetime) -> list[UUID]:
    """Return the keys of the evidence whose files nobody has read again since then, those first
    that nobody has read for longest.
    """
    pieces = Evidence.objects.filter(kind=Evidence.Kind.FILE)
    pieces = pieces.annotate(read_at=Min("seals__checked_at"))
    pieces = pieces.filter(Q(read_at=None) | Q(read_at__lt=before))
    return list(
        pieces.order_by(F("read_at").asc(nulls_first=True), "pk").values_list("pk", flat=True)
    )


def harmed() -> QuerySet[Evidence]:
    """Return the evidence of which a file was last found not to be as it was kept."""
    harm = Seal.objects.filter(evidence=OuterRef("pk")).exclude(found=WHOLE)
    return Evidence.objects.filter(Exists(harm)).prefetch_related("seals")


def told_harm(evidence: Evidence) -> str:
    """Return what is wrong with the files of a piece of evidence, and since when that is known."""
    return " ".join(
        _("%(what)s Known since %(when)s.") % {"what": seal.harm, "when": _moment(seal.since)}
        for seal in evidence.harm
    )


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT")
