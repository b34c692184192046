from django.urls import path

from convene.apps.guide.views import countries as views

app_name = "countries"
urlpatterns = [
    path("", views.countries, name="countries"),
    path("<str:code>/", views.country, name="country"),
]
