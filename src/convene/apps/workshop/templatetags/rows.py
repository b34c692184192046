"""Fields of a draft as `django/forms/field.html` shows them, but without a template for each of
their parts.

An editing page holds some eighty fields and as many long lists; rendered the usual way it took
seven times as long.
"""

from functools import lru_cache

from django import forms, template
from django.forms import BoundField
from django.forms.utils import flatatt
from django.forms.widgets import Input
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def row_field(field: BoundField) -> SafeString:
    """Return a field: its label above, help under it, what was refused, then the field."""
    label = format_html('<label for="{}">{}</label>', field.id_for_label, field.label)
    help_text = (
        format_html('<div class="help" id="{}_helptext">{}</div>', field.auto_id, field.help_text)
        if field.help_text
        else ""
    )
    return format_html(
        '<div class="field">{}{}{}{}</div>', label, help_text, field.errors or "", control(field)
    )


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Return a field without its label: a list, a text of one line or more, a box to tick or a
    hidden value.
    """
    widget = field.field.widget
    asked = field.build_widget_attrs({"id": field.auto_id}, widget)
    attrs = widget.build_attrs(widget.attrs, {**asked, "name": field.html_name})
    if isinstance(widget, forms.Select):
        choices = tuple((str(code), str(label)) for code, label in widget.choices)
        return format_html(
            "<select{}>{}</select>", flatatt(attrs), _options(choices, str(field.value() or ""))
        )
    if isinstance(widget, forms.Textarea):
        return format_html(
            "<textarea{}>\n{}</textarea>", flatatt(attrs), widget.format_value(field.value()) or ""
        )
    if isinstance(widget, forms.CheckboxInput):
        return format_html(
            "<input{}>", flatatt({**attrs, "type": "checkbox", "checked": bool(field.value())})
        )
    if isinstance(widget, Input):
        return format_html(
            "<input{}>",
            flatatt(
                {**attrs, "type": widget.input_type, "value": widget.format_value(field.value())}
            ),
        )
    return SafeString(field)


@lru_cache(maxsize=1000)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """Return the options of a list: most rows of a page, and most pages, hold the same ones."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((code, " selected" if code == chosen else "", label) for code, label in choices),
    )
