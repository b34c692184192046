from django.db import migrations, models
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan


class Migration(migrations.Migration):
    """Those who tell of something point at the alert."""

    dependencies = [
        ("inbox", "0001_initial"),
        ("vetting", "0013_alerts_of_cases"),
    ]

    operations = [
        migrations.RemoveConstraint("alert", "each_change_told_once"),
        migrations.RemoveConstraint("alert", "each_change_told_once_without_a_case"),
        migrations.RemoveConstraint("alert", "a_hit_belongs_to_a_case"),
        migrations.RemoveField("alert", "case"),
        migrations.RemoveField("alert", "hit"),
        migrations.AddConstraint("alert", models.UniqueConstraint(fields=("organisation", "kind", "about"), name="each_change_told_once")),
        migrations.AddConstraint("alert", models.CheckConstraint(condition=GreaterThan(Length(Trim("kind")), 0), name="an_alert_has_a_kind")),
    ]
