from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "convene.apps.evidence"

    def ready(self) -> None:
        from convene.apps.evidence import checks, rules  # noqa: F401  # local: needs the models
