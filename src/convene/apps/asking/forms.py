"""What people write of whom they asked, and of what they were told."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.asking.actions import Reply, Terms
from convene.apps.asking.words import Said
from convene.apps.registry.models import LONGEST_NAME, Organisation
from convene.apps.registry.queries import shelf
from convene.ground.fields import choose, day, so_far
from convene.packs import guide


def called(text: str) -> Organisation | None:
    """Return the one organisation of the register that a text names, None where it is empty.
    Raises ValidationError.
    """
    alike = list(shelf.called(text)[:2]) if text else []
    if len(alike) > 1:
        raise ValidationError(
            _("More than one organisation has this name; give the address of its page.")
        )
    if text and not alike:
        raise ValidationError(_("No organisation in the register has this name."))
    return alike[0] if alike else None


class WhomForm(forms.Form):
    """Which organisation is asked: one that the alliance knows, or any of the register."""

    known = forms.ChoiceField(label=_("Whom do you ask?"), required=False)
    name = forms.CharField(
        label=_("Or somebody else"),
        required=False,
        max_length=4 * LONGEST_NAME,
        help_text=_("Its main name as written in the register, or the address of its page."),
        widget=forms.TextInput(attrs={"list": "main-names"}),
    )

    def __init__(self, *args: Any, sought: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sought = {str(organisation.pk): organisation for organisation in sought}
        named = ((key, str(organisation)) for key, organisation in self.sought.items())
        choose(self, "known", [("", _("Choose one")), *named])

    def clean_name(self) -> Organisation | None:
        return called(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not self.errors and bool(given.get("known")) is bool(given.get("name")):
            raise ValidationError(_("Choose one of the list, or write a name: one of both."))
        return given

    def organisation(self) -> Organisation:
        """Return which one it is."""
        whom: Organisation | None = self.cleaned_data["name"]
        return whom or self.sought[self.cleaned_data["known"]]


class AskForm(forms.Form):
    """What was asked of an organisation. Its id is given by the page, so that pressing twice writes
    once.
    """

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    asked_on = day(_("On which day?"))
    what = forms.CharField(
        label=_("What was asked?"), max_length=3000, widget=forms.Textarea({"rows": 3})
    )
    kind = forms.ChoiceField(label=_("Kind of contribution"), required=False)
    through_organisation = forms.CharField(
        label=_("Through which organisation?"),
        required=False,
        max_length=4 * LONGEST_NAME,
        help_text=_("A chamber or another that opened the door, as the register calls it."),
        widget=forms.TextInput(attrs={"list": "main-names"}),
    )
    through = forms.CharField(
        label=_("Through whom?"),
        required=False,
        max_length=300,
        help_text=_("A role says enough: a name is personal data, and everybody here reads it."),
    )
    next_on = day(
        _("When do you come back?"),
        required=False,
        help_text=_("It stands in your calendar, and waits for you from that day on."),
    )
    all_the_same = forms.CharField(
        label=_("Why ask all the same?"),
        required=False,
        max_length=3000,
        help_text=_("It is kept with what you write down."),
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, whom: Organisation, is_near: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whom = whom
        self.fields["asked_on"].initial = timezone.localdate()
        kinds = [(kind.id, _(kind.title)) for kind in guide().contributions]
        choose(self, "kind", [("", _("Not said yet")), *kinds])
        if not is_near:
            del self.fields["all_the_same"]

    def clean_asked_on(self) -> Any:
        return so_far(self.cleaned_data["asked_on"])

    def clean_through_organisation(self) -> Organisation | None:
        return called(self.cleaned_data["through_organisation"])

    def terms(self) -> Terms:
        """Return what was written, as the action takes it."""
        names = ("asked_on", "what", "kind", "through", "through_organisation", "next_on")
        return Terms(organisation=self.whom, **{name: self.cleaned_data[name] for name in names})


class AnswerForm(forms.Form):
    """What an organisation said. Its id is given by the page."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    said = forms.ChoiceField(
        label=_("What did it say?"),
        choices=Said.choices,
        widget=forms.RadioSelect,
        help_text=_("What is promised here is not in the book of promises yet: write it there."),
    )
    said_on = day(_("On which day?"))
    note = forms.CharField(
        label=_("In which words?"),
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 3}),
    )
    next_on = day(
        _("When do you come back?"),
        required=False,
        help_text=_("This takes the place of the day that stands now; empty means no day."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said_on"].initial = timezone.localdate()

    def clean_said_on(self) -> Any:
        return so_far(self.cleaned_data["said_on"])

    def reply(self) -> Reply:
        """Return what was written, as the action takes it."""
        given = self.cleaned_data
        return Reply(
            said=Said(given["said"]),
            said_on=given["said_on"],
            note=given["note"],
            next_on=given["next_on"],
        )


class TakeBackForm(forms.Form):
    """Why something was written down by mistake."""

    reason = forms.CharField(
        label=_("Why is it taken back?"),
        help_text=_("It stays to be read, struck through, with your name and this reason."),
        max_length=3000,
        widget=forms.Textarea({"rows": 3}),
    )
