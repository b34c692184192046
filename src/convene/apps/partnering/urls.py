from django.urls import path

from convene.apps.partnering import views

app_name = "partnering"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<uuid:pk>/", views.page, name="page"),
    path("<uuid:pk>/people/", views.people, name="people"),
    path("<uuid:pk>/people/end/", views.end, name="end"),
]
