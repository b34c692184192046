"""How a way is planned, gone, left out and taken back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from convene.apps.accounts.access import person
from convene.apps.evidence.models import Evidence
from convene.apps.evidence.queries import download_name
from convene.apps.practice import actions, forms
from convene.apps.practice.models import Plan
from convene.apps.practice.queries import ways as queries
from convene.apps.practice.views.reading import around, find
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.views.reach import reach
from convene.documents.refusing import Refused
from convene.ground.changes import Changed
from convene.ground.files import attachment
from convene.ground.sheets import Refusal, Refusals, seen_version, sheet, telling

REFUSALS: Refusals = {
    actions.NoSuchWay: Refusal(gettext_lazy("The guide of this alliance names no such way.")),
    actions.NotHere: Refusal(
        gettext_lazy("Whoever sees to it takes part in this alliance."), field="owner"
    ),
    actions.NotNow: Refusal(gettext_lazy("As it stands now, this cannot be done.")),
    actions.AskedElsewhere: Refusal(
        gettext_lazy("Whether this was done is asked before partners are approached: answer there.")
    ),
    actions.TooLittle: Refusal(gettext_lazy("Say it in a few words.")),
    actions.StillToCome: Refusal(gettext_lazy("This day is still to come."), field="on"),
    Refused: Refusal(lambda why: [str(why)], field="file"),
    Archived: Refusal(gettext_lazy("This draft is archived. Bring it back to edit it.")),
    Changed: Refusal(gettext_lazy("Somebody changed this meanwhile. Look at it again.")),
}
shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


def _reached(request: HttpRequest, pk: UUID, code: str) -> tuple[Alliance, queries.Row]:
    """Return a way that a person may say something of: an editor, or whoever is to go it."""
    alliance = reach(request, pk)
    row = find(alliance, code)
    plan = row.plan or Plan(alliance=alliance, code=code)
    if not person(request).has_perm("practice.go_way", plan):
        raise PermissionDenied(
            _("Whoever edits this alliance, or was to see to it, says what became of it.")
        )
    return alliance, row


def _sheet(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    alliance: Alliance,
    row: queries.Row,
    done: str,
    title: str,
    button: str,
) -> HttpResponse:
    back = reverse("practice:way", args=[alliance.pk, row.code])
    return sheet(
        request,
        form,
        act,
        done=done,
        to=back,
        refusals=REFUSALS,
        template="practice/sheet.html",
        **around(alliance),
        row=row,
        seen=seen_version(request, row.version),
        title=title,
        button=button,
        back=back,
    )


@login_required
@shown_and_sent
def plan(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    row = find(alliance, code)
    begins = {"owner": row.plan.owner_id, "due_on": row.plan.due_on} if row.plan else {}
    form = forms.PlanForm(request.POST or None, people=queries.people(alliance), initial=begins)
    seen = seen_version(request, row.version)
    return _sheet(
        request,
        form,
        lambda: actions.plan(alliance, code, **form.cleaned_data, seen=seen, by=person(request)),
        alliance=alliance,
        row=row,
        done=_("Planned. The day stands in the calendar of whoever sees to it."),
        title=_("Who sees to it, and by when?"),
        button=_("Plan it"),
    )


@login_required
@shown_and_sent
def done(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    alliance, row = _reached(request, pk, code)
    form = forms.DoneForm(request.POST or None)
    seen = seen_version(request, row.version)
    return _sheet(
        request,
        form,
        lambda: actions.say_done(
            alliance, code, **form.cleaned_data, seen=seen, by=person(request)
        ),
        alliance=alliance,
        row=row,
        done=_("Saved, in your name. Add what shows it."),
        title=_("What came of it?"),
        button=_("Say that it is done"),
    )


@login_required
@shown_and_sent
def leave_out(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    row, form = find(alliance, code), forms.WhyForm(request.POST or None)
    seen = seen_version(request, row.version)
    return _sheet(
        request,
        form,
        lambda: actions.leave_out(
            alliance, code, **form.cleaned_data, seen=seen, by=person(request)
        ),
        alliance=alliance,
        row=row,
        done=_("Left out, with your reason. It can be planned at any time."),
        title=_("Why is this way left out?"),
        button=_("Leave it out"),
    )


@login_required
@shown_and_sent
def take_back(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    alliance, row = _reached(request, pk, code)
    form = forms.WhyForm(request.POST or None)
    seen = seen_version(request, row.version)
    return _sheet(
        request,
        form,
        lambda: actions.take_back(
            alliance, code, **form.cleaned_data, seen=seen, by=person(request)
        ),
        alliance=alliance,
        row=row,
        done=_("Taken back. What was said stays in the history."),
        title=_("Why is it not done after all?"),
        button=_("Take it back"),
    )


@login_required
@shown_and_sent
def evidence(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    alliance, row = _reached(request, pk, code)
    if row.plan is None:
        raise Http404(_("Nobody has said that this is done."))
    gone = row.plan
    form = forms.EvidenceForm(request.POST or None, request.FILES or None)
    return _sheet(
        request,
        form,
        lambda: _keep(gone, form, request),
        alliance=alliance,
        row=row,
        done=_("Kept, as it came."),
        title=_("What shows that it was done?"),
        button=_("Keep it"),
    )


def _keep(gone: Plan, form: Form, request: HttpRequest) -> Evidence:
    given = form.cleaned_data
    own = {"title": given["title"], "note": given["note"], "by": person(request)}
    if file := given["file"]:
        return actions.add_file(gone, content=file.read(), name=file.name, **own)
    if given["url"]:
        return actions.add_link(gone, url=given["url"], **own)
    return actions.add_note(gone, **own)


@login_required
@require_safe
def file(request: HttpRequest, pk: UUID, code: str, evidence: UUID) -> HttpResponse:
    """Hand out the clean copy of a file that shows that a way was gone."""
    alliance = reach(request, pk)
    row = find(alliance, code)
    piece = Evidence.objects.filter(pk=evidence, kind=Evidence.Kind.FILE).first()
    if row.plan is None or piece is None:
        raise Http404(_("There is no such file here."))
    try:
        with telling(request, REFUSALS):
            content = actions.hand_out(row.plan, piece, by=person(request))
            return attachment(content, media_type=piece.media_type, name=download_name(piece))
    except actions.NotOfThis:
        raise Http404(_("There is no such file here.")) from None
    return redirect("practice:way", pk, code)
