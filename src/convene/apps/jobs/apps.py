from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "convene.apps.jobs"

    def ready(self) -> None:
        from convene.apps.jobs import rules  # noqa: F401  # local: needs the models loaded

        autodiscover_modules("tasks")  # each app's tasks say which kinds of job there are
