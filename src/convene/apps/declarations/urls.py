from django.urls import path

from convene.apps.declarations import views

app_name = "declarations"
urlpatterns = [
    path("signed/", views.signed, name="signed"),
    path("signed/declaration.pdf", views.file, name="file"),
    path("<str:token>/", views.form, name="form"),
    path("<str:token>/save/", views.save, name="save"),
    path("<str:token>/sign/", views.sign, name="sign"),
]
