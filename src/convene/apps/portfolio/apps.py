from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "convene.apps.portfolio"

    def ready(self) -> None:
        from convene.apps.portfolio import rules  # noqa: F401  # local: needs the models
