from django.urls import path

from convene.apps.vetting.views import alerts, declared, people, reading, working
from convene.apps.vetting.views.sheets import view
from convene.apps.vetting.views.steps import BUTTONS, SHEETS

app_name = "vetting"
CASE = "cases/<uuid:pk>/"
urlpatterns = [
    path("declarations/", people.declarations, name="declarations"),
    path("declarations/<int:conflict>/renew/", people.renew, name="renew"),
    path("declarations/<int:conflict>/end/", people.end, name="end_conflict"),
    path("alerts/<int:occasion>/", alerts.together, name="alerts"),
    path("organisations/<uuid:pk>/", reading.organisation, name="organisation"),
    path("organisations/<uuid:pk>/open/", working.open_case, name="open"),
    path("organisations/<uuid:pk>/conflict/", working.declare, name="declare"),
    path("cases/", reading.shelf, name="cases"),
    path(CASE, reading.case, name="case"),
    path(f"{CASE}file.<str:format>", reading.file, name="file"),
    path(f"{CASE}evidence/<uuid:evidence>/", reading.evidence, name="evidence"),
    path(f"{CASE}evidence/<uuid:evidence>/original/", reading.original, name="original"),
    path(f"{CASE}looks/<int:look>/certificate.pdf", reading.certificate, name="certificate"),
    path(f"{CASE}declaration/", declared.ask, name="ask_declaration"),
    path(f"{CASE}declarations/<int:asking>/", declared.read, name="declaration"),
    path(f"{CASE}declarations/<int:asking>.pdf", declared.file, name="declaration_file"),
    path(
        f"{CASE}declarations/<int:asking>/take/<str:part>/<int:place>/",
        declared.take,
        name="take_declared",
    ),
    path(f"{CASE}letters/<int:letter>.pdf", reading.letter, name="letter"),
    path(f"{CASE}evidence/add/<str:kind>/", working.add_evidence, name="add_evidence"),
    path(f"{CASE}hits/<uuid:hit>/", working.hit, name="hit"),
    path(f"{CASE}people/<int:who>/remove/", working.remove_member, name="remove_member"),
    *(path(CASE + step.address, view(step), name=name) for name, step in BUTTONS.items()),
    *(path(CASE + step.address, view(step), name=name) for name, step in SHEETS.items()),
]
