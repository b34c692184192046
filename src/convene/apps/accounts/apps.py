from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "convene.apps.accounts"

    def ready(self) -> None:
        from convene.apps.accounts import (
            events,  # noqa: F401 - they are named once models are loaded
            rules,  # noqa: F401 - permissions are registered once models are loaded
        )
