"""What somebody does about alerts that came up together."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.inbox import actions
from convene.apps.inbox.models import Alert
from convene.apps.vetting.forms.fields import typed
from convene.ground.fields import choose

WAYS: Mapping[str, Callable[..., int]] = {
    "claim": actions.claim,
    "let_go": actions.let_go,
    "close": actions.close,
    "agree": actions.agree,
    "keep_open": actions.keep_open,
}
"""What the buttons of the page do."""


class AlertsForm(forms.Form):
    """Which of the alerts shown are meant, what is done about them, and why."""

    alerts = forms.MultipleChoiceField(
        label=_("Alerts"), error_messages={"required": _("Tick at least one alert.")}
    )
    do = forms.ChoiceField(choices=[(way, way) for way in WAYS])
    reason = typed(
        _("Why it needs nothing more"),
        longest=5000,
        rows=3,
        required=False,
        help_text=_("To close alerts: what you looked at, and what came of it."),
    )

    def __init__(self, data: Any = None, *, alerts: Sequence[Alert]) -> None:
        super().__init__(data)
        self.by_key = {str(alert.pk): alert for alert in alerts}
        choose(self, "alerts", [(key, key) for key in self.by_key])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("do") == "close" and not cleaned.get("reason", "").strip():
            self.add_error("reason", ValidationError(_("Say why they need nothing more.")))
        return cleaned

    def act(self, *, by: User) -> int:
        """Do what the button asks for. Returns for how many alerts it made a difference."""
        chosen = [self.by_key[key] for key in self.cleaned_data["alerts"]]
        way, more = WAYS[self.cleaned_data["do"]], {}
        if way is actions.close:
            more = {"reason": self.cleaned_data["reason"]}
        return way(chosen, by=by, **more)
