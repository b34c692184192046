"""Who does what: the tasks of an alliance as a tree, and each by itself."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person
from convene.apps.guide.sources import Sources
from convene.apps.workshop import actions
from convene.apps.workshop.forms.unbundling import MoveForm, NewTaskForm, ReadyForm, TaskForm
from convene.apps.workshop.models import Alliance, Task
from convene.apps.workshop.queries import advice, drafts, unbundling, wording
from convene.apps.workshop.queries.unbundling import Plan
from convene.apps.workshop.views.reach import may_edit, reach
from convene.core.unbundling import MOST_LEVELS
from convene.ground import trail
from convene.ground.changes import Changed
from convene.ground.sheets import Refusal, Refusals, press, sheet

FORM = ["GET", "HEAD", "POST"]
REFUSALS: Refusals = {
    actions.Archived: Refusal(gettext_lazy("This draft is archived. It can be read, not changed.")),
    actions.Dropped: Refusal(
        gettext_lazy("This task, or the one it is part of, was dropped. Take that back first.")
    ),
    actions.TooDeep: Refusal(
        lambda why: [_("A plan has at most %(most)d levels.") % {"most": why.most}]
    ),
    actions.TooMany: Refusal(
        lambda why: [
            ngettext(
                "There is room for %(most)d task here, and it is full.",
                "There is room for %(most)d tasks here, and it is full.",
                why.most,
            )
            % {"most": why.most}
        ]
    ),
    actions.UnderItself: Refusal(
        gettext_lazy("A task can't be part of itself, nor of what is part of it.")
    ),
    Changed: Refusal(
        gettext_lazy("Somebody else has changed this since you opened the page. Open it again.")
    ),
}


@login_required
@require_safe
def tasks(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    plan = _plan(alliance)
    context = {
        "alliance": alliance,
        "plan": plan,
        "may_edit": may_edit(request, alliance),
        **_suggested(alliance, plan),
    }
    return render(request, "workshop/tasks.html", context)


def _suggested(alliance: Alliance, plan: Plan) -> dict[str, Any]:
    content = drafts.content(alliance)
    given = advice.of(content)
    if given is None:
        return {}
    suggestions = advice.suggested_tasks(given, model=content.model)
    return {
        "suggestions": unbundling.not_there(plan, suggestions, alliance=alliance),
        "guide": given.guide,
        "sources": Sources(given.guide),
    }


@login_required
@require_safe
def task(request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    shown, plan, edits = _task(alliance, task), _plan(alliance), may_edit(request, alliance)
    line = plan.of(shown)
    context = {
        "alliance": alliance,
        "task": shown,
        "line": line,
        "parts": plan.parts_of(shown),
        "asked": [wording.ask(ask, pack=alliance.pack) for ask in shown.asks.all()],
        "lines": trail.lines(shown),
        "may_edit": edits,
        "may_split": edits and line is not None and line.placed.level < MOST_LEVELS,
    }
    return render(request, "workshop/task.html", context)


@login_required
@require_http_methods(FORM)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    under = request.GET.get("under", "")
    form = _form(request, alliance, NewTaskForm, initial={"under": under})

    def act() -> Task:
        given = form.cleaned_data
        return actions.add_task(
            alliance,
            form.written(),
            id=given["id"],
            under=_task(alliance, UUID(given["under"])) if given["under"] else None,
            asks=form.chosen(),
            by=person(request),
        )

    return _sheet(
        request, alliance, form, act, done=_("Added."), title=_("Add a task"), button=_("Add")
    )


@login_required
@require_http_methods(FORM)
def change(request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    known = _task(alliance, task)
    asks = [str(ask.pk) for ask in known.asks.all()]
    initial = {**vars(known), "partner": known.partner_id, "asks": asks}
    form = _form(request, alliance, TaskForm, task=known, initial=initial)
    seen = _seen(request, known)
    return _sheet(
        request,
        alliance,
        form,
        lambda: actions.change_task(
            known, form.written(), seen=int(seen), asks=form.chosen(), by=person(request)
        ),
        done=_("Saved."),
        title=_("Change “%(task)s”") % {"task": known},
        button=_("Save"),
        seen=seen,
        back=_page(known),
    )


@login_required
@require_http_methods(FORM)
def ready(request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    known = _task(alliance, task)
    form = ReadyForm(request.POST or None, initial=_answered(known))
    seen = _seen(request, known)
    return _sheet(
        request,
        alliance,
        form,
        lambda: actions.answer_readiness(known, **form.reply(), seen=int(seen), by=person(request)),
        done=_("Answered. What was answered before stays in the history."),
        title=_("Could a company person say what they would do?"),
        lede=known.title,
        button=_("Save"),
        seen=seen,
        back=_page(known),
    )


def _answered(task: Task) -> dict[str, Any]:
    on = task.ready_on or timezone.localdate()
    return {"ready": task.ready, "said_by": task.ready_said_by, "on": on}


@login_required
@require_http_methods(FORM)
def move(request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    known = _task(alliance, task)
    initial = {"under": str(known.parent_id or "")}
    form = MoveForm(request.POST or None, plan=_plan(alliance), task=known, initial=initial)
    seen = _seen(request, known)

    def act() -> Task:
        key = form.cleaned_data["under"]
        under = _task(alliance, UUID(key)) if key else None
        return actions.move_task(known, under=under, seen=int(seen), by=person(request))

    return _sheet(
        request,
        alliance,
        form,
        act,
        done=_("Moved, with all that is under it."),
        title=_("Move “%(task)s”") % {"task": known},
        lede=_("All that is under it goes with it, and its history stays."),
        button=_("Move"),
        seen=seen,
        back=_page(known),
    )


@login_required
@require_http_methods(FORM)
def drop(request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    known = _task(alliance, task)
    return sheet(
        request,
        forms.Form(request.POST or None),
        lambda: actions.drop_task(known, by=person(request)),
        done=_("Dropped. It can be taken back below."),
        to=reverse("workshop:tasks", args=[pk]),
        refusals=REFUSALS,
        template="workshop/drop_task.html",
        alliance=alliance,
        goes=_plan(alliance).under(known),
        title=_("Drop “%(task)s”?") % {"task": known},
        button=_("Drop it"),
        back=_page(known),
    )


@login_required
@require_POST
def take_back(request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    known = _task(reach(request, pk, to="change"), task)
    return press(
        request,
        lambda: actions.take_back_task(known, by=person(request)),
        done=_("It is back in the plan, with all that went with it."),
        to=reverse("workshop:tasks", args=[pk]),
        refusals=REFUSALS,
    )


@login_required
@require_POST
def shift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move the task that `up` or `down` names before or after its neighbour."""
    alliance = reach(request, pk, to="change")
    goes_up = "up" in request.POST
    known = _task(alliance, _key(request.POST.get("up" if goes_up else "down", "")))
    return press(
        request,
        lambda: actions.shift_task(known, steps=-1 if goes_up else 1, by=person(request)),
        done=_("Moved."),
        to=f"{reverse('workshop:tasks', args=[pk])}#task-{known.pk}",
        refusals=REFUSALS,
    )


