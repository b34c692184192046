from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models.signals import post_migrate, pre_migrate

from convene.ground import guards


class GroundConfig(AppConfig):
    """An app for its templates and the guards; every table belongs to an app above."""

    name = "convene.ground"

    def ready(self) -> None:
        """Django tells of migrations once for each app that has models: one of them is heard."""
        heard = apps.get_app_config(settings.TRAIL_MODEL.partition(".")[0])
        pre_migrate.connect(guards.before_migrations, sender=heard)
        post_migrate.connect(guards.after_migrations, sender=heard)
