from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "convene.apps.registry"

    def ready(self) -> None:
        from convene.apps.registry import (
            events,  # noqa: F401 - they are named once models are loaded
            keeping,  # noqa: F401 - see above
            rules,  # noqa: F401 - permissions are registered once models are loaded
        )
