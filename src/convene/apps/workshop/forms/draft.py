"""What people type into a draft without its tasks and asks."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from convene.apps.workshop.forms.fields import Choice, text, with_current
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries import advice
from convene.apps.workshop.queries.advice import Advice
from convene.core.draft import Draft
from convene.packs import places


class DraftForm(forms.Form):
    """A draft without its tasks and asks."""

    title = text(_("Title"), model=Alliance, field="title", required=True)
    country = forms.ChoiceField(label=_("Country"), required=False)
    place = text(
        _("Place"),
        model=Alliance,
        field="place",
        help_text=_("A town, a region, a port: where the alliance would work."),
    )
    problem = text(
        _("Problem"),
        model=Alliance,
        field="problem",
        rows=6,
        help_text=_("What is not working, in words a partner would use."),
    )
    model = forms.ChoiceField(label=_("Kind of alliance"), required=False)
    model_reason = text(_("Why this kind"), model=Alliance, field="model_reason", rows=3)
    notes = text(_("Notes"), model=Alliance, field="notes", rows=5)

    def __init__(self, *args: Any, found: Advice | None, now: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose(
            "country",
            with_current(
                [("", str(_("Not said"))), *places.names(get_language() or "en").items()],
                now.country,
            ),
        )
        self._choose(
            "model",
            with_current([("", str(_("Not chosen yet"))), *model_choices(found)], now.model),
        )

    def _choose(self, name: str, choices: Sequence[Choice]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = list(choices)


def model_choices(found: Advice | None) -> list[Choice]:
    """Return every kind of alliance with how well it fits, those the advice puts forward first."""
    if found is None:
        return []
    offered = [advised.model for advised in found.answer.models]
    ids = dict.fromkeys([*offered, *(model.id for model in found.guide.models)])
    titles = {model.id: model.title for model in found.guide.models}
    return [
        (id, f"{titles[id]} – {advice.band(found, id)}" if offered else titles[id]) for id in ids
    ]


def offered(found: Advice, *, picked: str) -> list[Choice]:
    """Return the kinds of alliance that the advice puts forward and the one picked; all of them
    where it puts forward none.
    """
    ids = {picked, *(advised.model for advised in found.answer.models)}
    choices = model_choices(found)
    return [choice for choice in choices if choice[0] in ids] if found.answer.models else choices


class NewDraft(forms.Form):
    """The first few words of a draft; its `id` makes pressing twice harmless."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = text(_("Title"), model=Alliance, field="title", required=True)
    place = text(
        _("Place"),
        model=Alliance,
        field="place",
        help_text=_("A town, a region, a port: where the alliance would work."),
    )
    problem = text(
        _("Problem"),
        model=Alliance,
        field="problem",
        rows=5,
        help_text=_("What is not working, in words a partner would use."),
    )
    model = forms.ChoiceField(label=_("Kind of alliance"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, found: Advice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["model"]).choices = [
            *offered(found, picked=self.initial.get("model", "")),
            ("", _("Not chosen yet")),
        ]
