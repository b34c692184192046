"""What people write of a risk."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.risks.actions import Terms
from convene.apps.risks.models import Risk
from convene.apps.risks.words import Category, Impact, Likelihood, Phase, State
from convene.apps.workshop.models import Alliance, Part, Partner
from convene.ground.fields import choose, day

HERE = (Part.Kind.OWNER, Part.Kind.BUILDER, Part.Kind.READER, Part.Kind.REVIEWER)
"""The parts of those who may look after a risk: they read it."""


class RiskForm(forms.Form):
    """A risk in words. Its id is given by the page, so that pressing twice writes once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = forms.CharField(label=_("What could go wrong?"), max_length=200)
    note = forms.CharField(
        label=_("How, and for whom"),
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 3}),
    )
    category = forms.ChoiceField(
        label=_("What is it a risk of?"), choices=[("", _("Choose one")), *Category.choices]
    )
    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("About which partner"),
        required=False,
        empty_label=_("None in particular"),
    )
    owner = forms.ChoiceField(label=_("Who looks after it?"), required=False)
    response = forms.CharField(
        label=_("What is done about it?"),
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 4}),
    )
    review_on = day(_("When is it looked at again?"), required=False)

    def __init__(
        self, *args: Any, alliance: Alliance, risk: Risk | None = None, **kwargs: Any
    ) -> None:
        """Whoever is named already can stay, also once they have left."""
        super().__init__(*args, **kwargs)
        named_now = [risk.partner_id, risk.owner_partner_id] if risk else []
        inside = alliance.partners.filter(Q(left_on=None) | Q(pk__in=named_now))
        partners = inside.select_related("organisation").prefetch_related("organisation__names")
        cast("forms.ModelChoiceField[Partner]", self.fields["partner"]).queryset = partners
        people = [*_people(alliance), *([risk.owner_person] if risk and risk.owner_person else [])]
        self.people = {f"person {who.pk}": who for who in people}
        self.partners = {f"partner {partner.pk}": partner for partner in partners}
        owners = {**self.people, **self.partners}
        named = ((code, str(owner)) for code, owner in owners.items())
        choose(self, "owner", [("", _("Nobody yet")), *named])

    def terms(self) -> Terms:
        """Return what was written, as the actions take it."""
        given, owner = self.cleaned_data, self.cleaned_data["owner"]
        names = ("title", "note", "category", "partner", "response", "review_on")
        return Terms(
            **{name: given[name] for name in names},
            owner_person=self.people.get(owner),
            owner_partner=self.partners.get(owner),
        )


def _people(alliance: Alliance) -> Iterable[User]:
    parts = (part for part in alliance.parts_now if part.kind in HERE)
    return {part.person.pk: part.person for part in parts}.values()


def written(risk: Risk) -> dict[str, Any]:
    """Return what a form begins with that changes a risk."""
    owner = ""
    if risk.owner_person_id:
        owner = f"person {risk.owner_person_id}"
    elif risk.owner_partner_id:
        owner = f"partner {risk.owner_partner_id}"
    return {**vars(risk), "partner": risk.partner_id, "owner": owner}


class RateForm(forms.Form):
    """How likely and how bad, and what that rests on."""

    phase = forms.ChoiceField(
        label=_("Of what?"),
        choices=Phase.choices,
        widget=forms.RadioSelect,
        help_text=_("After the response: as it would be once what is written works."),
    )
    likelihood = forms.TypedChoiceField(
        label=_("How likely is it?"),
        choices=Likelihood.choices,
        coerce=int,
        widget=forms.RadioSelect({"class": "fives"}),
    )
    impact = forms.TypedChoiceField(
        label=_("How bad would it be?"),
        choices=Impact.choices,
        coerce=int,
        widget=forms.RadioSelect({"class": "fives"}),
    )
    reason = forms.CharField(
        label=_("What does that rest on?"), max_length=3000, widget=forms.Textarea({"rows": 3})
    )

    def clean_phase(self) -> Phase:
        return Phase(self.cleaned_data["phase"])


class TurnForm(forms.Form):
    """What has become of a risk, and why."""

    state = forms.ChoiceField(label=_("It is now"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why?"), max_length=3000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, moves: Iterable[State], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "state", [(state.value, state.label) for state in moves])

    def clean_state(self) -> State:
        return State(self.cleaned_data["state"])


class SetAsideForm(forms.Form):
    """Why a risk that is proposed is none here. Its id is given by the page."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    reason = forms.CharField(label=_("Why?"), max_length=3000, widget=forms.Textarea({"rows": 3}))


class SignForm(forms.Form):
    """Why somebody takes a high risk on."""

    reason = forms.CharField(
        label=_("Why may it go on with this risk?"),
        help_text=_("It stands in the register with your name."),
        max_length=3000,
        widget=forms.Textarea({"rows": 4}),
    )
