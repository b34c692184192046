"""How a lesson is written down, reviewed by somebody else, shared and taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.practice import events
from convene.apps.practice.actions.refusing import NotNow, TooLittle, said
from convene.apps.practice.models import Lesson
from convene.apps.practice.queries.consents import named_without_consent
from convene.apps.practice.words import LessonState
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance
from convene.core.diligence import is_substantial
from convene.core.lookalikes import look_alike
from convene.ground import trail
from convene.ground.changes import allow, lock, now, write


class OtherContent(Exception):
    """Another lesson was saved under this id."""


class OwnWords(Exception):
    """Whoever wrote a lesson, or looks like them by name, does not review it."""


class NotConfirmed(Exception):
    """Nobody has confirmed that it names no one without consent."""


class Named(Exception):
    """It names partners that did not let their name be shown, or that go unnamed so far."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(*names)
        self.names = names


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is written of a lesson."""

    title: str
    text: str
    stage: str
    context: str = ""
    advice: str = ""
    when: tuple[str, ...] | list[str] = ()
    of_models: tuple[str, ...] | list[str] = ()


TERMS = tuple(Terms.__dataclass_fields__)


@transaction.atomic
def write_down(alliance: Alliance, *, id: UUID, terms: Terms, by: User) -> Lesson:
    """Write a lesson down as a draft. The same id again returns the one that is there.

    Raises OtherContent, TooLittle and Archived.
    """
    allow(by, "practice.write_lessons", alliance)
    locked = lock(alliance)
    if locked.archived_at is not None:
        raise Archived
    if there := Lesson.objects.filter(pk=id).first():
        if (there.alliance_id, there.added_by_id) != (locked.pk, by.pk):
            raise OtherContent
        return there
    moment = timezone.now()
    lesson = Lesson(pk=id, alliance=locked, added_by=by, added_at=moment)
    _set(lesson, terms, by=by, at=moment)
    behalf = locked.acts_for(by)
    return write(lesson, what=events.WRITTEN, by=by, at=moment, new=True, behalf=behalf)


@transaction.atomic
def rewrite(lesson: Lesson, *, terms: Terms, seen: int | None = None, by: User) -> Lesson:
    """Change what a lesson says; what was reviewed is a draft again. What is shared is taken back
    first. Raises NotNow, TooLittle, Changed and Archived.
    """
    locked = _hold(lesson, by=by, seen=seen, may="practice.change_lesson")
    if locked.state == LessonState.SHARED:
        raise NotNow
    moment = now(locked)
    _set(locked, terms, by=by, at=moment)
    _unsign(locked)
    return _write(locked, what=events.REWRITTEN, by=by, at=moment)


@transaction.atomic
def review(lesson: Lesson, *, reason: str, seen: int | None = None, by: User) -> Lesson:
    """Stand by a lesson that somebody else wrote. Raises OwnWords, NotNow, TooLittle, Changed and
    Archived.
    """
    locked = _hold(lesson, by=by, seen=seen, may="practice.review_lesson")
    if any(look_alike(who.name, by.name) for who in (locked.added_by, locked.written_by)):
        raise OwnWords
    if locked.state != LessonState.DRAFT:
        raise NotNow
    if not is_substantial(reason):
        raise TooLittle
    moment = now(locked)
    locked.state, locked.reviewed_by, locked.reviewed_at = LessonState.REVIEWED, by, moment
    return _write(locked, what=events.REVIEWED, by=by, at=moment, reason=reason.strip())


@transaction.atomic
def share(lesson: Lesson, *, confirmed: bool, seen: int | None = None, by: User) -> Lesson:
    """Let the other alliances here see what a lesson says, and nothing else of this one.

    Raises NotConfirmed, Named, NotNow where nobody has reviewed it, Changed and Archived.
    """
    locked = _hold(lesson, by=by, seen=seen, may="practice.share_lesson")
    if locked.state != LessonState.REVIEWED:
        raise NotNow
    if not confirmed:
        raise NotConfirmed
    if names := named_without_consent(locked, today=timezone.localdate()):
        raise Named(names)
    moment = now(locked)
    locked.state, locked.shared_by, locked.shared_at = LessonState.SHARED, by, moment
    return _write(locked, what=events.SHARED, by=by, at=moment)


@transaction.atomic
def take_lesson_back(lesson: Lesson, *, reason: str, seen: int | None = None, by: User) -> Lesson:
    """Make a lesson that was reviewed or shared a draft again, and say why.

    Raises NotNow, TooLittle, Changed and Archived.
    """
    locked = _hold(lesson, by=by, seen=seen, may="practice.change_lesson")
    if locked.state == LessonState.DRAFT:
        raise NotNow
    locked.because = said(reason)
    _unsign(locked)
    return _write(locked, what=events.UNSHARED, by=by, at=now(locked), reason=locked.because)


def _hold(lesson: Lesson, *, by: User, seen: int | None, may: str) -> Lesson:
    allow(by, may, lesson)
    locked = lock(lesson, seen=seen)
    if locked.alliance.archived_at is not None:
        raise Archived
    return locked


def _set(lesson: Lesson, terms: Terms, *, by: User, at: datetime) -> None:
    for name, value in vars(terms).items():
        setattr(lesson, name, value.strip() if isinstance(value, str) else list(value))
    if not lesson.title or not lesson.text:
        raise TooLittle
    lesson.written_by, lesson.written_at = by, at


def _unsign(lesson: Lesson) -> None:
    lesson.state = LessonState.DRAFT
    lesson.reviewed_by = lesson.reviewed_at = lesson.shared_by = lesson.shared_at = None


def _write(lesson: Lesson, *, what: trail.Kind, by: User, at: datetime, **words: Any) -> Lesson:
    behalf = lesson.alliance.acts_for(by)
    return write(lesson, what=what, by=by, at=at, behalf=behalf, **words)
