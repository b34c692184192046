from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "convene.apps.retention"

    def ready(self) -> None:
        from convene.apps.retention import (  # local: they need the models
            events,  # noqa: F401 - they are named once models are loaded
            rules,  # noqa: F401 - permissions are registered once models are loaded
        )
