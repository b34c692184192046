"""Who has worked with whom: open data to search, one page for each organisation and activity, and
its link with ours.
"""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from convene import packs
from convene.apps.accounts.access import person, requires
from convene.apps.finder import exports, tasks
from convene.apps.finder.forms import LinkForm
from convene.apps.finder.queries import records as queries
from convene.apps.finder.views.reach import NotThere, open_data, or_says_why, snapshot
from convene.apps.guide.sources import Sources
from convene.apps.jobs import actions as jobs
from convene.apps.jobs import queries as jobs_known
from convene.apps.jobs.models import Job
from convene.apps.registry import actions
from convene.apps.registry.models import Link
from convene.core.open_data import OrganisationPage, QueryError
from convene.ground.files import attachment
from convene.ground.sheets import Refusal, Refusals, press, telling
from convene.ground.undoing import Stands

SUGGESTED = 8
REFUSALS: Refusals = {
    Stands: Refusal(
        lambda link: [_("It is linked with %(ours)s already.") % {"ours": link.record.organisation}]
    ),
    actions.NumberTaken: Refusal(
        lambda why: [
            _("%(ours)s has the number %(number)s already: link the two instead.")
            % {"ours": why.taken.holder, "number": why.taken.number}
        ]
    ),
}


@login_required
@require_safe
@or_says_why
def search(request: HttpRequest) -> HttpResponse:
    """Show what a search finds; before anything is asked, what there is to search in."""
    query, wrong = queries.query_of(request.GET), None
    try:
        results = open_data().find(query)
    except QueryError as error:
        results, wrong = None, error.why
    context: dict[str, Any] = {
        "query": query,
        "wrong": wrong,
        "narrowed": queries.is_narrowed(query),
        "asked": request.GET,
    }
    if results is not None:
        context |= {
            "found": results,
            "build": results.coverage.build,
            "chosen": queries.chosen(results, name_of=open_data().name),
            **queries.turns(results),
        }
    return _page(request, "finder/records/search.html", **context)


@login_required
@require_safe
@or_says_why
def suggest(request: HttpRequest) -> HttpResponse:
    """Return the organisations whose names are nearest to what is being typed (htmx)."""
    text = request.GET.get("q", "").strip()[: queries.LONGEST]
    suggestions = open_data().suggest(text, limit=SUGGESTED) if text else ()
    return _page(request, "finder/records/suggested.html", suggestions=suggestions, text=text)


@login_required
@require_safe
@or_says_why
def export(request: HttpRequest, format: str) -> HttpResponse:
    """Return all that a search finds, and nothing else."""
    if format not in exports.FORMATS:
        raise NotThere(_("There is no such file."))
    snapshot()
    query = queries.query_of(request.GET)
    try:
        if (rows := exports.rows(query)) > exports.LARGE:
            return _leave_to_worker(request, format=format, rows=rows)
        content = exports.found(query, format=format)
    except exports.CannotExport as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('finder:records')}?{request.GET.urlencode()}")
    return attachment(content, name=f"records.{format}", media_type=exports.FORMATS[format])


