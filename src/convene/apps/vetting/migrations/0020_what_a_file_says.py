"""What came near in a look and stayed below the line, of which earlier looks kept nothing; what an
approver knew of the core lists; what was printed of each case, and what was
written to its partner.
"""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import PROTECT

from convene.ground.constraints import known, says_something

LETTERS = {
    "decision": "What was decided",
    "questions": "What the partner is asked to reply to",
}
PAPERS = {
    "file": "The file of the case",
    "certificate": "Screening certificate",
    "letter": "Decision letter",
}


class Migration(migrations.Migration):

    dependencies = [
        ("vetting", "0019_countries"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("screening", "near", models.JSONField(null=True)),
        migrations.AddField("approval", "acknowledged", models.JSONField(default=list)),
        migrations.CreateModel(
            "printed",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper", models.CharField(max_length=15, choices=PAPERS)),
                ("file_name", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=10)),
                ("version", models.PositiveIntegerField(verbose_name="version of the case")),
                ("content", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("by", models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=PROTECT, related_name="+")),
                ("case", models.ForeignKey("vetting.case", on_delete=PROTECT, related_name="printed")),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [models.Index(fields=["sha256"], name="vetting_pri_sha256_200363_idx")],
                "constraints": [known("paper", PAPERS, name="printed_paper_is_known")],
            },
        ),
        migrations.CreateModel(
            "letter",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=10, choices=LETTERS)),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("addressee", models.CharField(max_length=200, verbose_name="to whom")),
                ("to", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("subject", models.CharField(max_length=400)),
                ("body", models.TextField()),
                ("reply_until", models.DateField(verbose_name="they may reply until")),
                ("at", models.DateTimeField()),
                ("by", models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=PROTECT, related_name="+")),
                ("case", models.ForeignKey("vetting.case", on_delete=PROTECT, related_name="letters")),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    known("kind", LETTERS, name="letter_kind_is_known"),
                    says_something("body", name="letter_says_something"),
                ],
            },
        ),
        migrations.CreateModel(
            "sending",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.EmailField(max_length=254)),
                ("message_id", models.CharField(max_length=255)),
                ("taken", models.BooleanField()),
                ("said", models.CharField(blank=True, max_length=1000)),
                ("at", models.DateTimeField()),
                ("letter", models.ForeignKey("vetting.letter", on_delete=PROTECT, related_name="sendings")),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        name="what_was_not_taken_says_why",
                        condition=Q(taken=True, said="") | (Q(taken=False) & ~Q(said="")),
                    ),
                    models.UniqueConstraint(
                        fields=["letter"], name="a_letter_is_sent_once", condition=Q(taken=True)
                    ),
                ],
            },
        ),
    ]
