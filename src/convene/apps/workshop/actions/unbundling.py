"""How work is unbundled: tasks are added, changed, moved, dropped and taken back."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.db import transaction

from convene.apps.accounts.models import User
from convene.apps.workshop import events
from convene.apps.workshop.actions import tree
from convene.apps.workshop.actions.drafts import next_version, open_draft
from convene.apps.workshop.models import Alliance, Task
from convene.apps.workshop.queries.unbundling import pieces, standing
from convene.apps.workshop.words import Ready
from convene.core import unbundling
from convene.core.unbundling import MOST_LEVELS
from convene.ground import changes, trail
from convene.ground.changes import lock, now, write

WRITTEN = ("title", "champion", "partner", "starts_on", "due_on", "indicator", "state")
"""What people write of a task; the rest has an action of its own."""


class TooDeep(Exception):
    """It, or what is under it, would come below the last level."""

    most = MOST_LEVELS


class UnderItself(Exception):
    """A task cannot go under itself, nor under what is part of it."""


class Dropped(Exception):
    """The task, or the one it would be part of, was dropped meanwhile."""


@transaction.atomic
def add_task(
    alliance: Alliance,
    written: Mapping[str, object],
    *,
    id: UUID,
    under: Task | None = None,
    asks: Collection[UUID] | None = None,
    by: User,
) -> Task:
    """Add a task, as the last part of another or at the top; the same id again is the same task.

    `written` holds fields named in `WRITTEN`; `asks` are those that go with it. Raises Archived,
    Dropped, TooDeep, TooMany.
    """
    locked = open_draft(alliance, by=by)
    if there := Task.objects.filter(pk=id).first():
        if there.alliance_id != locked.pk:
            raise SuspiciousOperation("This id belongs to another draft.")
        return there
    tree.refuse_more(locked, than=[id])
    task = Task(pk=id, alliance=locked)
    _place(task, under)
    _fill(task, written)
    moment = _next(locked, events.PLAN_ADDED, task, by=by)
    behalf = locked.acts_for(by)
    write(task, what=events.TASK_ADDED, by=by, at=moment, new=True, behalf=behalf)
    _take(task, asks, by=by, at=moment)
    return task


@transaction.atomic
def change_task(
    task: Task,
    written: Mapping[str, object],
    *,
    seen: int,
    asks: Collection[UUID] | None = None,
    by: User,
) -> Task:
    """Write what a task is, over the version that was `seen`. Raises Archived, Changed, Dropped."""
    alliance = open_draft(task.alliance, by=by)
    locked = _standing(task, seen=seen)
    _fill(locked, written)
    moment = _next(alliance, events.PLAN_CHANGED, locked, by=by)
    _take(locked, asks, by=by, at=moment)
    return write(locked, what=events.TASK_CHANGED, by=by, at=moment, behalf=alliance.acts_for(by))


@transaction.atomic
def answer_readiness(
    task: Task, reply: Ready, *, said_by: str = "", on: date | None = None, seen: int, by: User
) -> Task:
    """Write down whether a company person could say what they would do, who answered and when; what
    was answered before stays in the history. Raises Archived, Changed, Dropped.
    """
    alliance = open_draft(task.alliance, by=by)
    locked = _standing(task, seen=seen)
    locked.ready, locked.ready_said_by, locked.ready_on = reply, said_by, on
    moment = _next(alliance, events.PLAN_CHANGED, locked, by=by)
    return write(locked, what=events.TASK_CHANGED, by=by, at=moment, behalf=alliance.acts_for(by))


@transaction.atomic
def move_task(task: Task, *, under: Task | None, seen: int, by: User) -> Task:
    """Move a task with all its parts, to be the last part of another or the last at the top.

    Raises Archived, Changed, Dropped, TooDeep, TooMany, UnderItself.
    """
    alliance = open_draft(task.alliance, by=by)
    locked = _standing(task, seen=seen)
    if locked.parent_id == (under.pk if under else None):
        return locked
    _place(locked, under)
    moment, behalf = _next(alliance, events.PLAN_MOVED, locked, by=by), alliance.acts_for(by)
    if under is None:
        return write(locked, what=events.TASK_TO_TOP, by=by, at=moment, behalf=behalf)
    return write(locked, what=events.TASK_MOVED, by=by, at=moment, behalf=behalf, under=under.title)


@transaction.atomic
def shift_task(task: Task, *, steps: Literal[-1, 1], by: User) -> None:
    """Let a task change places with the one before or after it. Raises Archived and Dropped."""
    alliance = open_draft(task.alliance, by=by)
    locked = _standing(task)
    rows = {row.pk: row for row in standing(alliance).filter(parent=locked.parent_id)}
    order = unbundling.shifted([*rows], locked.pk, by=steps)
    if order == (*rows,):
        return
    moment = _next(alliance, events.PLAN_MOVED, locked, by=by)
    for place, key in enumerate(order):
        if rows[key].position != place:
            rows[key].position = place
            changes.save(rows[key], by=by, at=moment)


@transaction.atomic
def drop_task(task: Task, *, by: User) -> None:
    """Drop a task with all that is under it; it stays and can be taken back. Twice is once. Raises
    Archived.
    """
    alliance = open_draft(task.alliance, by=by)
    locked = lock(task)
    if locked.dropped_at is None:
        tree.drop(locked, by=by, at=_next(alliance, events.PLAN_DROPPED, locked, by=by))


@transaction.atomic
def take_back_task(task: Task, *, by: User) -> None:
    """Let a task that was dropped stand again where it was, with all that went with it. Twice is
    once. Raises Archived, Dropped, TooDeep, TooMany.
    """
    alliance = open_draft(task.alliance, by=by)
    locked = lock(task)
    if locked.dropped_at is None:
        return
    rows = tree.went_with(locked)
    tree.refuse_more(alliance, than=[row.pk for row in rows])
    _refuse(locked, locked.parent, together=rows)
    moment = _next(alliance, events.PLAN_BACK, locked, by=by)
    tree.bring_back(rows, by=by, at=moment)


def _standing(task: Task, *, seen: int | None = None) -> Task:
    locked = lock(task, seen=seen)
    if locked.dropped_at:
        raise Dropped
    return locked


def _place(task: Task, under: Task | None) -> None:
    """Put a task last under another, or last at the top."""
    _refuse(task, under)
    siblings = standing(task.alliance).filter(parent=under)
    last = siblings.order_by("position").last()
    task.parent, task.position = under, last.position + 1 if last else 0


def _refuse(task: Task, under: Task | None, *, together: Collection[Task] = ()) -> None:
    """Refuse to have a task under another, with all that is under it or comes `together` with it.
    Raises Dropped, TooDeep, TooMany, UnderItself.
    """
    if under is None:
        return tree.refuse_more_at_top(task.alliance)
    tasks = {row.pk: row for row in (*standing(task.alliance), *together)}
    if under.pk not in tasks:
        raise Dropped
    why = unbundling.refusal(task.pk, under=under.pk, pieces=pieces(tasks.values()))
    if why == "under_itself":
        raise UnderItself
    if why == "too_deep":
        raise TooDeep
    return None


def _fill(task: Task, written: Mapping[str, object]) -> None:
    """Raises KeyError for what has an action of its own."""
    for name, value in written.items():
        if name not in WRITTEN:
            raise KeyError(name)
        setattr(task, name, value)


def _take(task: Task, asks: Collection[UUID] | None, *, by: User, at: datetime) -> None:
    """Let these asks, and no others, go with a task; None leaves them as they are."""
    if asks is None:
        return
    for ask in task.alliance.asks.all():
        goes = task.pk if ask.pk in asks else None
        if ask.task_id != goes and (goes or ask.task_id == task.pk):
            ask.task_id = goes
            changes.save(ask, by=by, at=at)


def _next(alliance: Alliance, what: trail.Kind, task: Task, *, by: User) -> datetime:
    """Save the alliance as its next version, since its draft names what is at the top; return the
    moment.
    """
    at = now(alliance)
    next_version(alliance, what=what, by=by, at=at, task=task.title)
    return at
