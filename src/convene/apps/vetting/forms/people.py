"""Who works on a case, and what ties whom to a partner."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.vetting.forms.fields import CaseForm, typed
from convene.ground.fields import day, so_far


class ConflictForm(forms.Form):
    nature = typed(
        _("What ties you to them"),
        longest=2000,
        rows=3,
        help_text=_("Work, money, family, friendship, a board seat, past or planned."),
    )
    since = day(_("Since"))
    until = day(
        _("Until"),
        required=False,
        help_text=_("Leave it empty while it lasts. Later somebody else says that it has ended."),
    )

    def clean_since(self) -> date:
        """What is planned ties already, and bars from the day on which it is said."""
        return so_far(self.cleaned_data["since"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (since := data.get("since")) and (until := data.get("until")) and until < since:
            self.add_error("until", _("This is before it began."))
        return data


class EndForm(forms.Form):
    reason = typed(
        _("Why it has ended"),
        longest=2000,
        rows=3,
        help_text=_(
            "What you know, and from whom. It still bars them from rounds that have begun."
        ),
    )


class MemberForm(CaseForm):
    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"), label=_("Who works on it")
    )
