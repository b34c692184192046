"""How often somebody wants a digest."""

from django import forms
from django.utils.translation import gettext_lazy as _

from convene.apps.digest.words import Every


class WishForm(forms.Form):
    """How often somebody wants a digest."""

    every = forms.ChoiceField(
        label=_("How often?"), choices=Every.choices, widget=forms.RadioSelect
    )

    def clean_every(self) -> Every:
        return Every(self.cleaned_data["every"])
