"""What people type about holds, clocks and what is past its day."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from convene.core.retention import CLOCKS

OUTLIVES = _(
    "This stays on record after the record that it is about is gone. Say why, and name nobody."
)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=OUTLIVES,
    )


class DisposalForm(ReasonForm):
    """Which records of a kind to dispose of, and why."""

    records = forms.TypedMultipleChoiceField(coerce=UUID, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, offered: list[UUID], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["records"]
        field.choices = [(str(record), "") for record in offered]
        field.error_messages["required"] = _("Tick at least one.")


class ClockForm(ReasonForm):
    """For how many years a kind of record is kept."""

    field_order = ("years", "reason")
    years = forms.IntegerField(label=_("Years after closing"))

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        limits = CLOCKS[kind]
        self.fields["reason"].help_text = _(
            "It stands on the certificates of what is disposed of by this clock."
        )
        self.fields["years"] = forms.IntegerField(
            label=_("Years after closing"),
            min_value=limits.least,
            max_value=limits.most,
            help_text=_("From %(least)s to %(most)s. Our own default is %(years)s.")
            % {"least": limits.least, "most": limits.most, "years": limits.years},
        )
        self.order_fields(self.field_order)
