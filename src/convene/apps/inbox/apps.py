from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "convene.apps.inbox"

    def ready(self) -> None:
        from convene.apps.inbox import rules  # noqa: F401  # local: needs the models
