"""The template of papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from convene.ground.files import at_most

LARGEST = 5_000_000


class TemplateForm(forms.Form):
    """The organisation's own concept paper template."""

    template = forms.FileField(
        label=_("Word file (.docx)"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        validators=[at_most(LARGEST, refusal=_("This file is larger than 5 MB."))],
    )

    def clean_template(self) -> bytes:
        return bytes(self.cleaned_data["template"].read())
