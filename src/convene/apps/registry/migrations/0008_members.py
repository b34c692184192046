"""Who belongs to which organisation, and when."""

from uuid import uuid4

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


def person(**options: object) -> models.ForeignKey:  # type: ignore[type-arg]  # of no model yet
    options = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", **options}
    return models.ForeignKey(settings.AUTH_USER_MODEL, **options)  # type: ignore[arg-type]  # as above


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("registry", "0007_the_trail"),
    ]

    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.UUIDField(default=uuid4, editable=False, primary_key=True, serialize=False)),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(null=True, verbose_name="until")),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("added_by", person()),
                ("ended_by", person(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="registry.organisation",
                    ),
                ),
                ("person", person(related_name="memberships")),
            ],
            options={
                "ordering": ["since", "id"],
                "constraints": [
                    models.CheckConstraint(
                        name="membership_ends_after_it_began",
                        condition=Q(until=None) | Q(until__gte=F("since")),
                    ),
                    models.CheckConstraint(
                        name="membership_ended_says_who_and_when",
                        condition=(~Q(until__isnull=False) & Q(ended_at=None, ended_by=None))
                        | (
                            Q(until__isnull=False)
                            & Q(ended_at__isnull=False, ended_by__isnull=False)
                        ),
                    ),
                    models.UniqueConstraint(
                        name="one_membership_at_a_time",
                        fields=["person", "organisation"],
                        condition=Q(until=None),
                    ),
                ],
            },
        ),
    ]
