from django.urls import path

from convene.apps.ledger.views import reading, writing

app_name = "ledger"
urlpatterns = [
    path("<uuid:pk>/promises/", reading.promises, name="promises"),
    path("<uuid:pk>/promises/book/", writing.book, name="book"),
    path("<uuid:pk>/promises/add/", writing.add, name="add"),
    path("<uuid:pk>/promises/<uuid:promise>/commit/", writing.commit, name="commit"),
    path("<uuid:pk>/promises/<uuid:promise>/answers/", writing.answers, name="answers"),
    path("<uuid:pk>/promises/<uuid:promise>/end/", writing.end, name="end"),
    path("<uuid:pk>/promises/<uuid:promise>/came/", writing.record, name="record"),
    path(
        "<uuid:pk>/promises/<uuid:promise>/came/<uuid:delivery>/evidence/",
        writing.evidence,
        name="evidence",
    ),
    path(
        "<uuid:pk>/promises/<uuid:promise>/came/<uuid:delivery>/verify/",
        writing.verify,
        name="verify",
    ),
    path(
        "<uuid:pk>/promises/<uuid:promise>/came/<uuid:delivery>/dispute/",
        writing.dispute,
        name="dispute",
    ),
    path("<uuid:pk>/promises/<uuid:promise>/", reading.promise, name="promise"),
]
