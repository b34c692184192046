"""When each round began; counsel, and a second approver, behind a legal opinion; who ended a conflict
of interest, and why.
"""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from convene.core import diligence
from convene.ground.constraints import known, said, who_and_when

CLEARED = sorted(diligence.CLEARED)
PERSON = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}


def rounds_began(apps: Any, schema_editor: Any) -> None:
    """A round began when its case first said its number; the first one when it was opened."""
    past = apps.get_model("vetting", "HistoricalCase")
    apps.get_model("vetting", "Case").objects.update(round_at=F("opened_at"))
    past.objects.update(round_at=F("opened_at"))
    for case in apps.get_model("vetting", "Case").objects.filter(round__gt=1):
        then = past.objects.filter(id=case.pk, round=case.round).order_by("history_date")
        if began := then.values_list("history_date", flat=True).first():
            type(case).objects.filter(pk=case.pk).update(round_at=began)
    _check_now(schema_editor)


def _check_now(schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table changes while checks wait


def opinions_of_one(apps: Any, schema_editor: Any) -> None:
    """One approver alone recorded an opinion: it stays, and counts no longer where its case is not
    cleared yet.
    """
    past = apps.get_model("vetting", "HistoricalCase")
    for opinion in apps.get_model("vetting", "LegalOpinion").objects.filter(case__round__gt=1):
        then = past.objects.filter(id=opinion.case_id, history_date__lte=opinion.proposed_at)
        opinion.round = then.order_by("history_date").values_list("round", flat=True).last() or 1
        opinion.save(update_fields=["round"])
    cases = apps.get_model("vetting", "Case").objects.exclude(state__in=CLEARED)
    cases.update(legal_opinion=None)
    _check_now(schema_editor)


def person(**more: Any) -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, **{**PERSON, **more})


class Migration(migrations.Migration):

    dependencies = [
        ("vetting", "0021_due"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(
            migrations.AddField(model, "round_at", models.DateTimeField(null=True))
            for model in ("case", "historicalcase")
        ),
        migrations.RunPython(rounds_began, migrations.RunPython.noop),
        *(
            migrations.AlterField(model, "round_at", models.DateTimeField())
            for model in ("case", "historicalcase")
        ),
        migrations.RemoveConstraint("legalopinion", "legal_opinion_says_something"),
        migrations.AlterModelOptions("legalopinion", {"ordering": ["proposed_at", "id"]}),
        migrations.RenameField("legalopinion", "text", "reason"),
        migrations.RenameField("legalopinion", "by", "proposed_by"),
        migrations.RenameField("legalopinion", "at", "proposed_at"),
        migrations.AlterField(
            "legalopinion", "reason", models.TextField(max_length=5000, verbose_name="reason")
        ),
        migrations.AddField("legalopinion", "round", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField(
            "legalopinion",
            "counsel",
            models.CharField(blank=True, default="", max_length=300, verbose_name="counsel"),
            preserve_default=False,
        ),
        migrations.AddField(
            "legalopinion",
            "state",
            models.CharField(
                choices=[
                    ("proposed", "Waiting for a second person"),
                    ("agreed", "Agreed"),
                    ("refused", "Refused"),
                    ("undone", "Taken back"),
                ],
                default="proposed",
                max_length=10,
            ),
        ),
        migrations.AddField("legalopinion", "decided_by", person(null=True)),
        migrations.AddField("legalopinion", "decided_at", models.DateTimeField(null=True)),
        migrations.AddField("legalopinion", "undone_by", person(null=True)),
        migrations.AddField("legalopinion", "undone_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "legalopinion",
            "undone_reason",
            models.TextField(blank=True, default="", max_length=5000, verbose_name="reason"),
            preserve_default=False,
        ),
        migrations.RunPython(opinions_of_one, migrations.RunPython.noop),
        *(
            migrations.AddConstraint("legalopinion", constraint)
            for constraint in (
                known(
                    "state",
                    ("proposed", "agreed", "refused", "undone"),
                    name="legalopinion_state_is_known",
                ),
                models.CheckConstraint(
                    name="legalopinion_has_a_reason", condition=said("reason")
                ),
                who_and_when(
                    "decided",
                    name="legalopinion_decided_says_who_and_when",
                    when=~Q(state="proposed"),
                ),
                models.CheckConstraint(
                    name="legalopinion_takes_two_people",
                    condition=~Q(state__in=("agreed", "undone")) | ~Q(decided_by=F("proposed_by")),
                ),
                who_and_when(
                    "undone",
                    name="legalopinion_undone_says_who_and_when",
                    when=Q(state="undone"),
                ),
                models.CheckConstraint(
                    name="legalopinion_undone_says_why",
                    condition=Q(undone_reason="") & ~Q(state="undone")
                    | Q(state="undone") & Q(said("undone_reason")),
                ),
                models.CheckConstraint(
                    name="legal_opinion_names_counsel",
                    condition=~Q(state="agreed") | Q(said("counsel")),
                ),
            )
        ),
        migrations.AddField("conflictofinterest", "ended_by", person(null=True)),
        migrations.AddField(
            "historicalconflictofinterest",
            "ended_by",
            person(
                blank=True,
                null=True,
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
            ),
        ),
        *(
            migrations.AddField(model, "ended_at", models.DateTimeField(null=True))
            for model in ("conflictofinterest", "historicalconflictofinterest")
        ),
        *(
            migrations.AddField(
                model,
                "ended_why",
                models.TextField(blank=True, default="", max_length=2000, verbose_name="reason"),
                preserve_default=False,
            )
            for model in ("conflictofinterest", "historicalconflictofinterest")
        ),
        migrations.AddConstraint(
            "conflictofinterest", who_and_when("ended", name="conflict_ended_says_who_and_when")
        ),
        migrations.AddConstraint(
            "conflictofinterest",
            models.CheckConstraint(
                name="conflict_is_ended_by_somebody_else", condition=~Q(ended_by=F("person"))
            ),
        ),
        migrations.AddConstraint(
            "conflictofinterest",
            models.CheckConstraint(
                name="conflict_ended_says_why",
                condition=Q(ended_by=None, ended_why="")
                | Q(ended_by__isnull=False, until__isnull=False) & Q(said("ended_why")),
            ),
        ),
    ]
