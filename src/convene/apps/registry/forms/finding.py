"""What people look for among the organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convene.apps.registry import words
from convene.apps.registry.models import State
from convene.apps.registry.queries import shelf
from convene.ground.fields import choose


class FilterForm(forms.Form):
    """What to look for among the organisations. What is not in a list counts as not asked."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All but merged")), *State.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ("kind", "country"):
            choose(self, field, [("", _("All")), *words.LISTS[field]().items()])

    def wanted(self) -> shelf.Filter:
        self.is_valid()
        given = self.cleaned_data
        codes = {name: given.get(name, "") for name in ("kind", "country", "state")}
        return shelf.Filter(words=given.get("q", ""), **codes)
