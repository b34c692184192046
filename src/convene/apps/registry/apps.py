from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "convene.apps.registry"
