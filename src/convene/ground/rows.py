"""Rows of a form: as many as people need, a blank one at the end, each removed with a tick.

A kind of rows says once what it is called; `ground/rows.html` shows it:

    TaskRows = rows_of(TaskRow, kind="task", words=Words(title=_("Tasks"), ...), most=50)
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar, cast
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise

from convene.core.writing import whole_number

Text = str | Promise
AT_LEAST: ContextVar[Mapping[str, int]] = ContextVar("rows shown at least, by kind")


class RowId(forms.UUIDField):
    """The id of a row, made by the page that first shows it. It alone does not make a row."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, initial=uuid4)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data or initial


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a page says about rows of one kind; `row` names one by its `%(number)s`."""

    title: Text
    about: Text
    row: Text
    add: Text


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]  # Django's take none
    """Rows of one kind. Every row posted may be blank, and a blank one counts for nothing."""

    kind: ClassVar[str]
    words: ClassVar[Words]

    @classmethod
    def get_default_prefix(cls) -> str:
        return cls.kind

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def total_form_count(self) -> int:
        known = super().total_form_count()
        wanted = 0 if self.is_bound else AT_LEAST.get({}).get(str(self.prefix), 0)
        return max(known, min(wanted, self.max_num))

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.called = str(self.words.row) % {"number": (index or 0) + 1}

    def kept(self) -> list[dict[str, Any]]:
        """Return what the rows say, without the blank ones and those marked for removal."""
        return [
            form.cleaned_data
            for form in self.forms
            if form.has_changed() and not form.cleaned_data.get("DELETE")
        ]


@contextmanager
def at_least(rows: Mapping[str, int]) -> Iterator[None]:
    """Show so many rows of each kind wherever a form is opened, for what is put into them again."""
    before = AT_LEAST.set(rows)
    try:
        yield
    finally:
        AT_LEAST.reset(before)


def rows_of(
    form: type[forms.Form], *, kind: str, words: Words, most: int, base: type[Rows] = Rows
) -> type[Rows]:
    """Return a formset with one blank row at its end, whose rows can be removed."""
    made = forms.formset_factory(
        form,
        formset=base,
        extra=1,
        can_delete=True,
        max_num=most,
        validate_max=True,
        absolute_max=most + 1,
    )
    return cast(type[Rows], type(made.__name__, (made,), {"kind": kind, "words": words}))


def with_one_more(data: QueryDict, *, most: int) -> QueryDict:
    """Return what was posted with one more row of the kind that `add` names, if it names one."""
    counter = f"{data.get('add', '')}-TOTAL_FORMS"
    count = whole_number(data.get(counter, ""))
    if count is None or count >= most:
        return data
    more = data.copy()
    more[counter] = str(count + 1)
    return more
