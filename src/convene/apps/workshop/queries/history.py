"""What a draft was, version by version, and who changed what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from convene.apps.accounts.models import User
from convene.apps.workshop.models import Alliance, Ask, Task
from convene.apps.workshop.queries import drafts, wording
from convene.core import draft as core
from convene.core import edits
from convene.core.draft import Draft
from convene.ground import trail

Row = tuple[int, core.Task | core.Ask]
"""A row and its position."""


@dataclass(frozen=True, kw_only=True)
class Version:
    """A draft as it stood from `at` on. `sitting` is the page that saved it,
    if it saved by itself.
    """

    number: int
    at: datetime
    by: User | None
    sitting: str
    draft: Draft


def versions(alliance: Alliance) -> list[Version]:
    """Return every version of a draft, oldest first."""
    heads = Alliance.history.filter(id=alliance.pk).select_related("history_user")
    sittings = {line.data["version"]: line.data.get("sitting", "") for line in _lines(alliance)}
    rows: dict[str, Row] = {}
    changed = _row_changes(alliance)
    waiting = next(changed, None)
    made = []
    for head in heads.order_by("version"):
        while waiting is not None and waiting.history_date <= head.history_date:
            _follow(waiting, rows)
            waiting = next(changed, None)
        made.append(_version(head, rows, sitting=sittings.get(head.version, "")))
    return made


def _lines(alliance: Alliance) -> list[trail.Line]:
    """Return what the trail says of versions, newest first."""
    return [line for line in trail.lines(alliance) if "version" in line.data]


def _row_changes(alliance: Alliance) -> Iterator[Any]:
    """Yield what happened to tasks and asks, oldest first."""
    happened = [
        row for model in (Task, Ask) for row in model.history.filter(alliance_id=alliance.pk)
    ]
    yield from sorted(happened, key=lambda row: (row.history_date, row.history_id))


def _follow(change: Any, rows: dict[str, Row]) -> None:
    """Do to the rows what somebody did then."""
    record = change.instance
    if change.history_type == "-" or (isinstance(record, Task) and not record.is_at_top):
        rows.pop(str(record.pk), None)
    else:
        rows[str(record.pk)] = (
            record.position,
            drafts.task(record) if isinstance(record, Task) else drafts.ask(record),
        )


def _version(head: Any, rows: Mapping[str, Row], *, sitting: str) -> Version:
    placed = [row for _, row in sorted(rows.values(), key=lambda row: (row[0], row[1].id))]
    tasks = tuple(row for row in placed if isinstance(row, core.Task))
    asks = tuple(row for row in placed if isinstance(row, core.Ask))
    return Version(
        number=head.version,
        at=head.history_date,
        by=head.history_user,
        sitting=sitting,
        draft=replace(drafts.head(head.instance), tasks=tasks, asks=asks),
    )


def version(alliance: Alliance, number: int) -> Version | None:
    return next((found for found in versions(alliance) if found.number == number), None)


def written(alliance: Alliance, parts: Sequence[edits.Part]) -> dict[edits.Part, Version]:
    """Return the version in which each part was last changed."""
    made = versions(alliance)
    last = edits.last_changed([version.draft for version in made], parts)
    return {part: made[place] for part, place in last.items()}


def history(alliance: Alliance) -> list[trail.Line]:
    """Return what happened to a draft, newest first; what one sitting saved bit by bit is one
    line.
    """
    differences = {
        after.number: _changes(before, after) for before, after in _steps(versions(alliance))
    }
    return [
        replace(line, changes=differences[line.data["version"]]) if "version" in line.data else line
        for line in trail.lines(alliance)
        if line.data.get("version") in {None, *differences}
    ]


def _steps(made: Sequence[Version]) -> Iterator[tuple[Version | None, Version]]:
    """Yield each version after the one before it, those of one sitting as one."""
    before: Version | None = None
    for after, following in zip(made, [*made[1:], None], strict=True):
        one_sitting = (
            before
            and following
            and after.sitting
            and (after.sitting, after.by) == (following.sitting, following.by)
        )
        if not one_sitting:
            yield before, after
            before = after


def _changes(before: Version | None, after: Version) -> tuple[trail.Change, ...]:
    if before is None:
        return ()
    differing = edits.changes(before.draft, after.draft)
    return tuple(wording.in_words(change, draft=after.draft) for change in differing)
