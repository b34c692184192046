"""How an alliance goes on: a person moves it, and a gate opens only when all is met or two others
let something stand in for what is not.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.workshop import events
from convene.apps.workshop.actions.drafts import next_version, open_draft
from convene.apps.workshop.models import Alliance, Move, Override, OverrideAgreement, Partner
from convene.apps.workshop.queries import standing
from convene.apps.workshop.words import State
from convene.core import lifecycle
from convene.core.diligence import is_substantial
from convene.core.lifecycle import Stage, Unmet
from convene.core.lookalikes import look_alike
from convene.ground import changes, trail
from convene.ground.changes import allow, lock, now
from convene.packs.alliances import path


class NoSuchMove(Exception):
    """From where it is, an alliance does not go there."""


class NotYet(Exception):
    """Something is not met. `unmet` says what, and of whom."""

    def __init__(self, unmet: tuple[Unmet, ...]) -> None:
        super().__init__(", ".join(lack.needed.code for lack in unmet))
        self.unmet = unmet


class NothingSaid(Exception):
    """Whoever leaves the path says why and what is owed."""


class WrongDay(Exception):
    """The day is still to come, or lies before the last move."""


class NotOverridable(Exception):
    """Nothing stands in for this requirement, or it is not unmet."""


class TooLittle(Exception):
    """The reason says too little."""


class OwnOverride(Exception):
    """Whoever asked for an override, or looks like them by name, does not agree to it."""


class Lapsed(Exception):
    """The last day of the override has passed."""


@transaction.atomic
def move(
    alliance: Alliance,
    *,
    to: State,
    on: date | None = None,
    reason: str = "",
    owed: str = "",
    seen: int | None = None,
    by: User,
) -> Move:
    """Move an alliance to another state. Leaving the path says why, on which day, and what is owed.

    Raises NoSuchMove, NotYet, NothingSaid, WrongDay, Archived, and Changed where it is no longer
    the version that was `seen`.
    """
    locked, today = open_draft(alliance, by=by), timezone.localdate()
    if seen is not None and locked.version != seen:
        raise changes.Changed
    case = standing.case(locked, today=today)
    judged = lifecycle.standing(case, path=path())
    if Stage(to) not in {step.to for step in lifecycle.moves(case, path=path())}:
        if judged.next is not None and judged.next.value == to.value:
            raise NotYet(judged.unmet)
        raise NoSuchMove
    day = on or today
    _check(locked, to, day=day, today=today, reason=reason, owed=owed)
    moment, step = now(locked), Move(alliance=locked, was=locked.state, state=to, on=day, by=by)
    step.reason, step.owed, step.at = reason.strip(), owed.strip(), moment
    step.unmet = [kept.needed.code for kept in judged.overridden]
    changes.save(step, by=by, at=moment, new=True)
    locked.state = to
    next_version(locked, what=events.MOVED, by=by, at=moment, state=to.value)
    return step


def _check(
    alliance: Alliance, to: State, *, day: date, today: date, reason: str, owed: str
) -> None:
    if path().is_off(Stage(to)) and not (reason.strip() and owed.strip()):
        raise NothingSaid
    last = standing.last_move(alliance)
    if day > today or (last is not None and day < last.on):
        raise WrongDay


@transaction.atomic
def ask_override(
    alliance: Alliance,
    *,
    code: str,
    partner: Partner | None = None,
    reason: str,
    last_day: date,
    by: User,
) -> Override:
    """Ask two others to let something stand in for a requirement that is unmet, until a day.

    Raises NotOverridable, TooLittle, WrongDay and Archived.
    """
    locked, today = open_draft(alliance, by=by), timezone.localdate()
    about = str(partner.pk) if partner else "alliance"
    unmet = standing.standing(locked, today=today).unmet
    asked = next((it for it in unmet if (it.needed.code, it.about) == (code, about)), None)
    if asked is None or not asked.needed.overridable:
        raise NotOverridable
    if not is_substantial(reason):
        raise TooLittle
    if last_day < today:
        raise WrongDay
    row = Override(alliance=locked, code=code, partner=partner, reason=reason.strip())
    row.last_day, row.asked_by, row.asked_at = last_day, by, now(locked)
    changes.save(row, by=by, at=row.asked_at, new=True)
    what = events.OVERRIDE_ASKED
    trail.record(what, on=locked, by=by, at=row.asked_at, asked=code, reason=row.reason)
    return row


@transaction.atomic
def agree_override(override: Override, *, by: User) -> OverrideAgreement:
    """Agree to an override that somebody else asked for; agreeing twice is agreeing once. Raises
    OwnOverride and Lapsed.
    """
    allow(by, "workshop.agree_alliance", override.alliance)
    alliance = lock(override.alliance)
    if override.asked_by == by or look_alike(override.asked_by.name, by.name):
        raise OwnOverride
    if override.last_day < timezone.localdate():
        raise Lapsed
    if there := override.agreements.filter(by=by).first():
        return there
    moment = now(alliance)
    agreed = OverrideAgreement(override=override, by=by, at=moment)
    changes.save(agreed, by=by, at=moment, new=True)
    trail.record(events.OVERRIDE_AGREED, on=alliance, by=by, at=moment, asked=override.code)
    return agreed
