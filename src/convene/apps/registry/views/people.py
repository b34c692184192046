"""The people at an organisation and its consents: for those who build alliances,
and nobody else.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person, requires
from convene.apps.registry import actions
from convene.apps.registry.models import Consent, Contact
from convene.apps.registry.people import ConsentForm, ContactForm
from convene.apps.registry.queries import family
from convene.apps.registry.queries import people as known
from convene.apps.registry.views import reach

FORM = ["GET", "HEAD", "POST"]


@requires("registry.see_people")
@require_safe
def people(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = reach.organisation(pk)
    today = timezone.localdate()
    return _page(
        request,
        pk,
        "registry/people.html",
        contacts=known.contacts(found),
        consents=known.consents(found),
        today=today,
    )


@requires("registry.see_people")
@require_http_methods(FORM)
def add_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = ContactForm(request.POST or None)
    if form.is_valid():
        actions.add_contact(reach.organisation(pk), by=person(request), **form.cleaned_data)
        messages.success(request, _("Kept, until the day you gave."))
        return redirect("registry:people", pk)
    return _page(
        request,
        pk,
        "registry/person.html",
        form=form,
        title=_("Add a person"),
        button=_("Add them"),
    )


@requires("registry.see_people")
@require_http_methods(FORM)
def record_consent(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = ConsentForm(request.POST or None)
    if form.is_valid():
        try:
            actions.record_consent(reach.organisation(pk), by=person(request), **form.cleaned_data)
            messages.success(request, _("The consent is on record."))
            return redirect("registry:people", pk)
        except actions.Given:
            form.add_error(
                "subject", _("It has given this consent already. Withdraw that one first.")
            )
    return _page(
        request,
        pk,
        "registry/person.html",
        form=form,
        title=_("Record a consent"),
        button=_("Record it"),
    )


@requires("registry.see_people")
@require_POST
def erase(request: HttpRequest, pk: UUID, contact: int) -> HttpResponse:
    actions.erase_contact(
        get_object_or_404(Contact, pk=contact, organisation__in=_family(pk)), by=person(request)
    )
    messages.success(request, _("Erased for good."))
    return redirect("registry:people", pk)


@requires("registry.see_people")
@require_POST
def withdraw(request: HttpRequest, pk: UUID, consent: int) -> HttpResponse:
    actions.withdraw_consent(
        get_object_or_404(Consent, pk=consent, organisation__in=_family(pk)), by=person(request)
    )
    messages.success(request, _("Withdrawn: nothing rests on it any more."))
    return redirect("registry:people", pk)


def _family(pk: UUID) -> list[UUID]:
    return family(reach.organisation(pk))


def _page(request: HttpRequest, pk: UUID, template: str, **more: Any) -> HttpResponse:
    return render(request, template, {"organisation": reach.organisation(pk), **more})
