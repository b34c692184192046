"""What people type about an organisation. Nothing typed is lost: whatever is refused comes back as
it was.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from convene.apps.registry import words
from convene.apps.registry.models import LONGEST_NAME, AtRisk, NameKind, Organisation, State
from convene.apps.registry.queries import rows, shelf
from convene.core.organisations import Content, Number, OtherName
from convene.ground.rows import Rows, Words, rows_of, with_one_more

MOST_ROWS = 30
"""Names, and numbers, of one organisation that its form takes (expert choice)."""
YES_NO = (("", _("Not known")), ("True", _("Yes")), ("False", _("No")))


class Cell(forms.CharField):
    """Text as the registry keeps it; imports and forms read it alike."""

    def __init__(self, *, reader: Callable[[str], object], **options: Any) -> None:
        super().__init__(**options)
        self.reader = reader

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return self.reader(text) if text else text
        except rows.Wrong as wrong:
            raise ValidationError(str(wrong)) from wrong


def name_field(label: Any, **options: Any) -> Cell:
    return Cell(
        reader=rows.name, label=label, max_length=4 * LONGEST_NAME, **options
    )  # invisible characters do not count


def language_field() -> Cell:
    return Cell(
        reader=rows.READERS["language"][1],
        label=_("Language"),
        required=False,
        max_length=10,
        help_text=_("A code: es, uk, pt-BR."),
    )


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
    name = name_field(
        _("Name"), help_text=_("As the organisation writes it itself, in its own script.")
    )
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
    parent = forms.CharField(
        label=_("Belongs to"),
        required=False,
        max_length=4 * LONGEST_NAME,
        widget=forms.TextInput(attrs={"list": "main-names", "autocomplete": "off"}),
        help_text=_(
            "The main name of the organisation that owns or runs it, as written here, or the address of its page."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = {
            "kind": words.kinds(),
            "iati_type": words.iati_types(),
            "country": words.countries(),
            "sector": words.sectors(),
        }
        for field, among in lists.items():
            cast(forms.ChoiceField, self.fields[field]).choices = with_current(
                among, self.initial.get(field, "")
            )

    def clean_parent(self) -> UUID | None:
        try:
            return cast(UUID | None, rows.READERS["parent"][1](self.cleaned_data["parent"]))
        except rows.Wrong as wrong:
            raise ValidationError(str(wrong)) from wrong


def with_current(among: Mapping[str, str], current: str) -> list[tuple[str, str]]:
    """Return choices that never lose what stands there already, known to the list or not."""
    known = [("", str(_("Not said"))), *among.items()]
    return known if not current or current in among else [*known, (current, current)]


class NameRow(forms.Form):
    text = name_field(_("Name"))
    kind = forms.ChoiceField(
        label=_("What it is"),
        required=False,
        initial=NameKind.ALIAS,
        choices=[choice for choice in NameKind.choices if choice[0] != NameKind.PRIMARY],
    )
    language = language_field()
    valid_from = forms.DateField(
        label=_("Used from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    valid_until = forms.DateField(
        label=_("Used until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

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
        cast(forms.ChoiceField, self.fields["scheme"]).choices = with_current(
            among, self.initial.get("scheme", "")
        )

    def clean_value(self) -> str:
        try:
            return rows.register_number(self.cleaned_data["value"])
        except rows.Wrong as wrong:
            raise ValidationError(str(wrong)) from wrong


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
        others = [
            {
                field: row[field]
                for field in ("text", "kind", "language", "valid_from", "valid_until")
            }
            for row in self.names.kept()
        ]
        numbers = [Number(scheme=row["scheme"], value=row["value"]) for row in self.numbers.kept()]
        other_names = tuple(
            OtherName(**(other | {"kind": other["kind"] or NameKind.ALIAS.value}))
            for other in others
        )
        return replace(
            Content(name=""),
            **head,
            other_names=other_names,
            identifiers=tuple(dict.fromkeys(numbers)),
        )


def blank_sheet() -> Sheet:
    return Sheet(head=OrganisationForm(), names=NameRows(), numbers=NumberRows())


def open_sheet(organisation: Organisation) -> Sheet:
    """Return a page that shows an organisation as it stands, with a blank row at each end."""
    names = [vars(name) for name in organisation.names.all() if name.kind != NameKind.PRIMARY]
    main = next(name for name in organisation.names.all() if name.kind == NameKind.PRIMARY)
    parent = str(organisation.parent or "")
    if parent and len(shelf.called(parent)[:2]) > 1:
        parent = str(organisation.parent_id)
    yes = {
        field: str(value)
        for field in ("state_owned", "extractive")
        if (value := getattr(organisation, field)) is not None
    }
    head = (
        vars(organisation)
        | {"state_owned": "", "extractive": ""}
        | yes
        | {"name": main.text, "language": main.language, "parent": parent}
    )
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
        head=OrganisationForm(data, initial=shown),
        names=NameRows(data),
        numbers=NumberRows(data),
    )
