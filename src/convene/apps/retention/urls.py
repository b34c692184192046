from django.urls import path

from convene.apps.retention.views import disposing, holding

app_name = "retention"
urlpatterns = [
    path("", disposing.shelves, name="shelves"),
    path("due/<str:kind>/", disposing.propose, name="propose"),
    path("clocks/<str:kind>/", disposing.clock, name="clock"),
    path("disposals/<int:pk>/", disposing.disposal, name="disposal"),
    path("disposals/<int:pk>/agree/", disposing.agree, name="agree"),
    path("disposals/<int:pk>/refuse/", disposing.refuse, name="refuse"),
    path("certificates/<uuid:pk>.pdf", disposing.certificate, name="certificate"),
    path("holds/<str:kind>/<uuid:record>/", holding.propose, name="propose_hold"),
    path("holds/<int:pk>/", holding.hold, name="hold"),
    path("holds/<int:pk>/agree/", holding.agree, name="agree_hold"),
    path("holds/<int:pk>/refuse/", holding.refuse, name="refuse_hold"),
    path("holds/<int:pk>/lift/", holding.propose_lifting, name="propose_lifting"),
    path("holds/<int:pk>/lift/agree/", holding.agree_lifting, name="agree_lifting"),
    path("holds/<int:pk>/lift/refuse/", holding.refuse_lifting, name="refuse_lifting"),
]
