"""The page of jobs: what runs, what waits, what failed and why."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from convene.apps.accounts.access import person, requires
from convene.apps.jobs import actions, queries
from convene.apps.jobs.models import KINDS, Job
from convene.ground.sheets import Refusal, Refusals, press

REFUSALS: Refusals = {
    actions.UnderWay: Refusal(_("This runs already. You see below how far it is.")),
    actions.Ended: Refusal(_("It had ended before it could be cancelled.")),
}
looks_after_jobs = requires("jobs.look_after")


@require_safe
@looks_after_jobs
def jobs(request: HttpRequest) -> HttpResponse:
    """What Convene does beside the pages. A page that is open asks again for the table alone."""
    lines = queries.lines()
    at_work = any(line.is_at_work for line in lines)
    template = "jobs/table.html" if request.headers.get("HX-Request") else "jobs/jobs.html"
    context = {"lines": lines, "at_work": at_work, "kinds": queries.by_hand()}
    return render(request, template, context)


@require_POST
@looks_after_jobs
def ask(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for a job that can be asked for by hand."""
    if kind not in KINDS or not KINDS[kind].by_hand:
        raise Http404
    return press(
        request,
        lambda: actions.ask(KINDS[kind], by=person(request)),
        done=_("It begins as soon as a worker is free."),
        to=reverse("jobs:jobs"),
        refusals=REFUSALS,
    )


@require_POST
@looks_after_jobs
def cancel(request: HttpRequest, pk: str) -> HttpResponse:
    """Cancel a job that waits or runs."""
    job = get_object_or_404(Job, pk=pk)
    return press(
        request,
        lambda: actions.cancel(job, by=person(request)),
        done=_("It is cancelled. What it had finished stays."),
        to=reverse("jobs:jobs"),
        refusals=REFUSALS,
    )
