from django.apps import AppConfig


class VettingConfig(AppConfig):
    name = "convene.apps.vetting"

    def ready(self) -> None:
        from convene.apps.vetting import rules  # noqa: F401  # local: needs the models loaded
