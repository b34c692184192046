from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "convene.apps.workshop"
