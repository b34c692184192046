from django.apps import AppConfig

from convene.ground import limits


class SiteConfig(AppConfig):
    name = "convene.site"
    label = "convene_site"

    def ready(self) -> None:
        limits.say_how_much()
