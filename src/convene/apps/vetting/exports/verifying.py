"""Whether a file is what was printed or handed in here, and whether its case has changed since."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from convene.apps.evidence.models import Evidence
from convene.apps.retention.models import Certificate
from convene.apps.retention.queries import certified
from convene.apps.vetting.exports import content_hash
from convene.apps.vetting.models import Case, Printed


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What is known of a file: that it was printed here, and whether the case says the same today;
    or that it is the original of a piece of evidence; or that its case was disposed of.
    """

    sha256: str
    printed: Printed | None = None
    same: bool = False
    evidence: Evidence | None = None
    case: Case | None = None
    disposed: Certificate | None = None


def verify(content: bytes, *, on: date) -> Verified:
    """Return what is known of a file on a day, by its hash alone."""
    hash = sha256(content).hexdigest()
    printed = Printed.objects.filter(sha256=hash).select_related("case", "by").last()
    if printed:
        same = content_hash(printed.case, on=on) == printed.content
        return Verified(sha256=hash, printed=printed, same=same, case=printed.case)
    evidence = Evidence.objects.filter(sha256=hash, exhibit__isnull=False).first()
    if evidence is None:
        return Verified(sha256=hash, disposed=certified(hash))
    return Verified(sha256=hash, evidence=evidence, case=evidence.exhibit.case)
