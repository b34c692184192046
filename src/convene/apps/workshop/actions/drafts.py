"""Every way in which a draft changes: whole or not at all, and by somebody."""

import os
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.workshop.models import Alliance, Ask, Share, Task, TemplateUpload
from convene.apps.workshop.queries import drafts, history, template
from convene.core import draft as core
from convene.core import edits
from convene.core.draft import Draft
from convene.documents.template_check import Fault, check_template

TICK = timedelta(microseconds=1)
"""Two changes of one draft never share a moment, so that its versions have one order."""


class Clashed(Exception):
    """Somebody else changed the same parts since: nothing is saved. `theirs` is the draft as it
    stands.
    """

    def __init__(self, merge: edits.Merge, *, theirs: Draft) -> None:
        super().__init__()
        self.merge = merge
        self.theirs = theirs


class Archived(Exception):
    """The draft is put away; it can be read, not changed."""


class SharedWithOwner(Exception):
    """Owners need no share of their own draft."""


@transaction.atomic
def create(draft: Draft, *, by: User, id: UUID | None = None) -> Alliance:
    """Save a new draft. With an `id` that its owner has saved already, return that one: pressing
    twice saves once.
    """
    User.objects.select_for_update(no_key=True).get(
        pk=by.pk
    )  # so that two presses come one after the other
    pk, at = id or uuid4(), timezone.now()
    if existing := Alliance.objects.filter(pk=pk).first():
        if existing.owner != by:
            raise SuspiciousOperation("This id belongs to another draft.")
        return existing
    alliance = Alliance(pk=pk, owner=by, created_at=at)
    _write(alliance, draft, by=by, at=at)
    return alliance


@transaction.atomic
def save(alliance: Alliance, *, seen: Draft, mine: Draft, by: User, sitting: str = "") -> Draft:
    """Save what somebody typed over what they had seen, and return what now stands, with what
    others wrote meanwhile.

    `sitting` names the page it was typed on: what that page saved itself is not somebody else's.
    Raises Clashed when others changed the same parts, Archived when the draft was put away.
    """
    locked = _lock(alliance)
    if locked.archived_at:
        raise Archived
    theirs = drafts.content(locked)
    merge = edits.merge(seen, mine, theirs)
    if clashes := _others(locked, merge.clashes, sitting=sitting):
        raise Clashed(replace(merge, clashes=clashes), theirs=theirs)
    if merge.merged != theirs:
        _write(locked, merge.merged, by=by, at=_next(locked), sitting=sitting)
    return merge.merged


def _others(
    alliance: Alliance, clashes: tuple[edits.Clash, ...], *, sitting: str
) -> tuple[edits.Clash, ...]:
    if not (clashes and sitting):
        return clashes
    written = history.written(alliance, [clash.part for clash in clashes])
    return tuple(clash for clash in clashes if written[clash.part].sitting != sitting)


@transaction.atomic
def restore_version(alliance: Alliance, *, version: int, by: User) -> None:
    """Make a draft what it was; what it is now stays in its history. Raises LookupError for a
    version it never had.
    """
    locked = _lock(alliance)
    if locked.archived_at:
        raise Archived
    found = history.version(locked, version)
    if found is None:
        raise LookupError(version)
    now = drafts.content(locked)
    if found.draft != now:
        _write(locked, found.draft, by=by, at=_next(locked))


def duplicate(alliance: Alliance, *, by: User) -> Alliance:
    """Return a copy that belongs to whoever made it and is shared with nobody."""
    draft = drafts.content(alliance)
    title = _("Copy of %(title)s") % {"title": draft.title}
    longest = Alliance._meta.get_field("title").max_length or len(title)
    fresh = replace(
        draft,
        title=title[:longest],
        tasks=tuple(replace(task, id=str(uuid4())) for task in draft.tasks),
        asks=tuple(replace(ask, id=str(uuid4())) for ask in draft.asks),
    )
    return create(fresh, by=by)


@transaction.atomic
def archive(alliance: Alliance, *, by: User) -> None:
    """Put a draft away; nothing is deleted."""
    locked = _lock(alliance)
    if locked.archived_at is None:
        at = _next(locked)
        locked.archived_at, locked.archived_by, locked.updated_at = at, by, at
        _signed(locked, by=by, at=at).save()


