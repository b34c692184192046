"""Evidence whose files are not as they were kept, for those who can do something about it."""

from django.db.models import QuerySet

from convene.apps.accounts.models import User
from convene.apps.evidence.models import Evidence
from convene.apps.evidence.queries import harmed
from convene.apps.vetting.models import Case

MOST = 50
"""Pieces that come up at once; a disk that is gone harms all there are."""


def waiting(readable: QuerySet[Case], person: User) -> tuple[list[Evidence], int]:
    """Return damaged or missing evidence of cases that a person may read, where they may have it
    put right: reviewers all of it, others what they brought themselves. Beyond what comes up at
    once, how many pieces there are.
    """
    pieces = harmed().filter(exhibit__case__in=readable)
    pieces = pieces.select_related("exhibit__case__organisation")
    pieces = pieces.prefetch_related("exhibit__case__organisation__names")
    if not person.has_perm("vetting.assess_case"):
        pieces = pieces.filter(added_by=person)
    shown = [piece for piece in pieces[:MOST] if person.has_perm("vetting.mend_evidence", piece)]
    return shown, pieces.count() - MOST if len(shown) == MOST else 0
