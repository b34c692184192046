from django.urls import path

from convene.apps.risks.views import reading, writing

app_name = "risks"
urlpatterns = [
    path("<uuid:pk>/risks/", reading.register, name="register"),
    path("<uuid:pk>/risks.xlsx", reading.table, name="table"),
    path("<uuid:pk>/risks/add/", writing.add, name="add"),
    path("<uuid:pk>/risks/adopt/<str:code>/", writing.adopt, name="adopt"),
    path("<uuid:pk>/risks/set-aside/<str:code>/", writing.set_aside, name="set_aside"),
    path("<uuid:pk>/risks/<uuid:risk>/", reading.risk, name="risk"),
    path("<uuid:pk>/risks/<uuid:risk>/edit/", writing.describe, name="describe"),
    path("<uuid:pk>/risks/<uuid:risk>/rate/", writing.rate, name="rate"),
    path("<uuid:pk>/risks/<uuid:risk>/turn/", writing.turn, name="turn"),
    path("<uuid:pk>/risks/<uuid:risk>/sign-off/", writing.sign_off, name="sign_off"),
]
