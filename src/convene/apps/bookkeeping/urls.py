from django.urls import path

from convene.apps.bookkeeping import views

app_name = "bookkeeping"
urlpatterns = [
    path("<uuid:pk>/promises/excel/", views.sheets, name="sheets"),
    path("<uuid:pk>/promises/excel/workbook.xlsx", views.workbook, name="workbook"),
    path("<uuid:pk>/promises/excel/<uuid:upload>/", views.upload, name="upload"),
    path("<uuid:pk>/promises/excel/<uuid:upload>/apply/", views.apply, name="apply"),
    path("<uuid:pk>/promises/excel/<uuid:upload>/undo/", views.undo, name="undo"),
]
