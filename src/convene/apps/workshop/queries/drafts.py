"""Which drafts a person sees, and what stands in one."""

from dataclasses import replace
from typing import Literal
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from convene.apps.accounts.models import User
from convene.apps.workshop.models import Alliance, Ask, Part, Task
from convene.core import draft as core
from convene.core.edits import HEAD
from convene.core.request import Request
from convene.packs import read

Shelf = Literal["own", "shared", "archived"]


def visible(person: User) -> QuerySet[Alliance]:
    """Return every draft that a person has a part in, with everybody who has one."""
    parts = Part.objects.filter(until=None).select_related("person")
    return (
        Alliance.objects.filter(_has_part(person))
        .select_related("archived_by")
        .prefetch_related(Prefetch("parts", queryset=parts))
    )


def _has_part(person: User, **more: str) -> Exists:
    """Say which alliances a person reads: a partner's focal point reads their own page only."""
    parts = Part.objects.filter(alliance=OuterRef("pk"), person=person, until=None, **more)
    return Exists(parts.exclude(kind=Part.Kind.FOCAL_POINT))


def find(person: User, pk: UUID) -> Alliance:
    """Return one draft. Raises Alliance.DoesNotExist for somebody else's as for one that
    never was.
    """
    return visible(person).get(pk=pk)


def shelf(person: User, *, show: Shelf = "own", words: str = "") -> QuerySet[Alliance]:
    """Return a person's drafts, newest first: their own, those shared with them, or the archived
    ones of both.
    """
    drafts = visible(person).filter(archived_at__isnull=show != "archived")
    if show != "archived":
        own = _has_part(person, kind=Part.Kind.OWNER)
        drafts = drafts.filter(own if show == "own" else ~own)
    for word in words.split():
        drafts = drafts.filter(Q(title__icontains=word) | Q(place__icontains=word))
    return drafts


def content(alliance: Alliance) -> core.Draft:
    """Return a draft as plain data, with the tasks at the top of its tree."""
    at_top = alliance.tasks.filter(parent=None, dropped_at=None)
    tasks = tuple(task(row) for row in at_top)
    return replace(head(alliance), tasks=tasks, asks=tuple(ask(row) for row in alliance.asks.all()))


def head(alliance: Alliance) -> core.Draft:
    """Return a draft without its tasks and asks."""
    texts = {name: getattr(alliance, name) for name in HEAD if name != "request"}
    return core.Draft(**texts, request=read.fit(alliance.request, Request))


def task(row: Task) -> core.Task:
    return core.Task(id=str(row.pk), title=row.title, champion=row.champion)


def ask(row: Ask) -> core.Ask:
    kind: core.AskKind = row.kind  # type: ignore[assignment]  # the database knows only these kinds
    return core.Ask(
        id=str(row.pk), who=row.who, kind=kind, contribution=row.contribution, note=row.note
    )


def colleague(address: str) -> User | None:
    """Return the person with an account under this address, if any."""
    return User.objects.filter(email__iexact=address, is_active=True).first()
