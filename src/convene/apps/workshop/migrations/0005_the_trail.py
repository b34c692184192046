"""What the histories of drafts and candidates knew, as events with codes and data; who owned and who
shared which draft, as parts. Told once, from the rows that simple-history kept.
"""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

from django.db import migrations

FOLLOWED = ("state", "reason", "note", "assigned_to_id")
"""What an event of a candidate tells of."""


def tell(apps: Any, editor: Any) -> None:
    Event = apps.get_model("accounts", "Event")
    for events in (_drafts(apps), _shares(apps), _candidates(apps), _templates(apps)):
        Event.objects.bulk_create((Event(**event) for event in events), batch_size=500)
    for name in ("HistoricalAlliance", "HistoricalTask", "HistoricalAsk"):
        apps.get_model("workshop", name).objects.update(history_change_reason=None)


def _drafts(apps: Any) -> Iterator[Any]:
    Alliance = apps.get_model("workshop", "Alliance")
    for key, versions in _histories(apps, "HistoricalAlliance"):
        before = None
        for number, row in enumerate(versions, start=1):
            row.version = number
            row.save(update_fields=["version"])
            yield _event(row, "alliance", key, *_of_draft(before, row))
            before = row
        Alliance.objects.filter(pk=key).update(version=number)


def _of_draft(before: Any, row: Any) -> Any:
    """Return the code and the data of what made a version."""
    if before is None:
        return "workshop.started", {"version": row.version}
    if bool(before.archived_at) != bool(row.archived_at):
        code = "workshop.archived" if row.archived_at else "workshop.brought_back"
        return code, {"version": row.version}
    sitting = row.history_change_reason or ""
    return "workshop.edited", {"version": row.version, "sitting": sitting}


def _shares(apps: Any) -> Iterator[Any]:
    for _key, rows in _histories(apps, "HistoricalShare"):
        for row in rows:
            ended, may_edit = row.history_type == "-", row.may_edit
            code = "unshared" if ended else "let_edit" if may_edit else "let_read"
            yield _event(row, "alliance", row.alliance_id, f"workshop.{code}", {"name": row.person_id})


def _candidates(apps: Any) -> Iterator[Any]:
    Candidate = apps.get_model("workshop", "Candidate")
    for key, rows in _histories(apps, "HistoricalCandidate"):
        before = None
        for number, row in enumerate(rows, start=1):
            row.version = number
            row.save(update_fields=["version"])
            changes = _changes(before, row)
            yield {**_event(row, "candidate", key, _of_candidate(before, row), {}), "changes": changes}
            before = row
        Candidate.objects.filter(pk=key).update(version=number)


def _of_candidate(before: Any, row: Any) -> Any:
    if before is None:
        return "workshop.candidate_added"
    if (before.state, before.reason) == (row.state, row.reason):
        return "workshop.candidate_described"
    return "workshop.candidate_dismissed" if row.state == "dismissed" else "workshop.candidate_restored"


def _changes(before: Any, row: Any) -> Any:
    values = {name: (getattr(before, name, None), getattr(row, name)) for name in FOLLOWED}
    return {name: pair for name, pair in values.items() if before and pair[0] != pair[1]}


def _templates(apps: Any) -> Iterator[Any]:
    for upload in apps.get_model("workshop", "TemplateUpload").objects.all():
        yield {
            "subject": "workshop.templateupload",
            "subject_id": str(upload.pk),
            "code": "workshop.template_used" if upload.sha256 else "workshop.template_left",
            "by_id": upload.by_id,
            "at": upload.at,
        }


def _histories(apps: Any, name: Any) -> Iterator[Any]:
    """Yield the key of each record and what became of it, oldest first."""
    rows = apps.get_model("workshop", name).objects.order_by("id", "history_date", "history_id")
    yield from groupby(list(rows), key=lambda row: row.id)


def _event(row: Any, model: Any, key: Any, code: Any, data: Any) -> Any:
    return {
        "subject": f"workshop.{model}",
        "subject_id": str(key),
        "code": code,
        "by_id": row.history_user_id,
        "at": row.history_date,
        "data": data,
    }


def give_parts(apps: Any, editor: Any) -> None:
    Part = apps.get_model("workshop", "Part")
    parts = [*_owners(apps), *_ended(apps), *_standing(apps)]
    Part.objects.bulk_create((Part(**part) for part in parts), batch_size=500)


def _owners(apps: Any) -> Iterator[Any]:
    for alliance in apps.get_model("workshop", "Alliance").objects.all():
        owner, at = alliance.owner_id, alliance.created_at
        yield _part(alliance.pk, owner, "owner", by=owner, at=at)


def _standing(apps: Any) -> Iterator[Any]:
    for share in apps.get_model("workshop", "Share").objects.all():
        yield _part(share.alliance_id, share.person_id, _kind(share), by=share.by_id, at=share.at)


def _ended(apps: Any) -> Iterator[Any]:
    """Yield the parts of those with whom a draft was once shared, or shared otherwise."""
    for _key, found in _histories(apps, "HistoricalShare"):
        for row, then in pairwise(found):
            if row.history_type != "-" and (then.history_type == "-" or _kind(then) != _kind(row)):
                part = _part(row.alliance_id, row.person_id, _kind(row), by=row.by_id, at=row.at)
                yield {**part, "until": then.history_date.date()}


def _kind(share: Any) -> Any:
    return "builder" if share.may_edit else "reader"


def _part(alliance: Any, person: Any, kind: Any, *, by: Any, at: Any) -> Any:
    return {
        "alliance_id": alliance,
        "person_id": person,
        "kind": kind,
        "since": at.date(),
        "by_id": by,
        "at": at,
    }


class Migration(migrations.Migration):
    dependencies = [("workshop", "0004_parts"), ("accounts", "0002_the_trail")]

    operations = [
        migrations.RunPython(tell, migrations.RunPython.noop),
        migrations.RunPython(give_parts, migrations.RunPython.noop),
    ]
