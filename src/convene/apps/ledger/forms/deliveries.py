"""What people type of what came of a promise: what it is, what shows it, what is wrong with it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from convene.apps.ledger.forms.fields import Amount, RateField
from convene.apps.ledger.models import Contribution
from convene.apps.ledger.words import Column
from convene.ground.fields import day, so_far
from convene.ground.files import at_most

LARGEST = 10_000_000
RATE = ("rate", "rate_day", "rate_source")


class DeliveryForm(forms.Form):
    """What came of a promise. Its id is given by the page. What has no price has no amount, and
    what was promised in the base currency no rate.
    """

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    on = day(_("On which day did it come?"))
    what = forms.CharField(label=_("What came"), max_length=500)
    amount = Amount(_("Amount"), required=True)
    quantity = Amount(_("How many"))
    rate = RateField(
        _("Rate of that day"), help_text=_("Empty where the rate of the promise holds.")
    )
    rate_day = day(_("Day of the rate"), required=False)
    rate_source = forms.CharField(label=_("Source of the rate"), required=False, max_length=300)

    def __init__(self, *args: Any, promise: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if promise.column == Column.UNPRICED:
            del self.fields["amount"]
        else:
            self.fields["amount"].help_text = promise.currency
        if promise.column == Column.CASH:
            del self.fields["quantity"]
        elif promise.unit:
            self.fields["quantity"].help_text = promise.unit
        if promise.column == Column.UNPRICED or promise.currency == promise.alliance.book.base:
            for name in RATE:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("rate") and not (given.get("rate_day") and given.get("rate_source")):
            raise ValidationError({"rate_source": _("Say of which day the rate is, and whose.")})
        return given

    def came(self) -> dict[str, Any]:
        """Return what the action takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in RATE}
        if self.cleaned_data.get("rate"):
            given["rate"] = tuple(self.cleaned_data[name] for name in RATE)
        return given

    def clean_on(self) -> Any:
        return so_far(self.cleaned_data["on"])


class EvidenceForm(forms.Form):
    """What shows that it came: a file, or what somebody saw."""

    title = forms.CharField(label=_("What it is"), max_length=200)
    file = forms.FileField(
        label=_("File"),
        required=False,
        max_length=200,
        validators=[at_most(LARGEST, refusal=_("This file is larger than 10 MB."))],
    )
    note = forms.CharField(
        label=_("What it says"),
        required=False,
        max_length=10000,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("file") and not given.get("note", "").strip():
            raise ValidationError({"note": _("Bring a file, or say what was seen.")})
        return given


class DisputeForm(forms.Form):
    reason = forms.CharField(
        label=_("What is wrong with it?"), max_length=5000, widget=forms.Textarea({"rows": 2})
    )
    answer_by = day(_("Answer by which day?"))


class ReasonForm(forms.Form):
    """Why somebody takes a step."""

    reason = forms.CharField(label=_("Why?"), max_length=5000, widget=forms.Textarea({"rows": 2}))


class SettleForm(ReasonForm):
    came = forms.ChoiceField(
        label=_("Did it come?"),
        choices=[("yes", _("It came, and counts")), ("no", _("It did not come"))],
        widget=forms.RadioSelect,
    )
    field_order = ("came", "reason")


class DueForm(ReasonForm):
    """Another day on which something is to come."""

    due_on = day(_("New day"))
    field_order = ("due_on", "reason")
