from django.urls import path

from convene.apps.digest import views

app_name = "digest"
urlpatterns = [
    path("", views.digest, name="digest"),
    path("stop/<str:token>/", views.stop, name="stop"),
]
