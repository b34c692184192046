"""What a draft was, version by version, and who changed what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from convene.apps.accounts.models import User
from convene.apps.workshop.models import Alliance, Ask, Share, Task
from convene.apps.workshop.queries import drafts
from convene.core import draft as core
from convene.core import edits
from convene.core.draft import Draft

Row = tuple[int, core.Task | core.Ask]
"""A row and its position."""


@dataclass(frozen=True, kw_only=True)
class Version:
    """A draft as it stood from `at` on. `sitting` is the page that saved it,
    if it saved by itself.
    """

    id: int
    at: datetime
    by: User | None
    sitting: str
    draft: Draft
    archived: bool


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What one person did at one sitting; `version` and `draft` are how it stood after that."""

    at: datetime
    by: User | None
    version: int | None = None
    draft: Draft | None = None
    created: bool = False
    archived: bool | None = None
    changes: tuple[edits.Change, ...] = ()
    shared_with: User | None = None
    share: str = ""


def versions(alliance: Alliance) -> list[Version]:
    """Return every version of a draft, oldest first."""
    heads = (
        Alliance.history.filter(id=alliance.pk)
        .select_related("history_user")
        .order_by("history_date", "history_id")
    )
    rows: dict[str, Row] = {}
    changed = _row_changes(alliance)
    waiting = next(changed, None)
    found = []
    for head in heads:
        while waiting is not None and waiting.history_date <= head.history_date:
            _follow(waiting, rows)
            waiting = next(changed, None)
        found.append(_version(head, rows))
    return found


def _row_changes(alliance: Alliance) -> Iterator[Any]:
    """Yield what happened to tasks and asks, oldest first."""
    happened = [
        row for model in (Task, Ask) for row in model.history.filter(alliance_id=alliance.pk)
    ]
    yield from sorted(happened, key=lambda row: (row.history_date, row.history_id))


def _follow(change: Any, rows: dict[str, Row]) -> None:
    """Do to the rows what somebody did then."""
    record = change.instance
    if change.history_type == "-":
        rows.pop(str(record.pk), None)
    else:
        rows[str(record.pk)] = (
            record.position,
            drafts.task(record) if isinstance(record, Task) else drafts.ask(record),
        )


def _version(head: Any, rows: Mapping[str, Row]) -> Version:
    placed = [row for _, row in sorted(rows.values(), key=lambda row: (row[0], row[1].id))]
    tasks = tuple(row for row in placed if isinstance(row, core.Task))
    asks = tuple(row for row in placed if isinstance(row, core.Ask))
    return Version(
        id=head.history_id,
        at=head.history_date,
        by=head.history_user,
        sitting=head.history_change_reason or "",
        draft=replace(drafts.head(head.instance), tasks=tasks, asks=asks),
        archived=head.archived_at is not None,
    )


def version(alliance: Alliance, id: int) -> Version | None:
    return next((found for found in versions(alliance) if found.id == id), None)


def latest(alliance: Alliance) -> int:
    """Return the id of the version that stands now."""
    found = Alliance.history.filter(id=alliance.pk).order_by("history_date", "history_id").last()
    return int(found.history_id)


def written(alliance: Alliance, parts: Sequence[edits.Part]) -> dict[edits.Part, Version]:
    """Return the version in which each part was last changed."""
    found: dict[edits.Part, Version] = {}
    before = None
    for after in versions(alliance):
        changed = (
            [change.part for change in edits.changes(before.draft, after.draft)]
            if before
            else list(parts)
        )
        found |= {part: after for part in parts if any(_touches(place, part) for place in changed)}
        before = after
    return found


def _touches(changed: edits.Part, part: edits.Part) -> bool:
    """A change touches a part when it is the same, or when one of them is the whole row of the
    other.
    """
    return changed == part or (changed.row == part.row and not (changed.field and part.field))


def history(alliance: Alliance) -> list[Entry]:
    """Return what happened to a draft, newest first; what one sitting saved bit by bit is one
    entry.
    """
    entries = [*_edits(versions(alliance)), *_shares(alliance)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _edits(found: Sequence[Version]) -> Iterator[Entry]:
    before: Version | None = None
    for here, after in enumerate(found):
        following = found[here + 1] if here + 1 < len(found) else None
        if (
            before
            and following
            and after.sitting
            and (after.sitting, after.by) == (following.sitting, following.by)
        ):
            continue
        yield _entry(before, after)
        before = after


def _entry(before: Version | None, after: Version) -> Entry:
    moved = before is not None and before.archived != after.archived
    return Entry(
        at=after.at,
        by=after.by,
        version=after.id,
        draft=after.draft,
        created=before is None,
        archived=after.archived if moved else None,
        changes=edits.changes(before.draft, after.draft) if before else (),
    )


def _shares(alliance: Alliance) -> Iterator[Entry]:
    for row in Share.history.filter(alliance_id=alliance.pk).select_related(
        "history_user", "person"
    ):
        what = "ended" if row.history_type == "-" else "edit" if row.may_edit else "read"
        yield Entry(at=row.history_date, by=row.history_user, shared_with=row.person, share=what)
