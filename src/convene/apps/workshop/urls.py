from django.urls import path

from convene.apps.workshop.views import (
    checks,
    editing,
    files,
    members,
    onward,
    partners,
    reading,
    sharing,
    starting,
)

app_name = "workshop"
urlpatterns = [
    path("", reading.shelf, name="drafts"),
    path("new/", starting.start, name="create"),
    path("template/", files.own_template, name="template"),
    path("template/default/", files.default_template, name="default_template"),
    path("template/<str:which>.docx", files.template_file, name="template_file"),
    path("<uuid:pk>/", reading.draft, name="draft"),
    path("<uuid:pk>/written/", reading.written, name="written"),
    path("<uuid:pk>/move/", onward.move, name="move"),
    path("<uuid:pk>/leave/<str:state>/", onward.leave, name="leave"),
    path("<uuid:pk>/override/<str:code>/", onward.ask_override, name="ask_override"),
    path(
        "<uuid:pk>/overrides/<uuid:override>/agree/", onward.agree_override, name="agree_override"
    ),
    path("<uuid:pk>/edit/", editing.edit, name="edit"),
    path("<uuid:pk>/autosave/", editing.autosave, name="autosave"),
    path("<uuid:pk>/history/", reading.past, name="history"),
    path(
        "<uuid:pk>/history/<int:version>/restore/", sharing.restore_version, name="restore_version"
    ),
    path("<uuid:pk>/duplicate/", sharing.duplicate, name="duplicate"),
    path("<uuid:pk>/archive/", sharing.archive, name="archive"),
    path("<uuid:pk>/unarchive/", sharing.unarchive, name="unarchive"),
    path("<uuid:pk>/share/", sharing.share, name="share"),
    path("<uuid:pk>/unshare/", sharing.unshare, name="unshare"),
    path("<uuid:pk>/partners/", partners.partners, name="partners"),
    path("<uuid:pk>/partners.<str:format>", partners.export, name="partners_file"),
    path("<uuid:pk>/partners/add/", partners.add, name="add_partner"),
    path("<uuid:pk>/partners/by-hand/", partners.add_by_hand, name="add_partner_by_hand"),
    path("<uuid:pk>/partners/<uuid:candidate>/", partners.describe, name="describe_partner"),
    path("<uuid:pk>/partners/<uuid:candidate>/dismiss/", partners.dismiss, name="dismiss_partner"),
    path("<uuid:pk>/partners/<uuid:candidate>/restore/", partners.restore, name="restore_partner"),
    path("<uuid:pk>/checks/", checks.checks, name="checks"),
    path("<uuid:pk>/checks/<str:check>/", checks.answer, name="answer"),
    path("<uuid:pk>/members/", members.members, name="members"),
    path("<uuid:pk>/members/join/", members.join, name="join"),
    path("<uuid:pk>/members/join/<uuid:candidate>/", members.join, name="join_from_shortlist"),
    path("<uuid:pk>/members/<uuid:partner>/", members.member, name="member"),
    path("<uuid:pk>/members/<uuid:partner>/edit/", members.describe, name="describe_member"),
    path("<uuid:pk>/members/<uuid:partner>/leave/", members.leave, name="member_leaves"),
    path("<uuid:pk>/members/<uuid:partner>/consent/", members.consent, name="consent"),
    path(
        "<uuid:pk>/members/<uuid:partner>/consents/<uuid:consent>/withdraw/",
        members.withdraw,
        name="withdraw_consent",
    ),
    path("<uuid:pk>/<str:kind>.<str:format>", files.download, name="download"),
]
