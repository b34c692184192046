"""What people say of those who might join."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User


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
