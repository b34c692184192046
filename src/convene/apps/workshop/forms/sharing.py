"""With whom a draft is shared."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder
from convene.apps.workshop.queries import drafts


class ShareForm(forms.Form):
    """With whom to share a draft."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They need an account here. An administrator can invite them."),
    )
    may_edit = forms.BooleanField(label=_("May edit it, not only read it"), required=False)

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner

    def clean_email(self) -> User:
        person = drafts.colleague(self.cleaned_data["email"])
        if person is None:
            raise ValidationError(
                _("Nobody has an account under this address. Ask an administrator to invite them.")
            )
        if person == self.owner:
            raise ValidationError(_("This draft is already yours."))
        return person

    def clean(self) -> dict[str, Any]:
        person = self.cleaned_data.get("email")
        if person and self.cleaned_data.get("may_edit") and not is_builder.test(person):
            raise ValidationError(
                {
                    "may_edit": _(
                        "This person's role is to view only. Ask an administrator to change it, or share without editing."
                    )
                }
            )
        return self.cleaned_data
