from django.urls import path

from convene.apps.practice.views import lessons, reading, ways

app_name = "practice"
urlpatterns = [
    path("<uuid:pk>/ways/", reading.ways, name="ways"),
    path("<uuid:pk>/ways.xlsx", reading.ways_table, name="ways_table"),
    path("<uuid:pk>/ways/<slug:code>/", reading.way, name="way"),
    path("<uuid:pk>/ways/<slug:code>/plan/", ways.plan, name="plan"),
    path("<uuid:pk>/ways/<slug:code>/done/", ways.done, name="done"),
    path("<uuid:pk>/ways/<slug:code>/leave-out/", ways.leave_out, name="leave_out"),
    path("<uuid:pk>/ways/<slug:code>/take-back/", ways.take_back, name="take_back"),
    path("<uuid:pk>/ways/<slug:code>/evidence/", ways.evidence, name="evidence"),
    path("<uuid:pk>/ways/<slug:code>/evidence/<uuid:evidence>/", ways.file, name="file"),
    path("<uuid:pk>/lessons/", reading.lessons, name="lessons"),
    path("<uuid:pk>/lessons.xlsx", reading.lessons_table, name="lessons_table"),
    path("<uuid:pk>/lessons/add/", lessons.add, name="add_lesson"),
    path("<uuid:pk>/lessons/<uuid:lesson>/", reading.lesson, name="lesson"),
    path("<uuid:pk>/lessons/<uuid:lesson>/edit/", lessons.edit, name="edit_lesson"),
    path("<uuid:pk>/lessons/<uuid:lesson>/review/", lessons.review, name="review_lesson"),
    path("<uuid:pk>/lessons/<uuid:lesson>/share/", lessons.share, name="share_lesson"),
    path("<uuid:pk>/lessons/<uuid:lesson>/take-back/", lessons.take_back, name="lesson_back"),
]
