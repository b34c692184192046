from django.apps import AppConfig


class VettingConfig(AppConfig):
    name = "convene.apps.vetting"

    def ready(self) -> None:
        from convene.apps.vetting import events, rules  # noqa: F401 - named once models are loaded
