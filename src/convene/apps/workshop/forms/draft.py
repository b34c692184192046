"""What people type into a draft without its tasks and asks."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries import advice
from convene.apps.workshop.queries.advice import Advice
from convene.core.draft import Draft
from convene.documents.rooms import ROOMS
from convene.packs import places

Choice = tuple[str, str]


def text(
    column: Any, label: Any, *, rows: int = 1, required: bool = False, **more: Any
) -> forms.CharField:
    """Return a field of text as long as a column of the database takes, `Alliance.title`."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    longest = column.field.max_length
    return forms.CharField(
        label=label, max_length=longest, widget=widget, required=required, **more
    )


def room_for(name: str) -> Any:
    """Say how much of a text a paper has room for on its first pages."""
    return format_lazy(
        _("A paper has room for {number} characters; the rest stands in its annex."),
        number=ROOMS[name],
    )


def with_current(choices: list[Choice], current: str) -> list[Choice]:
    """Return choices that never lose what stands there already, known to the guide or not."""
    return (
        choices
        if any(code == current for code, _title in choices)
        else [*choices, (current, current)]
    )


class Opening(forms.Form):
    """The first few words of a draft."""

    title = text(Alliance.title, _("Title"), required=True)
    place = text(
        Alliance.place,
        _("Place"),
        help_text=_("A town, a region, a port: where the alliance would work."),
    )
    problem = text(
        Alliance.problem,
        _("Problem"),
        rows=4,
        help_text=format_lazy(
            "{} {}",
            _("What is not working, in words a partner would use."),
            room_for("problem"),
        ),
    )
    model = forms.ChoiceField(label=_("Kind of alliance"), required=False)

    def choose(self, name: str, *choices: Choice) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = list(choices)


class NewDraft(Opening):
    """What a draft begins with; its `id` makes pressing twice harmless."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    model = forms.ChoiceField(label=_("Kind of alliance"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, given: Advice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        picked = self.initial.get("model", "")
        self.choose("model", *offered(given, picked=picked), ("", str(_("Not chosen yet"))))


class DraftForm(Opening):
    """A draft without its tasks and asks."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    model_reason = text(
        Alliance.model_reason,
        _("Why this kind"),
        rows=2,
        help_text=room_for("model_reason"),
    )
    results = text(
        Alliance.results,
        _("Expected results"),
        rows=2,
        help_text=_("What would be different, for whom, by when, and how one would know."),
    )
    first_result = text(
        Alliance.first_result,
        _("First result"),
        rows=2,
        help_text=_("What both sides would see first, and by when."),
    )
    budget = text(
        Alliance.budget,
        _("Budget frame"),
        rows=2,
        help_text=_("Roughly what it takes, and what you bring yourselves."),
    )
    timetable = text(
        Alliance.timetable,
        _("Timetable"),
        rows=2,
        help_text=_("When it could begin, what comes first, how long it runs."),
    )
    contact = text(
        Alliance.contact,
        _("Contact"),
        help_text=_("Whom a partner should write to or call. It stands in the papers you send."),
    )
    notes = text(Alliance.notes, _("Notes"), rows=2, help_text=_("They stay out of every paper."))
    field_order = (
        *("title", "country", "place", "contact", "problem", "model", "model_reason"),
        *("results", "first_result", "budget", "timetable", "notes"),
    )

    def __init__(self, *args: Any, now: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = places.names(get_language() or "en").items()
        models = model_choices(advice.of(now))
        for name, none, known in (
            ("country", _("Not said"), countries),
            ("model", _("Not chosen yet"), models),
        ):
            self.choose(name, *with_current([("", str(none)), *known], getattr(now, name)))


def model_choices(given: Advice | None) -> list[Choice]:
    """Return every kind of alliance with how well it fits, those the advice puts forward first."""
    if given is None:
        return []
    offered = [advised.model for advised in given.answer.models]
    ids = dict.fromkeys([*offered, *(model.id for model in given.guide.models)])
    titles = {model.id: gettext(model.title) for model in given.guide.models}
    return [
        (id, f"{titles[id]} – {advice.band(given, id)}" if offered else titles[id]) for id in ids
    ]


def offered(given: Advice, *, picked: str) -> list[Choice]:
    """Return the kinds of alliance that the advice puts forward and the one picked; all of them
    where it puts forward none.
    """
    ids = {picked, *(advised.model for advised in given.answer.models)}
    choices = model_choices(given)
    return [choice for choice in choices if choice[0] in ids] if given.answer.models else choices
