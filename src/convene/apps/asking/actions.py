"""How it is written down whom somebody asked and what they said. Nothing is overwritten: both are
added by whoever did it, and a mistake is taken back with a reason.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.asking import events
from convene.apps.asking.models import Approach, ApproachAnswer
from convene.apps.asking.queries.lately import Near, near
from convene.apps.asking.words import Said
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import standing
from convene.apps.registry.queries.members import voice
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance
from convene.ground import trail
from convene.ground.changes import allow, lock, now, save, write

W = TypeVar("W", Approach, ApproachAnswer)


class OtherContent(Exception):
    """Something else was saved under this id."""


class AskedLately(Exception):
    """The organisation, or one of one voice with it, was asked lately, and no reason is given."""

    def __init__(self, near: Near) -> None:
        super().__init__()
        self.near = near


class WrongDay(Exception):
    """The day is still to come, or comes before the one on which it was asked."""


class TooEarly(Exception):
    """Nobody comes back before the day on which it was asked or answered."""


class TooLittle(Exception):
    """Nothing is said where something has to be."""


class ThroughItself(Exception):
    """An organisation is not asked through itself."""


class TakenBack(Exception):
    """It was taken back, and is neither answered nor taken back again."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is written of an approach."""

    organisation: Organisation
    asked_on: date
    what: str
    kind: str = ""
    through: str = ""
    through_organisation: Organisation | None = None
    next_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What is written of an answer."""

    said: Said
    said_on: date
    note: str = ""
    next_on: date | None = None


@transaction.atomic
def ask(
    alliance: Alliance, *, id: UUID, terms: Terms, all_the_same: str = "", by: User
) -> Approach:
    """Write down that somebody asked an organisation, in their own name. Where its voice was asked
    lately, as far as they may know, `all_the_same` says why; the reason is kept. The same id again
    returns what is there: pressing twice writes once.

    Raises AskedLately, WrongDay, TooEarly, TooLittle, ThroughItself, OtherContent and Archived.
    """
    allow(by, "asking.change_record", alliance)
    locked = _open(alliance)
    approach = _approach(locked, id, terms, by=by)
    if there := Approach.objects.filter(pk=id).first():
        return _same(there, approach)
    _refuse_days(approach.asked_on, approach.next_on)
    if not approach.what:
        raise TooLittle
    if approach.organisation == approach.through_organisation:
        raise ThroughItself
    lock(voice(approach.organisation))
    asked = near(approach.organisation, on=approach.asked_on, today=timezone.localdate(), person=by)
    if asked and not all_the_same.strip():
        raise AskedLately(asked)
    approach.again_because = all_the_same.strip() if asked else ""
    why: dict[str, Any] = {"reason": approach.again_because} if asked else {}
    what = events.AGAIN if asked else events.ASKED
    behalf = locked.acts_for(by)
    return write(approach, what=what, by=by, at=approach.at, new=True, behalf=behalf, **why)


def _approach(alliance: Alliance, id: UUID, terms: Terms, *, by: User) -> Approach:
    """Return an approach as it would be written; of merged organisations, to the one that goes
    on.
    """
    through = terms.through_organisation
    return Approach(
        id=id,
        alliance=alliance,
        organisation=standing(terms.organisation),
        asked_on=terms.asked_on,
        what=terms.what.strip(),
        kind=terms.kind,
        through=terms.through.strip(),
        through_organisation=standing(through) if through else None,
        next_on=terms.next_on,
        by=by,
        at=now(alliance),
    )


SAME = {
    Approach: [
        "alliance_id",
        "organisation_id",
        "asked_on",
        "what",
        "kind",
        "through",
        "through_organisation_id",
        "next_on",
        "by_id",
    ],
    ApproachAnswer: ["approach_id", "said", "said_on", "note", "next_on", "by_id"],
}
"""What is alike where the same is written twice."""


def _same(there: W, new: W) -> W:
    if any(getattr(there, name) != getattr(new, name) for name in SAME[type(new)]):
        raise OtherContent
    return there


def _refuse_days(day: date, next_on: date | None) -> None:
    if day > timezone.localdate():
        raise WrongDay
    if next_on is not None and next_on < day:
        raise TooEarly


@transaction.atomic
def answer(approach: Approach, *, id: UUID, reply: Reply, by: User) -> ApproachAnswer:
    """Write down what an organisation said to an approach. Earlier answers stay; the last one
    counts. The same id again returns what is there.

    Raises WrongDay, TooEarly, TakenBack, OtherContent and Archived.
    """
    allow(by, "asking.answer_approach", approach)
    alliance = _open(approach.alliance)
    locked = lock(approach)
    new = ApproachAnswer(id=id, approach=locked, by=by, at=now(alliance), **asdict(reply))
    new.note = new.note.strip()
    if there := ApproachAnswer.objects.filter(pk=id).first():
        return _same(there, new)
    if locked.taken_back_at is not None:
        raise TakenBack
    if new.said_on < locked.asked_on:
        raise WrongDay
    _refuse_days(new.said_on, new.next_on)
    save(new, by=by, at=new.at, new=True)
    behalf, day = alliance.acts_for(by), new.said_on
    trail.record(
        events.ANSWERED, on=locked, by=by, at=new.at, behalf=behalf, day=day, said=new.said
    )
    return new


@transaction.atomic
def take_back(approach: Approach, *, reason: str, by: User) -> Approach:
    """Say that an approach was written down by mistake, and why. It stays to be read, with its
    answers. Raises TooLittle, TakenBack and Archived.
    """
    allow(by, "asking.take_back", approach)
    alliance = _open(approach.alliance)
    locked = _taken_back(lock(approach), reason, alliance, by=by)
    behalf, why = alliance.acts_for(by), locked.taken_back_because
    return write(locked, what=events.TAKEN_BACK, by=by, at=now(alliance), behalf=behalf, reason=why)


@transaction.atomic
def take_back_answer(answer: ApproachAnswer, *, reason: str, by: User) -> ApproachAnswer:
    """Say that an answer was written down by mistake, and why; the one before it counts again.
    Raises TooLittle, TakenBack and Archived.
    """
    allow(by, "asking.take_back", answer)
    alliance = _open(answer.approach.alliance)
    approach = lock(answer.approach)
    locked = _taken_back(lock(answer), reason, alliance, by=by)
    save(locked, by=by, at=now(alliance))
    trail.record(
        events.ANSWER_TAKEN_BACK,
        on=approach,
        by=by,
        at=now(alliance),
        behalf=alliance.acts_for(by),
        day=locked.said_on,
        reason=locked.taken_back_because,
    )
    return locked


def _taken_back(word: W, reason: str, alliance: Alliance, *, by: User) -> W:
    if word.taken_back_at is not None:
        raise TakenBack
    if not reason.strip():
        raise TooLittle
    word.taken_back_by, word.taken_back_at = by, now(alliance)
    word.taken_back_because = reason.strip()
    return word


def _open(alliance: Alliance) -> Alliance:
    """Return an alliance that may be written in, locked. Raises Archived."""
    locked = lock(alliance)
    if locked.archived_at is not None:
        raise Archived
    return locked
