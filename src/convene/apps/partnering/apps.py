from django.apps import AppConfig


class PartneringConfig(AppConfig):
    name = "convene.apps.partnering"

    def ready(self) -> None:
        from convene.apps.partnering import rules  # noqa: F401  # local: needs the models
