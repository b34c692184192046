"""What people say around a draft: with whom it is shared, who might join, on what it is printed."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder
from convene.apps.workshop.queries import drafts
from convene.ground.files import at_most

LARGEST = 5_000_000


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


class ByHandForm(forms.Form):
    """Someone whom open data do not tell of."""

    name = forms.CharField(label=_("Name"), max_length=300)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=5000, widget=forms.Textarea({"rows": 2})
    )


class ReasonForm(forms.Form):
    """Why not this one."""

    reason = forms.CharField(label=_("Why not?"), max_length=3000)


class FollowUpForm(forms.Form):
    """What is known of a candidate, and who follows it up: one of those who read the draft, or
    whoever does so already.
    """

    note = forms.CharField(
        label=_("Note"), required=False, max_length=5000, widget=forms.Textarea({"rows": 2})
    )
    assigned_to = forms.ModelChoiceField(
        User.objects.none(), label=_("Who follows this up"), required=False
    )

    def __init__(self, *args: Any, followers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["assigned_to"]).queryset = followers


class TemplateForm(forms.Form):
    """The organisation's own concept paper template."""

    template = forms.FileField(
        label=_("Word file (.docx)"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        validators=[at_most(LARGEST, refusal=_("This file is larger than 5 MB."))],
    )

    def clean_template(self) -> bytes:
        return bytes(self.cleaned_data["template"].read())
