"""What people say of a partner of an alliance: that it joins, gains, declares, consents, leaves."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.registry.models import LONGEST_NAME, Organisation
from convene.apps.registry.queries import shelf
from convene.apps.workshop.models import Alliance, Candidate, Partner
from convene.apps.workshop.words import Conflicts, ConsentForm, ConsentTo, Origin, PartnerRole
from convene.ground.fields import day, so_far


class PartForm(forms.Form):
    """What a partner does in an alliance, with whose money, and through whom it joined."""

    roles = forms.MultipleChoiceField(
        label=_("What it does"),
        choices=PartnerRole.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    origin = forms.ChoiceField(
        label=_("Whose money it gives"),
        choices=[("", _("Not said yet")), *Origin.choices],
        required=False,
        help_text=_("Where the money first comes from. Public money is never private leverage."),
    )
    is_own = forms.BooleanField(
        label=_("This is our own money, which that of others is held against"), required=False
    )
    umbrella = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("Joined through"),
        required=False,
        empty_label=_("By itself"),
        help_text=_("A chamber or another partner that brought it."),
    )
    unnamed_until = forms.IntegerField(
        label=_("Unnamed outside until this many have joined through it"),
        required=False,
        min_value=2,
        max_value=10_000,
    )

    def __init__(
        self, *args: Any, alliance: Alliance, itself: Partner | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = Partner.objects.filter(alliance=alliance, left_on=None, umbrella=None)
        offered = others.exclude(pk=itself.pk) if itself else others
        cast("forms.ModelChoiceField[Partner]", self.fields["umbrella"]).queryset = offered

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("unnamed_until") and not given.get("umbrella"):
            self.add_error("unnamed_until", _("Say through whom it joined."))
        return given


class JoinForm(PartForm):
    """Which organisation joins; one on the shortlist may be in the register already."""

    organisation = forms.CharField(
        label=_("Which organisation"),
        max_length=4 * LONGEST_NAME,
        help_text=_("Its main name as written in the register, or the address of its page."),
        widget=forms.TextInput(attrs={"list": "main-names"}),
    )
    on = day(_("Joined on"))
    field_order = ("organisation", "on")

    def __init__(self, *args: Any, candidate: Candidate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        if candidate and candidate.organisation:
            del self.fields["organisation"]
        elif candidate:
            which = self.fields["organisation"]
            which.required = False
            which.help_text = _(
                "Its main name as written in the register, or the address of its page. Left blank, it is written down there as a candidate."
            )

    def clean_organisation(self) -> Organisation | None:
        text = self.cleaned_data["organisation"]
        alike = list(shelf.called(text)[:2]) if text else []
        if text and len(alike) != 1:
            raise ValidationError(
                _("More than one organisation has this name; give the address of its page.")
                if alike
                else _("No organisation in the register has this name.")
            )
        return alike[0] if alike else None

    def clean_on(self) -> Any:
        return so_far(self.cleaned_data["on"])

    def clean_roles(self) -> tuple[PartnerRole, ...]:
        return tuple(PartnerRole(code) for code in self.cleaned_data["roles"])

    def clean_origin(self) -> Origin | None:
        code = self.cleaned_data["origin"]
        return Origin(code) if code else None


class MemberForm(PartForm):
    """What a partner gains, declares and gives."""

    interest = forms.CharField(
        label=_("What it gains"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Its own interest, in its own words: a partner that gains nothing leaves."),
    )
    conflicts = forms.ChoiceField(label=_("Conflicts of interest"), choices=Conflicts.choices)
    conflicts_said = forms.CharField(
        label=_("What it declared"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    language = forms.ChoiceField(
        label=_("Language we write to it in"),
        choices=[("", _("Not said yet")), *settings.LANGUAGES],
        required=False,
    )
    field_order = ("roles", "interest", "conflicts", "conflicts_said")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        is_said = bool(given.get("conflicts_said"))
        has_some = given.get("conflicts") == Conflicts.SOME
        if has_some and not is_said:
            self.add_error("conflicts_said", _("Write what it declared."))
        if is_said and not has_some:
            self.add_error("conflicts", _("Something is written as declared: choose “some”."))
        return given


class ConsentedForm(forms.Form):
    """One thing that a partner lets be shown."""

    what = forms.ChoiceField(label=_("What may be shown"), choices=ConsentTo.choices)
    given_by = forms.CharField(
        label=_("Who gave it"),
        max_length=200,
        help_text=_("Their name or their office at the organisation."),
    )
    form = forms.ChoiceField(label=_("In what form"), choices=ConsentForm.choices[:-1])
    since = day(_("From"))
    until = day(_("Until"), required=False, help_text=_("Blank: until it is withdrawn."))
    note = forms.CharField(
        label=_("Note"), max_length=3000, required=False, widget=forms.Textarea({"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day lies before the first."))
        return given


class LeavesForm(forms.Form):
    """When a partner left, and why."""

    on = day(_("Left on"))
    because = forms.CharField(
        label=_("Why it left"), max_length=3000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, partner: Partner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partner = partner

    def clean_on(self) -> Any:
        on = so_far(self.cleaned_data["on"])
        if on < self.partner.joined_on:
            raise ValidationError(_("It had not joined yet on this day."))
        return on


class WithdrawnForm(forms.Form):
    """Why a consent no longer holds."""

    because = forms.CharField(
        label=_("Why it was withdrawn"), max_length=3000, widget=forms.Textarea({"rows": 3})
    )
