"""What people type about accounts."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts import actions
from convene.apps.accounts.clock import zones
from convene.apps.accounts.models import COLLEAGUES, Invitation, Role, User


def _languages() -> list[tuple[str, str]]:
    """Name each language in that language, for people who read no other."""
    names = [
        (code, get_language_info(code)["name_local"].capitalize())
        for code, _name in settings.LANGUAGES
    ]
    return [("", str(_("The language of this browser"))), *names]


def _zones() -> list[tuple[str, str]]:
    here = _("The time of this installation (%(zone)s)") % {"zone": settings.TIME_ZONE}
    return [("", here), *((zone, zone.replace("_", " ")) for zone in zones())]


class Invite(forms.Form):
    email = forms.EmailField(label=_("Their e-mail address"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, role.label) for role in COLLEAGUES],
        initial=Role.VIEWER,
        help_text=_("Give the least that lets them do their work. You can change it at any time."),
    )

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class ChangeRole(forms.Form):
    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.value, role.label) for role in COLLEAGUES]
    )

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class CorrectAddress(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)


class MyAddress(forms.Form):
    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        help_text=_(
            "From then on you sign in with it. If you mistype it, an administrator can correct it."
        ),
    )


class Join(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As colleagues should see it."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("You sign in with it."),
        widget=forms.EmailInput({"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        help_text=password_validation.password_validators_help_text_html,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        """Fix the address when the invitation was made for one."""
        super().__init__(*args, **kwargs)
        if invitation.email:
            self.fields["email"].initial = invitation.email
            self.fields["email"].disabled = True

    def clean(self) -> dict[str, Any]:
        """Check the password against what they typed, so that it isn't their own name."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("password"):
            try:
                password_validation.validate_password(
                    data["password"], User(name=data.get("name", ""), email=data.get("email", ""))
                )
            except forms.ValidationError as refused:
                self.add_error("password", refused)
        return data


class Profile(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=_languages, required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=_zones,
        required=False,
        help_text=_("The nearest large city in your country."),
    )


class Once(forms.Form):
    """A code counts once. allauth remembers a used one for 30 seconds, and takes it for 90."""

    authenticator: Authenticator

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # of allauth's form beside it
        if self.authenticator.type == Authenticator.Type.TOTP:
            try:
                actions.use_code(self.authenticator, code=code)
            except actions.CodeUsed:
                raise get_adapter().validation_error("incorrect_code") from None
        return code


class Code(Once, AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The second step, as somebody signs in."""


class CodeAgain(Once, ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The same, before something that asks for it once more."""
