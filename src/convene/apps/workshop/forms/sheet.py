"""The page where a draft is edited.

Nothing typed is lost: whatever is refused comes back as it was."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from convene.apps.workshop.forms.draft import DraftForm
from convene.apps.workshop.forms.rows import AskRows, TaskRows, items
from convene.apps.workshop.models import MOST_ROWS
from convene.core import edits
from convene.core.draft import Ask, Draft, Task
from convene.ground.rows import Rows, with_one_more
from convene.packs import read


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
        tasks, asks = items(Task, self.tasks), items(Ask, self.asks)
        return replace(now, **self.head.cleaned_data, tasks=tasks, asks=asks)


def open_sheet(draft: Draft) -> Sheet:
    """Return a page that shows a draft, with a blank row at each end."""
    return Sheet(
        head=DraftForm(initial=vars(draft), now=draft),
        tasks=TaskRows(initial=[vars(task) for task in draft.tasks]),
        asks=AskRows(initial=[vars(ask) for ask in draft.asks], form_kwargs={"now": draft}),
    )


def typed_sheet(data: QueryDict, *, now: Draft) -> Sheet:
    """Return a page as somebody filled it in; `add` asks for one more row of that kind."""
    data = with_one_more(data, most=MOST_ROWS)
    return Sheet(
        head=DraftForm(data, now=now),
        tasks=TaskRows(data),
        asks=AskRows(data, form_kwargs={"now": now}),
    )


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a page showed: a draft, and the version that it was, if it was one."""

    draft: Draft
    version: int | None = None

    def written(self) -> str:
        """Return it as text that the page can carry."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, data: QueryDict, *, now: Draft) -> "Seen":
        """Return what a page carried. Where that can't be read it counts as nothing, so that every
        difference is asked about.
        """
        try:
            seen = read.fit(json.loads(data.get("seen", "")), cls)
            edits.changes(seen.draft, seen.draft)
        except (ValueError, RecursionError):
            seen = cls(draft=Draft(title=""))
        return replace(seen, draft=replace(seen.draft, pack=now.pack, request=now.request))


class Choices(forms.Form):
    """One question for each part that two people changed: whose words stand."""

    prefix = "choice"

    def __init__(self, *args: Any, names: Mapping[edits.Part, str]) -> None:
        super().__init__(*args)
        self.names = names
        for part, name in names.items():
            self.fields[str(part)] = forms.ChoiceField(
                label=name,
                widget=forms.RadioSelect,
                choices=[
                    ("mine", _("Keep what you wrote")),
                    ("theirs", _("Take what the other wrote")),
                ],
                error_messages={"required": _("Choose one of the two.")},
            )

    def theirs(self) -> list[edits.Part]:
        return [part for part in self.names if self.cleaned_data[str(part)] == "theirs"]
