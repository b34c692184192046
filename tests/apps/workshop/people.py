"""People and drafts that the workshop's tests speak of."""

from typing import Any

from django.test import Client

from convene.apps.accounts.models import Role, User
from convene.apps.workshop import actions
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries import drafts
from convene.core.draft import Ask, Draft, Task
from convene.core.request import Request

PUBLISH = "11111111-1111-4111-8111-111111111111"
TRAIN = "22222222-2222-4222-8222-222222222222"
TRAINING = "33333333-3333-4333-8333-333333333333"
OPEN_TENDERS = Draft(
    title="Open tenders in Paraguay",
    country="PY",
    place="Asunción",
    problem="Small firms are shut out of public procurement.",
    model="M1",
    model_reason="It worked in Chile.",
    request=Request(
        country="PY", level="national", challenges=("procurement_opacity",), sectors=("ict",)
    ),
    tasks=(
        Task(id=PUBLISH, title="Publish tenders"),
        Task(id=TRAIN, title="Train staff", champion="A university"),
    ),
    asks=(
        Ask(
            id=TRAINING,
            who="Chamber of commerce",
            kind="kind",
            contribution="TRAINING",
            note="Twenty courses",
        ),
    ),
)


def person(name: str, role: Role = Role.BUILDER) -> User:
    return User.objects.create_user(email=f"{name.lower()}@example.org", name=name, role=role)


def draft_of(owner: User, draft: Draft = OPEN_TENDERS) -> Alliance:
    return actions.create(draft, by=owner)


def edits_too(alliance: Alliance, name: str = "Edith") -> User:
    """Make a person whom the owner of a draft lets edit it."""
    editor = person(name)
    actions.share(alliance, person=editor, may_edit=True, by=alliance.owner)
    return editor


def version(alliance: Alliance) -> int:
    """Return the version that a draft is now."""
    return Alliance.objects.get(pk=alliance.pk).version


def at_desk_of(user: User | None) -> Client:
    """Return a browser where somebody, or nobody, is signed in."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def typed(page: Any, **changes: str) -> dict[str, str]:
    """Return what a browser would send from the edit page: every field as it is shown, and what
    somebody typed over it.
    """
    sheet = page.context["sheet"]
    forms = [
        sheet.head,
        sheet.tasks.management_form,
        sheet.asks.management_form,
        *sheet.tasks.forms,
        *sheet.asks.forms,
    ]
    shown = {field.html_name: field.value() for form in forms for field in form}
    sent = {name: str(value) for name, value in shown.items() if value not in (None, False)}
    return {**sent, "seen": page.context["seen"], "sitting": page.context["sitting"], **changes}


def standing(alliance: Alliance) -> Draft:
    """Return a draft as it stands in the database."""
    return drafts.content(Alliance.objects.get(pk=alliance.pk))
