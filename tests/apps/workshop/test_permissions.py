"""Who reaches which page of a draft."""

import pytest
from django.urls import reverse

from convene.apps.accounts.models import COLLEAGUES, Role
from convene.apps.workshop import actions
from tests.apps.workshop.people import at_desk_of, draft_of, person, version

pytestmark = pytest.mark.django_db
WHO = ("owner", "reader", "editor", "viewer", "other", "administrator", "nobody")
TABLE = {
    # page: what the owner, a reader, a co-editor, a reader whose role is viewer, somebody else, an
    # administrator and nobody get
    "GET draft": (200, 200, 200, 200, 404, 404, 302),
    "GET history": (200, 200, 200, 200, 404, 404, 302),
    "GET concept.html": (200, 200, 200, 200, 404, 404, 302),
    "GET brief.html": (200, 200, 200, 200, 404, 404, 302),
    "GET edit": (200, 403, 200, 403, 404, 404, 302),
    "POST edit": (200, 403, 200, 403, 404, 404, 302),
    "POST autosave": (200, 403, 200, 403, 404, 404, 302),
    "GET share": (200, 403, 403, 403, 404, 404, 302),
    "POST share": (200, 403, 403, 403, 404, 404, 302),
    "POST unshare": (302, 403, 403, 403, 404, 404, 302),
    "POST archive": (302, 403, 403, 403, 404, 404, 302),
    "POST unarchive": (302, 403, 403, 403, 404, 404, 302),
    "POST duplicate": (302, 302, 302, 403, 404, 404, 302),
    "POST restore_version": (302, 403, 302, 403, 404, 404, 302),
    "GET autosave": (405, 405, 405, 405, 405, 405, 302),
    "GET archive": (405, 405, 405, 405, 405, 405, 302),
}


@pytest.mark.parametrize("page", TABLE)
def test_who_gets_what(page):
    owner = person("Olga")
    people = {
        "owner": owner,
        "reader": person("Rita"),
        "editor": person("Edith"),
        "viewer": person("Vera", Role.VIEWER),
        "other": person("Otto", Role.APPROVER),
        "administrator": person("Ada", Role.ADMINISTRATOR),
        "nobody": None,
    }
    alliance = draft_of(owner)
    for who, may_edit in (("reader", False), ("editor", True), ("viewer", True)):
        if reader := people[who]:
            actions.share(alliance, person=reader, may_edit=may_edit, by=owner)
    method, name = page.split()
    found = {
        who: at_desk_of(people[who]).generic(method, address(alliance, name)).status_code
        for who in WHO
    }
    assert found == dict(zip(WHO, TABLE[page], strict=True))


def address(alliance, name):
    if "." in name:
        kind, format = name.split(".")
        return reverse("workshop:download", args=[alliance.pk, kind, format])
    if name == "restore_version":
        return reverse("workshop:restore_version", args=[alliance.pk, version(alliance)])
    return reverse(f"workshop:{name}", args=[alliance.pk])


ROLES = {
    # page: what a viewer, a builder, a reviewer, an approver, an administrator get
    "drafts": (200, 200, 200, 200, 200),
    "create": (403, 200, 200, 200, 200),
    "template": (403, 403, 403, 403, 200),
}


@pytest.mark.parametrize("page", ROLES)
def test_what_roles_open(page):
    found = tuple(
        at_desk_of(person(role.value, role)).get(reverse(f"workshop:{page}")).status_code
        for role in COLLEAGUES
    )
    assert found == ROLES[page]
    assert at_desk_of(None).get(reverse(f"workshop:{page}")).status_code == 302


def test_a_share_ends_at_once():
    owner, reader = person("Olga"), person("Rita")
    alliance = draft_of(owner)
    actions.share(alliance, person=reader, may_edit=False, by=owner)
    actions.unshare(alliance, person=reader, by=owner)
    assert at_desk_of(reader).get(reverse("workshop:draft", args=[alliance.pk])).status_code == 404


def test_an_inactive_person_signs_in_nowhere():
    owner = person("Olga")
    alliance, desk = draft_of(owner), at_desk_of(owner)
    owner.is_active = False
    owner.save()
    assert desk.get(reverse("workshop:draft", args=[alliance.pk])).status_code == 302
