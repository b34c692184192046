"""What a partner types into its declaration. A draft keeps it as it was typed, whatever is still
missing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from convene.apps.declarations.forms.rows import (
    CHOOSE,
    ROWS,
    AddressRows,
    NameRows,
    NumberRows,
    OwnerRows,
    PersonRows,
)
from convene.apps.declarations.models import Declaration
from convene.apps.registry import words
from convene.apps.registry.forms.organisation import name_field
from convene.core.declarations import Agreed, Answer, Declared, Statement
from convene.core.writing import whole_number
from convene.ground.fields import choose
from convene.ground.rows import Rows
from convene.packs.diligence import preset

REPLIES = (
    ("yes", _("Yes")),
    ("no", _("No")),
    ("unsaid", _("I would rather not say it here")),
)


class WhoForm(forms.Form):
    name = name_field(help_text=_("The legal name, as it stands in the register."))
    country = forms.ChoiceField(label=_("Country of registration"))
    kind = forms.ChoiceField(label=_("Kind of organisation"), required=False)
    website = forms.CharField(label=_("Website"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "country", [CHOOSE, *words.countries().items()])
        choose(self, "kind", [CHOOSE, *words.kinds().items()])


class AnswersForm(forms.Form):
    """The questions of the pack, each with a place to say more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in preset().declaration.questions:
            self.fields[question.id] = forms.ChoiceField(
                label=gettext(question.text), choices=REPLIES, widget=forms.RadioSelect()
            )
            self.fields[f"{question.id}_said"] = forms.CharField(
                label=_("Say more about it: %(title)s") % {"title": gettext(question.title)},
                help_text=_("If yes: who, what, when and where, and what came of it."),
                max_length=5000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for question in preset().declaration.questions:
            more = f"{question.id}_said"
            if given.get(question.id) == "yes" and not given.get(more):
                self.add_error(more, _("Please say more, since the answer is yes."))
        return given

    def said(self) -> tuple[Answer, ...]:
        return tuple(
            Answer(
                id=question.id,
                question=gettext(question.text),
                reply=self.cleaned_data[question.id],
                said=self.cleaned_data[f"{question.id}_said"],
            )
            for question in preset().declaration.questions
        )


class AgreedForm(forms.Form):
    """What the pack asks a partner to agree to. Whatever is not ticked is not agreed to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for undertaking in preset().declaration.undertakings:
            self.fields[undertaking.id] = forms.BooleanField(
                label=gettext(undertaking.text), required=False
            )

    def said(self) -> tuple[Agreed, ...]:
        return tuple(
            Agreed(id=asked.id, text=gettext(asked.text), agrees=self.cleaned_data[asked.id])
            for asked in preset().declaration.undertakings
        )


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything on the page that a partner fills in."""

    who: WhoForm
    names: Rows
    numbers: Rows
    addresses: Rows
    owners: Rows
    people: Rows
    answers: AnswersForm
    agreed: AgreedForm

    def forms(self) -> tuple[Any, ...]:
        return tuple(vars(self).values())

    def is_valid(self) -> bool:
        return not [form for form in self.forms() if not form.is_valid()]

    def declared(self) -> Declared:
        """Return what was typed, once it is valid."""
        given = self.who.cleaned_data
        return Declared(
            name=given["name"],
            country=given["country"],
            kind=given["kind"],
            website=given["website"],
            other_names=tuple(row["text"] for row in self.names.kept()),
            addresses=tuple(row["text"] for row in self.addresses.kept()),
            numbers=_said(self.numbers),
            owners=_said(self.owners),
            people=_said(self.people),
        )

    def statement(self, declaration: Declaration) -> Statement:
        """Return the declaration that is to be signed."""
        return Statement(
            partner=str(declaration.organisation),
            asked_by=str(declaration.asked_by),
            asked_on=timezone.localdate(declaration.asked_at).isoformat(),
            language=get_language() or "en",
            declared=self.declared(),
            answers=self.answers.said(),
            agreed=self.agreed.said(),
        )


def _said(rows: Rows) -> tuple[Any, ...]:
    return tuple(
        form.said()
        for form in cast("Iterable[Any]", rows.forms)
        if form.has_changed() and not form.cleaned_data.get("DELETE")
    )


KINDS: Mapping[str, type[Any]] = {"who": WhoForm, "answers": AnswersForm, "agreed": AgreedForm}
NAMED: Mapping[str, type[Any]] = {
    "names": NameRows,
    "numbers": NumberRows,
    "addresses": AddressRows,
    "owners": OwnerRows,
    "people": PersonRows,
}


def typed_sheet(data: QueryDict) -> Sheet:
    """Return the page as it was sent."""
    return Sheet(
        **{name: form(data, prefix=name) for name, form in KINDS.items()},
        **{name: rows(data) for name, rows in NAMED.items()},
    )


def kept_sheet(draft: str) -> Sheet:
    """Return the page as it was left: nothing is said yet of what is missing."""
    typed = QueryDict(draft).dict()
    return Sheet(
        **{name: form(prefix=name, initial=_under(name, typed)) for name, form in KINDS.items()},
        **{name: rows(initial=_rows(rows.kind, typed)) for name, rows in NAMED.items()},
    )


def whole_sheet(draft: str) -> Sheet:
    """Return the page as it was left, to be checked and read."""
    none = {f"{rows.kind}-{count}_FORMS": "0" for rows in ROWS for count in ("TOTAL", "INITIAL")}
    return typed_sheet(QueryDict(urlencode(none | QueryDict(draft).dict())))


def draft_of(data: QueryDict) -> str:
    """Return what was typed, as a draft keeps it."""
    prefixes = (*KINDS, *(rows.kind for rows in ROWS))
    return urlencode({name: data[name] for name in data if name.partition("-")[0] in prefixes})


def _under(prefix: str, typed: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(f"{prefix}-"): text
        for name, text in typed.items()
        if name.startswith(f"{prefix}-")
    }


def _rows(kind: str, typed: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the rows of one kind that say something and are not to be removed."""
    own = _under(kind, typed)
    numbers = range(min(whole_number(own.get("TOTAL_FORMS", "")) or 0, 100))
    rows = [_under(str(number), own) for number in numbers]
    return [row for row in rows if "DELETE" not in row and any(map(str.strip, row.values()))]


class SignForm(forms.Form):
    name = forms.CharField(
        label=_("Your full name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    role = forms.CharField(label=_("Your role in the organisation"), max_length=200)
    oath = forms.BooleanField(
        label=_("I declare that to the best of my knowledge this is complete and true.")
    )
    seen = forms.CharField(widget=forms.HiddenInput(), max_length=64)
