"""What people say about two records that may be one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from convene.apps.registry.models import LONGEST_NAME, Organisation
from convene.apps.registry.queries import shelf


class MergeForm(forms.Form):
    """Which record is the same as this one, which of the two goes on, and why."""

    other = forms.CharField(
        label=_("The other record"),
        max_length=4 * LONGEST_NAME,
        help_text=_("Its main name as written here, or the address of its page."),
    )
    keep = forms.ChoiceField(
        label=_("Which one goes on"),
        widget=forms.RadioSelect,
        choices=[("other", _("The other record")), ("this", _("This record"))],
    )
    reason = forms.CharField(
        label=_("Why they are the same"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you read, and where."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_other(self) -> Organisation:
        others = list(shelf.called(self.cleaned_data["other"]).exclude(pk=self.organisation.pk)[:2])
        if len(others) != 1:
            raise ValidationError(
                _("More than one other record has this name; give the address of its page.")
                if others
                else _("No other record has this name.")
            )
        return others[0]

    def wanted(self) -> dict[str, Any]:
        """Return the record that ends, the one that goes on, and why."""
        both = [self.organisation, self.cleaned_data["other"]]
        if self.cleaned_data["keep"] == "this":
            both.reverse()
        return {"duplicate": both[0], "kept": both[1], "reason": self.cleaned_data["reason"]}


class SplitForm(forms.Form):
    reason = forms.CharField(
        label=_("Why they are two after all"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
