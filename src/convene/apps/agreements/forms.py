"""What people write of a paper."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from convene.apps.agreements.models import Clause
from convene.apps.agreements.words import here, kinds
from convene.core.agreement import LANGUAGES, Blank
from convene.ground.fields import choose, day

NAMES = {"en": "English", "es": "Español", "fr": "Français"}


class BeginForm(forms.Form):
    """Which paper, in which language. The id makes a second click the same paper."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    kind = forms.ChoiceField(label=_("Which paper do you need?"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("In which language?"), choices=[(code, NAMES[code]) for code in LANGUAGES]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(
            self,
            "kind",
            ((kind.id, f"{here(kind.title)}. {here(kind.about)}") for kind in kinds()),
        )


class FillForm(forms.Form):
    """The title of a paper, and what its clauses ask for, each under the code of its blank."""

    title = forms.CharField(label=_("Title of the paper"), max_length=200)

    def __init__(self, *args: Any, blanks: Iterable[Blank], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.blanks = tuple(blanks)
        for blank in self.blanks:
            self.fields[blank.id] = _field(blank)

    def values(self) -> dict[str, str]:
        """Return what was filled in as text, days as ISO 8601 has them."""
        given = ((blank.id, self.cleaned_data[blank.id]) for blank in self.blanks)
        return {code: str(answer or "") for code, answer in given}


def _field(blank: Blank) -> forms.Field:
    asks = here(blank.asks)
    if blank.is_day:
        return day(asks, required=False)
    widget = forms.Textarea({"rows": 2})
    return forms.CharField(label=asks, required=False, max_length=1000, widget=widget)


class ClauseForm(forms.Form):
    """What a clause says."""

    title = forms.CharField(label=_("Heading"), max_length=200)
    text = forms.CharField(
        label=_("What it says"),
        help_text=_("One line is one paragraph. What stands in braces is filled in by Convene."),
        max_length=10000,
        widget=forms.Textarea({"rows": 10}),
    )


class AddForm(ClauseForm):
    """A clause of one's own, and after which other it stands."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    after = forms.ChoiceField(label=_("After which clause?"))

    def __init__(self, *args: Any, clauses: Iterable[Clause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(clause.pk), clause.title) for clause in clauses]
        choose(self, "after", named)
        if named:
            self.initial.setdefault("after", named[-1][0])
        else:
            del self.fields["after"]

    def clean_after(self) -> UUID:
        return UUID(self.cleaned_data["after"])


class WhyForm(forms.Form):
    """Why a clause is left out, or a paper put away."""

    reason = forms.CharField(label=_("Why?"), max_length=3000, widget=forms.Textarea({"rows": 3}))
