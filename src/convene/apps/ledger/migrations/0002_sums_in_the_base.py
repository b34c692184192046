"""What came of each promise, and what of it is verified, is stored in the base currency."""

from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Sum

from convene.core.money import kept_sum, kept_value


GONE = """EXISTS (SELECT 1 FROM ledger_deliverystep g
    WHERE g.delivery_id = d.id AND g.step IN ('struck', 'reversed'))"""
STAND = f"FROM ledger_delivery d WHERE d.contribution_id = ledger_contribution.id AND NOT {GONE}"
FILL = f"""UPDATE ledger_contribution SET
    base_came = COALESCE((SELECT ROUND(SUM(d.base_value), 4) {STAND}), 0),
    base_verified = COALESCE((SELECT ROUND(SUM(s.base_counted), 4) FROM ledger_deliverystep s
        WHERE s.contribution_id = ledger_contribution.id), 0),
    came_unrated = (SELECT COUNT(*) {STAND} AND d.amount IS NOT NULL AND d.base_value IS NULL)
    WHERE EXISTS (SELECT 1 FROM ledger_delivery d WHERE d.contribution_id = ledger_contribution.id)
"""  # noqa: S608 - made of constants of this file


def set_apart(apps: Any, schema_editor: Any) -> None:
    """Set apart what came beyond a promise, which its earliest deliveries fill."""
    promises = apps.get_model("ledger", "Contribution").objects
    over = promises.annotate(all=Sum("deliveries__amount")).filter(all__gt=F("amount"))
    for promise in over:
        stand = promise.deliveries.exclude(steps__step__in=("struck", "reversed"))
        left, inside, whole = promise.amount, [], []
        for came in stand.order_by("on", "recorded_at", "id").distinct():
            part = min(came.amount, left)
            left -= part
            if came.base_value is not None:
                whole.append(came.base_value)
                is_whole = part == came.amount
                inside.append(came.base_value if is_whole else kept_value(part, came.rate))
        promise.base_came = kept_sum(inside)
        promise.base_over = kept_sum([kept_sum(whole), -promise.base_came])
        promise.save(update_fields=["base_came", "base_over"])


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0001_initial'),
        ('workshop', '0015_exits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='contribution',
            name='ledger_cont_allianc_b699da_idx',
        ),
        migrations.AddField(
            model_name='contribution',
            name='base_came',
            field=models.DecimalField(decimal_places=4, default=0, max_digits=19, verbose_name=''),
        ),
        migrations.AddField(
            model_name='contribution',
            name='base_over',
            field=models.DecimalField(decimal_places=4, default=0, max_digits=19, verbose_name=''),
        ),
        migrations.AddField(
            model_name='contribution',
            name='base_verified',
            field=models.DecimalField(decimal_places=4, default=0, max_digits=19, verbose_name=''),
        ),
        migrations.AddField(
            model_name='contribution',
            name='came_unrated',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='historicalcontribution',
            name='base_came',
            field=models.DecimalField(decimal_places=4, default=0, max_digits=19, verbose_name=''),
        ),
        migrations.AddField(
            model_name='historicalcontribution',
            name='base_over',
            field=models.DecimalField(decimal_places=4, default=0, max_digits=19, verbose_name=''),
        ),
        migrations.AddField(
            model_name='historicalcontribution',
            name='base_verified',
            field=models.DecimalField(decimal_places=4, default=0, max_digits=19, verbose_name=''),
        ),
        migrations.AddField(
            model_name='historicalcontribution',
            name='came_unrated',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunPython(set_apart, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['alliance', 'state', 'passed_on_from', 'is_parallel', 'column', 'base_value', 'base_came', 'base_over', 'base_verified', 'came_unrated'], name='promise_sums'),
        ),
    ]
