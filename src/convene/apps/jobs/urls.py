"""The page of jobs, and what its buttons ask for."""

from django.urls import URLPattern, URLResolver, path

from convene.apps.jobs import views

app_name = "jobs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.jobs, name="jobs"),
    path("<str:kind>/ask/", views.ask, name="ask"),
    path("<uuid:pk>/cancel/", views.cancel, name="cancel"),
]
