from django.urls import URLPattern
app_name = "finder"
urlpatterns: list[URLPattern] = []
