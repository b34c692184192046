"""What leaves as a file is noted: what it was, its hash, and who took it. The case itself is as it
was.
"""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.evidence.actions import original
from convene.apps.evidence.models import Evidence
from convene.apps.vetting import events
from convene.apps.vetting.actions.research import of_its_case
from convene.apps.vetting.actions.sealing import noting
from convene.apps.vetting.models import Case, Printed
from convene.ground import trail
from convene.ground.changes import allow


@transaction.atomic
def note_printed(
    case: Case, *, paper: str, made: bytes, name: str, content: str, language: str, by: User
) -> Printed:
    """Note a file that somebody who may read the case takes of it; `content` is the hash of what
    the case says.
    """
    allow(by, "vetting.read_case", case)
    at, hash = timezone.now(), sha256(made).hexdigest()
    printed = Printed.objects.create(
        case=case,
        paper=paper,
        file_name=name,
        language=language,
        version=case.version,
        content=content,
        size=len(made),
        sha256=hash,
        by=by,
        at=at,
    )
    trail.record(events.PRINTED, on=case, by=by, at=at, paper=paper, name=name, sha256=hash)
    return printed


def hand_out_original(case: Case, evidence: Evidence, *, by: User) -> bytes:
    """Return a file as it was handed in, metadata and all, to a reviewer, and say so on the trail.
    Raises NoEvidence, and `Broken` where it is no longer what it was, which is then on record.
    """
    allow(by, "vetting.read_original", case)
    (exhibit,) = of_its_case(case, [evidence])
    with noting(exhibit):
        content = original(exhibit, by=by)
    _note_original(case, exhibit, by=by)
    return content


def _note_original(case: Case, exhibit: Evidence, *, by: User) -> None:
    cited, at = [str(exhibit.pk)], timezone.now()
    trail.record(events.HANDED_OUT, on=case, by=by, at=at, title=exhibit.title, evidence=cited)
