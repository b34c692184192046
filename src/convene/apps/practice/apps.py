from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "convene.apps.practice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from convene.apps.practice import events, rules  # noqa: F401  # local: needs models
