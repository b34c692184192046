"""A form about one organisation: shown, acted on, and back to the page that it was opened from."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from convene.apps.registry.models import Organisation
from convene.apps.registry.views import reach
from convene.ground.sheets import sheet


def about(
    request: HttpRequest,
    organisation: Organisation,
    form: Form,
    act: Callable[[], object],
    *,
    to: str,
    done: str,
    **words: Any,
) -> HttpResponse:
    """Show a form about an organisation or act on it; `to` names the view to go back to."""
    back = reverse(to, args=[organisation.pk])
    return sheet(
        request,
        form,
        act,
        done=done,
        to=back,
        refusals=reach.REFUSALS,
        template="registry/person.html",
        organisation=organisation,
        back=back,
        **words,
    )
