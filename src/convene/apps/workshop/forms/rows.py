"""Tasks and asks as people type them, a row each."""

from dataclasses import fields
from typing import Any, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from convene.apps.workshop.forms.draft import text, with_current
from convene.apps.workshop.models import MOST_ROWS, AskKind
from convene.apps.workshop.models import Ask as AskRecord
from convene.apps.workshop.models import Task as TaskRecord
from convene.apps.workshop.queries import advice
from convene.core.asks import column
from convene.core.draft import Ask, Draft, Task
from convene.core.guide import Contribution
from convene.ground.rows import RowId, Rows, Words, rows_of

Item = TypeVar("Item", Task, Ask)


class TaskRow(forms.Form):
    id = RowId()
    title = text(TaskRecord.title, _("Task"), required=True)
    champion = text(TaskRecord.champion, _("Who could champion it"))


class AskRow(forms.Form):
    id = RowId()
    who = text(AskRecord.who, _("Of whom"))
    contribution = forms.ChoiceField(label=_("What"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("As the guide counts it")), *AskKind.choices],
    )
    note = text(AskRecord.note, _("Note"))

    def __init__(self, *args: Any, now: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = advice.of(now)
        self.guide = given.guide if given else None
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
        return column(code, guide=self.guide)


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


def items(kind: type[Item], rows: Rows) -> tuple[Item, ...]:
    """Return rows that are valid as the tasks, or the asks, of a draft."""
    names = [spec.name for spec in fields(kind)]
    kept = ({name: row[name] for name in names} for row in rows.kept())
    return tuple(kind(**{**row, "id": str(row["id"])}) for row in kept)
