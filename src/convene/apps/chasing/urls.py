from django.urls import path

from convene.apps.chasing import views

app_name = "chasing"
urlpatterns = [
    path("<uuid:pk>/late/", views.late, name="late"),
    path("<uuid:pk>/late/again/", views.again, name="again"),
]
