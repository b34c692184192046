"""How a paper is begun, filled in, written and put away."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from convene.apps.accounts.access import person
from convene.apps.agreements import actions, forms
from convene.apps.agreements.models import Clause, Paper
from convene.apps.agreements.queries import filling
from convene.apps.agreements.queries import papers as queries
from convene.apps.agreements.views.reading import around, find_paper
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.views.reach import reach
from convene.core.agreement import LANGUAGES
from convene.documents.speech import speech
from convene.ground.changes import Changed
from convene.ground.sheets import Refusal, Refusals, press, seen_version, sheet

TYPED = _("“%(text)s” is an amount of the ledger. Write {%(tag)s}, and it follows when it changes.")
REFUSALS: Refusals = {
    actions.NoSuchKind: Refusal(_("No such paper is written here."), field="kind"),
    actions.OtherContent: Refusal(
        _("Something else was saved from this page already. Open the page again.")
    ),
    actions.PutAway: Refusal(_("This paper was put away. Take it up again to change it.")),
    actions.NotNow: Refusal(_("As it stands now, this cannot be done.")),
    actions.TooLittle: Refusal(_("Say it in a few words.")),
    actions.TooMany: Refusal(_("A paper has at most 100 clauses.")),
    actions.Misplaced: Refusal(lambda why: why.faults, field="text"),
    actions.TypedAmounts: Refusal(
        lambda why: [str(TYPED) % {"text": typed.text, "tag": typed.tag} for typed in why.typed]
    ),
    Archived: Refusal(_("This draft is archived. Bring it back to edit it.")),
    Changed: Refusal(_("Somebody changed this meanwhile. Look at it again.")),
}
shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


def _page(written: Paper | Clause) -> str:
    paper = written if isinstance(written, Paper) else written.paper
    return reverse("agreements:paper", args=[paper.alliance_id, paper.pk])


def _at(clause: Clause) -> str:
    return f"{_page(clause)}#clause-{clause.pk}"


def _sheet(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    to: Callable[[Any], str] = _page,
    **words: Any,
) -> HttpResponse:
    return sheet(
        request,
        form,
        act,
        to=to,
        refusals=REFUSALS,
        template="agreements/sheet.html",
        **words,
    )


def _clause(paper: Paper, key: UUID) -> Clause:
    clause = paper.clauses.filter(pk=key).first()
    if clause is None:
        raise Http404(gettext("This paper has no such clause."))
    return clause


@login_required
@shown_and_sent
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    spoken = (get_language() or "").split("-")[0]
    initial = {
        "kind": request.GET.get("kind", ""),
        "language": spoken if spoken in LANGUAGES else LANGUAGES[0],
    }
    form = forms.BeginForm(request.POST or None, initial=initial)
    return _sheet(
        request,
        form,
        lambda: actions.begin(alliance, **form.cleaned_data, by=person(request)),
        done=_("Begun. It says below what is still to be completed."),
        title=gettext("Begin a paper"),
        lede=gettext(
            "It begins with neutral clauses of ours, which you change as you need. Have somebody who knows the law of the place look at it before anybody signs."
        ),
        button=gettext("Begin it"),
        back=reverse("agreements:papers", args=[pk]),
        **around(alliance),
    )


@login_required
@shown_and_sent
def fill_in(request: HttpRequest, pk: UUID, paper: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    wanted = find_paper(alliance, paper)
    seen = seen_version(request, wanted.version)
    form = forms.FillForm(
        request.POST or None,
        blanks=queries.blanks(wanted),
        initial={"title": wanted.title, **wanted.values},
    )
    return _sheet(
        request,
        form,
        lambda: actions.fill_in(
            wanted,
            title=form.cleaned_data["title"],
            values=form.values(),
            seen=seen,
            by=person(request),
        ),
        done=_("Filled in."),
        title=gettext("What do its clauses still ask?"),
        lede=gettext(
            "Write in the language of the paper. What you leave empty reads “to complete”."
        ),
        button=gettext("Save"),
        back=_page(wanted),
        seen=seen,
        paper=wanted,
        **around(alliance),
    )


@login_required
@shown_and_sent
def edit_clause(request: HttpRequest, pk: UUID, paper: UUID, clause: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    wanted = _clause(find_paper(alliance, paper), clause)
    seen = seen_version(request, wanted.version)
    form = forms.ClauseForm(
        request.POST or None, initial={"title": wanted.title, "text": wanted.text}
    )
    return _sheet(
        request,
        form,
        lambda: actions.write_clause(wanted, **form.cleaned_data, seen=seen, by=person(request)),
        to=_at,
        done=_("Saved. What it said before stays in its history."),
        title=gettext("What does this clause say?"),
        button=gettext("Save"),
        back=_at(wanted),
        seen=seen,
        paper=wanted.paper,
        clause=wanted,
        tags=_tags(wanted.paper),
        **around(alliance),
    )


@login_required
@shown_and_sent
def add_clause(request: HttpRequest, pk: UUID, paper: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    wanted = find_paper(alliance, paper)
    form = forms.AddForm(request.POST or None, clauses=wanted.clauses.all())
    return _sheet(
        request,
        form,
        lambda: actions.add_clause(wanted, **form.cleaned_data, by=person(request)),
        to=_at,
        done=_("Added."),
        title=gettext("Add a clause of your own"),
        button=gettext("Add it"),
        back=_page(wanted),
        paper=wanted,
        tags=_tags(wanted),
        **around(alliance),
    )


@login_required
@shown_and_sent
def leave_out(request: HttpRequest, pk: UUID, paper: UUID, clause: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    wanted = _clause(find_paper(alliance, paper), clause)
    form, seen = forms.WhyForm(request.POST or None), seen_version(request, wanted.version)
    return _sheet(
        request,
        form,
        lambda: actions.leave_out(wanted, **form.cleaned_data, seen=seen, by=person(request)),
        done=_("Left out. It stands below the text, with why."),
        title=gettext("Why is this clause left out?"),
        lede=wanted.title,
        button=gettext("Leave it out"),
        back=_at(wanted),
        seen=seen,
        paper=wanted.paper,
        **around(alliance),
    )


@login_required
@require_POST
def take_in(request: HttpRequest, pk: UUID, paper: UUID, clause: UUID) -> HttpResponse:
    wanted = _clause(find_paper(reach(request, pk, to="change"), paper), clause)
    return press(
        request,
        lambda: actions.take_in(wanted, by=person(request)),
        done=_("Taken in again."),
        to=_at(wanted),
        refusals=REFUSALS,
    )


@login_required
@shown_and_sent
def put_away(request: HttpRequest, pk: UUID, paper: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    wanted = find_paper(alliance, paper)
    form, seen = forms.WhyForm(request.POST or None), seen_version(request, wanted.version)
    return _sheet(
        request,
        form,
        lambda: actions.put_away(wanted, **form.cleaned_data, seen=seen, by=person(request)),
        done=_("Put away. It can be taken up again."),
        title=gettext("Why is this paper put away?"),
        lede=wanted.title,
        button=gettext("Put it away"),
        back=_page(wanted),
        seen=seen,
        paper=wanted,
        **around(alliance),
    )


@login_required
@require_POST
def take_up(request: HttpRequest, pk: UUID, paper: UUID) -> HttpResponse:
    wanted = find_paper(reach(request, pk, to="change"), paper)
    return press(
        request,
        lambda: actions.take_up(wanted, by=person(request)),
        done=_("Taken up again."),
        to=_page(wanted),
        refusals=REFUSALS,
    )


def _tags(paper: Paper) -> list[tuple[str, str]]:
    """Return the tags of promises that a clause may have, each with what it stands for."""
    say = speech(paper.language)
    return [
        (
            name,
            f"{promise.partner}: {promise.title}, "
            + (
                filling.amount(promise.amount, promise.currency, say)
                or filling.quantity(promise.quantity, promise.unit, say)
                or gettext("without a price")
            ),
        )
        for name, promise in filling.promise_tags(paper.alliance).items()
    ]
