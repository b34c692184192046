"""What 0.1.0 kept of organisations, and of what was said of them, as lines of the trail."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import migrations

TOGETHER = 500
Line = dict[str, Any]
Rows = dict[Any, list[Any]]
FOLLOWED = (
    "kind",
    "iati_type",
    "country",
    "sector",
    "state_owned",
    "extractive",
    "at_risk",
    "state",
    "is_us",
    "parent_id",
    "merged_into_id",
)
SAID = (
    ("import", "uploaded", "by_id", "uploaded_at"),
    ("import", "imported", "by_id", "imported_at"),
    ("import", "import_undone", "undone_by_id", "undone_at"),
    ("link", "linked", "by_id", "at"),
    ("link", "unlinked", "undone_by_id", "undone_at"),
    ("sameness", "sameness_decided", "by_id", "at"),
    ("sameness", "sameness_undone", "undone_by_id", "undone_at"),
    ("contact", "contact_added", "added_by_id", "added_at"),
    ("contact", "contact_erased", "erased_by_id", "erased_at"),
    ("consent", "consent_recorded", "recorded_by_id", "recorded_at"),
    ("consent", "consent_withdrawn", "undone_by_id", "undone_at"),
    ("merge", "merge_proposed", "proposed_by_id", "proposed_at"),
    ("merge", "merge_undone", "undone_by_id", "undone_at"),
)
"""Which columns of which table say that something happened: its code, who, and when."""


def tell(apps: Any, _editor: Any) -> None:
    keep(apps, of_organisations(apps))
    keep(apps, of_what_was_said(apps))


def keep(apps: Any, lines: Iterable[Line]) -> None:
    event = apps.get_model("accounts", "Event")
    rows = (event(**line) for line in lines)
    while some := list(islice(rows, TOGETHER)):
        event.objects.bulk_create(some)


def line(of: str, pk: Any, code: str, by: Any, at: Any, changes: Any = None) -> Line:
    return {
        "subject": f"registry.{of}",
        "subject_id": str(pk),
        "code": f"registry.{code}",
        "by_id": by,
        "at": at,
        "changes": changes or {},
    }


def of_what_was_said(apps: Any) -> Iterator[Line]:
    for model, code, by, at in SAID:
        for row in apps.get_model("registry", model).objects.exclude(**{at: None}).iterator():
            yield line(model, row.pk, code, getattr(row, by), getattr(row, at))
    for row in apps.get_model("registry", "merge").objects.exclude(decided_at=None).iterator():
        code = "merge_refused" if row.state == "refused" else "merge_agreed"
        yield line("merge", row.pk, code, row.decided_by_id, row.decided_at)


def of_organisations(apps: Any) -> Iterator[Line]:
    past = apps.get_model("registry", "HistoricalOrganisation").objects
    ids = past.order_by("id").values_list("id", flat=True).distinct()
    every = iter(list(ids))
    while some := list(islice(every, TOGETHER)):
        kept = {
            "organisation": rows_of(past.filter(id__in=some), owner="id"),
            "names": of_rows(apps, "HistoricalOrganisationName", some),
            "identifiers": of_rows(apps, "HistoricalIdentifier", some),
        }
        for pk in some:
            yield from history(pk, {part: rows.get(pk, []) for part, rows in kept.items()})


def of_rows(apps: Any, model: str, some: Any) -> Rows:
    past = apps.get_model("registry", model).objects.filter(organisation_id__in=some)
    return rows_of(past, owner="organisation_id")


def rows_of(past: Any, *, owner: str) -> Rows:
    """Return the rows of a history by whose they are, in the order in which they were written."""
    by_owner: Rows = {}
    for row in past.order_by("history_date", "history_id"):
        by_owner.setdefault(getattr(row, owner), []).append(row)
    return by_owner


def history(pk: Any, kept: dict[str, list[Any]]) -> Iterator[Line]:
    """Yield a line for each moment at which something of an organisation was written."""
    moments: dict[Any, Line] = {}
    people: dict[Any, Any] = {}
    for part, rows in kept.items():
        differences = of_fields if part == "organisation" else of_parts
        for row, changes in differences(rows, part):
            people[row.history_date] = row.history_user_id
            moments.setdefault(row.history_date, {}).update(numbered(changes, moments, row))
    for at in sorted(moments):
        gone = any(r.history_type == "-" for r in kept["organisation"] if r.history_date == at)
        code = "removed" if gone else code_of(moments[at], first=at == min(moments))
        yield line("organisation", pk, code, people[at], at, moments[at])


def numbered(changes: Line, moments: dict[Any, Line], row: Any) -> Line:
    """Return changes with rows numbered after those of the same moment that are told already."""
    told = moments.get(row.history_date, {})
    return {
        name if name in FOLLOWED else f"{name}.{sum(key.startswith(name) for key in told)}": pair
        for name, pair in changes.items()
    }


def code_of(changes: Line, *, first: bool) -> str:
    if first:
        return "written"
    if "merged_into_id" in changes:
        return "merged" if changes["merged_into_id"][1] else "split"
    return "changed" if changes else "merge_decided"


def of_fields(rows: list[Any], _part: str) -> Iterator[tuple[Any, Line]]:
    for before, after in zip([None, *rows], rows):
        yield after, {
            name: (plain(getattr(before, name)), plain(getattr(after, name)))
            for name in FOLLOWED
            if before and getattr(before, name) != getattr(after, name)
        }


def plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (bool, str)) else str(value)


def of_parts(rows: list[Any], part: str) -> Iterator[tuple[Any, Line]]:
    there: Line = {}
    for row in rows:
        before, after = there.get(row.id), None if row.history_type == "-" else told(row, part)
        there[row.id] = after
        yield row, {part: (before, after)} if before != after else {}


def told(row: Any, part: str) -> Any:
    if part == "identifiers":
        return f"{row.scheme}-{row.value}"
    return {
        "text": row.text,
        "kind": row.kind,
        "language": row.language,
        "valid_from": row.valid_from and row.valid_from.isoformat(),
        "valid_until": row.valid_until and row.valid_until.isoformat(),
    }


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_on_the_ground"), ("accounts", "0002_the_trail")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
