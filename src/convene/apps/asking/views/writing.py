"""How it is written down whom somebody asked, what they said, and what was a mistake."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from convene.apps.accounts.access import person
from convene.apps.asking import actions, forms
from convene.apps.asking.models import Approach, ApproachAnswer
from convene.apps.asking.queries import record as queries
from convene.apps.asking.queries.lately import Near, near
from convene.apps.asking.views.reading import find
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import standing
from convene.apps.registry.queries.shelf import main_names
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.views.reach import reach
from convene.core.asking import LATELY
from convene.ground.sheets import Refusal, Refusals, sheet

FORM = ["GET", "HEAD", "POST"]
REFUSALS: Refusals = {
    actions.OtherContent: Refusal(
        gettext_lazy("Something else was saved from this page already. Open the page again.")
    ),
    actions.AskedLately: Refusal(
        gettext_lazy("Say why it is asked all the same, or do not ask now."), field="all_the_same"
    ),
    actions.WrongDay: Refusal(
        gettext_lazy("This day is still to come, or lies before the day on which it was asked.")
    ),
    actions.TooEarly: Refusal(gettext_lazy("Nobody comes back before that day."), field="next_on"),
    actions.TooLittle: Refusal(gettext_lazy("Something has to be written here.")),
    actions.ThroughItself: Refusal(
        gettext_lazy("An organisation is not asked through itself."), field="through_organisation"
    ),
    actions.TakenBack: Refusal(gettext_lazy("This was taken back meanwhile.")),
    Archived: Refusal(gettext_lazy("This draft is archived. Bring it back to edit it.")),
}


def _sheet(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    alliance: Alliance,
    to: Any,
    back: str,
    **words: Any,
) -> HttpResponse:
    return sheet(
        request,
        form,
        act,
        to=to,
        refusals=REFUSALS,
        template="asking/sheet.html",
        alliance=alliance,
        back=back,
        **words,
    )


def _of(approach: Approach) -> str:
    return reverse("asking:approach", args=[approach.alliance_id, approach.pk])


@login_required
@require_http_methods(["GET", "HEAD"])
def whom(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose whom to ask: what was asked of them lately is shown before anything is written."""
    alliance = reach(request, pk, to="change")
    form = forms.WhomForm(request.GET or None, sought=queries.sought(alliance))
    if form.is_valid():
        return redirect("asking:add", pk, form.organisation().pk)
    context = {
        "alliance": alliance,
        "form": form,
        "unknown": queries.unknown(alliance),
        "main_names": main_names(),
        "back": reverse("asking:record", args=[pk]),
        "title": _("Whom do you ask?"),
        "button": _("Go on"),
    }
    return render(request, "asking/whom.html", context)


@login_required
@require_http_methods(FORM)
def add(request: HttpRequest, pk: UUID, whom: UUID) -> HttpResponse:
    """Write down that somebody asked, with a word of warning where another did lately. Pressing
    once more, with a reason, writes it all the same.
    """
    alliance = reach(request, pk, to="change")
    asked = standing(get_object_or_404(Organisation, pk=whom))
    nearby = _near(request, asked)
    form = forms.AskForm(request.POST or None, whom=asked, is_near=bool(nearby))
    return _sheet(
        request,
        form,
        lambda: actions.ask(
            alliance,
            id=form.cleaned_data["id"],
            terms=form.terms(),
            all_the_same=form.cleaned_data.get("all_the_same", ""),
            by=person(request),
        ),
        alliance=alliance,
        to=_of,
        back=reverse("asking:record", args=[pk]),
        done=_("Written down, in your name."),
        title=_("What do you ask of %(name)s?") % {"name": asked},
        button=_("Ask all the same") if nearby else _("Write it down"),
        lede=_("You write down what you asked yourself: it stands here with your name."),
        near=nearby,
        whom=asked,
        lately=LATELY,
        main_names=main_names(),
    )


def _near(request: HttpRequest, whom: Organisation) -> Near:
    """Return who asked an organisation around the day that is typed, or today."""
    today = timezone.localdate()
    return near(whom, on=_day(request) or today, today=today, person=person(request))


def _day(request: HttpRequest) -> date | None:
    try:
        return parse_date(request.POST.get("asked_on", ""))
    except ValueError:
        return None


@login_required
@require_http_methods(FORM)
def answer(request: HttpRequest, pk: UUID, approach: UUID) -> HttpResponse:
    wanted = find(reach(request, pk, to="change"), approach)
    form = forms.AnswerForm(request.POST or None)
    return _sheet(
        request,
        form,
        lambda: actions.answer(
            wanted, id=form.cleaned_data["id"], reply=form.reply(), by=person(request)
        ),
        alliance=wanted.alliance,
        to=_of(wanted),
        back=_of(wanted),
        done=_("Added. Earlier answers stay to be read."),
        title=_("What did %(name)s say?") % {"name": standing(wanted.organisation)},
        button=_("Add the answer"),
        lede=wanted.what,
    )


@login_required
@require_http_methods(FORM)
def take_back(request: HttpRequest, pk: UUID, approach: UUID) -> HttpResponse:
    wanted = find(reach(request, pk, to="change"), approach)
    _may_take_back(request, wanted)
    form = forms.TakeBackForm(request.POST or None)
    return _sheet(
        request,
        form,
        lambda: actions.take_back(wanted, **form.cleaned_data, by=person(request)),
        alliance=wanted.alliance,
        to=_of(wanted),
        back=_of(wanted),
        done=_("Taken back. It stays to be read, and counts no more."),
        title=_("Was this never asked?"),
        button=_("Take it back"),
        lede=wanted.what,
    )


@login_required
@require_http_methods(FORM)
def take_back_answer(request: HttpRequest, pk: UUID, answer: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    wanted = queries.answers().filter(approach__alliance=alliance, pk=answer).first()
    if wanted is None:
        raise Http404(_("There is no such answer here."))
    _may_take_back(request, wanted)
    form = forms.TakeBackForm(request.POST or None)
    return _sheet(
        request,
        form,
        lambda: actions.take_back_answer(wanted, **form.cleaned_data, by=person(request)),
        alliance=alliance,
        to=_of(wanted.approach),
        back=_of(wanted.approach),
        done=_("Taken back. It stays to be read, and counts no more."),
        title=_("Was this never answered?"),
        button=_("Take it back"),
        lede=wanted.get_said_display(),
    )


def _may_take_back(request: HttpRequest, word: Approach | ApproachAnswer) -> None:
    if not person(request).has_perm("asking.take_back", word):
        raise PermissionDenied(
            _("Whoever wrote something down takes it back, or the owner of the alliance.")
        )
