"""Editing a draft: saved as one types, and compared when two people do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import SuspiciousOperation
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from convene.apps.accounts.access import person
from convene.apps.accounts.models import User
from convene.apps.workshop import actions
from convene.apps.workshop.forms.sheet import (
    Choices,
    Seen,
    Sheet,
    open_sheet,
    read_seen,
    typed_sheet,
    write_seen,
)
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries import advice, drafts, history, wording
from convene.apps.workshop.views.reach import reach
from convene.core import edits
from convene.core.draft import Draft

LONGEST_SITTING = 36
"""Characters of the id that a page gives itself."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A part that two people changed, in words, and where to choose."""

    part: edits.Part
    label: str
    mine: str
    theirs: str
    by: User | None
    at: datetime
    field: BoundField


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    if request.method == "POST":
        return _typed(request, alliance)
    if alliance.archived_at:
        messages.warning(request, _("This draft is archived. Bring it back to edit it."))
        return redirect("workshop:draft", pk)
    now = drafts.content(alliance)
    return _page(
        request,
        alliance,
        open_sheet(now, found=advice.advice(now.request, pack=now.pack)),
        seen=Seen(version=alliance.version, draft=now),
    )


def _typed(request: HttpRequest, alliance: Alliance) -> HttpResponse:
    now = drafts.content(alliance)
    sheet = typed_sheet(request.POST, found=advice.advice(now.request, pack=now.pack), now=now)
    seen = _seen(request, now=now)
    parts = _parts(request)
    choices = _choices(request, parts, now=now)
    if not all([sheet.is_valid(), choices.is_valid()]) or "add" in request.POST:
        return _page(
            request,
            alliance,
            sheet,
            seen=seen,
            questions=_questions(alliance, parts, mine=None, theirs=now, choices=choices),
        )
    mine = edits.choose(sheet.draft(now), theirs=now, parts=choices.theirs())
    try:
        _save(request, alliance, seen=seen, mine=mine)
    except actions.Archived:
        sheet.head.add_error(
            None,
            _(
                "This draft was archived meanwhile, so nothing was saved. What you typed is still here: copy it, or bring the draft back."
            ),
        )
        return _page(request, alliance, sheet, seen=seen)
    except actions.Clashed as clashed:
        return _compare(request, alliance, clashed)
    messages.success(request, _("Saved."))
    return redirect("workshop:draft", alliance.pk)


@login_required
@require_POST
def autosave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Save what has been typed so far, and say so beside the form."""
    alliance = reach(request, pk, to="change")
    now = drafts.content(alliance)
    sheet = typed_sheet(request.POST, found=advice.advice(now.request, pack=now.pack), now=now)
    if not sheet.is_valid():
        return _status(
            request,
            problem=_("Not saved yet: something needs another look. Press Save to see what."),
        )
    mine = sheet.draft(now)
    try:
        saved = _save(request, alliance, seen=_seen(request, now=now), mine=mine)
    except actions.Archived:
        return _status(request, problem=_("Not saved: this draft was archived meanwhile."))
    except actions.Clashed:
        return _status(
            request,
            problem=_("Not saved: somebody else changed the same words. Press Save to compare."),
        )
    others = saved.draft != mine
    seen = Seen(version=None if others else saved.version, draft=mine)
    return _status(request, seen=seen, others=others)


def _seen(request: HttpRequest, *, now: Draft) -> Seen:
    return read_seen(request.POST.get("seen", ""), now=now)


def _save(request: HttpRequest, alliance: Alliance, *, seen: Seen, mine: Draft) -> actions.Saved:
    return actions.save(
        alliance,
        seen=seen.version,
        shown=seen.draft,
        mine=mine,
        by=person(request),
        sitting=_sitting(request),
    )


def _status(
    request: HttpRequest, *, problem: str = "", seen: Seen | None = None, others: bool = False
) -> HttpResponse:
    context = {
        "problem": problem,
        "seen": write_seen(seen) if seen else "",
        "others": others,
        "at": timezone.now(),
    }
    return render(request, "workshop/saved.html", context)


def _compare(request: HttpRequest, alliance: Alliance, clashed: actions.Clashed) -> HttpResponse:
    """Show what both wrote. From here on the page has seen theirs, so that saving again keeps what
    was chosen.
    """
    mine, theirs = clashed.merge.merged, clashed.theirs
    parts = [clash.part for clash in clashed.merge.clashes]
    names = {part: wording.label(part, theirs, mine) for part in parts}
    questions = _questions(
        alliance,
        parts,
        mine=mine,
        theirs=theirs,
        choices=Choices(parts=parts, names=names, prefix="choice"),
    )
    sheet = open_sheet(mine, found=advice.advice(mine.request, pack=mine.pack))
    seen = Seen(version=clashed.version, draft=theirs)
    return _page(request, alliance, sheet, seen=seen, questions=questions, status=409)


def _parts(request: HttpRequest) -> list[edits.Part]:
    """Return the parts that the page asked about."""
    try:
        return [edits.Part.read(text) for text in request.POST.getlist("clash")]
    except ValueError as error:
        raise SuspiciousOperation("The page can't have asked about this.") from error


def _choices(request: HttpRequest, parts: Sequence[edits.Part], *, now: Draft) -> Choices:
    return Choices(
        request.POST,
        parts=parts,
        names={part: wording.label(part, now) for part in parts},
        prefix="choice",
    )


def _questions(
    alliance: Alliance,
    parts: Sequence[edits.Part],
    *,
    mine: Draft | None,
    theirs: Draft,
    choices: Choices,
) -> list[Question]:
    written = history.written(alliance, parts) if parts else {}
    return [
        Question(
            part=part,
            label=str(choices.fields[str(part)].label),
            mine=wording.shown(part, edits.value(mine, part), pack=theirs.pack) if mine else "",
            theirs=wording.shown(part, edits.value(theirs, part), pack=theirs.pack),
            by=written[part].by,
            at=written[part].at,
            field=choices[str(part)],
        )
        for part in parts
    ]


def _sitting(request: HttpRequest) -> str:
    return request.POST.get("sitting", "")[:LONGEST_SITTING]


def _page(
    request: HttpRequest,
    alliance: Alliance,
    sheet: Sheet,
    *,
    seen: Seen,
    questions: Sequence[Question] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "alliance": alliance,
        "sheet": sheet,
        "seen": write_seen(seen),
        "sitting": _sitting(request) or str(uuid4()),
        "questions": questions,
    }
    return render(request, "workshop/edit.html", context, status=status)
