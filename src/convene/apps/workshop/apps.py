from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "convene.apps.workshop"

    def ready(self) -> None:
        from convene.apps.workshop import events, rules  # noqa: F401  # local: needs the models
