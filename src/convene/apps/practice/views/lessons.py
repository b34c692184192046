"""How lessons are written down, reviewed, shared and taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from convene.apps.accounts.access import person
from convene.apps.practice import actions, forms
from convene.apps.practice.models import Lesson
from convene.apps.practice.queries.consents import named_without_consent
from convene.apps.practice.queries.triggers import choices
from convene.apps.practice.views.reading import around, find_lesson
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.views.reach import reach
from convene.ground.changes import Changed
from convene.ground.sheets import Refusal, Refusals, seen_version, sheet

NAMED = gettext_lazy("It names somebody who has not agreed to be named, or goes unnamed: %(name)s")
REFUSALS: Refusals = {
    actions.OtherContent: Refusal(
        gettext_lazy("Something else was saved from this page already. Open the page again.")
    ),
    actions.NotNow: Refusal(gettext_lazy("As it stands now, this cannot be done.")),
    actions.TooLittle: Refusal(
        gettext_lazy("Say more: at least four words that tell why."), field="reason"
    ),
    actions.OwnWords: Refusal(gettext_lazy("Whoever wrote a lesson does not review it.")),
    actions.NotConfirmed: Refusal(gettext_lazy("Confirm it first."), field="confirmed"),
    actions.Named: Refusal(lambda why: [str(NAMED) % {"name": name} for name in why.names]),
    Archived: Refusal(gettext_lazy("This draft is archived. Bring it back to edit it.")),
    Changed: Refusal(gettext_lazy("Somebody changed this meanwhile. Look at it again.")),
}
WHO = {
    "practice.change_lesson": gettext_lazy("Whoever edits this alliance writes its lessons."),
    "practice.review_lesson": gettext_lazy(
        "Somebody of this alliance who did not write a lesson reviews it."
    ),
    "practice.share_lesson": gettext_lazy("The owner of the alliance shares its lessons."),
}
shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


def _lesson(request: HttpRequest, pk: UUID, key: UUID, *, may: str) -> Lesson:
    wanted = find_lesson(reach(request, pk), key)
    if not person(request).has_perm(may, wanted):
        raise PermissionDenied(WHO[may])
    return wanted


def _page(lesson: Lesson) -> str:
    return reverse("practice:lesson", args=[lesson.alliance_id, lesson.pk])


def _sheet(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    alliance: Alliance,
    done: str,
    **words: Any,
) -> HttpResponse:
    return sheet(
        request,
        form,
        act,
        to=_page,
        done=done,
        refusals=REFUSALS,
        template="practice/lesson_sheet.html",
        **around(alliance),
        **words,
    )


@login_required
@shown_and_sent
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    form = forms.LessonForm(request.POST or None, choices=choices(alliance))
    return _sheet(
        request,
        form,
        lambda: actions.write_down(
            alliance, id=form.cleaned_data["id"], terms=form.terms(), by=person(request)
        ),
        alliance=alliance,
        back=reverse("practice:lessons", args=[pk]),
        done=_("Written down as a draft. Somebody else reviews it."),
        title=_("What have you learned?"),
        button=_("Write it down"),
    )


@login_required
@shown_and_sent
def edit(request: HttpRequest, pk: UUID, lesson: UUID) -> HttpResponse:
    wanted = _lesson(request, pk, lesson, may="practice.change_lesson")
    form = forms.LessonForm(
        request.POST or None, choices=choices(wanted.alliance), initial=vars(wanted)
    )
    seen = seen_version(request, wanted.version)
    return _sheet(
        request,
        form,
        lambda: actions.rewrite(wanted, terms=form.terms(), seen=seen, by=person(request)),
        alliance=wanted.alliance,
        back=_page(wanted),
        done=_("Saved as a draft. What it said before stays in its history."),
        title=_("What have you learned?"),
        button=_("Save"),
        seen=seen,
    )


@login_required
@shown_and_sent
def review(request: HttpRequest, pk: UUID, lesson: UUID) -> HttpResponse:
    wanted = _lesson(request, pk, lesson, may="practice.review_lesson")
    form, seen = forms.ReviewForm(request.POST or None), seen_version(request, wanted.version)
    return _sheet(
        request,
        form,
        lambda: actions.review(wanted, **form.cleaned_data, seen=seen, by=person(request)),
        alliance=wanted.alliance,
        back=_page(wanted),
        done=_("Reviewed, in your name."),
        title=_("Does this lesson hold?"),
        button=_("Review it"),
        lede=wanted.title,
        seen=seen,
    )


@login_required
@shown_and_sent
def share(request: HttpRequest, pk: UUID, lesson: UUID) -> HttpResponse:
    wanted = _lesson(request, pk, lesson, may="practice.share_lesson")
    form, seen = forms.ShareForm(request.POST or None), seen_version(request, wanted.version)
    return _sheet(
        request,
        form,
        lambda: actions.share(wanted, **form.cleaned_data, seen=seen, by=person(request)),
        alliance=wanted.alliance,
        back=_page(wanted),
        done=_("Shared. Other alliances here see it where it holds, and nothing else of this one."),
        title=_("May others here read it?"),
        button=_("Share it"),
        lede=wanted.title,
        shares=wanted,
        named=named_without_consent(wanted, today=timezone.localdate()),
        seen=seen,
    )


@login_required
@shown_and_sent
def take_back(request: HttpRequest, pk: UUID, lesson: UUID) -> HttpResponse:
    wanted = _lesson(request, pk, lesson, may="practice.change_lesson")
    form, seen = forms.WhyForm(request.POST or None), seen_version(request, wanted.version)
    return _sheet(
        request,
        form,
        lambda: actions.take_lesson_back(
            wanted, **form.cleaned_data, seen=seen, by=person(request)
        ),
        alliance=wanted.alliance,
        back=_page(wanted),
        done=_("Taken back. It is a draft again, and others no longer see it."),
        title=_("Why is it taken back?"),
        button=_("Take it back"),
        lede=wanted.title,
        seen=seen,
    )
