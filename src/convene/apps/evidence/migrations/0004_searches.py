"""Searches that were made elsewhere are evidence too."""

from django.db import migrations, models
from django.db.models import Q

KINDS = [("file", "File"), ("link", "Web page"), ("note", "Note"), ("search", "Search")]
WHAT_IT_SAYS = (
    Q(kind="file", size__gt=0) & ~Q(file="") & ~Q(media_type="") & ~Q(sha256="")
    | Q(kind="link", read_on__isnull=False, file="", copy="") & ~Q(url="")
    | Q(kind="note", file="", copy="", url="") & ~Q(note="")
    | Q(kind="search", read_on__isnull=False, file="", copy="") & ~Q(place="") & ~Q(note="")
)


class Migration(migrations.Migration):

    dependencies = [
        ("evidence", "0003_signed"),
    ]

    operations = [
        migrations.RemoveConstraint("evidence", "evidence_is_what_it_says"),
        *(
            operation
            for model in ("evidence", "historicalevidence")
            for operation in (
                migrations.AlterField(model, "kind", models.CharField(choices=KINDS, max_length=6)),
                migrations.AddField(model, "place", models.CharField(blank=True, default="", max_length=200, verbose_name="where you searched"), preserve_default=False),
            )
        ),
        migrations.AddConstraint("evidence", models.CheckConstraint(condition=WHAT_IT_SAYS, name="evidence_is_what_it_says")),
    ]
