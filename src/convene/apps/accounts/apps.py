from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "convene.apps.accounts"
