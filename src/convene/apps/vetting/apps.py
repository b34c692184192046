from django.apps import AppConfig


class VettingConfig(AppConfig):
    name = "convene.apps.vetting"
