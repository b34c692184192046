from django.urls import path

from convene.apps.inbox.views import inbox

app_name = "inbox"
urlpatterns = [path("", inbox, name="inbox")]
