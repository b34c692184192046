from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "convene.apps.accounts"

    def ready(self) -> None:
        from convene.apps.accounts import rules  # noqa: F401  # local: needs the models loaded
