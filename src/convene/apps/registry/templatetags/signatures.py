"""Who did something, as they were then.

{% signed hit.decided_by hit.decided_at %}: name, role, organisation and address
{% named merge.decided_by merge.decided_at %}: the name, marked where another looks the same
"""

from datetime import datetime
from typing import Any

from django import template
from django.template import Context

from convene.apps.accounts.models import User
from convene.apps.registry.queries.signing import Known, Signature
from convene.apps.registry.queries.signing import signed as signature
from convene.ground import signing

register = template.Library()
KNOWN, ALIKE = "the pasts of people", "names that look the same"


@register.simple_tag(takes_context=True)
def signed(context: Context, who: Any, at: datetime | None) -> Signature | str:
    """Return who did something at a moment; nothing where nobody did."""
    known: Known = _kept(context).setdefault(KNOWN, {})
    return signature(who, at, known=known) if who and at else ""


@register.simple_tag(takes_context=True)
def named(context: Context, who: Any, at: datetime | None) -> str:
    """Return what whoever did something was called at a moment."""
    signer = signed(context, who, at)
    if isinstance(signer, str):
        return signer
    kept = _kept(context)
    if ALIKE not in kept:
        kept[ALIKE] = signing.alike(of=User)
    return signing.called(signer.name, signer.address, alike=kept[ALIKE])


def _kept(context: Context) -> Any:
    """Return what the tags of one page tell each other."""
    return context.render_context
