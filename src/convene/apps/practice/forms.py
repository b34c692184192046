"""What people write of a way."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.ground.fields import choose, day, so_far
from convene.ground.files import at_most

LARGEST = 10_000_000


def words(label: Any, *, help_text: Any = "", rows: int = 3) -> forms.CharField:
    """Return a field for a few sentences."""
    return forms.CharField(
        label=label,
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