@login_required
@require_POST
def adopt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one suggestion of the guide into the plan; pressing twice adds it once."""
    alliance = reach(request, pk, to="change")
    content = drafts.content(alliance)
    given = advice.of(content)
    offered = advice.suggested_tasks(given, model=content.model) if given else ()
    chosen = next((item for item in offered if item.title == request.POST.get("title")), None)
    if chosen is None:
        raise Http404(_("No such task is suggested here."))
    by, key = person(request), unbundling.suggested_key(alliance, chosen)
    dropped = Task.objects.filter(pk=key, dropped_at__isnull=False).first()

    def act() -> object:
        if dropped:
            return actions.take_back_task(dropped, by=by)
        return actions.add_task(alliance, {"title": chosen.title}, id=key, by=by)

    return press(
        request,
        act,
        done=_("Added at the end. Change it until it says what your partners would do."),
        to=reverse("workshop:tasks", args=[pk]),
        refusals=REFUSALS,
    )


def _plan(alliance: Alliance) -> Plan:
    return unbundling.plan(alliance, today=timezone.localdate())


def _task(alliance: Alliance, pk: UUID) -> Task:
    try:
        return unbundling.shown(Task.objects.filter(alliance=alliance)).get(pk=pk)
    except Task.DoesNotExist:
        raise Http404(_("This alliance has no such task.")) from None


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404(_("This alliance has no such task.")) from None


def _seen(request: HttpRequest, task: Task) -> str:
    """Return the version that the page showed; one that can't be read is none."""
    seen = request.POST.get("seen", str(task.version))
    return seen if seen.isdecimal() else "-1"


def _form(request: HttpRequest, alliance: Alliance, kind: type[TaskForm], **more: Any) -> TaskForm:
    form = kind(
        request.POST or None,
        plan=_plan(alliance),
        asks=list(alliance.asks.all()),
        pack=alliance.pack,
        **more,
    )
    form.offer(alliance.partners.select_related("organisation"))
    return form


def _page(task: Task) -> str:
    return reverse("workshop:task", args=[task.alliance_id, task.pk])


def _sheet(
    request: HttpRequest, alliance: Alliance, form: Any, act: Any, *, done: str, **context: Any
) -> HttpResponse:
    plan = reverse("workshop:tasks", args=[alliance.pk])
    return sheet(
        request,
        form,
        act,
        done=done,
        to=lambda task: f"{plan}#task-{task.pk}",
        refusals=REFUSALS,
        template="workshop/sheet.html",
        **{"alliance": alliance, "back": plan, **context},
    )
