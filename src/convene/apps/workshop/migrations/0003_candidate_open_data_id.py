"""The column holds the id of an organisation in open data, so it is called that."""

from django.db import migrations, models
from django.db.models import Q

STANDS_ONCE = "candidate_stands_once"


class Migration(migrations.Migration):
    dependencies = [("workshop", "0002_candidates")]

    operations = [
        migrations.RemoveConstraint("candidate", STANDS_ONCE),
        migrations.RenameField("candidate", "world", "open_data_id"),
        migrations.RenameField("historicalcandidate", "world", "open_data_id"),
        migrations.AddConstraint(
            "candidate",
            models.UniqueConstraint(
                name=STANDS_ONCE,
                fields=["alliance", "open_data_id"],
                condition=~Q(open_data_id=""),
            ),
        ),
    ]