@login_required
@require_safe
@or_says_why
def exported(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show how far a file is that a worker writes. A page that is open asks again by itself."""
    job = _own(request, pk)
    part = request.headers.get("HX-Request")
    template = "finder/records/writing.html" if part else "finder/records/exported.html"
    context = {"line": jobs_known.line(job), "pk": pk, "file": exports.kept(pk)}
    return _page(request, template, **context)


@login_required
@require_safe
@or_says_why
def file(request: HttpRequest, pk: UUID) -> FileResponse:
    """Return the file that a worker wrote, to whoever asked for it."""
    kept = exports.kept(_own(request, pk).pk)
    if kept is None:
        raise NotThere(_("This file is not there any more. Search again and ask for it anew."))
    return FileResponse(
        kept.open("rb"),
        as_attachment=True,
        filename=f"records{kept.suffix}",
        content_type=exports.FORMATS[kept.suffix.removeprefix(".")],
    )


@login_required
@require_POST
@or_says_why
def stop_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cancel a file that one asked for."""
    job = _own(request, pk)
    with suppress(jobs.Ended):
        jobs.cancel(job, by=person(request))
    return redirect("finder:exported", pk)


def _own(request: HttpRequest, pk: UUID) -> Job:
    """Return a job of the person who is signed in. Raises NotThere."""
    job = jobs_known.own(pk, person(request))
    if job is None or job.kind != tasks.export.code:
        raise NotThere(_("This file is not there any more. Search again and ask for it anew."))
    return job


def _leave_to_worker(request: HttpRequest, *, format: str, rows: int) -> HttpResponse:
    job = jobs.ask(
        tasks.export,
        by=person(request),
        asked=request.GET.urlencode(),
        format=format,
        rows=rows,
        language=get_language(),
    )
    return redirect("finder:exported", job.pk)


@login_required
@require_safe
@or_says_why
def loaded(request: HttpRequest) -> HttpResponse:
    """Show which files the open data come from, and what was set aside; `source` is the number of a
    file to show among its own.
    """
    coverage, wanted = open_data().coverage(), request.GET.get("source", "")
    context = {
        "coverage": coverage,
        "publishers": queries.publishers(coverage.sources),
        "wanted": wanted,
    }
    return _page(request, "finder/records/loaded.html", **context)


@login_required
@require_safe
@or_says_why
def organisation(request: HttpRequest, id: str) -> HttpResponse:
    page = _organisation(id)
    if page.organisation != id:
        return redirect("finder:organisation", page.organisation)
    return _organisation_page(request, page, LinkForm())


@login_required
@require_safe
@or_says_why
def money(request: HttpRequest, id: str) -> HttpResponse:
    """Show every sum on record of an organisation, year by year: its own page has those of the most
    entries only.
    """
    page = _organisation(id)
    if page.organisation != id:
        return redirect("finder:money", page.organisation)
    return _page(request, "finder/records/money.html", page=page)


@login_required
@require_safe
@or_says_why
def activity(request: HttpRequest, build: str, number: int) -> HttpResponse:
    """Show one activity. Its number holds within one snapshot, so that an address of an older one
    says where to look.
    """
    page = open_data().activity(number) if build == snapshot().id else None
    if page is None:
        raise NotThere(
            _(
                "The open data were built anew since, or there is no such activity: search for its title or identifier."
            )
        )
    return _page(request, "finder/records/activity.html", page=page)


@login_required
@require_safe
@or_says_why
def between(request: HttpRequest) -> HttpResponse:
    """Show what two organisations have had to do with each other."""
    ends = [_organisation(request.GET.get(name, "")[: queries.LONGEST]) for name in ("a", "b")]
    shared = open_data().between(ends[0].organisation, ends[1].organisation)
    return _page(request, "finder/records/between.html", a=ends[0], b=ends[1], found=shared)


@requires("registry.link")
@require_POST
@or_says_why
def link(request: HttpRequest, id: str) -> HttpResponse:
    """Say that one of our organisations is this one."""
    page, form = _organisation(id), LinkForm(request.POST)
    if not form.is_valid():
        return _organisation_page(request, page, form)
    return press(
        request,
        lambda: actions.link(
            form.cleaned_data["ours"],
            open_data_id=page.organisation,
            name=page.name,
            by=person(request),
        ),
        done=_("The two are linked. You can take this back at any time."),
        to=reverse("finder:organisation", args=[page.organisation]),
        refusals=REFUSALS,
    )


@requires("registry.link")
@require_POST
@or_says_why
def bring_in(request: HttpRequest, id: str) -> HttpResponse:
    """Write an organisation down among ours, as open data tell of it."""
    page = _organisation(id)
    with telling(request, REFUSALS):
        brought = actions.bring_in(
            queries.content_of(page),
            open_data_id=page.organisation,
            name=page.name,
            by=person(request),
        )
        messages.success(
            request, _("Brought in as a candidate. Check what is written before you rely on it.")
        )
        return redirect("registry:organisation", brought.pk)
    return redirect("finder:organisation", page.organisation)


@requires("registry.link")
@require_POST
@or_says_why
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        link = actions.unlink(Link.objects.get(pk=pk), by=person(request))
    except Link.DoesNotExist:
        raise NotThere(_("There is no such link.")) from None
    messages.success(request, _("The link is taken back. Both organisations stay as they are."))
    return redirect(f"{reverse('finder:organisation', args=[link.open_data_id])}#ours")


def _organisation(id: str) -> OrganisationPage:
    """Raises NotThere."""
    page: OrganisationPage | None = open_data().organisation(id)
    if page is None:
        raise NotThere(_("The open data loaded here tell of no such organisation."))
    return page


def _organisation_page(
    request: HttpRequest, page: OrganisationPage, form: LinkForm
) -> HttpResponse:
    mine = queries.ours(page.organisation)
    context = {
        "page": page,
        "sums": queries.main_sums(page),
        "ours": mine,
        "likely": queries.likely(page)
        if mine is None and person(request).has_perm("registry.link")
        else [],
        "busiest": max((year.activities for year in page.years), default=0),
        "form": form,
    }
    return _page(request, "finder/records/organisation.html", **context)


def _page(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    guide = packs.guide()
    return render(request, template, {"guide": guide, "sources": Sources(guide), **context})
