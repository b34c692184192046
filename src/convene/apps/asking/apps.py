from django.apps import AppConfig


class AskingConfig(AppConfig):
    name = "convene.apps.asking"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from convene.apps.asking import events, rules  # noqa: F401  # local: these need the models
