"""How promises are written down, made, changed and ended."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from convene.apps.accounts.access import person
from convene.apps.ledger import actions
from convene.apps.ledger.forms import promises as forms
from convene.apps.ledger.models import ANSWERS, Book, Contribution
from convene.apps.ledger.queries import terms as queries
from convene.apps.ledger.views.reach import alliance_of, page_of, promise_of, show
from convene.apps.ledger.words import State
from convene.packs import codelists

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@shown_and_sent
def book(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = alliance_of(request, pk, may="ledger.change_book")
    form = forms.BookForm(request.POST or None)
    return show(
        request,
        form,
        lambda: actions.open_book(alliance, base=form.cleaned_data["base"], by=person(request)),
        alliance=alliance,
        to=reverse("ledger:promises", args=[pk]),
        done=_("The book is open. Write down the first promise."),
        title=_("In which currency does it count?"),
        button=_("Open the book"),
    )


@login_required
@shown_and_sent
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = alliance_of(request, pk, may="ledger.change_book")
    if not Book.objects.filter(alliance=alliance).exists():
        return book(request, pk)
    partners = alliance.partners.filter(left_on=None)
    form = forms.PromiseForm(request.POST or None, alliance=alliance, partners=partners)

    def write() -> Contribution:
        given = form.cleaned_data
        return actions.add(
            alliance,
            id=given["id"],
            partner=given["partner"],
            terms=form.terms(),
            lines=form.lines(),
            state=State(given["state"]),
            by=person(request),
        )

    return _terms(
        request,
        form,
        write,
        alliance=alliance,
        to=reverse("ledger:promises", args=[pk]),
        done=_("Written down. It counts once the partner has promised it."),
        title=_("What does a partner give?"),
        button=_("Write it down"),
    )


@login_required
@shown_and_sent
def edit(request: HttpRequest, pk: UUID, promise: UUID) -> HttpResponse:
    row = promise_of(request, pk, promise, may="ledger.change_promise")
    seen = {"seen": row.version, "state": row.state}
    form = forms.EditForm(request.POST or None, alliance=row.alliance, promise=row, initial=seen)

    def write() -> Contribution:
        given = form.cleaned_data
        return actions.edit(
            row,
            terms=form.terms(),
            lines=form.lines(),
            state=State(given["state"]),
            seen=given["seen"],
            by=person(request),
        )

    return _terms(
        request,
        form,
        write,
        alliance=row.alliance,
        to=page_of(request, row),
        done=_("Saved."),
        title=_("What does the partner give?"),
        button=_("Save"),
    )


@login_required
@shown_and_sent
def amend(request: HttpRequest, pk: UUID, promise: UUID) -> HttpResponse:
    row = promise_of(request, pk, promise, may="ledger.change_promise")
    form = forms.AmendForm(
        request.POST or None, alliance=row.alliance, promise=row, initial={"seen": row.version}
    )

    def write() -> object:
        given = form.cleaned_data
        own = {name: given[name] for name in ("id", "reason", "signatory", "seen")}
        return actions.amend(row, terms=form.terms(), lines=form.lines(), **own, by=person(request))

    return _terms(
        request,
        form,
        write,
        alliance=row.alliance,
        to=page_of(request, row),
        done=_("Amended. What it was stays to be read."),
        title=_("What changes of this promise?"),
        button=_("Amend it"),
    )


def _terms(
    request: HttpRequest, form: forms.TermsForm, write: Callable[[], object], **words: Any
) -> HttpResponse:
    methods = codelists.valuation_methods().values()
    return show(request, form, write, **words, template="ledger/terms.html", methods=methods)


@login_required
@shown_and_sent
def commit(request: HttpRequest, pk: UUID, promise: UUID) -> HttpResponse:
    row = promise_of(request, pk, promise, may="ledger.change_promise")
    initial = {"agreed_on": timezone.localdate(), "seen": row.version}
    form = forms.CommitForm(request.POST or None, initial=initial)
    return show(
        request,
        form,
        lambda: actions.commit(row, **form.cleaned_data, by=person(request)),
        alliance=row.alliance,
        to=page_of(request, row),
        done=_("It is promised now."),
        title=_("Has the partner promised it?"),
        button=_("It is promised"),
        template="ledger/commit.html",
        promise=row,
        due=queries.lines(row),
    )


@login_required
@shown_and_sent
def answers(request: HttpRequest, pk: UUID, promise: UUID) -> HttpResponse:
    row = promise_of(request, pk, promise, may="ledger.change_promise")
    current = {code: getattr(row, code) for code in ANSWERS} | {"seen": row.version}
    form = forms.AnswersForm(request.POST or None, initial=current)

    def act() -> Contribution:
        given = form.cleaned_data
        return actions.answer(row, answers=given, seen=given["seen"], by=person(request))

    return show(
        request,
        form,
        act,
        alliance=row.alliance,
        to=page_of(request, row),
        done=_("Saved."),
        title=_("May it count?"),
        button=_("Save"),
    )


@login_required
@shown_and_sent
def end(request: HttpRequest, pk: UUID, promise: UUID) -> HttpResponse:
    row = promise_of(request, pk, promise, may="ledger.change_promise")
    form = forms.EndForm(request.POST or None, initial={"seen": row.version})

    def act() -> Contribution:
        given = form.cleaned_data
        state, own = State(given["state"]), {name: given[name] for name in ("reason", "seen")}
        return actions.end(row, state=state, **own, by=person(request))

    return show(
        request,
        form,
        act,
        alliance=row.alliance,
        to=page_of(request, row),
        done=_("It has ended. What came of it stays."),
        title=_("Does it end?"),
        button=_("End it"),
    )
