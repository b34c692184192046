from django.urls import path

from convene.apps.ledger.views import delivering, promising, rates, reading

app_name = "ledger"
PROMISE = "<uuid:pk>/promises/<uuid:promise>/"
CAME = f"{PROMISE}came/<uuid:delivery>/"
urlpatterns = [
    path("rates/", rates.rates, name="rates"),
    path("<uuid:pk>/promises/", reading.promises, name="promises"),
    path("<uuid:pk>/promises/book/", promising.book, name="book"),
    path("<uuid:pk>/promises/add/", promising.add, name="add"),
    path("<uuid:pk>/promises/leverage/", reading.leverage, name="leverage"),
    path("<uuid:pk>/promises/pictures/", reading.pictures, name="pictures"),
    path(f"{PROMISE}edit/", promising.edit, name="edit"),
    path(f"{PROMISE}commit/", promising.commit, name="commit"),
    path(f"{PROMISE}amend/", promising.amend, name="amend"),
    path(f"{PROMISE}answers/", promising.answers, name="answers"),
    path(f"{PROMISE}end/", promising.end, name="end"),
    path(f"{PROMISE}due/<uuid:due>/", delivering.another_day, name="another_day"),
    path(f"{PROMISE}days/<int:change>/", delivering.decide_day, name="decide_day"),
    path(f"{PROMISE}came/", delivering.record, name="record"),
    path(f"{CAME}evidence/", delivering.evidence, name="evidence"),
    path(f"{CAME}evidence/<uuid:evidence>/", delivering.file, name="file"),
    path(f"{CAME}verify/", delivering.verify, name="verify"),
    path(f"{CAME}dispute/", delivering.dispute, name="dispute"),
    path(f"{CAME}answer/", delivering.answer, name="answer"),
    path(f"{CAME}settle/", delivering.settle, name="settle"),
    path(f"{CAME}back/", delivering.take_back, name="take_back"),
    path(PROMISE, reading.promise, name="promise"),
]
