from itertools import pairwise
from typing import Any

from django.db import migrations

PLAIN = {
    "screened": "screened",
    "looked at the lists again": "looked_again",
    "research begun": "research_begun",
    "evidence added": "evidence_added",
    "finding added": "finding_added",
    "condition set": "condition_set",
    "condition met": "condition_met",
    "hit decided": "hit_decided",
    "hits decided together": "hits_decided",
    "assessed": "assessed",
    "handed on": "handed_on",
    "finding corrected": "finding_corrected",
    "note corrected": "note_corrected",
    "facts corrected": "facts_corrected",
    "adverse report": "reported",
    "another plan": "another_plan",
    "true match taken back": "retraction_agreed",
    "retraction refused": "retraction_refused",
    "expired": "expired",
    "legal opinion recorded": "legal_opinion",
    "reply asked for": "reply_asked",
    "reply received": "reply_noted",
}
SAYING = {
    "decided": ("decided", "decision"),
    "stands": ("stands", "text"),
    "joined": ("joined", "who"),
    "left": ("left", "who"),
    "back": ("sent_back", "text"),
}
REOPENING = ("hit", "owner", "report", "scope")
CONFLICTS = {"still holds": "renewed", "ended": "ended"}
TOGETHER = 500


def tell(apps: Any, _editor: Any) -> None:
    """Make a line of the trail of every change that 0.1.0 kept of a case, in its order."""
    Event = apps.get_model("accounts", "Event")
    Case = apps.get_model("vetting", "Case")
    for pk in Case.objects.values_list("pk", flat=True).iterator():
        lines = [_event(Event, "vetting.case", pk, *line) for line in _lines(apps, pk)]
        Event.objects.bulk_create(lines, batch_size=TOGETHER)
    Event.objects.bulk_create(_declarations(apps, Event), batch_size=TOGETHER)


def _event(Event: Any, subject: str, pk: Any, row: Any, code: str, data: Any, changes: Any) -> Any:
    return Event(
        subject=subject,
        subject_id=str(pk),
        code=f"vetting.{code}",
        at=row.history_date,
        by_id=row.history_user_id,
        data=data,
        changes=changes,
    )


def _lines(apps: Any, case: Any) -> list[tuple[Any, str, Any, Any]]:
    """Return the lines of a case, the oldest first.

    Where two share a moment, the one that 0.1.0 showed further up comes later: first what was
    decided of hits, then what happened to the case.
    """
    rows = list(
        apps.get_model("vetting", "HistoricalCase")
        .objects.filter(id=case)
        .order_by("history_date", "history_id")
    )
    shown: list[tuple[Any, str, Any, Any]] = []
    if rows:
        shown = [(rows[0], "opened", {}, {})]
    proposed = _proposed(apps, case)
    shown += [
        (newer, *_said(newer, proposed), _changes(newer, older)) for older, newer in pairwise(rows)
    ]
    hits = apps.get_model("vetting", "HistoricalHit").objects.filter(case_id=case)
    for row in hits.exclude(state="open").order_by("-history_date", "-history_id"):
        said = {"name": row.name, "list": row.watchlist, "state": row.state, "reason": row.reason}
        shown.append((row, "hit", {**said, "hit": str(row.id)}, {}))
    shown.sort(key=lambda line: line[0].history_date, reverse=True)
    return shown[::-1]


def _said(row: Any, proposed: Any) -> tuple[str, dict[str, str]]:
    reason = row.history_change_reason or ""
    word, _colon, text = reason.partition(": ")
    if reason in PLAIN:
        return PLAIN[reason], {}
    if word in SAYING:
        code, key = SAYING[word]
        return code, {key: text}
    if word in REOPENING:
        return "reopened", {"why": word, "text": text}
    if word == "retraction proposed":
        return "retraction_proposed", proposed.get(row.history_date, {"name": text, "reason": ""})
    return "former", {"text": reason}


def _proposed(apps: Any, case: Any) -> dict[Any, dict[str, str]]:
    """Return what was proposed to be taken back, by the moment: the line held it as one text."""
    rows = apps.get_model("vetting", "Retraction").objects.filter(hit__case_id=case)
    return {
        row.proposed_at: {"name": row.hit.name, "reason": row.reason}
        for row in rows.select_related("hit")
    }


def _changes(newer: Any, older: Any) -> dict[str, tuple[Any, Any]]:
    fields = [name for name in ("level", "state") if _differs(name, newer, older)]
    if newer.doubt_text not in ("", older.doubt_text):
        fields += [name for name in ("doubt", "doubt_text") if _differs(name, newer, older)]
    if newer.stopped and not older.stopped:
        fields.append("stopped")
    return {name: (getattr(older, name), getattr(newer, name)) for name in fields}


def _differs(name: str, newer: Any, older: Any) -> bool:
    return bool(getattr(newer, name) != getattr(older, name))


def _declarations(apps: Any, Event: Any) -> list[Any]:
    rows = apps.get_model("vetting", "HistoricalConflictOfInterest").objects
    return [
        _event(
            Event,
            "vetting.conflictofinterest",
            row.id,
            row,
            CONFLICTS.get(row.history_change_reason or "", "declared"),
            {},
            {},
        )
        for row in rows.order_by("history_date", "history_id")
    ]


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_the_trail"),
        ("vetting", "0007_on_the_ground"),
    ]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
