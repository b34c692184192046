from django.apps import AppConfig


class FinderConfig(AppConfig):
    name = "convene.apps.finder"
