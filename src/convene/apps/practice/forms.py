"""What people write of a way, and of a lesson."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.practice.actions import Terms
from convene.apps.practice.actions.lessons import TERMS
from convene.apps.practice.queries.triggers import Choices
from convene.apps.practice.words import Stage
from convene.ground.fields import choose, day, so_far
from convene.ground.files import at_most

LARGEST = 10_000_000


def words(
    label: Any, *, help_text: Any = "", rows: int = 3, required: bool = True
) -> forms.CharField:
    """Return a field for a few sentences."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=3000,
        widget=forms.Textarea({"rows": rows}),
    )


class PlanForm(forms.Form):
    """Who goes a way, and by when."""

    owner = forms.ChoiceField(label=_("Who sees to it?"))
    due_on = day(_("By which day?"))

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(who.pk): who for who in people}
        named = ((key, str(who)) for key, who in self.people.items())
        choose(self, "owner", [("", _("Choose one")), *named])

    def clean_owner(self) -> User:
        return self.people[self.cleaned_data["owner"]]


class DoneForm(forms.Form):
    """On which day a way was gone, and what came of it."""

    on = day(_("On which day?"))
    outcome = words(_("What came of it?"), help_text=_("Nothing is an answer too: say so."))

    def clean_on(self) -> Any:
        return so_far(self.cleaned_data["on"])


class WhyForm(forms.Form):
    """Why a way is left out, or is not done after all."""

    reason = words(_("Why?"))


class EvidenceForm(forms.Form):
    """What shows that a way was gone: a file, a page, or what somebody saw or heard."""

    title = forms.CharField(label=_("What it is"), max_length=200)
    file = forms.FileField(
        label=_("File"),
        required=False,
        max_length=200,
        validators=[at_most(LARGEST, refusal=_("This file is larger than 10 MB."))],
    )
    url = forms.URLField(
        label=_("Or the address of a page that you have read today"),
        required=False,
        max_length=2000,
        assume_scheme="https",
    )
    note = forms.CharField(
        label=_("What it says"),
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("file") and given.get("url"):
            raise ValidationError({"url": _("A file or a page, one after the other.")})
        is_said = (
            any(given.get(name, "") for name in ("file", "url")) or given.get("note", "").strip()
        )
        if not is_said and not self.errors:
            raise ValidationError({"note": _("Bring a file or a page, or say what was seen.")})
        return given


class LessonForm(forms.Form):
    """What was learned, and when it matters. Its id is given by the page: pressing twice writes
    once.
    """

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = forms.CharField(label=_("The lesson in a few words"), max_length=200)
    text = words(_("What was learned?"), rows=4)
    context = words(_("In which situation?"), required=False)
    advice = words(_("What would you do with it elsewhere?"), required=False)
    stage = forms.ChoiceField(label=_("When does it matter most?"), choices=Stage.choices)
    when = forms.MultipleChoiceField(
        label=_("It matters where"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It is shown where one of these is known. Without any, nobody is shown it."),
    )
    of_models = forms.MultipleChoiceField(
        label=_("Or in these kinds of alliance"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "when", choices.when)
        choose(self, "of_models", choices.models)

    def terms(self) -> Terms:
        """Return what was written, as the actions take it."""
        return Terms(**{name: self.cleaned_data[name] for name in TERMS})


class ReviewForm(forms.Form):
    """Why somebody who did not write a lesson stands by it."""

    reason = words(_("What did you hold it against?"))


class ShareForm(forms.Form):
    """That whoever shares a lesson has looked for names in it."""

    confirmed = forms.BooleanField(
        label=_("It names no partner, person or place that has not agreed to be named.")
    )
