"""Organisations count their versions, and what is taken back or proposed says so in one shape."""

from typing import Any

from django.db import migrations, models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan

STATES = {"confirmed": "agreed", "split": "undone"}
BOTH = ("merge", "historicalmerge")
SAID = [
    ("proposed", "Waiting for a second person"),
    ("agreed", "Confirmed"),
    ("refused", "Not the same"),
    ("undone", "Split again"),
]
KINDS = [
    ("candidate", "Candidate"),
    ("active", "Active"),
    ("merged", "Merged"),
    ("dissolved", "Dissolved"),
]
UNDONE = Q(undone_at__isnull=False, undone_by__isnull=False)
NOT_UNDONE = Q(undone_at=None, undone_by=None)


def count_versions(apps: Any, _editor: Any) -> None:
    """Every line of an organisation's history was a version of it."""
    past = apps.get_model("registry", "HistoricalOrganisation").objects
    lines = past.filter(id=OuterRef("id")).order_by().values("id")
    count = Subquery(lines.annotate(count=Count("history_id")).values("count"))
    upto = lines.filter(history_id__lte=OuterRef("history_id"))
    apps.get_model("registry", "Organisation").objects.update(version=count)
    past.update(version=Subquery(upto.annotate(count=Count("history_id")).values("count")))


def rename_states(apps: Any, _editor: Any) -> None:
    for model in BOTH:
        for before, after in STATES.items():
            apps.get_model("registry", model).objects.filter(state=before).update(state=after)


def name_them_as_before(apps: Any, _editor: Any) -> None:
    for model in BOTH:
        for before, after in STATES.items():
            apps.get_model("registry", model).objects.filter(state=after).update(state=before)


def renamed(names: dict[str, str], *, of: str) -> list[migrations.RenameField]:
    return [
        migrations.RenameField(model, before, after)
        for model in (of, f"historical{of}")
        for before, after in names.items()
    ]


def altered(**fields: Any) -> list[migrations.AlterField]:
    return [
        migrations.AlterField(model, name, field)
        for model in BOTH
        for name, field in fields.items()
    ]


def check(model: str, name: str, condition: Q) -> migrations.AddConstraint:
    constraint = models.CheckConstraint(name=name, condition=condition)
    return migrations.AddConstraint(model, constraint)


def removed(model: str, *names: str) -> list[migrations.RemoveConstraint]:
    return [migrations.RemoveConstraint(model, name) for name in names]


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_link_open_data_id")]

    operations = [
        *removed("organisation", "updated_no_earlier_than_created"),
        *removed("consent", "consent_withdrawn_says_who_and_when", "one_standing_consent"),
        *removed(
            "merge",
            "merge_state_is_known",
            "merge_decided_says_who_and_when",
            "merge_takes_two_people",
            "split_says_who_when_and_why",
            "one_standing_merge",
        ),
        *renamed({"updated_at": "changed_at"}, of="organisation"),
        *renamed({"withdrawn_by": "undone_by", "withdrawn_at": "undone_at"}, of="consent"),
        *renamed(
            {
                "split_by": "undone_by",
                "split_at": "undone_at",
                "split_reason": "undone_reason",
            },
            of="merge",
        ),
        *(
            migrations.AddField(model, "version", models.PositiveIntegerField(default=0))
            for model in ("organisation", "historicalorganisation")
        ),
        *altered(
            reason=models.TextField("reason", max_length=5000),
            undone_reason=models.TextField("reason", blank=True, max_length=5000),
            state=models.CharField(choices=SAID, default="proposed", max_length=10),
            state_before=models.CharField(blank=True, choices=KINDS, max_length=10),
        ),
        migrations.RunPython(rename_states, name_them_as_before),
        migrations.RunPython(count_versions, migrations.RunPython.noop),
        check("organisation", "changed_no_earlier_than_created", Q(changed_at__gte=F("created_at"))),
        check("consent", "consent_undone_says_who_and_when", NOT_UNDONE | UNDONE),
        migrations.AddConstraint(
            "consent",
            models.UniqueConstraint(
                name="one_standing_consent",
                fields=["organisation", "subject"],
                condition=Q(undone_at=None),
            ),
        ),
        check("merge", "merge_state_is_known", Q(state__in=tuple(code for code, _said in SAID))),
        check(
            "merge",
            "merge_decided_says_who_and_when",
            (Q(state="proposed") & Q(decided_at=None, decided_by=None))
            | (~Q(state="proposed") & Q(decided_at__isnull=False, decided_by__isnull=False)),
        ),
        check(
            "merge",
            "merge_takes_two_people",
            ~Q(state__in=("agreed", "undone")) | ~Q(decided_by=F("proposed_by")),
        ),
        check(
            "merge",
            "merge_undone_says_who_and_when",
            (~Q(state="undone") & NOT_UNDONE) | (Q(state="undone") & UNDONE),
        ),
        check(
            "merge",
            "merge_undone_says_why",
            Q(undone_reason="") & ~Q(state="undone")
            | Q(state="undone") & Q(GreaterThan(Length(Trim("undone_reason")), 0)),
        ),
        migrations.AddConstraint(
            "merge",
            models.UniqueConstraint(
                name="one_standing_merge",
                fields=["duplicate"],
                condition=Q(state__in=("proposed", "agreed")),
            ),
        ),
    ]
