"""Steps of every action on tasks: how one comes, goes and comes back with all that is under it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID, uuid4

from convene.apps.accounts.models import User
from convene.apps.workshop import events
from convene.apps.workshop.models import MOST_ROWS, Alliance, Task
from convene.apps.workshop.queries.unbundling import pieces, standing
from convene.core import draft as core
from convene.core import unbundling
from convene.core.unbundling import MOST_TASKS
from convene.ground import changes
from convene.ground.changes import write
from convene.ground.trail import Kind


class TooMany(Exception):
    """There is no room for more than `most` tasks there."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


def refuse_more(alliance: Alliance, *, than: Collection[UUID]) -> None:
    """Refuse what would be more than there may be, were these tasks there too. Raises TooMany."""
    if len({*than, *standing(alliance).values_list("pk", flat=True)}) > MOST_TASKS:
        raise TooMany(MOST_TASKS)


def refuse_more_at_top(alliance: Alliance) -> None:
    """Refuse one more task at the top, which the page of the draft has no room for. Raises
    TooMany.
    """
    if standing(alliance).filter(parent=None).count() >= MOST_ROWS:
        raise TooMany(MOST_ROWS)


def drop(task: Task, *, by: User, at: datetime) -> None:
    """Drop a task and all that stands under it, the lowest first."""
    rows = {row.pk: row for row in standing(task.alliance)}
    keys = [task.pk, *unbundling.below(task.pk, pieces(rows.values()))]
    behalf = task.alliance.acts_for(by)
    for key in reversed(keys):
        rows[key].dropped_by, rows[key].dropped_at = by, at
        write(rows[key], what=events.TASK_DROPPED, by=by, at=at, behalf=behalf)


def went_with(task: Task) -> list[Task]:
    """Return a task that was dropped and all that went with it, the highest first."""
    together = Task.objects.filter(alliance=task.alliance_id, dropped_at=task.dropped_at)
    together = together.select_related("alliance")
    rows = {row.pk: row for row in together}
    return [rows[key] for key in (task.pk, *unbundling.below(task.pk, pieces(rows.values())))]


def bring_back(rows: Iterable[Task], *, by: User, at: datetime) -> None:
    """Let tasks that were dropped stand again, in the order in which they come."""
    for row in rows:
        row.dropped_by, row.dropped_at = None, None
        behalf = row.alliance.acts_for(by)
        write(row, what=events.TASK_BACK, by=by, at=at, behalf=behalf)


def put_at_top(task: Task, item: core.Task, *, place: int, by: User, at: datetime) -> None:
    """Let a task stand at the top, in its place, as the draft has it; what went with it comes back
    with it.
    """
    went = went_with(task)[1:] if task.dropped_at else []
    what = _event(task)
    was = (task.title, task.champion, task.is_at_top)
    is_moved = task.position != place
    task.title, task.champion, task.position = item.title, item.champion, place
    task.parent, task.dropped_by, task.dropped_at = None, None, None
    if not task.version or was != (task.title, task.champion, True):
        behalf = task.alliance.acts_for(by)
        write(task, what=what, by=by, at=at, new=not task.version, behalf=behalf)
    elif is_moved:
        changes.save(task, by=by, at=at)
    bring_back(went, by=by, at=at)


def copy_parts(alliance: Alliance, *, to: Alliance, keys: Mapping[UUID, UUID], by: User) -> None:
    """Copy the words of every task that is part of another; `keys` are those of the copies at the
    top, by the keys of what they were copied from.
    """
    rows, copies = {row.pk: row for row in standing(alliance)}, dict(keys)
    for placed in unbundling.outline(pieces(rows.values())):
        row = rows[placed.piece.id]
        if row.parent_id:
            part = Task(pk=uuid4(), alliance=to, parent_id=copies[row.parent_id])
            part.title, part.champion, part.position = row.title, row.champion, row.position
            copies[row.pk] = part.pk
            write(part, what=events.TASK_ADDED, by=by, at=to.changed_at, new=True)


def _event(task: Task) -> Kind:
    """Return what happens to a task that comes to the top."""
    if not task.version:
        return events.TASK_ADDED
    if task.dropped_at:
        return events.TASK_BACK
    return events.TASK_CHANGED if task.parent_id is None else events.TASK_TO_TOP
