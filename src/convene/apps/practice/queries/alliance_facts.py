"""What the gates and the front page of an alliance are told of its ways and lessons."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from convene.apps.practice.models import Lesson, Plan
from convene.apps.practice.queries import ways
from convene.apps.practice.words import LessonState, State
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries import checks
from convene.apps.workshop.queries.facts import Late
from convene.apps.workshop.words import Check, Said


def facts(alliance: Alliance, *, today: date) -> Mapping[str, Any]:
    """Tell whether the lessons are written down: as was answered, else once one is reviewed."""
    answer = checks.answers(alliance).get(Check.LESSONS)
    if answer and answer.said != Said.NOT_SAID:
        return {"lessons_written": answer.said == Said.YES}
    reviewed = Lesson.objects.filter(alliance=alliance).exclude(state=LessonState.DRAFT)
    return {"lessons_written": reviewed.exists() or None}


def places(alliance: Alliance) -> Mapping[str, str]:
    return {"lessons": reverse("practice:lessons", args=[alliance.pk])}


def late(alliance: Alliance, *, today: date) -> Iterator[Late]:
    """Tell which ways were to be gone by now."""
    past = Plan.objects.filter(alliance=alliance, state=State.PLANNED, due_on__lt=today)
    for plan in ways.waiting(past.select_related("alliance")):
        if plan.due_on:
            yield Late(
                what=_("A way to get started was planned: %(way)s") % {"way": ways.title(plan)},
                since=plan.due_on,
                to=reverse("practice:way", args=[alliance.pk, plan.code]),
            )
