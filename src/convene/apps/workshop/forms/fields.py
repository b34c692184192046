"""Fields that the forms of a draft share."""

from typing import Any, cast

from django import forms

from convene.apps.workshop.models import Alliance
from convene.apps.workshop.models import Ask as AskRecord
from convene.apps.workshop.models import Task as TaskRecord

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


def with_current(choices: list[Choice], current: str) -> list[Choice]:
    """Return choices that never lose what stands there already, known to the guide or not."""
    return (
        choices
        if any(code == current for code, _title in choices)
        else [*choices, (current, current)]
    )
