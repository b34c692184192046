"""What people type about who stands behind an organisation."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.registry import words
from convene.apps.registry.forms.organisation import Cell, name_field
from convene.apps.registry.models import LONGEST_NAME, Organisation, Tie, TieKind, TieRole
from convene.apps.registry.queries import rows
from convene.apps.registry.queries.tie_rows import read_born, read_share
from convene.core import shares
from convene.core.ties import HOLDING, Who
from convene.ground.fields import choose, day


class TieForm(forms.Form):
    """Somebody behind an organisation, or a ship of its own."""

    role = forms.ChoiceField(label=_("Role"), choices=TieRole.choices)
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=TieKind.choices,
        initial=TieKind.PERSON,
        help_text=_("A ship is one whatever is chosen here."),
    )
    name = name_field(required=False, help_text=_("As it stands in the document you have seen."))
    party = Cell(
        rows.parent,
        label=_("Or an organisation that is here"),
        required=False,
        empty_value=None,
        max_length=4 * LONGEST_NAME,
        widget=forms.TextInput(attrs={"list": "main-names", "autocomplete": "off"}),
        help_text=_(
            "Its main name as written here, or the address of its page. Then leave the name empty."
        ),
    )
    office = forms.CharField(label=_("Office"), max_length=200, required=False)
    share = Cell(
        read_share,
        label=_("Share in per cent"),
        required=False,
        empty_value=None,
        max_length=40,
        help_text=_(
            "Of an owner: 25, 33.3, or a range as 25–50. Empty means that nobody knows, not that there is none."
        ),
    )
    since = day(_("From"), required=False)
    until = day(_("Until"), required=False)
    born = Cell(
        read_born,
        label=_("Born"),
        required=False,
        max_length=10,
        help_text=_("A day, a month or only a year: 1970-05-31, 1970-05, 1970."),
    )
    nationality = forms.ChoiceField(label=_("Nationality"), required=False)
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        help_text=_(
            "Where a person lives, an organisation is registered, or a ship flies its flag."
        ),
    )
    numbers = forms.CharField(
        label=_("Numbers"),
        max_length=500,
        required=False,
        help_text=_(
            "Of a passport, in a register, or a ship's IMO number; with semicolons between them."
        ),
    )
    source = forms.CharField(
        label=_("Where this was read"),
        max_length=1000,
        help_text=_("The register, document or person it is from, and the day."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        for field in ("nationality", "country"):
            choose(self, field, [("", _("Not known")), *words.countries().items()])

    def clean_numbers(self) -> tuple[str, ...]:
        parts = (part.strip() for part in self.cleaned_data["numbers"].split(";"))
        return tuple(dict.fromkeys(filter(None, parts)))

    def clean_party(self) -> UUID | None:
        party: UUID | None = self.cleaned_data["party"]
        if party == self.organisation.pk:
            raise ValidationError(_("This is the organisation itself."))
        return party

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        self._clean_whom(given)
        self._clean_days(given)
        if given.get("share") and given.get("role") not in HOLDING:
            self.add_error("share", _("Only an owner has a share."))
        return given

    def _clean_whom(self, given: dict[str, Any]) -> None:
        if not {"name", "party"} <= given.keys():
            return
        if bool(given["name"]) == bool(given["party"]):
            self.add_error(
                "name", _("Give a name, or an organisation that is here: one of the two.")
            )
        given["kind"] = _kind(given)
        if given.get("born") and given["kind"] != TieKind.PERSON:
            self.add_error("born", _("Only a person is born."))
        if given["kind"] == TieKind.SHIP and given.get("role") != TieRole.SHIP:
            self.add_error("role", _("A ship neither owns nor leads anybody."))
        if given["party"] and given.get("role") == TieRole.SHIP:
            self.add_error("party", _("A ship is given by its name."))

    def _clean_days(self, given: dict[str, Any]) -> None:
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("This is earlier than the day it began."))

    def who(self) -> Who:
        """Return what was typed, once it is valid."""
        return Who(**self.cleaned_data)


def _kind(given: dict[str, Any]) -> str:
    if given.get("role") == TieRole.SHIP:
        return TieKind.SHIP
    return TieKind.ORGANISATION if given["party"] else given.get("kind", "")


def as_typed(tie: Tie) -> dict[str, Any]:
    """Return somebody as the form shows them, to be corrected."""
    return {
        **{name: getattr(tie, name) for name in TieForm.base_fields if hasattr(tie, name)},
        "party": str(tie.party_id or ""),
        "share": shares.written(tie.share),
        "numbers": "; ".join(tie.numbers),
    }


class EndForm(forms.Form):
    until = day(_("Until"), help_text=_("The last day on which it was so."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate()
