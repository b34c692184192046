"""What people type about a case."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.vetting.models import Case, Evidence, Hit
from convene.apps.vetting.models.words import (
    DECISIONS,
    HIT_STATES,
    LEVELS,
    RATINGS,
    REOPENINGS,
    list_title,
)
from convene.apps.vetting.queries import cases
from convene.core import diligence
from convene.documents.diligence_files import LARGEST, Refused, kind_of
from convene.ground.files import at_most
from convene.packs.diligence import preset

UNKNOWN, YES, NO = "", "yes", "no"
ANSWERS = [(UNKNOWN, _("Nobody knows yet")), (NO, _("No")), (YES, _("Yes"))]
TRUTH = {UNKNOWN: None, YES: True, NO: False}


def typed(
    label: Any, *, longest: int, rows: int = 1, required: bool = True, help_text: Any = ""
) -> forms.CharField:
    """Return a field for a line, or for a few."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(
        label=label, max_length=longest, widget=widget, required=required, help_text=help_text
    )


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def so_far(given: date) -> date:
    """Return a day that has come, or refuse one that has not."""
    if given > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    return given


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


class Seen(forms.Form):
    """A form that knows which version of the case was read, so that nobody decides over what they
    have not seen.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput())


class Citing(forms.Form):
    """A form that cites evidence of its own case only."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(
            "forms.ModelChoiceField[Evidence]", self.fields["evidence"]
        ).queryset = case.evidence.all()


