"""Every way in which a draft changes: whole or not at all, and by somebody."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.workshop import events
from convene.apps.workshop.actions import tree
from convene.apps.workshop.actions.parts import begin
from convene.apps.workshop.models import Alliance, Ask, Part, Task
from convene.apps.workshop.queries import drafts, history
from convene.core import draft as core
from convene.core import edits
from convene.core.draft import Draft
from convene.ground import changes, trail
from convene.ground.changes import Changed, allow, become, lock, now


class Clashed(Changed):
    """Somebody else changed the same parts since: nothing is saved. `theirs` is the draft as it
    stands, of that `version`.
    """

    def __init__(self, merge: edits.Merge, *, theirs: Draft, version: int) -> None:
        super().__init__()
        self.merge = merge
        self.theirs = theirs
        self.version = version


class Archived(Exception):
    """The draft is put away; it can be read, not changed."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """A draft as it stands once it is saved, and the version that is."""

    draft: Draft
    version: int


@transaction.atomic
def create(draft: Draft, *, by: User, id: UUID | None = None) -> Alliance:
    """Save a new draft. With an `id` that its owner has saved already, return that one: pressing
    twice saves once.
    """
    allow(by, "workshop.add_alliance")
    lock(by)  # so that two presses come one after the other
    pk = id or uuid4()
    if existing := Alliance.objects.filter(pk=pk).first():
        if existing.owner != by:
            raise SuspiciousOperation("This id belongs to another draft.")
        return existing
    moment = timezone.now()
    alliance = Alliance(pk=pk, created_at=moment)
    _write(alliance, draft, what=events.STARTED, by=by, at=moment)
    begin(alliance, person=by, kind=Part.Kind.OWNER, by=by, at=moment)
    return alliance


@transaction.atomic
def save(
    alliance: Alliance,
    *,
    seen: int | None = None,
    shown: Draft,
    mine: Draft,
    by: User,
    sitting: str = "",
) -> Saved:
    """Save what somebody typed over what the page had `shown`, and return what now stands.

    Where the draft is no longer the version that was `seen`, what others wrote meanwhile is kept.
    `sitting` names the page it was typed on: what that page saved itself is not somebody else's.
    Raises Clashed when others changed the same parts, Archived when the draft was put away.
    """
    locked = open_draft(alliance, by=by)
    theirs = drafts.content(locked)
    merge = edits.merge(theirs if locked.version == seen else shown, mine, theirs)
    if clashes := _others(locked, merge.clashes, sitting=sitting):
        raise Clashed(replace(merge, clashes=clashes), theirs=theirs, version=locked.version)
    if merge.merged != theirs:
        _write(locked, merge.merged, what=events.EDITED, by=by, at=now(locked), sitting=sitting)
    return Saved(draft=merge.merged, version=locked.version)


def _others(
    alliance: Alliance, clashes: tuple[edits.Clash, ...], *, sitting: str
) -> tuple[edits.Clash, ...]:
    if not (clashes and sitting):
        return clashes
    written = history.written(alliance, [clash.part for clash in clashes])
    return tuple(clash for clash in clashes if written[clash.part].sitting != sitting)


@transaction.atomic
def restore_version(alliance: Alliance, *, version: int, by: User) -> None:
    """Make a draft what it was; what it is now stays in its history. Raises Archived, and
    LookupError for a version it never had.
    """
    locked = open_draft(alliance, by=by)
    former = history.version(locked, version)
    if former is None:
        raise LookupError(version)
    if former.draft != drafts.content(locked):
        _write(locked, former.draft, what=events.WENT_BACK, by=by, at=now(locked), to=version)


@transaction.atomic
def duplicate(alliance: Alliance, *, by: User) -> Alliance:
    """Return a copy that belongs to whoever made it and is shared with nobody. Its tasks are words
    only: nobody champions them yet, and they have no days.
    """
    allow(by, "workshop.duplicate_alliance", alliance)
    draft = drafts.content(alliance)
    keys = {task.id: str(uuid4()) for task in draft.tasks}
    title = _("Copy of %(title)s") % {"title": draft.title}
    longest = Alliance._meta.get_field("title").max_length or len(title)
    fresh = replace(
        draft,
        title=title[:longest],
        tasks=tuple(replace(task, id=keys[task.id]) for task in draft.tasks),
        asks=tuple(replace(ask, id=str(uuid4())) for ask in draft.asks),
    )
    copy = create(fresh, by=by)
    tree.copy_parts(
        alliance, to=copy, keys={UUID(old): UUID(new) for old, new in keys.items()}, by=by
    )
    return copy


@transaction.atomic
def archive(alliance: Alliance, *, by: User) -> None:
    """Put a draft away; nothing is deleted."""
    allow(by, "workshop.archive_alliance", alliance)
    locked = lock(alliance)
    if locked.archived_at is None:
        locked.archived_at, locked.archived_by = now(locked), by
        next_version(locked, what=events.ARCHIVED, by=by, at=locked.archived_at)


@transaction.atomic
def unarchive(alliance: Alliance, *, by: User) -> None:
    """Bring a draft back."""
    allow(by, "workshop.archive_alliance", alliance)
    locked = lock(alliance)
    if locked.archived_at is not None:
        locked.archived_at, locked.archived_by = None, None
        next_version(locked, what=events.BROUGHT_BACK, by=by, at=now(locked))


def open_draft(alliance: Alliance, *, by: User) -> Alliance:
    """Return a draft that somebody may change, locked. Raises PermissionDenied and Archived."""
    allow(by, "workshop.change_alliance", alliance)
    locked = lock(alliance)
    if locked.archived_at:
        raise Archived
    return locked


def _write(
    alliance: Alliance, draft: Draft, *, what: trail.Kind, by: User, at: datetime, **data: Any
) -> None:
    """Bring a draft and its rows to what is wanted, leaving alone the rows that are so already."""
    for name in edits.HEAD:
        setattr(alliance, name, getattr(draft, name))
    alliance.request = asdict(draft.request)
    next_version(alliance, what=what, by=by, at=at, **data)
    _tasks(alliance, draft.tasks, by=by, at=at)
    _asks(alliance, draft.asks, by=by, at=at)


def _tasks(alliance: Alliance, items: Iterable[core.Task], *, by: User, at: datetime) -> None:
    """Bring the tasks at the top to what is wanted: one that is gone is dropped with all under it,
    one that was elsewhere comes to the top. Raises TooMany.
    """
    there = {row.pk: row for row in Task.objects.filter(alliance=alliance)}
    wanted = {UUID(item.id): item for item in items}
    _refuse_foreign(Task, wanted.keys() - there.keys())
    for key, row in there.items():
        if row.is_at_top and key not in wanted:
            tree.drop(row, by=by, at=at)
    back = [there[key] for key in wanted if key in there and there[key].dropped_at]
    coming = {row.pk for task in back for row in tree.went_with(task)}
    tree.refuse_more(alliance, than={*wanted, *coming})
    for place, (key, item) in enumerate(wanted.items()):
        row = there.get(key) or Task(id=key, alliance=alliance)
        tree.put_at_top(row, item, place=place, by=by, at=at)


def _asks(alliance: Alliance, items: Iterable[core.Ask], *, by: User, at: datetime) -> None:
    """Bring the asks to what is wanted; each stays with its task."""
    there = {row.pk: row for row in Ask.objects.filter(alliance=alliance)}
    tasks = {key: row.task_id for key, row in there.items()}
    rows = [
        Ask(
            **{**vars(item), "id": UUID(item.id)},
            alliance=alliance,
            position=place,
            task_id=tasks.get(UUID(item.id)),
        )
        for place, item in enumerate(items)
    ]
    _refuse_foreign(Ask, {row.pk for row in rows} - there.keys())
    become(there.values(), rows, by=by, at=at)


def _refuse_foreign(model: type[Task | Ask], new: Collection[UUID]) -> None:
    """Ids of rows come from the page: one that belongs to another draft is no accident."""
    if model._base_manager.filter(pk__in=new).exists():
        raise SuspiciousOperation("This id belongs to another draft.")


def next_version(
    alliance: Alliance, *, what: trail.Kind, by: User, at: datetime, **data: Any
) -> None:
    """Save a draft as its next version."""
    version, behalf = alliance.version + 1, alliance.acts_for(by)
    new = version == 1
    changes.write(
        alliance, what=what, by=by, at=at, new=new, behalf=behalf, version=version, **data
    )
