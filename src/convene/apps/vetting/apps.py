from django.apps import AppConfig
from django.db.models.signals import post_save


class VettingConfig(AppConfig):
    name = "convene.apps.vetting"

    def ready(self) -> None:
        from convene.apps.registry.models import Organisation  # local: models are loaded by now
        from convene.apps.vetting import events, rules  # noqa: F401 - named once models are loaded
        from convene.apps.vetting.actions.levels import organisation_saved  # local: see above

        post_save.connect(organisation_saved, sender=Organisation)
