"""What is asked when a statement is issued, and when it is answered."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convene.apps.statements.actions import Reply
from convene.apps.statements.queries.reading import Answered
from convene.apps.statements.words import Answer
from convene.ground.fields import day

SAY_WHY = _("Say what is not so.")


class IssueForm(forms.Form):
    """For whom, and from when until when. The id comes with the page."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    since = day(_("From"))
    until = day(_("Until"))


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you refuse it?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswersForm(forms.Form):
    """An answer for each of some lines, where one was ticked; whoever disputes says why."""

    def __init__(self, *args: Any, lines: Iterable[Answered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for entry in self.lines:
            choices = [("", ""), ("confirmed", ""), ("disputed", "")]
            key = entry.row.pk
            self.fields[f"answer-{key}"] = forms.ChoiceField(choices=choices, required=False)
            self.fields[f"reason-{key}"] = forms.CharField(max_length=5000, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for entry in self.lines:
            key = entry.row.pk
            if given.get(f"answer-{key}") == "disputed" and not given.get(f"reason-{key}"):
                self.add_error(f"reason-{key}", SAY_WHY)
        return given

    def replies(self) -> Mapping[int, Reply]:
        """Return what was ticked, by the keys of the lines."""
        given = self.cleaned_data
        return {
            entry.row.pk: _reply(given[f"answer-{entry.row.pk}"], given[f"reason-{entry.row.pk}"])
            for entry in self.lines
            if given[f"answer-{entry.row.pk}"]
        }


def _reply(answer: str, reason: str) -> Reply:
    is_disputed = answer == Answer.DISPUTED
    return Reply(answer=Answer(answer), reason=reason if is_disputed else "")
