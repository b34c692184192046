from django.apps import AppConfig


class GroundConfig(AppConfig):
    """An app for its templates; every table belongs to an app above."""

    name = "convene.ground"
