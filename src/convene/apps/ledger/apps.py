from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "convene.apps.ledger"
    verbose_name = _("Promises")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from convene.apps.ledger import events, rules  # noqa: F401  # local: needs the models
