"""What people type into a draft. Nothing typed is lost:
whatever is refused comes back as it was.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder
from convene.apps.workshop.models import MOST_ROWS, Alliance, AskKind
from convene.apps.workshop.models import Ask as AskRecord
from convene.apps.workshop.models import Task as TaskRecord
from convene.apps.workshop.queries import advice, drafts
from convene.apps.workshop.queries.advice import Advice
from convene.core import edits
from convene.core.draft import Ask, Draft, Task
from convene.core.guide import Contribution
from convene.ground.files import at_most
from convene.ground.rows import Rows, Words, rows_of, with_one_more
from convene.packs import places, read

LARGEST_TEMPLATE = 5_000_000
Choice = tuple[str, str]


def longest(model: type[Alliance | TaskRecord | AskRecord], field: str) -> int | None:
    return cast(int | None, getattr(model._meta.get_field(field), "max_length", None))


class Text(forms.CharField):
    """Text with line ends as we keep them: a browser's own would look like a change."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


def text(
    label: Any,
    *,
    model: type[Alliance | TaskRecord | AskRecord],
    field: str,
    rows: int = 1,
    **options: Any,
) -> Text:
    """Return a field of text as long as the database takes."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return Text(
        label=label,
        max_length=longest(model, field),
        widget=widget,
        required=options.pop("required", False),
        **options,
    )


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


def with_current(choices: list[Choice], current: str) -> list[Choice]:
    """Return choices that never lose what stands there already, known to the guide or not."""
    return (
        choices
        if any(code == current for code, _title in choices)
        else [*choices, (current, current)]
    )


class RowId(forms.UUIDField):
    """The id of a row, made by the page that first shows it. It alone does not make a row."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, initial=uuid4)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data or initial


class TaskRow(forms.Form):
    id = RowId()
    title = text(_("Task"), model=TaskRecord, field="title", required=True)
    champion = text(_("Who could champion it"), model=TaskRecord, field="champion")


