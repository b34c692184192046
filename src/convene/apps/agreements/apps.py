from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "convene.apps.agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from convene.apps.agreements import events, rules  # noqa: F401  # local: needs models
