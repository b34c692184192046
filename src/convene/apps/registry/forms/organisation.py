"""What people type about an organisation. Nothing typed is lost: whatever is refused comes back as
it was.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from convene.apps.registry import words
from convene.apps.registry.models import LONGEST_NAME, AtRisk, NameKind, Organisation, State
from convene.apps.registry.queries import rows, shelf
from convene.core.organisations import Content, Number, OtherName, each_once
from convene.ground.fields import choose, day
from convene.ground.rows import Rows, Words, rows_of, with_one_more

MOST_ROWS = 30
"""Names, and numbers, of one organisation that its form takes (expert choice)."""
YES_NO = (("", _("Not known")), ("True", _("Yes")), ("False", _("No")))


class Cell(forms.CharField):
    """Text as the registry keeps it; imports and forms read it alike."""

    def __init__(self, reader: Callable[[str], object], **options: Any) -> None:
        super().__init__(**options)
        self.reader = reader

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return self.reader(text) if text else text
        except rows.Wrong as wrong:
            raise ValidationError(str(wrong)) from wrong


def name_field(**options: Any) -> Cell:
    """Return a name; invisible characters do not count, so more come in than are kept."""
    return Cell(rows.name, label=_("Name"), max_length=4 * LONGEST_NAME, **options)


def language_field() -> Cell:
    words = {"label": _("Language"), "help_text": _("A code: es, uk, pt-BR.")}
    return Cell(rows.language, required=False, max_length=10, **words)


def yes_no(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO,
        required=False,
        coerce=lambda text: text == "True",
        empty_value=None,
    )


class OrganisationForm(forms.Form):
    """An organisation without its other names and its numbers. The `id` makes pressing twice
    harmless.
    """

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    name = name_field(help_text=_("As the organisation writes it itself, in its own script."))
    language = language_field()
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    iati_type = forms.ChoiceField(label=_("IATI type"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    state_owned = yes_no(_("Owned by a state"))
    extractive = yes_no(_("Mining, oil or gas"))
    at_risk = forms.ChoiceField(
        label=_("At risk"),
        choices=AtRisk.choices,
        initial=AtRisk.NONE,
        help_text=_("Would its people be in danger if others learned whom it works with?"),
    )
    state = forms.ChoiceField(
        label=_("State"),
        initial=State.CANDIDATE,
        choices=[choice for choice in State.choices if choice[0] != State.MERGED],
    )
    is_us = forms.BooleanField(
        label=_("One of ourselves"),
        required=False,
        help_text=_(
            "Your own organisation, or an office of it. Ways to possible partners in open data begin from it."
        ),
    )
    parent = Cell(
        rows.parent,
        label=_("Belongs to"),
        required=False,
        empty_value=None,
        max_length=4 * LONGEST_NAME,
        widget=forms.TextInput(attrs={"list": "main-names", "autocomplete": "off"}),
        help_text=_(
            "The main name of the organisation that owns or runs it, as written here, or the address of its page."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, among in words.LISTS.items():
            _offer(self, field, among())


def _offer(form: forms.Form, field: str, among: Mapping[str, str]) -> None:
    """Offer the words of a list, and what stands there already, known to the list or not."""
    current = form.initial.get(field, "")
    kept = {current: current} if current else {}
    choices = {"": str(_("Not said"))} | kept | dict(among)
    choose(form, field, choices.items())


class NameRow(forms.Form):
    text = name_field()
    kind = forms.ChoiceField(
        label=_("What it is"),
        required=False,
        initial=NameKind.ALIAS,
        choices=[choice for choice in NameKind.choices if choice[0] != NameKind.PRIMARY],
    )
    language = language_field()
    valid_from = day(_("Used from"), required=False)
    valid_until = day(_("Used until"), required=False)

    def has_changed(self) -> bool:
        """A row is blank until something is typed: what kind of name it is comes chosen, or not at
        all for a row just added.
        """
        return bool(set(self.changed_data) - {"kind"})

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        begun, ended = given.get("valid_from"), given.get("valid_until")
        if begun and ended and ended < begun:
            raise ValidationError(
                {"valid_until": _("This is earlier than the day it was used from.")}
            )
        return given


class NumberRow(forms.Form):
    scheme = forms.ChoiceField(label=_("Register"))
    value = forms.CharField(label=_("Number"), max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among = {code: f"{code}: {name}" for code, name in words.schemes().items()}
        _offer(self, "scheme", among)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("scheme") and given.get("value"):
            try:
                given["value"] = rows.register_number(given["value"], register=given["scheme"])
            except rows.Wrong as wrong:
                raise ValidationError({"value": str(wrong)}) from wrong
        return given


NameRows = rows_of(
    NameRow,
    kind="name",
    most=MOST_ROWS,
    words=Words(
        title=_("Other names"),
        about=_(
            "In other scripts and languages, short forms, and what it was called before. Screening looks for all of them. Rows left blank count for nothing."
        ),
        row=_("Name %(number)s"),
        add=_("Add another name"),
    ),
)
NumberRows = rows_of(
    NumberRow,
    kind="number",
    most=MOST_ROWS,
    words=Words(
        title=_("Numbers in registers"),
        about=_(
            "A company number, a charity number, a tax number. Rows left blank count for nothing."
        ),
        row=_("Number %(number)s"),
        add=_("Add another number"),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything on the page where an organisation is written down."""

    head: OrganisationForm
    names: Rows
    numbers: Rows

    def is_valid(self) -> bool:
        return all([self.head.is_valid(), self.names.is_valid(), self.numbers.is_valid()])

    def content(self) -> Content:
        """Return what was typed, once it is valid."""
        head = {field: value for field, value in self.head.cleaned_data.items() if field != "id"}
        names = [_without_mark(row) for row in self.names.kept()]
        numbers = [Number(**_without_mark(row)) for row in self.numbers.kept()]
        others = [OtherName(**row | {"kind": row["kind"] or NameKind.ALIAS.value}) for row in names]
        return Content(**head, other_names=tuple(others), identifiers=each_once(numbers))


def _without_mark(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row says, without the mark that would remove it."""
    return {field: value for field, value in row.items() if field != "DELETE"}


def blank_sheet() -> Sheet:
    return Sheet(head=OrganisationForm(), names=NameRows(), numbers=NumberRows())


def open_sheet(organisation: Organisation) -> Sheet:
    """Return a page that shows an organisation as it stands, with a blank row at each end."""
    names = [vars(name) for name in organisation.names.all() if name.kind != NameKind.PRIMARY]
    main = next(name for name in organisation.names.all() if name.kind == NameKind.PRIMARY)
    parent = str(organisation.parent or "")
    if parent and len(shelf.called(parent)[:2]) > 1:
        parent = str(organisation.parent_id)
    known = {None: "", True: "True", False: "False"}
    head = vars(organisation) | {
        "name": main.text,
        "language": main.language,
        "parent": parent,
        "state_owned": known[organisation.state_owned],
        "extractive": known[organisation.extractive],
    }
    return Sheet(
        head=OrganisationForm(initial=head),
        names=NameRows(initial=names),
        numbers=NumberRows(initial=[vars(number) for number in organisation.identifiers.all()]),
    )


def typed_sheet(data: QueryDict, *, now: Organisation | None = None) -> Sheet:
    """Return a page as somebody filled it in; `add` asks for one more row of that kind."""
    data = with_one_more(data, most=MOST_ROWS)
    shown = open_sheet(now).head.initial if now else {}
    return Sheet(
        head=OrganisationForm(data, initial=shown), names=NameRows(data), numbers=NumberRows(data)
    )
