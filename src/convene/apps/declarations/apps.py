from django.apps import AppConfig


class DeclarationsConfig(AppConfig):
    name = "convene.apps.declarations"

    def ready(self) -> None:
        from convene.apps.declarations import (
            events,  # noqa: F401 - named once models are loaded
            rules,  # noqa: F401 - see above
        )
