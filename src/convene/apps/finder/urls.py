from django.urls import path

from convene.apps.finder.views import asking, partners, records, same

app_name = "finder"
urlpatterns = [
    path("advice/", asking.ask, name="ask"),
    path("advice/nearest/", asking.nearest, name="nearest"),
    path("advice/so-far/", asking.so_far, name="so_far"),
    path("advice/answer/", asking.answer, name="answer"),
    path("advice/first/", asking.first, name="first"),
    path("advice/answer/concept-paper.<str:format>", asking.paper, name="paper"),
    path("partners/", partners.partners, name="partners"),
    path("records/", records.search, name="records"),
    path("records/suggest/", records.suggest, name="suggest"),
    path("records/export.<str:format>", records.export, name="export"),
    path("records/exports/<uuid:pk>/", records.exported, name="exported"),
    path("records/exports/<uuid:pk>/file", records.file, name="exported_file"),
    path("records/exports/<uuid:pk>/cancel/", records.stop_export, name="stop_export"),
    path("records/loaded/", records.loaded, name="loaded"),
    path("records/between/", records.between, name="between"),
    path("records/organisations/<str:id>/", records.organisation, name="organisation"),
    path("records/organisations/<str:id>/money/", records.money, name="money"),
    path("records/organisations/<str:id>/link/", records.link, name="link"),
    path("records/organisations/<str:id>/bring-in/", records.bring_in, name="bring_in"),
    path("records/links/<int:pk>/undo/", records.unlink, name="unlink"),
    path("records/activities/<str:build>/<int:number>/", records.activity, name="activity"),
    path("records/same/", same.queue, name="same"),
    path("records/same/decide/", same.decide, name="decide"),
    path("records/same/<int:pk>/undo/", same.undo, name="undo"),
]