class AskRow(forms.Form):
    id = RowId()
    who = text(_("Of whom"), model=AskRecord, field="who")
    contribution = forms.ChoiceField(label=_("What"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("As the guide counts it")), *AskKind.choices],
    )
    note = text(_("Note"), model=AskRecord, field="note")

    def __init__(self, *args: Any, found: Advice | None, now: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guide = found.guide if found else None
        known = [(item.id, item.title) for item in self.guide.contributions] if self.guide else []
        choices = [("", str(_("Something else, said in the note"))), *known]
        for code in {ask.contribution for ask in now.asks}:
            choices = with_current(choices, code)
        cast(forms.ChoiceField, self.fields["contribution"]).choices = choices

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if self.has_changed() and not (
            given.get("who") or given.get("contribution") or given.get("note")
        ):
            raise ValidationError(_("Say what to ask for, or of whom."))
        if self.has_changed() and not given.get("kind"):
            given["kind"] = self._kind(given.get("contribution", ""))
        return given

    def _kind(self, code: str) -> str:
        if self.guide is None or not isinstance(self.guide.records.get(code), Contribution):
            raise ValidationError({"kind": _("Say what kind of contribution this is.")})
        return advice.ask_kind(code, guide=self.guide)


class KnownRows(Rows):
    """Rows that are told apart by the ids that the page gave them."""

    def clean(self) -> None:
        ids = [row["id"] for row in self.kept() if "id" in row]
        if len(set(ids)) < len(ids):
            raise ValidationError(_("Two rows are the same one. Remove one of them."))


TaskRows = rows_of(
    TaskRow,
    kind="task",
    base=KnownRows,
    most=MOST_ROWS,
    words=Words(
        title=_("Tasks"),
        about=_(
            "Split the work until each task is something one partner could say it would do. Rows left blank count for nothing."
        ),
        row=_("Task %(number)s"),
        add=_("Add another task"),
    ),
)
AskRows = rows_of(
    AskRow,
    kind="ask",
    base=KnownRows,
    most=MOST_ROWS,
    words=Words(
        title=_("What to ask for"),
        about=_("Influence is never priced. Rows left blank count for nothing."),
        row=_("Ask %(number)s"),
        add=_("Add another ask"),
    ),
)


def _ask(row: dict[str, Any]) -> Ask:
    return Ask(
        id=str(row["id"]),
        who=row["who"],
        kind=row["kind"],
        contribution=row["contribution"],
        note=row["note"],
    )


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything on the page where a draft is edited."""

    head: DraftForm
    tasks: Rows
    asks: Rows

    def is_valid(self) -> bool:
        return all([self.head.is_valid(), self.tasks.is_valid(), self.asks.is_valid()])

    def draft(self, now: Draft) -> Draft:
        """Return what was typed as a draft; what this page does not show stays as it is now."""
        tasks = tuple(
            Task(id=str(row["id"]), title=row["title"], champion=row["champion"])
            for row in self.tasks.kept()
        )
        asks = tuple(_ask(row) for row in self.asks.kept())
        return replace(now, **self.head.cleaned_data, tasks=tasks, asks=asks)


def open_sheet(draft: Draft, *, found: Advice | None) -> Sheet:
    """Return a page that shows a draft, with a blank row at each end."""
    return Sheet(
        head=DraftForm(initial=vars(draft), found=found, now=draft),
        tasks=TaskRows(initial=[vars(task) for task in draft.tasks]),
        asks=AskRows(
            initial=[vars(ask) for ask in draft.asks],
            form_kwargs={"found": found, "now": draft},
        ),
    )


def typed_sheet(data: QueryDict, *, found: Advice | None, now: Draft) -> Sheet:
    """Return a page as somebody filled it in; `add` asks for one more row of that kind."""
    data = with_one_more(data, most=MOST_ROWS)
    return Sheet(
        head=DraftForm(data, found=found, now=now),
        tasks=TaskRows(data),
        asks=AskRows(data, form_kwargs={"found": found, "now": now}),
    )


def write_seen(draft: Draft) -> str:
    """Return a draft as text that a page can carry."""
    return json.dumps(asdict(draft), ensure_ascii=False)


def read_seen(carried: str, *, now: Draft) -> Draft:
    """Return what a page showed. Where that can't be read it counts as nothing, so that every
    difference is asked about.
    """
    try:
        seen = read.fit(json.loads(carried), Draft)
        edits.changes(seen, seen)
    except (ValueError, RecursionError):
        seen = Draft(title="")
    return replace(seen, pack=now.pack, request=now.request)


class Choices(forms.Form):
    """One question for each part that two people changed: whose words stand."""

    def __init__(
        self,
        *args: Any,
        parts: Sequence[edits.Part],
        names: Mapping[edits.Part, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for part in parts:
            self.fields[str(part)] = forms.ChoiceField(
                label=names[part],
                widget=forms.RadioSelect,
                choices=[
                    ("mine", _("Keep what you wrote")),
                    ("theirs", _("Take what the other wrote")),
                ],
                error_messages={"required": _("Choose one of the two.")},
            )

    def theirs(self) -> list[edits.Part]:
        return [
            edits.Part.read(name)
            for name, choice in self.cleaned_data.items()
            if choice == "theirs"
        ]


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


class ShareForm(forms.Form):
    """With whom to share a draft."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They need an account here. An administrator can invite them."),
    )
    may_edit = forms.BooleanField(label=_("May edit it, not only read it"), required=False)

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner

    def clean_email(self) -> User:
        person = drafts.colleague(self.cleaned_data["email"])
        if person is None:
            raise ValidationError(
                _("Nobody has an account under this address. Ask an administrator to invite them.")
            )
        if person == self.owner:
            raise ValidationError(_("This draft is already yours."))
        return person

    def clean(self) -> dict[str, Any]:
        person = self.cleaned_data.get("email")
        if person and self.cleaned_data.get("may_edit") and not is_builder.test(person):
            raise ValidationError(
                {
                    "may_edit": _(
                        "This person's role is to view only. Ask an administrator to change it, or share without editing."
                    )
                }
            )
        return self.cleaned_data


class TemplateForm(forms.Form):
    """The organisation's own concept paper template."""

    template = forms.FileField(
        label=_("Word file (.docx)"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        validators=[at_most(LARGEST_TEMPLATE, refusal=_("This file is larger than 5 MB."))],
    )

    def clean_template(self) -> bytes:
        return bytes(self.cleaned_data["template"].read())


class ByHandForm(forms.Form):
    """Someone whom open data do not tell of."""

    name = forms.CharField(label=_("Name"), max_length=300)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=5000, widget=forms.Textarea({"rows": 2})
    )


class ReasonForm(forms.Form):
    """Why not this one."""

    reason = forms.CharField(label=_("Why not?"), max_length=3000)


class FollowUpForm(forms.Form):
    """What is known of a candidate, and who follows it up: one of those who read the draft, or
    whoever does so already.
    """

    note = forms.CharField(
        label=_("Note"), required=False, max_length=5000, widget=forms.Textarea({"rows": 2})
    )
    assigned_to = forms.ModelChoiceField(
        User.objects.none(), label=_("Who follows this up"), required=False
    )

    def __init__(self, *args: Any, followers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["assigned_to"]).queryset = followers
