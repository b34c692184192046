from django.urls import path

from convene.apps.vetting.views import deciding, reading, working

app_name = "vetting"
urlpatterns = [
    path("", reading.inbox, name="inbox"),
    path("cases/", reading.shelf, name="cases"),
    path("alerts/<int:alert>/seen/", deciding.see, name="see"),
    path("organisations/<uuid:pk>/", reading.organisation, name="organisation"),
    path("organisations/<uuid:pk>/open/", working.open_case, name="open"),
    path("organisations/<uuid:pk>/conflict/", deciding.declare, name="declare"),
    path("cases/<uuid:pk>/", reading.case, name="case"),
    path("cases/<uuid:pk>/screen/", working.screen, name="screen"),
    path("cases/<uuid:pk>/research/", working.begin_research, name="begin_research"),
    path("cases/<uuid:pk>/evidence/add/<str:kind>/", working.add_evidence, name="add_evidence"),
    path("cases/<uuid:pk>/evidence/<uuid:evidence>/", reading.evidence, name="evidence"),
    path("cases/<uuid:pk>/finding/", working.add_finding, name="add_finding"),
    path("cases/<uuid:pk>/condition/", working.add_condition, name="add_condition"),
    path("cases/<uuid:pk>/condition/<int:condition>/met/", working.meet_condition, name="meet_condition"),
    path("cases/<uuid:pk>/reply/", working.ask_reply, name="ask_reply"),
    path("cases/<uuid:pk>/reply/<int:reply>/", working.answer_reply, name="answer_reply"),
    path("cases/<uuid:pk>/hits/<uuid:hit>/", deciding.hit, name="hit"),
    path("cases/<uuid:pk>/hits/", deciding.bulk, name="bulk"),
    path("cases/<uuid:pk>/assess/", deciding.assess, name="assess"),
    path("cases/<uuid:pk>/submit/", deciding.submit, name="submit"),
    path("cases/<uuid:pk>/back/", deciding.back, name="back"),
    path("cases/<uuid:pk>/decide/", deciding.decide, name="decide"),
    path("cases/<uuid:pk>/reopen/", deciding.reopen, name="reopen"),
    path("cases/<uuid:pk>/legal/", deciding.legal, name="legal"),
    path("cases/<uuid:pk>/file.<str:format>", reading.file, name="file"),
]
