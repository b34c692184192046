"""What each row of a workbook that came back would do, judged against what is here now."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from convene.apps.bookkeeping.models import Row
from convene.apps.bookkeeping.queries import deliveries, promises
from convene.apps.bookkeeping.queries.cells import LONGEST_VERSION
from convene.apps.bookkeeping.queries.here import Here
from convene.apps.bookkeeping.queries.lines import Judgement, Problem
from convene.apps.bookkeeping.queries.reading import key_of
from convene.apps.bookkeeping.words import DELIVERIES, PROMISES, Sort
from convene.apps.ledger.models import Contribution, Delivery
from convene.apps.ledger.queries import standing
from convene.apps.ledger.words import State
from convene.core.reasons import Reason, gettext_noop

TWICE = gettext_noop("Row {row} of this sheet is of the same record.")


def judged(rows: Iterable[Row], here: Here) -> list[Judgement]:
    """Return what each row would do, in their order."""
    rows = list(rows)
    exported = here.exported(_stale(rows, here))
    foreign = _foreign(rows, here)
    known = _alike(here)
    first: dict[tuple[str, UUID], int] = {}
    lines = []
    for row in rows:
        earlier = first.setdefault((row.sheet, row.record), row.number)
        if earlier != row.number:
            why = (Problem(column="id", reason=Reason(TWICE, {"row": earlier})),)
            lines.append(Judgement(row=row, sort=Sort.REFUSED, problems=why))
            continue
        line = _judged(row, here, exported=exported, foreign=foreign)
        if line.sort == Sort.NEW and known.setdefault(line.likeness, row.record) != row.record:
            line = replace(line, sort=Sort.ALIKE)
        lines.append(line)
    return lines


def alone(row: Row, here: Here) -> Judgement:
    """Return what one row would do by itself."""
    exported = here.exported(_stale([row], here))
    return _judged(row, here, exported=exported, foreign=_foreign([row], here))


def _judged(
    row: Row, here: Here, *, exported: Mapping[Any, Mapping[str, str]], foreign: set[UUID]
) -> Judgement:
    judge = promises.judged if row.sheet == PROMISES else deliveries.judged
    return judge(row, here, exported=exported, is_foreign=row.record in foreign)


def _stale(rows: Iterable[Row], here: Here) -> Iterable[tuple[UUID, int]]:
    """Yield the promises of which a file holds another version than today's."""
    for row in rows:
        promise, version = here.promises.get(row.record), row.cells.get("version", "") or "1"
        is_number = version.isascii() and version.isdigit() and len(version) <= LONGEST_VERSION
        if row.sheet == PROMISES and promise and is_number and int(version) != promise.version:
            yield row.record, int(version)


def _foreign(rows: Iterable[Row], here: Here) -> set[UUID]:
    """Return the keys that stand in the file and are of something in another alliance."""
    keys = {key for row in rows if (key := key_of(row.cells.get("id", "")))}
    keys -= {*here.promises, *here.deliveries}
    every, foreign = list(keys), set[UUID]()
    for begin in range(0, len(every), 500):
        some = every[begin : begin + 500]
        for table in (Contribution, Delivery):
            foreign |= set(table.objects.filter(pk__in=some).values_list("pk", flat=True))
    return foreign


def _alike(here: Here) -> dict[Any, UUID]:
    """Return what is here by what may be the same; what was called off or taken back is none."""
    known: dict[Any, UUID] = {}
    for key, promise in here.promises.items():
        if promise.state != State.CANCELLED:
            known[PROMISES, promises.likeness(vars(promise))] = key
    for key, came in here.deliveries.items():
        if standing.of(came) not in standing.GONE:
            known[DELIVERIES, deliveries.likeness(vars(came))] = key
    return known
