"""A table of rates that somebody uploads: hostile until read."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.ledger.forms.fields import CurrencyField
from convene.core import writing
from convene.core.rates import Rate
from convene.feeds import FeedError
from convene.feeds import rates as feed
from convene.ground.fields import day
from convene.ground.files import at_most

LARGEST = 5_000_000
MOST = 50_000
"""Rates that one upload may bring: six years of the European Central Bank's."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rates of a file, and what of it was no rate."""

    rates: tuple[Rate, ...]
    notes: tuple[str, ...]


class RatesForm(forms.Form):
    table = forms.FileField(
        label=_("Table (.csv, or a .zip with one)"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.zip"}),
        help_text=_(
            "The history that the European Central Bank publishes, as it is; or a table of your own with the columns currency, day, rate and source."
        ),
        validators=[at_most(LARGEST, refusal=_("This file is larger than 5 MB."))],
    )
    base = CurrencyField(_("In which currency are the rates of your own table?"))
    since = day(_("Rates since"))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.keys() >= {"table", "since"}:
            try:
                given["read"] = read(
                    given["table"].read(),
                    name=given["table"].name,
                    base=given.get("base", ""),
                    since=given["since"],
                )
            except FeedError as error:
                raise ValidationError({"table": str(error)}) from error
        return given


def lately() -> date:
    """Return a day since which rates are usually wanted: two years ago."""
    return timezone.localdate() - timedelta(days=730)


def read(content: bytes, *, name: str, base: str, since: date) -> Table:
    """Return the rates of a file since a day. Raises FeedError naming file, row and value."""
    notes: list[str] = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / (
            writing.tidy(Path(name).name.replace("/", " "))[-100:] or "rates.csv"
        )
        path.write_bytes(content)
        rates = tuple(
            rate for rate in feed.read(path, base=base, refused=notes.append) if rate.day >= since
        )
    if len(rates) > MOST:
        raise FeedError(
            f"{path.name}: holds more than {MOST:,} rates since {since}; take a later day"
        )
    if not rates:
        raise FeedError(f"{path.name}: holds no rate since {since}")
    if any(not rate.base for rate in rates):
        raise FeedError(f"{path.name}: say in which currency these rates are")
    return Table(rates=rates, notes=tuple(notes))
