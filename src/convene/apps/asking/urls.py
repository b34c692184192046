from django.urls import path

from convene.apps.asking.views import reading, writing

app_name = "asking"
urlpatterns = [
    path("<uuid:pk>/asking/", reading.record, name="record"),
    path("<uuid:pk>/asking.<str:format>", reading.table, name="table"),
    path("<uuid:pk>/asking/whom/", writing.whom, name="whom"),
    path("<uuid:pk>/asking/add/<uuid:whom>/", writing.add, name="add"),
    path("<uuid:pk>/asking/<uuid:approach>/", reading.approach, name="approach"),
    path("<uuid:pk>/asking/<uuid:approach>/answer/", writing.answer, name="answer"),
    path("<uuid:pk>/asking/<uuid:approach>/take-back/", writing.take_back, name="take_back"),
    path(
        "<uuid:pk>/asking/answers/<uuid:answer>/take-back/",
        writing.take_back_answer,
        name="take_back_answer",
    ),
]
