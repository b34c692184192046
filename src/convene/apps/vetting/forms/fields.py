"""Fields and forms that the forms of a case are made of."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from convene.apps.evidence.models import Evidence
from convene.apps.vetting.models import Case

Evident = forms.ModelChoiceField[Evidence] | forms.ModelMultipleChoiceField[Evidence]


def typed(
    label: Any, *, longest: int, rows: int = 1, required: bool = True, help_text: Any = ""
) -> forms.CharField:
    """Return a field for a line, or for a few."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(
        label=label, max_length=longest, widget=widget, required=required, help_text=help_text
    )


class CaseForm(forms.Form):
    """A form of a case: it knows the case, what of it the form is about, and how it starts."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        case: Case,
        about: Any = None,
        asked: Mapping[str, str] | None = None,
    ) -> None:
        self.case, self.about, self.asked = case, about, asked or {}
        super().__init__(data, files, initial=self.start())

    def start(self) -> dict[str, Any]:
        """Return what the fields hold before anybody has typed."""
        return {}

    def wanted(self) -> dict[str, Any]:
        """Return what the action of the form takes."""
        return self.cleaned_data


class Seen(CaseForm):
    """A form that knows which version of the case was read, so that nobody decides over what they
    have not seen.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput())

    def start(self) -> dict[str, Any]:
        return {"seen": self.case.version}


class Citing(CaseForm):
    """A form that cites evidence of its own case only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Evident", self.fields["evidence"]).queryset = self.case.evidence.all()
