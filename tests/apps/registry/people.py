"""People and organisations that the registry's tests speak of."""

from typing import Any
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from convene.apps.accounts.models import Role, User
from convene.apps.registry import actions
from convene.apps.registry.models import Import, Organisation
from convene.core.organisations import Content, Number, OtherName

BANK = Content(
    name="Banco del Río Azul",
    language="es",
    other_names=(
        OtherName(text="Blue River Bank", language="en"),
        OtherName(text="Caja Azul", kind="former"),
    ),
    identifiers=(Number(scheme="PY-RUC", value="80012345-6"),),
    kind="company",
    country="PY",
    sector="finance",
    state_owned=False,
)


def person(name: str, role: Role = Role.BUILDER) -> User:
    return User.objects.create_user(email=f"{name.lower()}@example.org", name=name, role=role)


def at_desk_of(user: User | None) -> Client:
    """Return a browser where somebody, or nobody, is signed in."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def organisation(
    content: Content | str = BANK, *, by: User | None = None, **more: Any
) -> Organisation:
    found = content if isinstance(content, Content) else Content(name=content, **more)
    return actions.create(found, by=by or User.objects.first() or person("Wanda"))


def typed(page: Any, **changes: str) -> dict[str, str]:
    """Return what a browser would send from the page of an organisation: every field as it is
    shown, and what somebody typed over it.
    """
    sheet = page.context["sheet"]
    forms = [
        sheet.head,
        sheet.names.management_form,
        sheet.numbers.management_form,
        *sheet.names.forms,
        *sheet.numbers.forms,
    ]
    shown = {field.html_name: field.value() for form in forms for field in form}
    sent = {
        name: str(value)
        for name, value in shown.items()
        if value is not None and value is not False
    }
    return {**sent, "seen": page.context["seen"], **changes}


def csv_file(text: str, *, name: str = "partners.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def upload(user: User, file: SimpleUploadedFile) -> Any:
    return at_desk_of(user).post(reverse("registry:import"), {"table": file})


def uploaded(user: User, text: str) -> Import:
    """Return the preview of a table that somebody uploads."""
    assert upload(user, csv_file(text)).status_code == 302
    return Import.objects.latest("uploaded_at")


def address() -> str:
    """Return the address of the database that this test uses."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return f"postgres://{settings['USER']}@{quote(settings['HOST'], safe='')}/{settings['NAME']}"


def press(user, source, what, **sent):
    """Press a button of an import that was looked at."""
    return at_desk_of(user).post(reverse(f"registry:{what}_import", args=[source.pk]), sent)


def names():
    """Return what all organisations are called."""
    return sorted(str(each) for each in Organisation.objects.all())
