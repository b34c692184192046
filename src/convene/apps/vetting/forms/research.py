"""What is said of a partner, and what is gathered about it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.evidence.models import Evidence
from convene.apps.guide.templatetags.evidence import country
from convene.apps.registry import words
from convene.apps.vetting.forms.fields import CaseForm, Citing, typed
from convene.apps.vetting.models.words import LEVELS, RATINGS
from convene.apps.vetting.queries import cases, pack
from convene.core.diligence import Level
from convene.documents.diligence_files import LARGEST
from convene.ground.fields import choose, day, so_far
from convene.ground.files import at_most

UNKNOWN, YES, NO = "", "yes", "no"
ANSWERS = [(UNKNOWN, _("Nobody knows yet")), (NO, _("No")), (YES, _("Yes"))]
TRUTH = {UNKNOWN: None, YES: True, NO: False}
ADVERSE = ("concern", "serious", "excluded")


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

    countries = forms.CharField(
        label=_("Where the work takes place"),
        required=False,
        max_length=500,
        help_text=_("Countries, by name or code, with semicolons between them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.triggers = cases.asked_triggers()
        for trigger in self.triggers:
            self.fields[f"fact_{trigger.id}"] = forms.ChoiceField(
                label=trigger.title, choices=ANSWERS, required=False
            )

    def clean_countries(self) -> list[str]:
        parts = [part.strip() for part in self.cleaned_data["countries"].split(";")]
        try:
            return list(dict.fromkeys(words.country(part) for part in parts if part))
        except words.Unknown as unknown:
            raise forms.ValidationError(
                _("“%(value)s” is no country we know."), params={"value": str(unknown)}
            ) from None

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
            "countries": self.cleaned_data["countries"],
        }


class OpenForm(Known):
    """What the work is, who wants it, and what is known of its risks."""

    field_order = ("recalled", "scope", "value", "currency", "countries", "sponsor", "at_least")
    recalled = forms.MultipleChoiceField(
        label=_("Stopped or declined before"),
        widget=forms.CheckboxSelectMultiple(),
        required=False,
        help_text=_(
            "Tick each that you have looked at. It stays in the case, and is answered there before anybody clears the partner. Where it is the same organisation, propose a merge instead."
        ),
    )
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
        label=_("Look at least this deep"), choices=LEVELS, initial=Level.BASIC
    )

    def __init__(self, *args: Any, earlier: Mapping[UUID, str], **kwargs: Any) -> None:
        """Ask about cases that were stopped or declined, each by what is told of it."""
        super().__init__(*args, **kwargs)
        if earlier:
            choose(self, "recalled", [(str(pk), words) for pk, words in earlier.items()])
        else:
            del self.fields["recalled"]

    def wanted(self) -> dict[str, Any]:
        data = {name: self.cleaned_data[name] for name in ("scope", "sponsor")}
        return {
            **super().wanted(),
            **data,
            "recalled": [UUID(pk) for pk in self.cleaned_data.get("recalled", ())],
            "at_least": Level(self.cleaned_data["at_least"]),
        }


class FactsForm(Known, CaseForm):
    """What was said on opening a case, to be put right by whoever said it."""

    def start(self) -> dict[str, Any]:
        case, words = self.case, {truth: word for word, truth in TRUTH.items()}
        facts = {f"fact_{fact}": words[known] for fact, known in case.facts.items()}
        known = {"value": case.value, "currency": case.currency}
        return {**known, "countries": "; ".join(map(country, case.countries)), **facts}


class FileForm(CaseForm):
    title = typed(_("Title"), longest=200)
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, PNG, JPEG, Word, Excel or plain text, up to 25 MB."),
        validators=[at_most(LARGEST, refusal=_("The file is larger than 25 MB."))],
    )
    note = typed(_("Note"), longest=10000, rows=3, required=False)

    def wanted(self) -> dict[str, Any]:
        typed_in = dict(self.cleaned_data)
        file = typed_in.pop("file")
        return {**typed_in, "content": file.read(), "name": file.name}


class LinkForm(CaseForm):
    title = typed(_("Title"), longest=200)
    url = forms.URLField(label=_("Address"), max_length=2000, assume_scheme="https")
    read_on = day(
        _("Read on"), help_text=_("Pages change: the day you read it is part of the evidence.")
    )
    note = typed(_("What it says"), longest=10000, rows=3, required=False)

    def clean_read_on(self) -> date:
        return so_far(self.cleaned_data["read_on"])


class SearchForm(CaseForm):
    """A search made elsewhere: a register, a newspaper, a search engine."""

    words = typed(_("Words you searched for"), longest=200)
    place = typed(
        _("Where you searched"), longest=200, help_text=_("The register, newspaper or engine.")
    )
    url = forms.URLField(label=_("Address"), max_length=2000, assume_scheme="https", required=False)
    read_on = day(_("Searched on"))
    note = typed(
        _("What came of it"),
        longest=10000,
        rows=4,
        help_text=_(
            "How many results you looked at, and what they say. Nothing found is a result."
        ),
    )

    def clean_read_on(self) -> date:
        return so_far(self.cleaned_data["read_on"])


class NoteForm(CaseForm):
    title = typed(_("Title"), longest=200)
    note = typed(
        _("Note"), longest=10000, rows=5, help_text=_("What you were told, by whom and when.")
    )

    def start(self) -> dict[str, Any]:
        note = self.about
        return {"title": note.title, "note": note.note} if note else {}


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
        areas = [(area.id, area.title) for area in pack.areas()]
        exclusions = [(f"exclusions/{item.id}", item.title) for item in pack.exclusions()]
        choose(
            self,
            "area",
            [
                (str(_("Areas")), areas),
                (str(_("Exclusions")), [("exclusions", _("All exclusions")), *exclusions]),
            ],
        )

    def start(self) -> dict[str, Any]:
        """Return what a finding says that is corrected; a new one may be asked for in an area."""
        finding = self.about
        if finding is None:
            return {"area": self.asked.get("area", "")}
        place = f"{finding.area}/{finding.question}" if finding.question else finding.area
        cited = [finding.evidence_id, *finding.more_evidence.values_list("pk", flat=True)]
        return {"area": place, "text": finding.text, "rating": finding.rating, "evidence": cited}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("rating") == "excluded" and not str(data.get("area")).startswith("exclusions"):
            self.add_error("rating", _("Only an exclusion can exclude a partner."))
        return data

    def wanted(self) -> dict[str, Any]:
        area, _slash, question = self.cleaned_data["area"].partition("/")
        return {**self.cleaned_data, "area": area, "question": question}


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


class ConditionForm(CaseForm):
    text = typed(_("Condition"), longest=2000, rows=3)
    owner = typed(_("Who sees to it"), longest=200)
    due_on = day(_("By when"), required=False)


class QuestionForm(CaseForm):
    question = typed(_("What you asked"), longest=5000, rows=4)
    due_on = day(_("By when"), required=False, help_text=_("Empty for two weeks from today."))

    def clean_due_on(self) -> date | None:
        return _to_come(self.cleaned_data["due_on"])


class MoveForm(CaseForm):
    """Another day for something that is due, and why."""

    due_on = day(_("By when"))
    reason = typed(_("Reason"), longest=5000, rows=3)

    def start(self) -> dict[str, Any]:
        return {"due_on": self.about.due_on}

    def clean_due_on(self) -> date | None:
        return _to_come(self.cleaned_data["due_on"])


def _to_come(given: date | None) -> date | None:
    """Return a day that is still to come, or none; refuse one that is over."""
    if given and given < timezone.localdate():
        raise forms.ValidationError(_("This day is over."))
    return given


class AnswerForm(CaseForm):
    answer = typed(_("What they answered"), longest=10000, rows=5)
