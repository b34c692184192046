from django.apps import AppConfig
from django.db.models.signals import post_save


class VettingConfig(AppConfig):
    name = "convene.apps.vetting"

    def ready(self) -> None:
        from convene.apps.registry.models import Organisation  # local: models are loaded by now
        from convene.apps.vetting import (  # local: see above
            events,  # noqa: F401 - they are named once models are loaded
            keeping,  # noqa: F401 - see above
            rules,  # noqa: F401 - see above
        )
        from convene.apps.vetting.actions.levels import organisation_saved  # local: see above

        post_save.connect(organisation_saved, sender=Organisation)
