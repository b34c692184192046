"""Opening a case, and what is gathered in it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from convene.apps.accounts.access import person, requires
from convene.apps.registry.models import Organisation
from convene.apps.vetting import actions, forms
from convene.apps.vetting.models import Condition, RightOfReply
from convene.apps.vetting.views.reach import REFUSALS, press, reach, sheet
from convene.ground import sheets

FORM = ["GET", "HEAD", "POST"]


@requires("vetting.add_case")
@require_http_methods(FORM)
def open_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = get_object_or_404(Organisation, pk=pk)
    form = forms.OpenForm(request.POST or None)
    return sheets.sheet(
        request,
        form,
        lambda: actions.open_case(organisation, by=person(request), **form.wanted()),
        done=_("The case is open. Look through the lists next."),
        to=lambda case: reverse("vetting:case", args=[case.pk]),
        refusals=REFUSALS,
        template="vetting/open.html",
        organisation=organisation,
    )


@requires("vetting.research_case")
@require_POST
def screen(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = reach(request, pk)
    return press(
        request,
        case,
        lambda: actions.screen(case, by=person(request)),
        done=_("The lists have been looked through."),
    )


@requires("vetting.research_case")
@require_POST
def begin_research(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = reach(request, pk)
    return press(
        request,
        case,
        lambda: actions.begin_research(case, by=person(request)),
        done=_("Research has begun."),
    )


@requires("vetting.research_case")
@require_http_methods(FORM)
def add_evidence(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    case, by = reach(request, pk), person(request)
    if kind == "file":
        form: forms.FileForm | forms.LinkForm | forms.NoteForm = forms.FileForm(
            request.POST or None, request.FILES or None
        )
        return sheet(
            request,
            case,
            form,
            title=_("Add a file"),
            button=_("Add the file"),
            done=_("The file is kept."),
            files=True,
            do=lambda: actions.add_file(
                case,
                by=by,
                title=form.cleaned_data["title"],
                note=form.cleaned_data["note"],
                **form.cleaned_data["file"],
            ),
        )
    if kind == "link":
        form = forms.LinkForm(request.POST or None)
        return sheet(
            request,
            case,
            form,
            title=_("Add a web page"),
            button=_("Add the page"),
            done=_("The page is noted."),
            do=lambda: actions.add_link(case, by=by, **form.cleaned_data),
        )
    if kind == "note":
        form = forms.NoteForm(request.POST or None)
        return sheet(
            request,
            case,
            form,
            title=_("Add a note"),
            button=_("Add the note"),
            done=_("The note is kept."),
            do=lambda: actions.add_note(case, by=by, **form.cleaned_data),
        )
    raise Http404(_("There is no such page."))


@requires("vetting.research_case")
@require_http_methods(FORM)
def add_finding(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = reach(request, pk)
    form = forms.FindingForm(
        request.POST or None, case=case, initial={"area": request.GET.get("area", "")}
    )
    return sheet(
        request,
        case,
        form,
        title=_("Add a finding"),
        button=_("Add the finding"),
        done=_("The finding is kept."),
        do=lambda: actions.add_finding(case, by=person(request), **form.wanted()),
        template="vetting/finding.html",
    )


@requires("vetting.assess_case")
@require_http_methods(FORM)
def add_condition(request: HttpRequest, pk: UUID) -> HttpResponse:
    case, form = reach(request, pk), forms.ConditionForm(request.POST or None)
    return sheet(
        request,
        case,
        form,
        title=_("Set a condition"),
        button=_("Set the condition"),
        done=_("The condition is set."),
        do=lambda: actions.add_condition(case, by=person(request), **form.cleaned_data),
    )


@requires("vetting.assess_case")
@require_POST
def meet_condition(request: HttpRequest, pk: UUID, condition: int) -> HttpResponse:
    case, found = reach(request, pk), get_object_or_404(Condition, pk=condition, case=pk)
    return press(
        request,
        case,
        lambda: actions.meet_condition(found, by=person(request)),
        done=_("The condition is noted as met."),
    )


@requires("vetting.research_case")
@require_http_methods(FORM)
def ask_reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    case, form = reach(request, pk), forms.QuestionForm(request.POST or None)
    return sheet(
        request,
        case,
        form,
        title=_("Ask the partner to reply"),
        button=_("Note the question"),
        done=_("The question is noted."),
        do=lambda: actions.ask_reply(case, by=person(request), **form.cleaned_data),
    )


@requires("vetting.research_case")
@require_http_methods(FORM)
def answer_reply(request: HttpRequest, pk: UUID, reply: int) -> HttpResponse:
    case, found = reach(request, pk), get_object_or_404(RightOfReply, pk=reply, case=pk)
    form = forms.AnswerForm(request.POST or None)
    return sheet(
        request,
        case,
        form,
        title=_("What the partner answered"),
        button=_("Note the answer"),
        done=_("The answer is noted."),
        lede=found.question,
        do=lambda: actions.answer_reply(found, by=person(request), **form.cleaned_data),
    )
