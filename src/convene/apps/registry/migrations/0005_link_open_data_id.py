"""The column holds the id of an organisation in open data, so it is called that."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan

NAMES_WHOM, ONE_STANDING = "link_names_whom", "one_standing_link"


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_one_of_ourselves")]

    operations = [
        migrations.RemoveConstraint("link", NAMES_WHOM),
        migrations.RemoveConstraint("link", ONE_STANDING),
        migrations.RenameField("link", "world", "open_data_id"),
        migrations.AddConstraint(
            "link",
            models.CheckConstraint(
                name=NAMES_WHOM, condition=GreaterThan(Length(Trim("open_data_id")), 0)
            ),
        ),
        migrations.AddConstraint(
            "link",
            models.UniqueConstraint(
                name=ONE_STANDING, fields=["open_data_id"], condition=Q(undone_at=None)
            ),
        ),
    ]
