"""Who changed what about an organisation, and when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convene.apps.accounts.models import User
from convene.apps.registry.content import FIELDS
from convene.apps.registry.models import AtRisk, Identifier, Organisation, OrganisationName, State
from convene.apps.registry.queries import words

FOLLOWED = (*FIELDS, "parent_id", "merged_into_id")
LABELS = {
    "kind": gettext_lazy("kind"),
    "iati_type": gettext_lazy("IATI type"),
    "country": gettext_lazy("country"),
    "sector": gettext_lazy("sector"),
    "state_owned": gettext_lazy("owned by a state"),
    "extractive": gettext_lazy("mining, oil or gas"),
    "at_risk": gettext_lazy("at risk"),
    "state": gettext_lazy("state"),
    "is_us": gettext_lazy("one of ourselves"),
    "parent_id": gettext_lazy("belongs to"),
    "merged_into_id": gettext_lazy("merged into"),
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One part of a record before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What one person did at one moment."""

    at: datetime
    by: User | None
    created: bool
    changes: tuple[Change, ...]


def history(organisation: Organisation) -> list[Entry]:
    """Return what happened to a record, newest first."""
    found: dict[datetime, list[Change]] = defaultdict(list)
    people: dict[datetime, User | None] = {}
    first = None
    for at, by, change in _all(organisation):
        first = min(first or at, at)
        people[at] = by
        if change:
            found[at].append(change)
    entries = [
        Entry(at=at, by=by, created=at == first, changes=tuple(found[at]))
        for at, by in people.items()
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


Happened = tuple[datetime, User | None, Change | None]


def _all(organisation: Organisation) -> Iterator[Happened]:
    records = (
        Organisation.history.filter(id=organisation.pk)
        .select_related("history_user")
        .order_by("history_date", "history_id")
    )
    yield from _fields(list(records))
    for model, label in ((OrganisationName, _("Name")), (Identifier, _("Number in a register"))):
        rows = (
            model.history.filter(organisation_id=organisation.pk)
            .select_related("history_user")
            .order_by("history_date", "history_id")
        )
        yield from _rows(rows, label=label)


def _fields(records: list[Any]) -> Iterator[Happened]:
    for before, after in zip([None, *records], records, strict=False):
        yield after.history_date, after.history_user, None
        for field in FOLLOWED if before else ():
            old, new = getattr(before, field), getattr(after, field)
            if old != new:
                change = Change(
                    label=_label(field), before=said(field, old), after=said(field, new)
                )
                yield after.history_date, after.history_user, change


def _rows(rows: Iterable[Any], *, label: str) -> Iterator[Happened]:
    there: dict[int, str] = {}
    for row in rows:
        before, after = there.get(row.id, ""), "" if row.history_type == "-" else _row(row)
        there[row.id] = after
        yield (
            row.history_date,
            row.history_user,
            Change(label=label, before=before, after=after) if before != after else None,
        )


def _row(row: Any) -> str:
    record = row.instance
    if isinstance(record, Identifier):
        return str(record)
    period = "–".join(
        str(day or "")
        for day in (record.valid_from, record.valid_until)
        if record.valid_from or record.valid_until
    )
    return " · ".join(
        part for part in (record.text, record.get_kind_display(), record.language, period) if part
    )


def _label(field: str) -> str:
    return str(LABELS[field]).capitalize()


def said(field: str, value: Any) -> str:
    """Return the value of a field in words."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, UUID):
        return _called(value)
    lists = {
        "kind": words.kinds,
        "sector": words.sectors,
        "country": words.countries,
        "iati_type": words.iati_types,
    }
    if field in lists:
        return lists[field]().get(value, value)
    return str(dict([*State.choices, *AtRisk.choices]).get(value, value))


def _called(pk: UUID) -> str:
    record = Organisation.objects.prefetch_related("names").filter(pk=pk).first()
    return str(record) if record else str(pk)
