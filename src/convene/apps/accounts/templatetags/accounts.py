"""What templates ask about accounts."""

from django import template
from django.conf import settings
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts import queries
from convene.apps.accounts.models import User

register = template.Library()
LABELS = {
    "login": _("E-mail address"),
    "remember": _("Keep me signed in on this computer"),
    "passwordless": _("Let this key sign me in without a password"),
    "code": _("Code"),
}


@register.simple_tag
def administrators() -> QuerySet[User]:
    """Return whom to ask; for signed-in readers only."""
    return queries.administrators()


@register.simple_tag(takes_context=True)
def may(context: template.Context, permission: str, on: object) -> bool:
    """Say whether whoever reads may do this to that, where their role alone does not decide."""
    return bool(context["user"].has_perm(permission, on))


@register.simple_tag
def can_send_mail() -> bool:
    """Say whether this installation may promise an e-mail."""
    return bool(settings.CAN_SEND_MAIL)


@register.simple_tag(takes_context=True)
def can_use_keys(context: template.Context) -> bool:
    """Say whether browsers allow passkeys here: only over https, or on the same computer by its
    name.
    """
    request: HttpRequest = context["request"]
    return request.is_secure() or request.get_host().partition(":")[0] == "localhost"


@register.filter
def in_our_words(form: BaseForm) -> BaseForm:
    """Give allauth's fields our labels, and drop its placeholders, which only repeat the label."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = LABELS.get(name, field.label)
    return form
