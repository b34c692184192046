"""A case past its day goes for good, with its evidence, its looks at the lists, its letters, its
alerts and its trail.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.declarations import actions as declarations
from convene.apps.declarations.models import Declaration
from convene.apps.evidence import actions as evidence
from convene.apps.evidence.models import Evidence
from convene.apps.inbox import actions as inbox
from convene.apps.inbox.models import Alert
from convene.apps.registry.queries.holding import one_with
from convene.apps.vetting import events
from convene.apps.vetting.actions.record import Barred, unbarred
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries.people import conflicts_of
from convene.ground import keeping, trail
from convene.ground.changes import Person, lock_all
from convene.ground.forgetting import Told, forget
from convene.ground.keeping import Gone

OF_LATER_CASES = ("vetting.Recall.earlier",)


@dataclass
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)
    hashes: list[tuple[str, str]] = field(default_factory=list)

    def took(self, what: str, hashes: Collection[str]) -> None:
        self.counts[what] += len(hashes)
        self.hashes += [(what, hash) for hash in hashes]


def may_dispose(records: Collection[UUID], by: Person) -> None:
    """Raise `keeping.Barred` where somebody must not judge one of these cases: they do not dispose
    of it either.
    """
    for case in Case.objects.filter(pk__in=records):
        try:
            unbarred(case, User.objects.get(pk=by.pk), judging=True)
        except Barred as barred:
            raise keeping.Barred(str(case)) from barred


def may_judge_partner(organisation: UUID, by: Person) -> None:
    """Raise `keeping.Barred` where somebody has a conflict of interest with an organisation, or
    must not judge one of its cases.
    """
    whole = one_with([organisation])
    person = User.objects.get(pk=by.pk)
    tied = conflicts_of(person, today=timezone.localdate()).filter(organisation__in=whole)
    if conflict := tied.select_related("organisation").first():
        raise keeping.Barred(str(conflict.organisation))
    may_dispose(Case.objects.filter(organisation__in=whole).values_list("pk", flat=True), by)


def dispose_of_cases(records: Collection[UUID], by: Person, at: datetime) -> Gone:
    """Delete cases for good, in the transaction of a disposal, of which the database asks."""
    tally = _Tally()
    for case in lock_all(*Case.objects.filter(pk__in=records).order_by("pk")):
        _dispose(case, tally, at=at)
        trail.record(events.DISPOSED, on=case.organisation, by=by, at=at)
    return Gone(counts=dict(tally.counts), hashes=tuple(tally.hashes))


def _dispose(case: Case, tally: _Tally, *, at: datetime) -> None:
    """Delete a case, what rests on it in other apps too, and count what went."""
    went = Told()
    pieces = list(Evidence.objects.filter(exhibit__case=case))
    alerts = list(Alert.objects.filter(in_case__case=case))
    declared = list(Declaration.objects.filter(in_case__case=case))
    printed = list(case.printed.values_list("sha256", flat=True))
    trail.forget(case, went)
    forget(case, went, besides=OF_LATER_CASES)
    evidence.dispose(pieces, went, at=at)
    inbox.dispose(alerts, went)
    declarations.dispose(declared, went)
    tally.took("record", [went.hash])
    files = [piece.sha256 for piece in pieces] + [paper.sha256 for paper in declared]
    tally.took("file", [sha256 for sha256 in files if sha256])
    tally.took("copy", [piece.copy_sha256 for piece in pieces if piece.copy_sha256])
    tally.took("printed", printed)
    tally.counts.update(evidence=len(pieces), alert=len(alerts), declaration=len(declared))
    tally.counts.update(row=went.rows, line=went.lines)
