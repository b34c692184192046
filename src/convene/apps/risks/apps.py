from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "convene.apps.risks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from convene.apps.risks import events, rules  # noqa: F401  # local: these need the models
