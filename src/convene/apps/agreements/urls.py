from django.urls import path

from convene.apps.agreements.views import reading, writing

app_name = "agreements"
ONE = "<uuid:pk>/papers/<uuid:paper>/"
CLAUSE = f"{ONE}clauses/<uuid:clause>/"
urlpatterns = [
    path("<uuid:pk>/papers/", reading.papers, name="papers"),
    path("<uuid:pk>/papers/begin/", writing.begin, name="begin"),
    path(ONE, reading.paper, name="paper"),
    path("<uuid:pk>/papers/<uuid:paper>.<slug:format>", reading.file, name="file"),
    path(f"{ONE}fill-in/", writing.fill_in, name="fill_in"),
    path(f"{ONE}put-away/", writing.put_away, name="put_away"),
    path(f"{ONE}take-up/", writing.take_up, name="take_up"),
    path(f"{ONE}clauses/add/", writing.add_clause, name="add_clause"),
    path(CLAUSE, writing.edit_clause, name="edit_clause"),
    path(f"{CLAUSE}leave-out/", writing.leave_out, name="leave_out"),
    path(f"{CLAUSE}take-in/", writing.take_in, name="take_in"),
]
