"""The declarations that a partner was asked for in a case."""

import django.db.models.deletion
from django.db import migrations, models

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):

    dependencies = [
        ("declarations", "0001_initial"),
        ("vetting", "0023_recalls"),
    ]

    operations = [
        migrations.CreateModel(
            "CaseDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("case", models.ForeignKey(on_delete=PROTECT, related_name="declarations", to="vetting.case")),
                ("declaration", models.OneToOneField(on_delete=PROTECT, related_name="in_case", to="declarations.declaration")),
            ],
            options={"ordering": ["-id"]},
        ),
    ]
