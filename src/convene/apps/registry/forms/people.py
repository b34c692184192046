"""What people type about a contact, or about a consent."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from convene.apps.registry.models import Consent
from convene.ground.fields import day, so_far


class ContactForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    role = forms.CharField(label=_("What they do there"), max_length=200, required=False)
    channel = forms.CharField(
        label=_("How to reach them"),
        max_length=300,
        help_text=_("An address or a number that is safe for them."),
    )
    consent = forms.CharField(
        label=_("What they agreed to"),
        max_length=500,
        help_text=_("That we keep this, and what for."),
    )
    keep_until = day(_("Keep until"), help_text=_("After this day we ask you to erase them."))


class ConsentForm(forms.Form):
    subject = forms.ChoiceField(label=_("What may be published"), choices=Consent.Subject.choices)
    given_by = forms.CharField(
        label=_("Who gave it"),
        max_length=200,
        help_text=_("Their name or their office at the organisation."),
    )
    given_on = day(_("Given on"))
    evidence = forms.CharField(
        label=_("What shows it"),
        max_length=1000,
        help_text=_("A letter, a message or a signed page, and where it is."),
    )

    def clean_given_on(self) -> date:
        return so_far(self.cleaned_data["given_on"])
