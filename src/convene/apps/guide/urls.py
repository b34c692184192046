from django.urls import path

from convene.apps.guide.views import library as views

app_name = "guide"
urlpatterns = [
    path("", views.library, name="library"),
    path("search/", views.search, name="search"),
    path("about/", views.about, name="about"),
    path("<slug:pack>/", views.library, name="library"),
    path("<slug:pack>/about/", views.about, name="about"),
    path("<slug:pack>/search/", views.search, name="search"),
    path("<slug:pack>/all/<slug:name>/", views.collection, name="collection"),
    path("<slug:pack>/<str:id>/", views.record, name="record"),
    path("<slug:pack>/<str:id>/passage/<int:number>/", views.passage, name="passage"),
]
