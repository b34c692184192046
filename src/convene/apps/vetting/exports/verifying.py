"""Whether a file is what was printed or handed in here, or the copy of what was, and whether its
case has changed since.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import QuerySet

from convene.apps.evidence.models import Evidence
from convene.apps.retention.models import Certificate
from convene.apps.retention.queries import certified
from convene.apps.vetting.exports import content_hash
from convene.apps.vetting.models import Case, Printed


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What is known of a file: that it was printed here, and whether the case says the same today;
    or that it is the original of a piece of evidence, or its copy without metadata; or that its
    case was disposed of.
    """

    sha256: str
    printed: Printed | None = None
    same: bool = False
    evidence: Evidence | None = None
    is_copy: bool = False
    case: Case | None = None
    disposed: Certificate | None = None


def verify(content: bytes, *, on: date) -> Verified:
    """Return what is known of a file on a day, by its hash alone."""
    hash = sha256(content).hexdigest()
    printed = Printed.objects.filter(sha256=hash).select_related("case", "by").last()
    if printed:
        same = content_hash(printed.case, on=on) == printed.content
        return Verified(sha256=hash, printed=printed, same=same, case=printed.case)
    evidence = _exhibits().filter(sha256=hash).first()
    copied = evidence or _exhibits().filter(copy_sha256=hash).first()
    if copied is None:
        return Verified(sha256=hash, disposed=certified(hash))
    return Verified(
        sha256=hash, evidence=copied, is_copy=evidence is None, case=copied.exhibit.case
    )


def _exhibits() -> QuerySet[Evidence]:
    pieces = Evidence.objects.filter(exhibit__isnull=False)
    return pieces.select_related("exhibit__case", "added_by").prefetch_related("seals")
