"""Rows of a declaration: names, numbers, addresses, and everybody behind a partner."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convene.apps.registry import words
from convene.apps.registry.forms.organisation import Cell, name_field
from convene.apps.registry.queries.tie_rows import read_born, read_share
from convene.core import shares
from convene.core.declarations import DeclaredNumber, Party
from convene.core.organisations import number
from convene.ground.fields import choose, day
from convene.ground.rows import Words, rows_of

CHOOSE = ("", _("Choose"))
CODE = re.compile(r"\(([A-Z]{2,3}-[A-Z0-9]+)\)\s*$")
KINDS = (CHOOSE, ("person", _("A person")), ("organisation", _("An organisation")))
ROLES = (
    CHOOSE,
    ("director", _("Director, or member of the board")),
    ("staff", _("Key staff")),
    ("beneficial", _("Owns or controls it in the end, through others")),
)


class NameRow(forms.Form):
    text = name_field()


class NumberRow(forms.Form):
    register = forms.CharField(
        label=_("Register"),
        max_length=200,
        help_text=_("The office that gave the number, such as a company or tax register."),
        widget=forms.TextInput(attrs={"list": "registers", "autocomplete": "off"}),
    )
    value = forms.CharField(label=_("Number"), max_length=100)

    def said(self) -> DeclaredNumber:
        """Return the number in its normal form where its register is known here."""
        register, value = (self.cleaned_data[name].strip() for name in ("register", "value"))
        scheme = _scheme(register)
        known = number(value, schemes=words.schemes(), register=scheme) if scheme else None
        if known is None or known.scheme != scheme:
            return DeclaredNumber(register=register, value=value)
        return DeclaredNumber(register=register, scheme=scheme, value=known.value)


def _scheme(register: str) -> str:
    """Return the code of a register that is named or chosen; nothing where it is another."""
    code = CODE.search(register)
    try:
        return words.code(code[1] if code else register, among=words.schemes())
    except words.Unknown:
        return ""


class AddressRow(forms.Form):
    text = forms.CharField(label=_("Address"), max_length=500)


class OwnerRow(forms.Form):
    name = name_field(help_text=_("In full, as in the register or the passport."))
    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS)
    share = Cell(
        read_share,
        label=_("Share in per cent"),
        required=False,
        empty_value=None,
        max_length=40,
        help_text=_("25, 33.3, or a range as 25–50. Leave it empty if the share is not known."),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    since = day(_("Owner since"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "country", [("", _("Not known")), *words.countries().items()])

    def said(self) -> Party:
        given = self.cleaned_data
        return Party(
            names=(given["name"],),
            role="owner",
            kind=given["kind"],
            share=shares.written(given["share"]),
            country=given["country"],
            since=given["since"].isoformat() if given["since"] else "",
        )


class PersonRow(forms.Form):
    name = name_field(help_text=_("In full, as in the register or the passport."))
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    office = forms.CharField(label=_("What they do there"), max_length=200, required=False)
    born = Cell(
        read_born,
        label=_("Date of birth, if you want to give it"),
        required=False,
        max_length=10,
        help_text=_("1970-05-31, or only 1970. It keeps them from being taken for a namesake."),
    )
    nationality = forms.ChoiceField(label=_("Nationality"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "nationality", [("", _("Not known")), *words.countries().items()])

    def said(self) -> Party:
        fields = ("role", "office", "born", "nationality")
        given = {name: self.cleaned_data[name] for name in fields}
        return Party(names=(self.cleaned_data["name"],), kind="person", **given)


NameRows = rows_of(
    NameRow,
    kind="name",
    most=20,
    words=Words(
        title=_("Other names"),
        about=_("Short forms, former names, and the name in other languages and scripts."),
        row=_("Name %(number)s"),
        add=_("Add another name"),
    ),
)
NumberRows = rows_of(
    NumberRow,
    kind="number",
    most=10,
    words=Words(
        title=_("Numbers in registers"),
        about=_("A company number, a charity number, a tax number."),
        row=_("Number %(number)s"),
        add=_("Add another number"),
    ),
)
AddressRows = rows_of(
    AddressRow,
    kind="address",
    most=10,
    words=Words(
        title=_("Addresses"),
        about=_("The registered seat first, then other offices."),
        row=_("Address %(number)s"),
        add=_("Add another address"),
    ),
)
OwnerRows = rows_of(
    OwnerRow,
    kind="owner",
    most=30,
    words=Words(
        title=_("Owners"),
        about=_(
            "Every person and organisation that owns a part of it. If nobody owns it, leave this empty."
        ),
        row=_("Owner %(number)s"),
        add=_("Add another owner"),
    ),
)
PersonRows = rows_of(
    PersonRow,
    kind="person",
    most=40,
    words=Words(
        title=_("People who lead it"),
        about=_(
            "Directors, key staff, and whoever owns or controls it in the end without standing above."
        ),
        row=_("Person %(number)s"),
        add=_("Add another person"),
    ),
)
ROWS = (NameRows, NumberRows, AddressRows, OwnerRows, PersonRows)
