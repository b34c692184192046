from django.urls import path

from convene.apps.ledger.views import reading

app_name = "ledger"
urlpatterns = [
    path("<uuid:pk>/promises/", reading.promises, name="promises"),
    path("<uuid:pk>/promises/<uuid:promise>/", reading.promise, name="promise"),
]
