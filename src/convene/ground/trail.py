"""The trail: what happened, as typed events with codes and data, worded when somebody reads them.

An app names its events once, in its `events.py`:

    SENT_BACK = trail.kind("vetting.sent_back", _("Sent back to research: %(reason)s"), reason=str)
    trail.follow("vetting.case", state=trail.Field(_("state"), word=state_label))

A code that is renamed keeps its former ones (`former=`), so that old lines stay readable.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from convene.ground import signing
from convene.ground.forgetting import Told

Text = str | Promise
Word = Callable[[Any], object]
Before = dict[str, tuple[Any, Any]]
"""The values of a field before and after, as JSON has them, by the name of the field."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of event: its code, its sentence, and how each value of its data is worded."""

    code: str
    sentence: Text
    words: Mapping[str, Word]

    def worded(self, data: Mapping[str, Any]) -> str:
        """Return the sentence with its values; one that an old event lacks is left empty."""
        values = {key: word(data[key]) if key in data else "" for key, word in self.words.items()}
        return str(self.sentence) % values if values else str(self.sentence)


@dataclass(frozen=True)
class Field:
    """A field whose changes are told: what it is called, how its values are worded, and a sentence
    of its own where a list of fields before and after would not do.

    `rows` are records that belong to this one, each told by itself: `names.0`, `names.1` …
    """

    label: Text
    word: Word = str
    sentence: Callable[[Any, Any], str] | None = None
    rows: bool = False


@dataclass(frozen=True, kw_only=True)
class Change:
    """One field before and after, in words; `sentence` says it instead, where there is one."""

    label: str
    before: str
    after: str
    sentence: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that happened; `by` is what whoever did it was called then, empty for what Convene
    does by itself, and `person` their key.
    """

    id: int
    code: str
    at: datetime
    by: str
    what: str
    person: Any = None
    data: Mapping[str, Any] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything it says, where no table of fields is shown."""
        told = (change.sentence for change in self.changes)
        return tuple(sentence for sentence in (self.what, *told) if sentence)


class Event(models.Model):
    """A line of the trail as it is kept: only ever added, never changed.
    The table is in accounts.
    """

    code = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    """What it happened to: the label of its model, `vetting.case`, and its key."""
    subject_id = models.CharField(max_length=36)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    behalf = models.UUIDField(null=True)
    """The organisation, by its key in the registry, that somebody acted for."""
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        abstract = True
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["subject", "subject_id", "at"])]

    def __str__(self) -> str:
        return f"{self.code} · {self.subject} {self.subject_id}"


KINDS: dict[str, Kind] = {}
FIELDS: dict[str, Mapping[str, Field]] = {}


def kind(code: str, sentence: Text = "", *, former: Iterable[str] = (), **words: Word) -> Kind:
    """Name a kind of event, once; each of `words` is a value of its data. Raises ValueError."""
    named = Kind(code=code, sentence=sentence, words=words)
    for known in (code, *former):
        if known in KINDS:
            raise ValueError(f"{known} is named already")
        KINDS[known] = named
    return named


def follow(subject: str, **fields: Field) -> None:
    """Say which fields of a model (`vetting.case`) a line tells of when they change."""
    FIELDS[subject] = fields


def record(
    what: Kind,
    *,
    on: models.Model,
    by: Any,
    at: datetime,
    behalf: UUID | None = None,
    changes: Before | None = None,
    **data: object,
) -> None:
    """Add a line to the trail. Raises ValueError where its data are not what its kind asks for."""
    table().objects.create(**_row(what, on, by, at, behalf, changes or {}, data))


def record_all(
    what: Kind,
    *,
    on: Iterable[models.Model],
    by: Any,
    at: datetime,
    changes: Mapping[Any, Before] | None = None,
    **data: object,
) -> None:
    """Add the same line to the trail of many records at once; `changes` are by their keys."""
    own = changes or {}
    rows = [
        table()(**_row(what, record, by, at, None, own.get(record.pk, {}), data)) for record in on
    ]
    table().objects.bulk_create(rows, batch_size=500)


