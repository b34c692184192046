import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan


def who_and_when(stem: str) -> models.CheckConstraint:
    neither = Q((f"{stem}_at", None), (f"{stem}_by", None))
    both = Q((f"{stem}_at__isnull", False), (f"{stem}_by__isnull", False))
    return models.CheckConstraint(condition=Q(neither, both, _connector="OR"), name=f"alert_{stem}_says_who_and_when")


class Migration(migrations.Migration):

    dependencies = [
        ("inbox", "0004_what_brought_them"),
    ]

    operations = [
        migrations.AlterField(
            "alert",
            "occasion",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="alerts", to="inbox.occasion"),
        ),
        *(migrations.AddConstraint("alert", who_and_when(stem)) for stem in ("claimed", "closed", "second")),
        migrations.AddConstraint(
            "alert",
            models.CheckConstraint(
                condition=Q(closed_at=None, reason="") | Q(closed_at__isnull=False) & Q(GreaterThan(Length(Trim("reason")), 0)),
                name="alert_closed_says_why",
            ),
        ),
        migrations.AddConstraint(
            "alert",
            models.CheckConstraint(
                condition=Q(second_at=None) | Q(takes_two=True, closed_at__isnull=False) & ~Q(second_by=F("closed_by")),
                name="alert_second_is_another",
            ),
        ),
    ]
