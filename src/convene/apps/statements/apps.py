from django.apps import AppConfig


class StatementsConfig(AppConfig):
    name = "convene.apps.statements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # local: these need the models
        from convene.apps.statements import events, rules, tasks  # noqa: F401
