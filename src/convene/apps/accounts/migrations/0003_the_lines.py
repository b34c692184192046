"""What 0.1.0 kept of people and invitations, as lines of the trail."""

from collections.abc import Iterator
from typing import Any

from django.db import migrations

FOLLOWED = ("name", "email", "language", "time_zone", "role", "is_active")
REASONS = {"password link": "password_link", "second step removed": "second_step_removed"}
USED = (
    ("invited", "invited_by_id", "created_at"),
    ("used", "used_by_id", "used_at"),
)
TOGETHER = 500
Line = dict[str, Any]


def tell(apps: Any, _editor: Any) -> None:
    event = apps.get_model("accounts", "Event")
    lines = [*of_people(apps), *of_invitations(apps)]
    event.objects.bulk_create([event(**line) for line in lines], batch_size=TOGETHER)


def line(of: str, pk: Any, code: str, by: Any, at: Any, changes: Any = None) -> Line:
    return {
        "subject": f"accounts.{of}",
        "subject_id": str(pk),
        "code": f"accounts.{code}",
        "by_id": by,
        "at": at,
        "changes": changes or {},
    }


def of_people(apps: Any) -> Iterator[Line]:
    before = None
    for row in apps.get_model("accounts", "HistoricalUser").objects.order_by("id", "history_id"):
        if row.history_type == "+":
            yield line("user", row.id, "joined", row.history_user_id, row.history_date)
        elif before is not None and before.id == row.id:
            changes = {
                name: (getattr(before, name), getattr(row, name))
                for name in FOLLOWED
                if getattr(before, name) != getattr(row, name)
            }
            code = code_of(row, changes)
            yield line("user", row.id, code, row.history_user_id, row.history_date, changes)
        before = row


def code_of(row: Any, changes: Line) -> str:
    """A line without a difference was a new password, which is kept nowhere."""
    reason = REASONS.get(row.history_change_reason)
    return reason or ("changed" if changes else "password_changed")


def of_invitations(apps: Any) -> Iterator[Line]:
    for row in apps.get_model("accounts", "Invitation").objects.all():
        for code, by, at in USED:
            if getattr(row, at):
                yield line("invitation", row.pk, code, getattr(row, by), getattr(row, at))
    past = apps.get_model("accounts", "HistoricalInvitation").objects
    for row in past.exclude(revoked_at=None).order_by("history_id"):
        yield line("invitation", row.id, "revoked", row.history_user_id, row.revoked_at)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_the_trail")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