def forget(on: models.Model, went: Told) -> None:
    """Delete the lines of a record that is disposed of."""
    lines = table().objects.filter(subject=on._meta.label_lower, subject_id=str(on.pk))
    went.lines += went.hear(lines)
    lines.delete()


def _row(
    what: Kind,
    on: models.Model,
    by: Any,
    at: datetime,
    behalf: UUID | None,
    changes: Before,
    data: Mapping[str, object],
) -> dict[str, Any]:
    if set(data) != set(what.words):
        raise ValueError(f"{what.code} asks for {sorted(what.words)}, not {sorted(data)}")
    place = {"subject": on._meta.label_lower, "subject_id": str(on.pk)}
    return {
        **place,
        "code": what.code,
        "by": by,
        "at": at,
        "behalf": behalf,
        "changes": changes,
        "data": dict(data),
    }


def table() -> Any:
    """Return the one table of events, which an app below all others owns."""
    return apps.get_model(settings.TRAIL_MODEL)


def changes(record: models.Model) -> Before:
    """Return what saving a record would change of the fields that are followed."""
    fields = FIELDS.get(record._meta.label_lower, {}).items()
    followed = [name for name, field in fields if not field.rows]
    stored = record.__class__._base_manager.filter(pk=record.pk).values(*followed).first()
    if stored is None or not followed:
        return {}
    new = {name: getattr(record, name) for name in followed}
    return {name: (stored[name], new[name]) for name in followed if stored[name] != new[name]}


def lines(on: models.Model) -> tuple[Line, ...]:
    """Return what happened to a record, the newest first."""
    kept = table().objects.filter(subject=on._meta.label_lower, subject_id=str(on.pk))
    return worded(list(kept.order_by("-at", "-id")))


def worded(events: Sequence[Event]) -> tuple[Line, ...]:
    """Return events in words, in their order."""
    return tuple(line(event, by=name) for event, name in zip(events, _called(events), strict=True))


def _called(events: Sequence[Event]) -> list[str]:
    """Return what whoever did each was called then."""
    accounts_of: Any = table()._meta.get_field("by").related_model
    people = signing.lives({event.by_id for event in events} - {None}, of=accounts_of)
    alike = signing.alike(of=accounts_of) if people else frozenset()
    accounts = [event.by_id and signing.then(people[event.by_id], event.at) for event in events]
    return [
        signing.called(account.name, account.email, alike=alike) if account else ""
        for account in accounts
    ]


def line(event: Event, *, by: str) -> Line:
    """Return an event in words, in the language of whoever reads."""
    return Line(
        id=event.pk,
        code=KINDS[event.code].code if event.code in KINDS else event.code,
        at=event.at,
        by=by,
        person=event.by_id,
        what=_worded(event),
        data=event.data,
        changes=tuple(_changed(event)),
    )


def _worded(event: Event) -> str:
    known = KINDS.get(event.code)
    return known.worded(event.data) if known else _("Something changed (%s).") % event.code


def _changed(event: Event) -> Iterable[Change]:
    """In the order in which the fields are followed: not every database keeps that of JSON."""
    followed = FIELDS.get(event.subject, {})
    order = [*followed, *sorted({_field(name) for name in event.changes} - set(followed))]
    for name in sorted(event.changes, key=lambda name: _place(name, order)):
        shown, (before, after) = followed.get(_field(name), Field(name)), event.changes[name]
        yield Change(
            label=str(shown.label),
            before=_word(shown, before),
            after=_word(shown, after),
            sentence=shown.sentence(before, after) if shown.sentence else "",
        )


def _field(name: str) -> str:
    return name.partition(".")[0]


def _place(name: str, order: Sequence[str]) -> tuple[int, int]:
    return order.index(_field(name)), int(name.partition(".")[2] or 0)


def _word(shown: Field, value: Any) -> str:
    return "" if value in (None, "") else str(shown.word(value))
