"""What people say of what an alliance leaves."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.workshop.actions import Bequest
from convene.apps.workshop.models import Alliance, Asset, Partner
from convene.ground.fields import day, so_far


class BequestForm(forms.Form):
    """One thing that stays, and who inherits it. Its id is given by the page, so that pressing
    twice writes once.
    """

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    what = forms.CharField(
        label=_("What stays?"),
        max_length=200,
        help_text=_("Equipment, data, a web address, a name, an account, a duty to somebody."),
    )
    heir = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("Which partner inherits it?"),
        required=False,
        empty_label=_("None of the partners, or nobody yet"),
    )
    heir_outside = forms.CharField(
        label=_("Or who outside the alliance?"), max_length=200, required=False
    )
    terms = forms.CharField(
        label=_("On what terms?"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Who pays for its upkeep, who may use it, what must be deleted first."),
    )

    def __init__(
        self, *args: Any, alliance: Alliance, asset: Asset | None = None, **kwargs: Any
    ) -> None:
        """Whoever is named already can stay, also once they have left."""
        super().__init__(*args, **kwargs)
        offered = Q(left_on=None) | Q(pk=asset.heir_id if asset else None)
        partners = alliance.partners.filter(offered).select_related("organisation")
        heirs = partners.prefetch_related("organisation__names")
        cast("forms.ModelChoiceField[Partner]", self.fields["heir"]).queryset = heirs

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("heir") and given.get("heir_outside"):
            self.add_error(
                "heir_outside", _("Name one who inherits it: a partner, or somebody outside.")
            )
        return given

    def bequest(self) -> Bequest:
        """Return what was written, as the actions take it."""
        names = ("what", "heir", "heir_outside", "terms")
        return Bequest(**{name: self.cleaned_data[name] for name in names})


class HandOverForm(forms.Form):
    """Since when whoever inherits it has it, and what shows that."""

    on = day(_("On which day was it handed over?"))
    shown_by = forms.CharField(
        label=_("What shows it?"),
        max_length=3000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("A receipt, a letter, minutes, a transfer of the account: where it is kept."),
    )

    def clean_on(self) -> Any:
        return so_far(self.cleaned_data["on"])
