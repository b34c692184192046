from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "convene.apps.guide"
