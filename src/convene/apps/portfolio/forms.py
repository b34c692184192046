"""Which alliances somebody asks for."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convene.apps.portfolio.queries.activity import Since
from convene.apps.portfolio.queries.alliances import Wanted
from convene.apps.risks.queries import register
from convene.apps.workshop.words import State
from convene.ground.fields import choose, day
from convene.packs import guide

ATTENTION = (
    ("stopped", _("A partner is stopped by its vetting")),
    ("overridden", _("An override is in force")),
    ("unsigned", _("A risk of 15 or more is not signed off")),
)


def _places() -> Iterator[tuple[str, str]]:
    """Yield the places in the matrix of risks, the worst first."""
    cells = [cell for line in register.matrix([]) for cell in line.cells]
    for cell in sorted(cells, key=lambda cell: cell.rated, reverse=True):
        yield cell.code, cell.label


class Ask(forms.Form):
    state = forms.ChoiceField(label=_("State"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    model = forms.ChoiceField(label=_("Kind of alliance"), required=False)
    partner = forms.CharField(label=_("Partner"), required=False, max_length=200)
    words = forms.CharField(label=_("Title or place"), required=False, max_length=200)
    attention = forms.ChoiceField(label=_("What needs attention"), required=False)
    at = forms.ChoiceField(label=_("A risk stands at"), required=False)

    def __init__(self, *args: Any, countries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        models = [(model.id, model.title) for model in guide("democracy").models]
        choose(self, "state", [("", _("Any")), *State.choices])
        choose(self, "country", [("", _("Any")), *countries])
        choose(self, "model", [("", _("Any")), *models])
        choose(self, "attention", [("", _("Any")), *ATTENTION])
        choose(self, "at", [("", _("Any")), ("unrated", _("not rated yet")), *_places()])

    def wanted(self) -> Wanted:
        """Return what was asked for; what nobody can ask for asks for nothing."""
        self.is_valid()
        return Wanted(**{name: self.cleaned_data.get(name, "") for name in self.fields})


FIRST = timedelta(days=14)
"""How far back it is told what happened, unless another day is asked for."""


class AskSince(forms.Form):
    day = day(_("Since"), required=False)
    words = forms.CharField(label=_("Alliance"), required=False, max_length=200)
    name = forms.CharField(label=_("Who did it"), required=False, max_length=200)

    def since(self, *, today: date) -> Since:
        """Return what was asked for; where no day was, the last two weeks."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) or "" for name in ("words", "name")}
        return Since(day=self.cleaned_data.get("day") or today - FIRST, **given)
