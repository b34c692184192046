from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "convene.apps.registry"

    def ready(self) -> None:
        from convene.apps.registry import rules  # noqa: F401  # local: needs the models loaded
