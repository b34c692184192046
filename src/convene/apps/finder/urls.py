from django.urls import path

from convene.apps.finder import views

app_name = "finder"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("nearest/", views.nearest, name="nearest"),
    path("so-far/", views.so_far, name="so_far"),
    path("answer/", views.answer, name="answer"),
    path("answer/concept-paper.<str:format>", views.paper, name="paper"),
]
