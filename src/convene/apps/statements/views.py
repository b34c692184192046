"""Statements on pages: issued by whoever edits the alliance, answered by whoever speaks for the
partner, read by both.
"""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person
from convene.apps.accounts.models import User
from convene.apps.ledger.actions import OtherContent
from convene.apps.statements import actions, exports
from convene.apps.statements.forms import AnswersForm, IssueForm, RefuseForm
from convene.apps.statements.models import Notice, Statement
from convene.apps.statements.queries import listing, reading
from convene.apps.statements.queries.differing import differing
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance, Partner
from convene.apps.workshop.queries.speaking import speaks_for
from convene.apps.workshop.views.reach import reach
from convene.core import media
from convene.ground import trail
from convene.ground.files import attachment
from convene.ground.letters import Taken
from convene.ground.paging import page_of
from convene.ground.sheets import Refusal, Refusals, explain, press, telling

REFUSALS: Refusals = {
    actions.NoPeriod: Refusal(
        gettext_lazy("The last day is today or before, and not before the first.")
    ),
    actions.NotAsRead: Refusal(
        gettext_lazy(
            "This is not what you read: the days are others, or something else is recorded meanwhile. Read it again below."
        )
    ),
    actions.SaysNothing: Refusal(gettext_lazy("Say why.")),
    actions.NotThis: Refusal(gettext_lazy("This line is of another statement.")),
    Taken: Refusal(gettext_lazy("A mail server has taken it meanwhile.")),
    OtherContent: Refusal(
        gettext_lazy("Something else was issued from this page already. Open the page again.")
    ),
    Archived: Refusal(gettext_lazy("This draft is archived. Bring it back to edit it.")),
}