class Known(forms.Form):
    """What is known of the risks. Each trigger of the pack that we can't observe is a question."""

    value = forms.DecimalField(
        label=_("Value of the work"), required=False, max_digits=16, decimal_places=2, min_value=0
    )
    currency = forms.RegexField(
        r"^[A-Z]{3}$",
        label=_("Currency"),
        required=False,
        help_text=_("Three letters, such as USD."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.triggers = cases.asked_triggers()
        for trigger in self.triggers:
            self.fields[f"fact_{trigger.id}"] = forms.ChoiceField(
                label=trigger.title, choices=ANSWERS, required=False
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("value") is not None and not data.get("currency"):
            self.add_error("currency", _("An amount needs its currency."))
        return data

    def wanted(self) -> dict[str, Any]:
        """Return what opening a case, or correcting it, takes."""
        facts = {
            trigger.id: TRUTH[self.cleaned_data[f"fact_{trigger.id}"]] for trigger in self.triggers
        }
        return {
            "facts": facts,
            "value": self.cleaned_data["value"],
            "currency": self.cleaned_data["currency"],
        }


class OpenForm(Known):
    """What the work is, who wants it, and what is known of its risks."""

    field_order = ("scope", "value", "currency", "sponsor", "at_least")
    scope = typed(
        _("What you plan with them"),
        longest=5000,
        rows=4,
        help_text=_("The work, the place and the time. A change of it opens the case again."),
    )
    sponsor = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"),
        label=_("Who sponsors the work here"),
        required=False,
        help_text=_("Whoever wants this alliance. They do not judge the partner."),
    )
    at_least = forms.ChoiceField(
        label=_("Look at least this deep"), choices=LEVELS, initial=diligence.Level.BASIC
    )

    def wanted(self) -> dict[str, Any]:
        data = {name: self.cleaned_data[name] for name in ("scope", "sponsor")}
        return {
            **super().wanted(),
            **data,
            "at_least": diligence.Level(self.cleaned_data["at_least"]),
        }


class FileForm(forms.Form):
    title = typed(_("Title"), longest=200)
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, PNG, JPEG, Word, Excel or plain text, up to 25 MB."),
        validators=[at_most(LARGEST, refusal=_("The file is larger than 25 MB."))],
    )
    note = typed(_("Note"), longest=10000, rows=3, required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        content = file.read()
        try:
            kind_of(content)
        except Refused as why:
            raise ValidationError(str(why)) from why
        return {"content": content, "name": file.name}


class LinkForm(forms.Form):
    title = typed(_("Title"), longest=200)
    url = forms.URLField(label=_("Address"), max_length=2000, assume_scheme="https")
    read_on = day(
        _("Read on"), help_text=_("Pages change: the day you read it is part of the evidence.")
    )
    note = typed(_("What it says"), longest=10000, rows=3, required=False)

    def clean_read_on(self) -> date:
        return so_far(self.cleaned_data["read_on"])


class NoteForm(forms.Form):
    title = typed(_("Title"), longest=200)
    note = typed(
        _("Note"), longest=10000, rows=5, help_text=_("What you were told, by whom and when.")
    )


class FindingForm(Citing):
    """A finding in an area, or on one of the exclusions, with its evidence."""

    area = forms.ChoiceField(label=_("About"))
    text = typed(_("What you found"), longest=10000, rows=5)
    rating = forms.ChoiceField(label=_("Rating"), choices=RATINGS)
    evidence = forms.ModelMultipleChoiceField(
        Evidence.objects.none(),
        label=_("Evidence"),
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("What this rests on: at least one piece."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pack = preset()
        areas = [(area.id, area.title) for area in pack.areas]
        exclusions = [(f"exclusions/{item.id}", item.title) for item in pack.exclusions]
        choose(
            self,
            "area",
            [
                (str(_("Areas")), areas),
                (str(_("Exclusions")), [("exclusions", _("All exclusions")), *exclusions]),
            ],
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("rating") == "excluded" and not str(data.get("area")).startswith("exclusions"):
            self.add_error("rating", _("Only an exclusion can exclude a partner."))
        return data

    def wanted(self) -> dict[str, Any]:
        area, _slash, question = self.cleaned_data["area"].partition("/")
        return {**self.cleaned_data, "area": area, "question": question}


class FactsForm(Known):
    """What was said on opening a case, to be put right by whoever said it."""

    def __init__(self, data: Any = None, *, case: Case) -> None:
        said = {
            f"fact_{id}": {None: UNKNOWN, True: YES, False: NO}[known]
            for id, known in case.facts.items()
        }
        super().__init__(data, initial={"value": case.value, "currency": case.currency, **said})


class ConditionForm(forms.Form):
    text = typed(_("Condition"), longest=2000, rows=3)
    owner = typed(_("Who sees to it"), longest=200)
    due_on = day(_("By when"), required=False)


class AssessForm(Seen):
    assessment = typed(
        _("Assessment"),
        longest=10000,
        rows=8,
        help_text=_("What the findings come to, and what you recommend."),
    )


class ReasonForm(forms.Form):
    reason = typed(_("Reason"), longest=5000, rows=4)


class DecideForm(Seen):
    decision = forms.ChoiceField(label=_("Decision"), choices=DECISIONS, widget=forms.RadioSelect())
    reason = typed(_("Reason"), longest=5000, rows=4)
    months = forms.IntegerField(
        label=_("Months it holds"), required=False, min_value=1, max_value=diligence.MOST_MONTHS
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        longest = diligence.months(diligence.Level(case.level), validity=preset().validity)
        self.fields["months"].help_text = _(
            "Empty for %(months)s months, the longest at this level."
        ) % {"months": longest}


class HitForm(forms.Form):
    """What an entry is to the partner. To call it a true match takes a second tick: nobody can take
    it back alone.
    """

    state = forms.ChoiceField(
        label=_("This entry"), choices=list(HIT_STATES.items())[1:], widget=forms.RadioSelect()
    )
    reason = typed(
        _("Reason"),
        longest=5000,
        rows=4,
        help_text=_(
            "What tells them apart, or makes them the same: country, date, number, person."
        ),
    )
    sure = forms.BooleanField(
        label=_("I am sure that this is the partner"),
        required=False,
        help_text=_(
            "A true match on a sanctions list stops the case. Only two approvers together can take a mistake back."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") == "true_match" and not data.get("sure"):
            self.add_error(
                "sure", _("Please tick this too: a true match cannot be taken back by one person.")
            )
        return data


def _worded(hit: Hit) -> str:
    return f"{hit.name} · {list_title(hit.watchlist)} · {hit.score:.2f}"


class BulkForm(forms.Form):
    hits = forms.ModelMultipleChoiceField(
        Hit.objects.none(), label=_("Not the partner"), widget=forms.CheckboxSelectMultiple()
    )
    reason = typed(_("Reason for all of them"), longest=5000, rows=3)

    def __init__(self, *args: Any, hits: Iterable[Hit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelMultipleChoiceField[Hit]", self.fields["hits"])
        field.queryset = Hit.objects.filter(pk__in=[hit.pk for hit in hits])
        setattr(field, "label_from_instance", _worded)  # noqa: B010  # typed as a method


class ReopenForm(forms.Form):
    why = forms.ChoiceField(label=_("Why"), choices=REOPENINGS)
    text = typed(_("What happened"), longest=2000, rows=3)
    scope = typed(_("What you plan with them now"), longest=5000, rows=4)


class LegalForm(Citing):
    text = typed(_("What the opinion says"), longest=5000, rows=4)
    evidence = forms.ModelChoiceField(
        Evidence.objects.none(),
        label=_("The opinion itself"),
        help_text=_("Add it as evidence first."),
    )


class QuestionForm(forms.Form):
    question = typed(_("What you asked"), longest=5000, rows=4)


class AnswerForm(forms.Form):
    answer = typed(_("What they answered"), longest=10000, rows=5)


class ConflictForm(forms.Form):
    nature = typed(
        _("What ties you to them"),
        longest=2000,
        rows=3,
        help_text=_("Work, money, family, friendship, a board seat, past or planned."),
    )
    since = day(_("Since"))
    until = day(_("Until"), required=False, help_text=_("Leave it empty while it lasts."))

    def clean_since(self) -> date:
        """What is planned ties already, and bars from the day on which it is said."""
        return so_far(self.cleaned_data["since"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (since := data.get("since")) and (until := data.get("until")) and until < since:
            self.add_error("until", _("This is before it began."))
        return data


ADVERSE = ("concern", "serious", "excluded")


class ReportForm(FindingForm):
    """An adverse report about a cleared partner: a finding, and where it was read or heard."""

    source = typed(
        _("Where you read or heard it"),
        longest=10000,
        rows=2,
        help_text=_("The paper, the address, the day, or who told you."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["evidence"]
        choose(self, "rating", [(code, RATINGS[code]) for code in ADVERSE])


class PlanForm(forms.Form):
    text = typed(_("What is planned now"), longest=5000, rows=4)


class StandForm(Seen):
    reason = typed(_("Why the clearance stands"), longest=5000, rows=4)


class RetractForm(Citing):
    reason = typed(_("Why it was a mistake"), longest=5000, rows=4)
    evidence = forms.ModelChoiceField(
        Evidence.objects.none(), label=_("What shows it"), help_text=_("Add it as evidence first.")
    )


class MemberForm(forms.Form):
    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"), label=_("Who works on it")
    )
