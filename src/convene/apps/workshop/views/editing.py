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
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from convene.apps.accounts.access import person
from convene.apps.accounts.models import User
from convene.apps.workshop import actions
from convene.apps.workshop.forms.sheet import Choices, Seen, Sheet, open_sheet, typed_sheet
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries import drafts, history, wording
from convene.apps.workshop.views.reach import reach
from convene.core import edits
from convene.core.draft import Draft

LONGEST_SITTING = 36
"""Characters of the id that a page gives itself."""
ARCHIVED_MEANWHILE = gettext_lazy(
    "This draft was archived meanwhile, so nothing was saved. What you typed is still here: copy it, or bring the draft back."
)
TOO_MANY_TASKS = gettext_lazy(
    "Not saved: the plan is full. Drop tasks there before you add any. What you typed is still here."
)
NOT_SAVED: dict[type[Exception], object] = {
    actions.Archived: gettext_lazy("Not saved: this draft was archived meanwhile."),
    actions.TooMany: TOO_MANY_TASKS,
    actions.Clashed: gettext_lazy(
        "Not saved: somebody else changed the same words. Press Save to compare."
    ),
}


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
    seen = Seen(version=alliance.version, draft=drafts.content(alliance))
    return _page(request, alliance, open_sheet(seen.draft), seen=seen)


def _typed(request: HttpRequest, alliance: Alliance) -> HttpResponse:
    now = drafts.content(alliance)
    sheet, seen = typed_sheet(request.POST, now=now), Seen.read(request.POST, now=now)
    parts = _parts(request)
    choices = Choices(request.POST, names={part: wording.label(part, now) for part in parts})
    if not all([sheet.is_valid(), choices.is_valid()]) or "add" in request.POST:
        questions = _questions(alliance, choices, theirs=now)
        return _page(request, alliance, sheet, seen=seen, questions=questions)
    mine = edits.choose(sheet.draft(now), theirs=now, parts=choices.theirs())
    try:
        _save(request, alliance, seen=seen, mine=mine)
    except actions.Archived:
        sheet.head.add_error(None, str(ARCHIVED_MEANWHILE))
        return _page(request, alliance, sheet, seen=seen)
    except actions.TooMany:
        sheet.head.add_error(None, str(TOO_MANY_TASKS))
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
    sheet = typed_sheet(request.POST, now=now)
    if not sheet.is_valid():
        problem = _("Not saved yet: something needs another look. Press Save to see what.")
        return _status(request, problem=problem)
    mine = sheet.draft(now)
    try:
        saved = _save(request, alliance, seen=Seen.read(request.POST, now=now), mine=mine)
    except tuple(NOT_SAVED) as why:
        return _status(request, problem=NOT_SAVED[type(why)])
    others = saved.draft != mine
    seen = Seen(version=None if others else saved.version, draft=mine)
    return _status(request, seen=seen.written(), others=others)


def _save(request: HttpRequest, alliance: Alliance, *, seen: Seen, mine: Draft) -> actions.Saved:
    return actions.save(
        alliance,
        seen=seen.version,
        shown=seen.draft,
        mine=mine,
        by=person(request),
        sitting=_sitting(request),
    )


def _status(request: HttpRequest, **context: object) -> HttpResponse:
    return render(request, "workshop/saved.html", {"at": timezone.now(), **context})


def _compare(request: HttpRequest, alliance: Alliance, clashed: actions.Clashed) -> HttpResponse:
    """Show what both wrote. From here on the page has seen theirs, so that saving again keeps what
    was chosen.
    """
    mine, theirs = clashed.merge.merged, clashed.theirs
    parts = [clash.part for clash in clashed.merge.clashes]
    choices = Choices(names={part: wording.label(part, theirs, mine) for part in parts})
    questions = _questions(alliance, choices, theirs=theirs, mine=mine)
    seen = Seen(version=clashed.version, draft=theirs)
    return _page(request, alliance, open_sheet(mine), seen=seen, questions=questions, status=409)


def _parts(request: HttpRequest) -> list[edits.Part]:
    """Return the parts that the page asked about."""
    try:
        return [edits.Part.read(text) for text in request.POST.getlist("clash")]
    except ValueError as error:
        raise SuspiciousOperation("The page can't have asked about this.") from error


def _questions(
    alliance: Alliance, choices: Choices, *, theirs: Draft, mine: Draft | None = None
) -> list[Question]:
    written = history.written(alliance, list(choices.names)) if choices.names else {}
    return [
        Question(
            part=part,
            label=name,
            mine=wording.shown(part, edits.value(mine, part), pack=theirs.pack) if mine else "",
            theirs=wording.shown(part, edits.value(theirs, part), pack=theirs.pack),
            by=written[part].by,
            at=written[part].at,
            field=choices[str(part)],
        )
        for part, name in choices.names.items()
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
        "seen": seen.written(),
        "sitting": _sitting(request) or str(uuid4()),
        "questions": questions,
    }
    return render(request, "workshop/edit.html", context, status=status)
