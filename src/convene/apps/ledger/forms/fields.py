"""Money as people type it: amounts, currencies and rates."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.core import currencies as rules
from convene.core import money
from convene.ground.templatetags.reasons import sentence
from convene.packs import codelists

Value = TypeVar("Value")


def read(text: str, reader: Callable[[str], Value]) -> Value:
    """Read what somebody typed, and refuse in a sentence what is no money."""
    try:
        return reader(text)
    except money.Refused as refusal:
        raise ValidationError(sentence(refusal.reason)) from refusal


class Amount(forms.CharField):
    """An amount as people type it, read exactly; what could be two amounts is asked back."""

    def __init__(self, label: Any, *, required: bool = False, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            max_length=40,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )

    def prepare_value(self, value: Any) -> Any:
        return money.plain(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        return read(text, money.typed) if text else None


class RateField(Amount):
    """Units of the alliance's currency for one unit of another."""

    def clean(self, value: Any) -> Decimal | None:
        text = forms.CharField.clean(self, value)
        return read(text, money.exact_rate) if text else None


class CurrencyField(forms.CharField):
    """The code of a currency that somebody can pay in today."""

    def __init__(self, label: Any, *, required: bool = False) -> None:
        code = _("Three letters, such as KES.")
        super().__init__(label=label, required=required, max_length=3, help_text=code)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).upper()
        if text:
            known = codelists.currencies()
            read(text, lambda code: rules.currency(code, on=timezone.localdate(), known=known))
        return text
