"""The tasks of an alliance as a tree: what stands in it, how far it is, what is late."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.workshop.models import Alliance, Ask, Part, Task
from convene.apps.workshop.queries.facts import Late
from convene.apps.workshop.queries.naming import unnamed
from convene.apps.workshop.words import Ready, State
from convene.core import unbundling
from convene.core.drafting import Suggestion
from convene.core.unbundling import Piece, Placed
from convene.ground.waiting import Dated

ENDED = (State.CLOSED, State.ABANDONED, State.TERMINATED)
WORKS = (Part.Kind.OWNER, Part.Kind.BUILDER)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A task in its place of the tree."""

    task: Task
    placed: Placed
    is_late: bool
    is_first: bool
    is_last: bool

    @property
    def asks(self) -> list[Ask]:
        return list(self.task.asks.all())

    @property
    def state(self) -> str:
        """The state of a leaf, or the one that its leaves come to."""
        if not self.placed.parts:
            return str(self.task.state)
        return "done" if self.placed.is_done else "parts"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Every task that stands, in the order of the tree, and what was dropped."""

    lines: tuple[Line, ...]
    dropped: tuple[Task, ...]
    """What can be taken back, the last first; what went with another comes back with it."""

    @property
    def leaves(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.placed.parts)

    @property
    def done(self) -> int:
        return sum(line.task.is_done for line in self.leaves)

    @property
    def late(self) -> tuple[Line, ...]:
        """What is late, without what holds something late."""
        late = [line for line in self.lines if line.is_late]
        holds = {line.task.parent_id for line in late}
        return tuple(line for line in late if line.task.pk not in holds)

    @property
    def without_champion(self) -> int:
        return sum(line.task.partner_id is None for line in self.leaves)

    @property
    def readiness(self) -> dict[Ready, int]:
        """How many of the leaves are answered how; not asked is an answer of its own."""
        return {reply: sum(it.task.ready == reply for it in self.leaves) for reply in Ready}

    def of(self, task: Task) -> Line | None:
        return next((line for line in self.lines if line.task.pk == task.pk), None)

    def under(self, task: Task) -> tuple[Line, ...]:
        """Return all that is under a task, in the order of the tree."""
        keys = set(unbundling.below(task.pk, pieces(line.task for line in self.lines)))
        return tuple(line for line in self.lines if line.task.pk in keys)

    def parts_of(self, task: Task) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.task.parent_id == task.pk)


def standing(alliance: Alliance) -> QuerySet[Task]:
    """Return the tasks that are not dropped."""
    return Task.objects.filter(alliance=alliance, dropped_at=None)


def pieces(tasks: Iterable[Task]) -> tuple[Piece, ...]:
    return tuple(Piece(id=task.pk, parent=task.parent_id, is_done=task.is_done) for task in tasks)


def plan(alliance: Alliance, *, today: date) -> Plan:
    """Return the whole plan of an alliance, in as many questions whatever its size."""
    tasks = {task.pk: task for task in shown(standing(alliance))}
    placed = unbundling.outline(pieces(tasks.values()))
    order = {parent: [part.id for part in several] for parent, several in _parts(placed)}
    lines = []
    for piece in placed:
        task, siblings = tasks[piece.piece.id], order[piece.piece.parent]
        is_past = task.due_on is not None and task.due_on < today
        lines.append(
            Line(
                task=task,
                placed=piece,
                is_late=is_past and not piece.is_done,
                is_first=siblings[0] == task.pk,
                is_last=siblings[-1] == task.pk,
            )
        )
    return Plan(lines=tuple(lines), dropped=tuple(_dropped(alliance)))


def so_far(alliance: Alliance) -> tuple[int, int]:
    """Return how many of the tasks without parts are done, and how many there are."""
    return unbundling.progress(unbundling.outline(pieces(standing(alliance))))


def _parts(placed: Iterable[Placed]) -> Iterable[tuple[object, list[Piece]]]:
    return unbundling.by_parent(piece.piece for piece in placed).items()


def shown(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Return tasks with all that a page says of them."""
    rows = tasks.select_related("partner__organisation")
    return rows.prefetch_related("asks", "partner__organisation__names")


def _dropped(alliance: Alliance) -> list[Task]:
    """Return what was dropped by itself: what went with another is taken back with it."""
    gone = Task.objects.filter(alliance=alliance, dropped_at__isnull=False)
    rows = list(gone.select_related("dropped_by").order_by("-dropped_at", "position", "id"))
    moments = {(row.pk, row.dropped_at) for row in rows}
    return [row for row in rows if (row.parent_id, row.dropped_at) not in moments]


def late(alliance: Alliance, *, today: date) -> Iterator[Late]:
    """Yield the tasks that are past their day and not done, while the alliance goes on."""
    if alliance.state in ENDED:
        return
    for line in plan(alliance, today=today).late:
        if line.task.due_on:
            yield Late(
                what=_("Task “%(task)s”") % {"task": line.task},
                since=line.task.due_on,
                to=reverse("workshop:task", args=[alliance.pk, line.task.pk]),
            )


def dated(person: User) -> Iterator[Dated]:
    """Yield the days on which tasks that are not done are due, in alliances that a person works on.

    A calendar is seen by others: where a partner is not to be named, the task is not either.
    """
    works = Part.objects.filter(person=person, until=None, kind__in=WORKS).values("alliance")
    rows = Task.objects.filter(alliance__in=works, alliance__archived_at=None, dropped_at=None)
    tasks = {task.pk: task for task in rows.exclude(alliance__state__in=ENDED)}
    named_nowhere = unnamed(works)
    for placed in unbundling.outline(pieces(tasks.values())):
        task = tasks[placed.piece.id]
        if task.due_on and not placed.is_done:
            is_named = task.alliance_id not in named_nowhere
            yield Dated(
                key=f"task-{task.pk}",
                day=task.due_on,
                what=_("Due: %(task)s") % {"task": task} if is_named else _("A task is due"),
                address=reverse("workshop:task", args=[task.alliance_id, task.pk]),
            )


def suggested_key(alliance: Alliance, suggestion: Suggestion) -> UUID:
    """Return the id of the task that a suggestion of the guide becomes: always the same one."""
    return uuid5(alliance.pk, suggestion.title)


def not_there(
    plan: Plan, suggestions: Iterable[Suggestion], *, alliance: Alliance
) -> list[Suggestion]:
    """Return the suggestions that nobody has taken, under whatever title."""
    titles = {line.task.title for line in plan.lines}
    keys = {line.task.pk for line in plan.lines}
    return [
        item
        for item in suggestions
        if item.title not in titles and suggested_key(alliance, item) not in keys
    ]
