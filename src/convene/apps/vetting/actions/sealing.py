"""Evidence is read again at night, and what is wrong with it is on the trail of its case."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

from convene.apps.evidence import actions as evidence
from convene.apps.evidence.models import Evidence, Seal
from convene.apps.evidence.words import WHOLE
from convene.apps.vetting import events
from convene.apps.vetting.models import Case
from convene.core.progress import Progress, quiet
from convene.ground import trail


def check_evidence(*, progress: Progress = quiet) -> int:
    """Read the files of evidence again, as many as a night has time for, and say on the trail of a
    case what of its own is damaged, missing or whole again. Returns how many pieces it read.
    """
    return evidence.check_all(at=timezone.now(), tell=_tell, progress=progress)


@contextmanager
def noting(piece: Evidence) -> Iterator[None]:
    """Note at once that a file is not as it was kept, where somebody asks for it. Raises Broken."""
    try:
        yield
    except evidence.Broken:
        evidence.check_one(piece, at=timezone.now(), tell=_tell)
        raise


def _tell(seal: Seal) -> None:
    """Leave a line where the case is read; evidence that is no exhibit has none."""
    piece = seal.evidence
    for case in Case.objects.filter(exhibits__evidence=piece):
        about: dict[str, Any] = {"title": piece.title, "evidence": [str(piece.pk)]}
        if seal.found == WHOLE:
            trail.record(events.WHOLE_AGAIN, on=case, by=None, at=seal.since, **about)
        else:
            harm = seal.code
            trail.record(events.HARMED, on=case, by=None, at=seal.since, harm=harm, **about)
