"""Fields of forms that apps share."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """Return a field for a day, chosen in the browser's own calendar."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def so_far(given: date) -> date:
    """Return a day that has come, or refuse one that has not."""
    if given > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    return given


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Offer choices that are known only when the form is shown."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)
