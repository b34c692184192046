"""The checks of an alliance: what is asked before its gates open, and who answered what."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from convene.apps.accounts.access import person
from convene.apps.workshop import actions
from convene.apps.workshop.forms.checks import AnswerForm
from convene.apps.workshop.queries import checks as queries
from convene.apps.workshop.views.reach import may_edit, reach
from convene.apps.workshop.words import Check
from convene.ground.sheets import Refusal, Refusals, sheet

REFUSALS: Refusals = {
    actions.Archived: Refusal(gettext_lazy("This draft is archived. It can be read, not changed."))
}


@login_required
@require_safe
def checks(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    context = {
        "alliance": alliance,
        "sheets": queries.sheets(alliance),
        "may_edit": may_edit(request, alliance),
    }
    return render(request, "workshop/checks.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: UUID, check: str) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    if check not in Check.values:
        raise Http404(_("There is no such check."))
    asked = Check(check)
    last = queries.answers(alliance).get(asked)
    in_full, _language = queries.in_full(alliance)
    form = AnswerForm(request.POST or None, check=asked, initial=vars(last) if last else None)
    return sheet(
        request,
        form,
        lambda: actions.answer(alliance, asked, **form.reply(), by=person(request)),
        done=_("Answered. What was answered before stays in the history."),
        to=reverse("workshop:checks", args=[pk]),
        refusals=REFUSALS,
        template="workshop/sheet.html",
        alliance=alliance,
        title=asked.label,
        lede=in_full.get(asked, ""),
        button=_("Save"),
        back=reverse("workshop:checks", args=[pk]),
    )
