from django.apps import AppConfig


class DigestConfig(AppConfig):
    name = "convene.apps.digest"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from convene.apps.digest import events, rules  # noqa: F401  # local: these need the models
