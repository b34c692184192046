"""What people answer to a check."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convene.apps.workshop.queries.checks import OF_THE_GUIDE, replies
from convene.apps.workshop.words import Check, Said
from convene.ground.fields import choose, day, so_far


class AnswerForm(forms.Form):
    """What is answered to a check, and what that rests on."""

    said = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What was found, or why not"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    on = day(_("On which day"), required=False)

    def __init__(self, *args: Any, check: Check, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.check = check
        choose(self, "said", replies(check))
        if check in OF_THE_GUIDE:
            del self.fields["on"]

    def clean_said(self) -> Said:
        return Said(self.cleaned_data["said"])

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        return so_far(on) if on else None

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        is_said = given.get("said") not in (None, Said.NOT_SAID)
        if is_said and not given.get("note"):
            self.add_error("note", _("Say what this rests on."))
        met = self.check == Check.CIVIL_SOCIETY and given.get("said") == Said.YES
        if met and not given.get("on") and "on" not in self.errors:
            self.add_error("on", _("Say on which day."))
        return given

    def reply(self) -> dict[str, Any]:
        """Return what was answered, as the action takes it."""
        given = self.cleaned_data
        return {"reply": given["said"], "note": given["note"], "on": given.get("on")}
