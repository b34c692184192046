"""By when a partner is to answer, and that it did not."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):

    dependencies = [
        ("vetting", "0020_what_a_file_says"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(
            migrations.AddField(model, "due_on", models.DateField(blank=True, null=True, verbose_name="by when"))
            for model in ("rightofreply", "historicalrightofreply")
        ),
        *(
            migrations.AddField(model, "silent_at", models.DateTimeField(null=True))
            for model in ("rightofreply", "historicalrightofreply")
        ),
        migrations.AddField(
            "rightofreply",
            "silent_by",
            models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            "historicalrightofreply",
            "silent_by",
            models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=models.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            "rightofreply",
            models.CheckConstraint(
                condition=Q(silent_by=None, silent_at=None) | Q(silent_by__isnull=False, silent_at__isnull=False),
                name="silence_says_who_and_when",
            ),
        ),
    ]