@login_required
@require_safe
def statements(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show where each partner of an alliance stands, and all statements to them."""
    alliance = reach(request, pk)
    shown = {
        "alliance": alliance,
        "rows": listing.by_partner(alliance),
        "may_issue": person(request).has_perm("workshop.change_alliance", alliance),
    }
    return render(request, "statements/list.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, pk: UUID, partner: UUID) -> HttpResponse:
    """Show what a statement would say first; it is issued once confirmed."""
    given, drawn = _partner(request, pk, partner), None
    form, read = IssueForm(request.POST or None, initial=_period(request, given)), ""
    if form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("since", "until")}
        own = {"id": form.cleaned_data["id"], "read": request.POST.get("issue")}
        try:
            if "issue" in request.POST:
                made = actions.issue(given, **own, **days, by=person(request))
                messages.success(request, _("Issued. Tell the partner that it waits."))
                return redirect("statements:page", partner, made.pk)
            drawn = actions.preview(given, **days, by=person(request))
        except actions.NotAsRead as why:
            explain(form, why, REFUSALS)
            drawn = actions.preview(given, **days, by=person(request))
        except tuple(REFUSALS) as why:
            explain(form, why, REFUSALS)
        read = actions.mark(drawn, **days) if drawn else ""
    shown = {
        "alliance": given.alliance,
        "partner": given,
        "form": form,
        "drawn": drawn,
        "read": read,
        "lines": listing.previewed(drawn) if drawn else (),
    }
    return render(request, "statements/issue.html", shown)


def _period(request: HttpRequest, partner: Partner) -> dict[str, Any]:
    """Return the days that the form begins with: the next ones, or those of a statement that is
    to be issued anew.
    """
    again = request.GET.get("again", "")
    since, until = listing.next_period(partner, again=again, today=timezone.localdate())
    return {"id": uuid4(), "since": since, "until": until}


def _partner(request: HttpRequest, pk: UUID, key: UUID) -> Partner:
    """Return a partner to whom somebody may issue a statement."""
    alliance = reach(request, pk)
    partner = alliance.partners.filter(pk=key).first()
    if partner is None:
        raise Http404(_("This alliance has no such partner."))
    partner.alliance = alliance
    if not person(request).has_perm("statements.issue", partner):
        raise PermissionDenied(_("Whoever edits this alliance issues its statements."))
    return partner


@login_required
@require_safe
def page(request: HttpRequest, partner: UUID, pk: UUID) -> HttpResponse:
    return _page(request, _find(request, partner, pk))


def _find(request: HttpRequest, partner: UUID, pk: UUID, *, may: str = "") -> Statement:
    """Return a statement that somebody may read; to all others it is not there."""
    try:
        statement = reading.find(person(request), pk, partner=partner)
    except Statement.DoesNotExist:
        raise Http404(_("There is no such statement, or it is not yours.")) from None
    if may and not person(request).has_perm(may, statement):
        raise PermissionDenied(_("Only somebody who speaks for the partner answers it."))
    return statement


def _page(
    request: HttpRequest,
    statement: Statement,
    *,
    form: AnswersForm | None = None,
    refusing: RefuseForm | None = None,
) -> HttpResponse:
    whole, who = reading.read(statement), person(request)
    may_read_on = who.has_perm("ledger.view_book", statement.partner.alliance)
    lines = page_of(request, whole.lines)
    groups = list(reading.groups(lines.object_list, whole))
    shown = {
        "statement": statement,
        "whole": whole,
        "page": lines,
        "priced": [group for group in groups if group.promise.line.is_priced],
        "unpriced": [group for group in groups if not group.promise.line.is_priced],
        "differing": differing(statement),
        "form": form,
        "refusing": refusing or RefuseForm(),
        "may_answer": who.has_perm("statements.answer", statement),
        "had_a_hand": speaks_for(who, statement.partner) and reading.is_work_of(who, statement),
        "may_issue": who.has_perm("statements.issue", statement.partner),
        "may_write": who.has_perm("statements.write", statement),
        "may_dispute": _may_dispute(who, statement),
        "lines": trail.lines(statement) if may_read_on else (),
        "languages": settings.LANGUAGES,
    }
    return render(request, "statements/page.html", shown)


def _may_dispute(who: User, statement: Statement) -> bool:
    """Say whether somebody may doubt in the ledger itself what stands on a statement."""
    line = statement.lines.first()
    return line is not None and who.has_perm("ledger.dispute_delivery", line.contribution)


@login_required
@require_POST
def answer(request: HttpRequest, partner: UUID, pk: UUID) -> HttpResponse:
    """Take the answers that were ticked, and with “rest” confirm every line that is left."""
    statement = _find(request, partner, pk, may="statements.answer")
    whole, rest = reading.read(statement), "rest" in request.POST
    lines = page_of(request, whole.lines)
    form = AnswersForm(request.POST, lines=lines.object_list)
    if not form.is_valid():
        return _page(request, statement, form=form)
    with telling(request, REFUSALS):
        given = actions.answer(statement, form.replies(), rest=rest, by=person(request))
        _say(request, len(given))
    return redirect(_address(statement, page=lines.number))


def _say(request: HttpRequest, answers: int) -> None:
    if not answers:
        messages.info(request, _("Tick at least one line that is not answered so yet."))
        return
    done = ngettext("%(number)d line answered.", "%(number)d lines answered.", answers)
    messages.success(request, done % {"number": answers})


def _address(statement: Statement, *, page: int = 1) -> str:
    address = reverse("statements:page", args=[statement.partner_id, statement.pk])
    return f"{address}?page={page}" if page > 1 else address


@login_required
@require_POST
def refuse(request: HttpRequest, partner: UUID, pk: UUID) -> HttpResponse:
    statement = _find(request, partner, pk, may="statements.answer")
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _page(request, statement, refusing=form)
    return press(
        request,
        lambda: actions.refuse(statement, **form.cleaned_data, by=person(request)),
        done=_("Refused, with your reason."),
        to=_address(statement),
        refusals=REFUSALS,
    )


@login_required
@require_safe
def pdf(request: HttpRequest, partner: UUID, pk: UUID) -> HttpResponse:
    """Hand out a statement to print or keep, in the language of the page or another."""
    statement = _find(request, partner, pk)
    asked_for = request.GET.get("language", "")
    spoken = translation.get_language() or settings.LANGUAGE_CODE
    language = asked_for if asked_for in dict(settings.LANGUAGES) else spoken
    name, content = exports.as_pdf(statement, language=language)
    return attachment(content, name=name, media_type=media.PDF)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, pk: UUID, statement: UUID) -> HttpResponse:
    """Show what would be written to those who speak for the partner; written once confirmed."""
    waiting = _of_alliance(request, reach(request, pk), statement)
    address = request.build_absolute_uri(_address(waiting))
    if request.method == "POST" and settings.CAN_SEND_MAIL:
        written = actions.announce(waiting, address=address, by=person(request))
        done = ngettext(
            "%(number)d letter is on its way. Whether it was taken will stand here.",
            "%(number)d letters are on their way. Whether they were taken will stand here.",
            len(written),
        )
        messages.success(request, done % {"number": len(written)})
        return redirect("statements:letters", pk, statement)
    shown = {
        "alliance": waiting.partner.alliance,
        "statement": waiting,
        "letters": actions.letters(waiting, address=address, by=person(request)),
        "notices": waiting.notices.select_related("person").prefetch_related("sendings"),
        "sends": settings.CAN_SEND_MAIL,
    }
    return render(request, "statements/letters.html", shown)


@login_required
@require_POST
def again(request: HttpRequest, pk: UUID, statement: UUID, notice: UUID) -> HttpResponse:
    waiting = _of_alliance(request, reach(request, pk), statement)
    written = Notice.objects.filter(pk=notice, statement=waiting).first()
    if written is None:
        raise Http404
    return press(
        request,
        lambda: actions.send_again(written, by=person(request)),
        done=_("It is sent again."),
        to=reverse("statements:letters", args=[pk, statement]),
        refusals=REFUSALS,
    )


def _of_alliance(request: HttpRequest, alliance: Alliance, pk: UUID) -> Statement:
    """Return a statement of an alliance whose partners somebody may write to."""
    statement = reading.of_alliance(alliance).filter(pk=pk).first()
    if statement is None:
        raise Http404(_("There is no such statement, or it is not yours."))
    if not person(request).has_perm("statements.write", statement):
        raise PermissionDenied(_("Whoever edits this alliance issues its statements."))
    return statement
