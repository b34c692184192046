"""Where a line of a statement is answered."""

from typing import Any

from django import template
from django.forms import Form

from convene.apps.statements.queries.reading import Answered

register = template.Library()


@register.inclusion_tag("statements/fields.html")
def answer_fields(form: Form | None, entry: Answered) -> dict[str, Any]:
    """Show the two answers and the reason of a line, with what was typed where it was refused."""
    key, typed = entry.row.pk, form.data if form else {}
    return {
        "key": key,
        "number": entry.row.number,
        "what": entry.line.what,
        "answer": typed.get(f"answer-{key}", ""),
        "reason": typed.get(f"reason-{key}", ""),
        "error": (form.errors.get(f"reason-{key}") or [""])[0] if form else "",
    }
