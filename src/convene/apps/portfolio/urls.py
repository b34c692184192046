from django.urls import path

from convene.apps.portfolio import views

app_name = "portfolio"
urlpatterns = [
    path("", views.alliances, name="alliances"),
    path("table.xlsx", views.table, name="table"),
]
