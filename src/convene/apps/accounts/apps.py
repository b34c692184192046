from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "convene.apps.accounts"

    def ready(self) -> None:
        from allauth.mfa import signals  # local: allauth's models must be loaded

        from convene.apps.accounts import (
            adapter,  # local: needs the models
            events,  # noqa: F401 - they are named once models are loaded
            rules,  # noqa: F401 - permissions are registered once models are loaded
        )

        signals.authenticator_added.connect(adapter.first_code)
        signals.authenticator_removed.connect(adapter.second_step_given_up)
