from django.urls import path

from convene.apps.portfolio import views

app_name = "portfolio"
urlpatterns = [
    path("", views.alliances, name="alliances"),
    path("happened/", views.happened, name="happened"),
    path("pictures/", views.pictures, name="pictures"),
    path("table.xlsx", views.table, name="table"),
]
