"""Our own pages about accounts, then allauth's: signing in, passwords, second steps."""

from django.urls import URLPattern, URLResolver, include, path

from convene.apps.accounts import views

ours: list[URLPattern | URLResolver] = [
    path("join/<str:token>/", views.join, name="join"),
    path("profile/", views.profile, name="profile"),
    path(
        "email/", views.my_address, name="my_address"
    ),  # in place of allauth's, which needs e-mail to work
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/invitations/<int:pk>/revoke/", views.revoke, name="revoke"),
    path("people/<int:pk>/", views.one, name="one"),
    path("people/<int:pk>/role/", views.change_role, name="change_role"),
    path("people/<int:pk>/address/", views.correct_address, name="correct_address"),
    path("people/<int:pk>/deactivate/", views.deactivate, name="deactivate"),
    path("people/<int:pk>/reactivate/", views.reactivate, name="reactivate"),
    path("people/<int:pk>/new-password/", views.new_password_link, name="new_password_link"),
    path("people/<int:pk>/second-step/", views.remove_second_step, name="remove_second_step"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((ours, "accounts"))),
    path("", include("allauth.urls")),
]
