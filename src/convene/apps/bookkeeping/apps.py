from django.apps import AppConfig


class BookkeepingConfig(AppConfig):
    name = "convene.apps.bookkeeping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # local: these need the models
        from convene.apps.bookkeeping import events, rules, tasks  # noqa: F401
