"""The questions, in the order one would ask them aloud."""

from typing import Any, cast

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from convene.apps.finder.queries.asking import MOST, NAMES
from convene.apps.registry.models import LONGEST_KEY, LONGEST_NAME, Organisation
from convene.apps.registry.queries import rows
from convene.core.guide import Guide, Kind
from convene.core.longlist import Wanted
from convene.core.request import Request
from convene.packs import places
from convene.packs.read import fit

ASKED_TRAITS = (
    "new_private_partner",
    "intangible_objective",
    "antagonism",
    "mobile_technology",
    "election_within_12m",
    "partisan_risk",
    "security_sector",
    "survivor_data",
    "mcc_threshold",
)
"""Situations people must tell us; the others follow from sectors, civic space and reprisal risk."""


class Question(forms.Form):
    """A governance problem in a place. Nothing but a problem is required."""

    problem = forms.CharField(
        label=_("The problem, in your own words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    challenge = forms.MultipleChoiceField(label=_("Problems"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    level = forms.ChoiceField(label=_("At which level would you work?"), required=False)
    sector = forms.MultipleChoiceField(label=_("Which sectors are around?"), required=False)
    partner_type = forms.MultipleChoiceField(label=_("Who else is around?"), required=False)
    civic_space = forms.ChoiceField(
        label=_("How free are people to organise and speak?"), required=False
    )
    reprisal_risk = forms.ChoiceField(
        label=_("Could someone be punished for taking part?"), required=False
    )
    trait = forms.MultipleChoiceField(label=_("Is any of this true?"), required=False)

    def __init__(self, *args: Any, guide: Guide, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guide = guide
        self.options: dict[str, list[tuple[str, str]]] = {}
        self._choose(
            "challenge",
            [(challenge.id, gettext(challenge.title)) for challenge in guide.challenges],
        )
        self._choose(
            "country",
            [("", gettext("Choose a country")), *places.names(get_language() or "en").items()],
        )
        for name, kind in (
            ("level", "levels"),
            ("sector", "sectors"),
            ("partner_type", "partner_types"),
        ):
            self._choose(name, self._words(kind))  # type: ignore[arg-type]  # Kinds, as above
        self._choose("civic_space", self._words("civic_spaces"))
        self._choose("reprisal_risk", self._words("reprisal_risks"))
        self._choose("trait", [pair for pair in self._words("traits") if pair[0] in ASKED_TRAITS])

    def _words(self, kind: Kind) -> list[tuple[str, str]]:
        return [
            (code, gettext(self.guide.word(kind, code).title)) for code in self.guide.codes(kind)
        ]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = self.options[name] = choices

    def clean_challenge(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["challenge"]
        if not chosen:
            raise forms.ValidationError(
                _(
                    "Choose at least one problem. If you described it in your own words, tick the ones that match."
                )
            )
        return chosen

    def chosen(self, name: str) -> list[str]:
        """Return what is ticked or chosen for one question, whether the form was sent or filled in
        from an address.
        """
        value = self[name].value() or []
        given = [value] if isinstance(value, str) else list(value)[:MOST]
        return list(dict.fromkeys(given))

    def words(self, name: str) -> list[str]:
        """Return in words what is chosen for one question."""
        chosen = self.chosen(name)
        return [label for code, label in self.options[name] if code and code in chosen]

    def request(self) -> Request:
        """Return what is asked so far, even while the form is incomplete."""
        single = {
            name: next(iter(self.chosen(name)), None)
            for name in ("country", "level", "civic_space", "reprisal_risk")
        }
        return fit(single | {field: self.chosen(name) for field, name in NAMES.items()}, Request)


class PartnersForm(forms.Form):
    """Where partners are looked for, and for what."""

    country = forms.ChoiceField(label=_("Country"))
    model = forms.MultipleChoiceField(
        label=_("Kinds of alliance"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sector = forms.MultipleChoiceField(
        label=_("Sectors"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, guide: Guide, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "country": [
                ("", gettext("Choose a country")),
                *places.names(get_language() or "en").items(),
            ],
            "model": [(model.id, gettext(model.title)) for model in guide.models],
            "sector": [
                (code, gettext(guide.word("sectors", code).title))
                for code in guide.codes("sectors")
            ],
        }
        for name, given in choices.items():
            cast(forms.ChoiceField, self.fields[name]).choices = given

    def wanted(self) -> Wanted:
        """Return what a valid form asks for."""
        asked = self.cleaned_data
        region = places.regions()[asked["country"]]
        return Wanted(
            country=asked["country"],
            region=region,
            models=tuple(asked["model"]),
            sectors=tuple(asked["sector"]),
        )


class LinkForm(forms.Form):
    """Which of our organisations one of the open data is."""

    ours = forms.CharField(
        label=_("One of ours"),
        max_length=LONGEST_NAME,
        help_text=_("Its main name as it stands with us, or the address of its page."),
    )

    def clean_ours(self) -> Organisation:
        try:
            ours = rows.parent(self.cleaned_data["ours"])
        except rows.Wrong as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        assert ours is not None  # the field is required
        return Organisation.objects.get(pk=ours)


class SamenessForm(forms.Form):
    """Two names in open data, by their keys, and what a person decides about them."""

    a = forms.CharField(max_length=LONGEST_KEY, widget=forms.HiddenInput)
    b = forms.CharField(max_length=LONGEST_KEY, widget=forms.HiddenInput)
    a_name = forms.CharField(widget=forms.HiddenInput)
    b_name = forms.CharField(widget=forms.HiddenInput)
    same = forms.TypedChoiceField(
        choices=(("yes", _("The same")), ("no", _("Not the same"))),
        coerce=lambda text: text == "yes",
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Say whether they are the same or not.")
        ),
    )
    reason = forms.CharField(
        max_length=2000,
        error_messages={
            "required": _("Say why: whoever reads the decision later must be able to follow it.")
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("a") == cleaned.get("b"):
            raise forms.ValidationError(_("These are one name already."))
        return cleaned

    def names(self) -> dict[str, str]:
        """Return the text of each name by its key."""
        return {self.cleaned_data[key]: self.cleaned_data[f"{key}_name"] for key in ("a", "b")}
