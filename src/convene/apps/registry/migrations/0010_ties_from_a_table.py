"""Who stands behind organisations may come from a table too."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

OF = [("organisations", "Organisations"), ("ties", "Who stands behind them")]


class Migration(migrations.Migration):

    dependencies = [
        ("registry", "0009_who_stands_behind"),
    ]

    operations = [
        migrations.AddField("import", "of", models.CharField(choices=OF, default="organisations", max_length=15)),
        migrations.AddConstraint("import", models.CheckConstraint(name="import_of_is_known", condition=Q(of__in=("organisations", "ties")))),
        migrations.AddField(
            "tie",
            "brought_in",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="registry.import"),
        ),
        migrations.AddField(
            "historicaltie",
            "brought_in",
            models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="registry.import"),
        ),
    ]
