"""A case past its day goes for good, with its evidence, its looks at the lists, its letters, its
alerts and its trail.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from convene.apps.accounts.models import User
from convene.apps.declarations import actions as declarations
from convene.apps.declarations.models import Declaration
from convene.apps.evidence import actions as evidence
from convene.apps.evidence.models import Evidence
from convene.apps.inbox import actions as inbox
from convene.apps.inbox.models import Alert
from convene.apps.vetting import events
from convene.apps.vetting.actions.record import Barred, unbarred
from convene.apps.vetting.models import Case
from convene.ground import keeping, trail
from convene.ground.changes import Person, lock_all
from convene.ground.forgetting import forget
from convene.ground.keeping import Gone

OF_LATER_CASES = ("vetting.Recall.earlier",)


@dataclass
class _Tally:
    evidence: int = 0
    files: int = 0
    rows: int = 0
    lines: int = 0
    hashes: list[tuple[str, str]] = field(default_factory=list)


def may_dispose(records: Collection[UUID], by: Person) -> None:
    """Raise `keeping.Barred` where somebody must not judge one of these cases: they do not dispose
    of it either.
    """
    for case in Case.objects.filter(pk__in=records):
        try:
            unbarred(case, User.objects.get(pk=by.pk), judging=True)
        except Barred as barred:
            raise keeping.Barred(str(case)) from barred


def dispose_of_cases(records: Collection[UUID], by: Person, at: datetime) -> Gone:
    """Delete cases for good, in the transaction of a disposal, of which the database asks."""
    tally = _Tally()
    for case in lock_all(*Case.objects.filter(pk__in=records).order_by("pk")):
        _dispose(case, tally)
        trail.record(events.DISPOSED, on=case.organisation, by=by, at=at)
    counts = {
        "record": len(records),
        "evidence": tally.evidence,
        "file": tally.files,
        "row": tally.rows,
        "line": tally.lines,
    }
    return Gone(counts=counts, hashes=tuple(tally.hashes))


def _dispose(case: Case, tally: _Tally) -> None:
    """Delete a case, what rests on it in other apps too, and count what went."""
    pieces = list(Evidence.objects.filter(exhibit__case=case))
    alerts = list(Alert.objects.filter(in_case__case=case))
    declared = list(Declaration.objects.filter(in_case__case=case))
    printed = list(case.printed.values_list("sha256", flat=True))
    lines = sum(trail.forget(record) for record in (case, *alerts))
    rows, hash = forget(case, besides=OF_LATER_CASES)
    files = [piece.sha256 for piece in pieces if piece.sha256]
    tally.hashes.append(("record", hash))
    tally.hashes += [("file", sha256) for sha256 in files]
    tally.hashes += [("file", piece.sha256) for piece in declared if piece.sha256]
    tally.hashes += [("printed", sha256) for sha256 in printed]
    evidence.dispose(pieces)
    inbox.remove(alerts)
    lines += declarations.dispose(declared)
    tally.evidence += len(pieces)
    tally.files += len(files)
    tally.rows += rows
    tally.lines += lines
