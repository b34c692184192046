from django.urls import path

from convene.apps.statements import views

app_name = "statements"
urlpatterns = [
    path("drafts/<uuid:pk>/statements/", views.statements, name="list"),
    path("drafts/<uuid:pk>/statements/to/<uuid:partner>/", views.issue, name="issue"),
    path("drafts/<uuid:pk>/statements/<uuid:statement>/letters/", views.letters, name="letters"),
    path(
        "drafts/<uuid:pk>/statements/<uuid:statement>/letters/<uuid:notice>/again/",
        views.again,
        name="again",
    ),
    path("partner/<uuid:partner>/statements/<uuid:pk>/", views.page, name="page"),
    path("partner/<uuid:partner>/statements/<uuid:pk>/answer/", views.answer, name="answer"),
    path("partner/<uuid:partner>/statements/<uuid:pk>/refuse/", views.refuse, name="refuse"),
    path("partner/<uuid:partner>/statements/<uuid:pk>/pdf/", views.pdf, name="pdf"),
]
