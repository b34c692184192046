from django.urls import path

from convene.apps.registry.views import editing, importing, merging, people, reading, ties

app_name = "registry"
urlpatterns = [
    path("", reading.organisations, name="organisations"),
    path("organisations.<str:format>", reading.table, name="export"),
    path("new/", editing.create, name="create"),
    path("import/", importing.upload, name="import"),
    path("import/<uuid:pk>/", importing.preview, name="preview"),
    path("import/<uuid:pk>/mend/", importing.mend, name="mend_import"),
    path("import/<uuid:pk>/confirm/", importing.confirm, name="confirm_import"),
    path("import/<uuid:pk>/undo/", importing.undo, name="undo_import"),
    path("merges/", merging.merges, name="merges"),
    path("merges/<int:pk>/", merging.merge, name="merge"),
    path("merges/<int:pk>/confirm/", merging.confirm, name="confirm_merge"),
    path("merges/<int:pk>/refuse/", merging.refuse, name="refuse_merge"),
    path("merges/<int:pk>/split/", merging.split, name="split_merge"),
    path("<uuid:pk>/", reading.organisation, name="organisation"),
    path("<uuid:pk>/edit/", editing.edit, name="edit"),
    path("<uuid:pk>/history/", reading.past, name="history"),
    path("<uuid:pk>/people/", people.people, name="people"),
    path("<uuid:pk>/people/add/", people.add_contact, name="add_contact"),
    path("<uuid:pk>/people/<int:contact>/erase/", people.erase, name="erase"),
    path("<uuid:pk>/consents/add/", people.record_consent, name="record_consent"),
    path("<uuid:pk>/consents/<int:consent>/withdraw/", people.withdraw, name="withdraw"),
    path("<uuid:pk>/behind/", ties.behind, name="behind"),
    path("<uuid:pk>/behind/add/", ties.add, name="add_tie"),
    path("<uuid:pk>/behind/<uuid:tie>/", ties.correct, name="correct_tie"),
    path("<uuid:pk>/behind/<uuid:tie>/end/", ties.end, name="end_tie"),
    path("<uuid:pk>/behind/<uuid:tie>/undo/", ties.undo, name="undo_tie"),
    path("<uuid:pk>/same/", merging.propose, name="propose"),
]
