"""The people at an organisation and its consents: for those who build alliances,
and nobody else.
"""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person, requires
from convene.apps.registry import actions
from convene.apps.registry.forms.people import ConsentForm, ContactForm
from convene.apps.registry.models import Consent, Contact
from convene.apps.registry.queries import family
from convene.apps.registry.queries import people as known
from convene.apps.registry.views import reach
from convene.apps.registry.views.about import about
from convene.ground.sheets import press

FORM = ["GET", "HEAD", "POST"]


@requires("registry.see_people")
@require_safe
def people(request: HttpRequest, pk: UUID) -> HttpResponse:
    record = reach.organisation(pk)
    context = {
        "organisation": record,
        "contacts": known.contacts(record),
        "consents": known.consents(record),
        "today": timezone.localdate(),
    }
    return render(request, "registry/people.html", context)


@requires("registry.see_people")
@require_http_methods(FORM)
def add_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    record, form = reach.organisation(pk), ContactForm(request.POST or None)
    return about(
        request,
        record,
        form,
        lambda: actions.add_contact(record, by=person(request), **form.cleaned_data),
        to="registry:people",
        title=_("Add a person"),
        button=_("Add them"),
        done=_("Kept, until the day you gave."),
    )


@requires("registry.see_people")
@require_http_methods(FORM)
def record_consent(request: HttpRequest, pk: UUID) -> HttpResponse:
    record, form = reach.organisation(pk), ConsentForm(request.POST or None)
    return about(
        request,
        record,
        form,
        lambda: actions.record_consent(record, by=person(request), **form.cleaned_data),
        to="registry:people",
        title=_("Record a consent"),
        button=_("Record it"),
        done=_("The consent is on record."),
    )


@requires("registry.see_people")
@require_POST
def erase(request: HttpRequest, pk: UUID, contact: int) -> HttpResponse:
    known_contact = get_object_or_404(Contact, pk=contact, organisation__in=_family(pk))
    return _press(
        request,
        pk,
        lambda: actions.erase_contact(known_contact, by=person(request)),
        done=_("Erased for good."),
    )


@requires("registry.see_people")
@require_POST
def withdraw(request: HttpRequest, pk: UUID, consent: int) -> HttpResponse:
    given_consent = get_object_or_404(Consent, pk=consent, organisation__in=_family(pk))
    return _press(
        request,
        pk,
        lambda: actions.withdraw_consent(given_consent, by=person(request)),
        done=_("Withdrawn: nothing rests on it any more."),
    )


def _family(pk: UUID) -> list[UUID]:
    return family(reach.organisation(pk))


def _press(request: HttpRequest, pk: UUID, act: Callable[[], object], *, done: str) -> HttpResponse:
    to = reverse("registry:people", args=[pk])
    return press(request, act, done=done, to=to, refusals=reach.REFUSALS)
