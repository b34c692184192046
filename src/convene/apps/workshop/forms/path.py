"""What people say when an alliance leaves its path, or goes on without a requirement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from convene.ground.fields import day


class LeaveForm(forms.Form):
    """Why it leaves the path, since when, and what is owed."""

    on = day(_("On which day?"))
    reason = forms.CharField(label=_("Why?"), max_length=5000, widget=forms.Textarea({"rows": 3}))
    owed = forms.CharField(
        label=_("What is still owed, and to whom?"),
        help_text=_("If nothing is, say so."),
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
    )


class OverrideForm(forms.Form):
    """Why the alliance may go on without, and until when."""

    reason = forms.CharField(
        label=_("Why may the alliance go on without it?"),
        help_text=_("Two others read this and agree, or do not. It stands on the front page."),
        max_length=3000,
        widget=forms.Textarea({"rows": 3}),
    )
    last_day = day(
        _("Until which day?"),
        help_text=_(
            "After it, signing, amending and publishing stop until the requirement is met."
        ),
    )