@transaction.atomic
def unarchive(alliance: Alliance, *, by: User) -> None:
    """Bring a draft back."""
    locked = _lock(alliance)
    if locked.archived_at is not None:
        at = _next(locked)
        locked.archived_at, locked.archived_by, locked.updated_at = None, None, at
        _signed(locked, by=by, at=at).save()


@transaction.atomic
def share(alliance: Alliance, *, person: User, may_edit: bool, by: User) -> Share:
    """Let somebody read a draft, or edit it. Raises SharedWithOwner."""
    locked = _lock(alliance)
    if person == locked.owner:
        raise SharedWithOwner
    at = timezone.now()
    found = Share.objects.filter(alliance=locked, person=person).first() or Share(
        alliance=locked, person=person
    )
    if found.pk is None or found.may_edit != may_edit:
        found.may_edit, found.by, found.at = may_edit, by, at
        _signed(found, by=by, at=at).save()
    return found


@transaction.atomic
def unshare(alliance: Alliance, *, person: User, by: User) -> None:
    for found in Share.objects.filter(alliance=_lock(alliance), person=person):
        _signed(found, by=by, at=timezone.now()).delete()


@transaction.atomic
def use_template(content: bytes, *, by: User) -> tuple[Fault, ...]:
    """Make a Word file the organisation's own template, or return its faults and change nothing."""
    if faults := check_template(content):
        return faults
    TemplateUpload.objects.create(sha256=sha256(content).hexdigest(), by=by, at=timezone.now())
    file = template.place()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=file.parent, suffix=".tmp", delete=False) as new:
        new.write(content)
        new.flush()
        os.fsync(new.fileno())
    Path(new.name).replace(file)
    return ()


@transaction.atomic
def use_default_template(*, by: User) -> None:
    """Go back to the template that ships with Convene."""
    if template.own() is not None:
        TemplateUpload.objects.create(by=by, at=timezone.now())
        template.place().unlink(missing_ok=True)


def _lock(alliance: Alliance) -> Alliance:
    """Return the draft as it stands, which nobody else can change until this transaction ends."""
    return Alliance.objects.select_for_update().get(pk=alliance.pk)


def _next(alliance: Alliance) -> datetime:
    """Return now, or just after the last change where the clock has not moved on."""
    return max(timezone.now(), alliance.updated_at + TICK)


def _write(alliance: Alliance, draft: Draft, *, by: User, at: datetime, sitting: str = "") -> None:
    """Bring a draft and its rows to what is wanted, leaving alone the rows that are so already."""
    for name in edits.HEAD:
        setattr(alliance, name, getattr(draft, name))
    alliance.request = asdict(draft.request)
    alliance.updated_at = at
    _signed(alliance, by=by, at=at, sitting=sitting).save()
    rows: list[Task | Ask] = [
        Task(**_columns(alliance, place, task)) for place, task in enumerate(draft.tasks)
    ]
    rows += [Ask(**_columns(alliance, place, ask)) for place, ask in enumerate(draft.asks)]
    kept: list[Task | Ask] = [*alliance.tasks.all(), *alliance.asks.all()]
    there = {row.pk: row for row in kept}
    _refuse_rows_of_others(row for row in rows if row.pk not in there)
    for gone in there.keys() - {row.pk for row in rows}:
        _signed(there[gone], by=by, at=at, sitting=sitting).delete()
    for row in rows:
        if row.pk not in there or _columns_of(row) != _columns_of(there[row.pk]):
            _signed(row, by=by, at=at, sitting=sitting).save(force_insert=row.pk not in there)


def _columns(alliance: Alliance, place: int, item: core.Task | core.Ask) -> dict[str, object]:
    return {**vars(item), "id": UUID(item.id), "alliance": alliance, "position": place}


def _columns_of(row: Task | Ask) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _refuse_rows_of_others(rows: Iterable[Task | Ask]) -> None:
    """Ids come from the page: one that belongs to another draft is no accident."""
    ids = [row.pk for row in rows]
    if Task.objects.filter(pk__in=ids).exists() or Ask.objects.filter(pk__in=ids).exists():
        raise SuspiciousOperation("This id belongs to another draft.")


R = TypeVar("R", bound=models.Model)


def _signed(record: R, *, by: User, at: datetime, sitting: str = "") -> R:
    """Tell the history who is about to change a record, when, and on which page."""
    vars(record).update(_history_user=by, _history_date=at, _change_reason=sitting or None)
    return record
