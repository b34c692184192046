"""What happened of late in the alliances that a person reads, out of the one trail.

Lines stand here of records only whose history every reader of their alliance reads anyway. Nothing
of vetting, of evidence or of the register does.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Event, User
from convene.apps.ledger.models import Book, Contribution
from convene.apps.risks.models import Risk
from convene.apps.statements.models import Statement
from convene.apps.workshop.models import Alliance, Candidate, Partner, Task
from convene.apps.workshop.queries import drafts
from convene.ground import trail

MOST = 500
"""Lines that are listed; older ones are asked for by alliance or person."""
AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Record:
    """A kind of record that lines tell of: the way to its alliance, and the page of its history."""

    model: Any
    page: str
    alliance: str = "alliance_id"
    has_page: bool = True
    """Whether each has a page of its own, or all of an alliance one."""


RECORDS: Mapping[str, Record] = {
    record.model._meta.label_lower: record
    for record in (
        Record(model=Alliance, page="workshop:history", alliance="pk", has_page=False),
        Record(model=Task, page="workshop:task"),
        Record(model=Candidate, page="workshop:partners", has_page=False),
        Record(model=Partner, page="workshop:member"),
        Record(model=Book, page="ledger:promises", has_page=False),
        Record(model=Contribution, page="ledger:promise"),
        Record(model=Risk, page="risks:risk"),
        Record(
            model=Statement,
            page="statements:list",
            alliance="partner__alliance_id",
            has_page=False,
        ),
    )
}


@dataclass(frozen=True, kw_only=True)
class Since:
    """From which day on, in which alliances and by whom; empty asks for all."""

    day: date
    words: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Happened:
    """A line of the trail, and the alliance in which it happened."""

    event: Event
    alliance: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """What happened, in words: `about` which record of the alliance, and where its history is."""

    happened: Happened
    line: trail.Line
    about: str
    to: str


def happened(person: User, since: Since) -> list[Happened]:
    """Return what happened, the newest first, at most so many lines; what one sitting typed bit by
    bit is one.
    """
    start = timezone.make_aware(datetime.combine(since.day, time.min))
    events = Event.objects.filter(subject__in=RECORDS, at__gte=start)
    if since.name:
        events = events.filter(by__name__icontains=since.name)
    own = drafts.visible(person).order_by()
    for word in since.words.split():
        own = own.filter(title__icontains=word)
    lines: list[Happened] = []
    for line in _readable(events, dict(own.values_list("pk", "title"))):
        lines.append(line)
        if len(lines) == MOST:
            break
    return lines


def _readable(events: QuerySet[Event], titles: Mapping[UUID, str]) -> Iterator[Happened]:
    """Yield the lines about these alliances, some hundred read at once."""
    sittings: dict[object, Event] = {}
    last = None
    while titles:
        older = events if last is None else events.filter(pk__lt=last)
        several = list(older.order_by("-pk").select_related("by")[:AT_ONCE])
        whose = _alliances(several)
        for event in several:
            key = whose.get((event.subject, UUID(event.subject_id)))
            sitting = (key, event.data.get("sitting"))
            if key and key in titles and not (sitting[1] and sitting in sittings):
                sittings[sitting] = event
                yield Happened(event=event, alliance=key, title=titles[key])
        if len(several) < AT_ONCE:
            return
        last = several[-1].pk


def _alliances(events: Sequence[Event]) -> Mapping[tuple[str, UUID], UUID]:
    """Return the alliance of each record that lines tell of."""
    whose = {}
    for label, keys in _by_record(events).items():
        record = RECORDS[label]
        rows = record.model.objects.filter(pk__in=keys)
        for key, alliance in rows.values_list("pk", record.alliance):
            whose[label, key] = alliance
    return whose


def _by_record(events: Sequence[Event]) -> Mapping[str, set[UUID]]:
    keys = defaultdict(set)
    for event in events:
        keys[event.subject].add(UUID(event.subject_id))
    return keys


def told(lines: Sequence[Happened]) -> list[Told]:
    """Return lines in words, for whoever may read them."""
    events = [line.event for line in lines]
    titles = _titles(events)
    return [
        Told(
            happened=line,
            line=worded,
            about=titles.get((line.event.subject, UUID(line.event.subject_id)), ""),
            to=_to(line),
        )
        for line, worded in zip(lines, trail.worded(events), strict=True)
    ]


def _titles(events: Sequence[Event]) -> Mapping[tuple[str, UUID], str]:
    titles: dict[tuple[str, UUID], str] = {}
    for label, keys in _by_record(events).items():
        record = RECORDS[label]
        rows = record.model.objects.all()
        if record.model is Partner:
            rows = rows.select_related("organisation").prefetch_related("organisation__names")
        if record.model not in (Alliance, Book):
            titles |= {(label, key): str(row) for key, row in rows.in_bulk(keys).items()}
    return titles


def _to(line: Happened) -> str:
    record = RECORDS[line.event.subject]
    own = [line.event.subject_id] if record.has_page else []
    return reverse(record.page, args=[line.alliance, *own])
