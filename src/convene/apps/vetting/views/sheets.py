"""One view for every sheet of a case, and one for every button: what each is stands in `steps`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from convene.apps.accounts.access import asking_again, person, proved_at, requires
from convene.apps.accounts.models import User
from convene.apps.accounts.rules import prove
from convene.apps.vetting.forms.fields import CaseForm
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import cases
from convene.apps.vetting.views.reach import REFUSALS, reach
from convene.ground import sheets

About = Callable[[Case, User], QuerySet[Any]]
"""The records of a case that a step may be about; the address names one of them."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """What somebody does in a case: at which address below it, who may, and what it does.

    The action is given what the step is about, or the case itself. Without `may`, `reach` says it
    of the case. With `proves`, it takes somebody who has just shown their second step.
    """

    address: str
    act: Callable[..., object]
    done: Promise
    may: str = ""
    proves: bool = False
    reach: str = "vetting.read_case"
    about: About | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet(Step):
    """A step that takes a form, on a page of its own."""

    form: type[CaseForm]
    title: Promise
    button: Promise
    lede: Promise | str | Callable[[Case, Any], str] = ""
    template: str = "vetting/sheet.html"


def view(step: Step) -> Callable[..., HttpResponseBase]:
    """Return the view that serves a step."""
    serve = partial(fill_in, step) if isinstance(step, Sheet) else partial(press, step)
    methods = ["GET", "HEAD", "POST"] if isinstance(step, Sheet) else ["POST"]
    guard = requires(step.may) if step.may else login_required
    return guard(require_http_methods(methods)(serve))


def press(step: Step, request: HttpRequest, pk: UUID, **key: Any) -> HttpResponse:
    """Do what a button asks for, and go back to the case."""
    case = reach(request, pk, may=step.reach)
    about = _about(step, case, request, key) or case
    act = partial(step.act, about, by=person(request), **_proof(step, request))
    with asking_again():
        return sheets.press(request, act, done=step.done, to=page(case), refusals=REFUSALS)


def fill_in(sheet: Sheet, request: HttpRequest, pk: UUID, **key: Any) -> HttpResponse:
    """Show a form, or do what it asks for and go back to the case."""
    case = reach(request, pk, may=sheet.reach)
    about = _about(sheet, case, request, key)
    typed = {"data": request.POST or None, "files": request.FILES or None}
    form = sheet.form(**typed, case=case, about=about, asked=request.GET)
    return show(sheet, request, form)


def show(sheet: Sheet, request: HttpRequest, form: CaseForm, **context: Any) -> HttpResponse:
    """Serve a form of a case, whatever is made of it before."""
    case, about, proof = form.case, form.about, _proof(sheet, request)
    with asking_again():
        if sheet.proves:
            prove(**proof)
        return sheets.sheet(
            request,
            form,
            lambda: sheet.act(about or case, by=person(request), **proof, **form.wanted()),
            done=sheet.done,
            to=page(case),
            refusals=REFUSALS,
            template=sheet.template,
            case=case,
            title=sheet.title,
            button=sheet.button,
            lede=sheet.lede(case, about) if callable(sheet.lede) else sheet.lede,
            outdated=partial(cases.changes, case),
            **context,
        )


def _proof(step: Step, request: HttpRequest) -> dict[str, datetime | None]:
    return {"proved_at": proved_at(request)} if step.proves else {}


def page(case: Case) -> str:
    return reverse("vetting:case", args=[case.pk])


def _about(step: Step, case: Case, request: HttpRequest, key: Mapping[str, Any]) -> Model | None:
    """Return what a step is about. Raises Http404 for what is not of this case."""
    if step.about is None:
        return None
    (pk,) = key.values()
    record: Model = get_object_or_404(step.about(case, person(request)), pk=pk)
    return record
