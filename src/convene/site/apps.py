from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "convene.site"
    label = "convene_site"
