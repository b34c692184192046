from django.apps import AppConfig


class ChasingConfig(AppConfig):
    name = "convene.apps.chasing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # local: these need the models
        from convene.apps.chasing import events, rules, tasks  # noqa: F401
