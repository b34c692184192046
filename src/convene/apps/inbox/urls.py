from django.urls import path

from convene.apps.inbox.views import calendar, feed, inbox, revoke

app_name = "inbox"
urlpatterns = [
    path("", inbox, name="inbox"),
    path("calendar/", calendar, name="calendar"),
    path("calendar/stop/", revoke, name="revoke"),
    path("calendar/<str:secret>.ics", feed, name="feed"),
]
