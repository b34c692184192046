"""What a reader may look for."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from convene.apps.guide.queries import examples, partner_kinds
from convene.core.guide import Guide
from convene.packs import places


class ExampleFilter(forms.Form):
    """Which examples to show: by kind of alliance, country, kind of partner."""

    model = forms.ChoiceField(label=_("Kind of alliance"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    kind = forms.ChoiceField(label=_("Kind of partner"), required=False)

    def __init__(self, *args: Any, guide: Guide, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = examples(guide)
        countries = {code for record in everything for code in record.countries}
        names = places.names(get_language() or "en")
        kinds = {kind for record in everything for kind in partner_kinds(record)}
        any_ = [("", gettext("Any"))]
        self._choose("model", any_ + [(model.id, model.title) for model in guide.models])
        self._choose(
            "country", any_ + [(code, name) for code, name in names.items() if code in countries]
        )
        self._choose(
            "kind",
            any_
            + [
                (word.id, gettext(word.title))
                for word in guide.words
                if word.kind == "parties" and word.id in kinds
            ],
        )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
