"""Which alliances somebody asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convene.apps.portfolio.queries.alliances import Wanted
from convene.apps.workshop.words import State
from convene.ground.fields import choose
from convene.packs import guide

ATTENTION = (
    ("stopped", _("A partner is stopped by its vetting")),
    ("overridden", _("An override is in force")),
    ("unsigned", _("A risk of 15 or more is not signed off")),
)


class Ask(forms.Form):
    state = forms.ChoiceField(label=_("State"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    model = forms.ChoiceField(label=_("Kind of alliance"), required=False)
    partner = forms.CharField(label=_("Partner"), required=False, max_length=200)
    words = forms.CharField(label=_("Title or place"), required=False, max_length=200)
    attention = forms.ChoiceField(label=_("What needs attention"), required=False)

    def __init__(self, *args: Any, countries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        models = [(model.id, model.title) for model in guide("democracy").models]
        choose(self, "state", [("", _("Any")), *State.choices])
        choose(self, "country", [("", _("Any")), *countries])
        choose(self, "model", [("", _("Any")), *models])
        choose(self, "attention", [("", _("Any")), *ATTENTION])

    def wanted(self) -> Wanted:
        """Return what was asked for; what nobody can ask for asks for nothing."""
        self.is_valid()
        return Wanted(**{name: self.cleaned_data.get(name, "") for name in self.fields})
