"""How risks are written down, rated, signed off and settled. Nothing is overwritten: a rating and a
sign-off are added, and what else changes stays in the history.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from convene.apps.accounts.models import User
from convene.apps.risks import events
from convene.apps.risks.models import Rating, Risk, SignOff
from convene.apps.risks.queries.register import held_to, last_ratings, standing_sign_off
from convene.apps.risks.words import Phase, State
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance, Partner
from convene.core import risks
from convene.core.diligence import is_substantial
from convene.core.lookalikes import look_alike
from convene.ground import trail
from convene.ground.changes import allow, lock, now, save, write


class OtherContent(Exception):
    """Another risk was saved under this id."""


class Adopted(Exception):
    """What is proposed has been adopted already."""


class Elsewhere(Exception):
    """A partner that is named is not in this alliance."""


class NotNow(Exception):
    """As the risk stands, this cannot be done."""


class NotRated(Exception):
    """Nobody has rated the risk."""


class NotSigned(Exception):
    """The risk is 15 or more, and nobody has signed it off."""


class NoResponse(Exception):
    """What is mitigated, or rated with its response, has one."""


class TooLittle(Exception):
    """The reason says too little."""


class OwnRisk(Exception):
    """Whoever wrote a risk, or looks like them by name, does not sign it off."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is written of a risk."""

    title: str
    category: str
    note: str = ""
    partner: Partner | None = None
    owner_person: User | None = None
    owner_partner: Partner | None = None
    response: str = ""
    review_on: date | None = None


@transaction.atomic
def add(alliance: Alliance, *, id: UUID, terms: Terms, proposal: str = "", by: User) -> Risk:
    """Write a risk down, perhaps one that was proposed. The same id again returns the one that is
    there: pressing twice writes once.

    Raises OtherContent, Adopted, Elsewhere and Archived.
    """
    what = events.ADOPTED if proposal else events.ADDED
    return _enter(alliance, id, terms, what=what, by=by, proposal=proposal)


@transaction.atomic
def set_aside(
    alliance: Alliance, *, id: UUID, terms: Terms, proposal: str, reason: str, by: User
) -> Risk:
    """Set a risk that is proposed aside, and say why: it stands in the register as closed, with the
    reason, and is open again once somebody turns it so.

    Raises OtherContent, Adopted, TooLittle, Elsewhere and Archived.
    """
    allow(by, "risks.change_register", alliance)
    if not is_substantial(reason):
        raise TooLittle
    if there := Risk.objects.filter(pk=id, alliance=alliance, because=reason.strip()).first():
        return there
    risk = _enter(alliance, id, terms, what=events.SET_ASIDE, proposal=proposal, by=by)
    return turn(risk, state=State.CLOSED, reason=reason, by=by)


def _enter(
    alliance: Alliance, id: UUID, terms: Terms, *, what: trail.Kind, proposal: str, by: User
) -> Risk:
    allow(by, "risks.change_register", alliance)
    locked = _open(alliance)
    if there := Risk.objects.filter(pk=id).first():
        if (there.alliance_id, there.added_by_id) != (locked.pk, by.pk):
            raise OtherContent
        return there
    moment = now(locked)
    risk = Risk(pk=id, alliance=locked, proposal=proposal, added_by=by, added_at=moment)
    _describe(risk, terms)
    try:
        with transaction.atomic():
            return write(risk, what=what, by=by, at=moment, new=True, behalf=locked.acts_for(by))
    except IntegrityError as error:
        if Risk.objects.filter(alliance=locked, proposal=proposal).exists() and proposal:
            raise Adopted from error
        raise


@transaction.atomic
def describe(risk: Risk, *, terms: Terms, seen: int | None = None, by: User) -> Risk:
    """Change what is written of a risk: its words, who looks after it, its response, when it is
    looked at again. Raises Changed, NoResponse, Elsewhere and Archived.
    """
    locked = _hold(risk, by=by, seen=seen)
    _describe(locked, terms)
    if not locked.response and _rests_on_response(locked):
        raise NoResponse
    return _write(locked, what=events.DESCRIBED, by=by)


@transaction.atomic
def rate(
    risk: Risk,
    *,
    phase: Phase,
    likelihood: int,
    impact: int,
    reason: str,
    seen: int | None = None,
    by: User,
) -> Rating:
    """Rate a risk, as it is or once its response works; what it was rated before stays to be read.
    A worse rating ends a sign-off, and opens again what was mitigated or accepted.

    Raises Changed, NotNow where it is closed, NoResponse, TooLittle and Archived.
    """
    locked = _hold(risk, by=by, seen=seen)
    if locked.state == State.CLOSED:
        raise NotNow
    if phase == Phase.AFTER and not locked.response:
        raise NoResponse
    if not reason.strip():
        raise TooLittle
    rating = Rating(risk=locked, phase=phase, likelihood=likelihood, impact=impact, by=by)
    rating.reason, rating.at = reason.strip(), now(locked)
    if _is_worse(locked, rating):
        _end_sign_off(locked, rating)
        locked.state, locked.because = State.OPEN, ""
    save(rating, by=by, at=rating.at, new=True)
    words = {"likelihood": likelihood, "impact": impact, "reason": rating.reason}
    _write(locked, what=events.RATED[phase], by=by, **words)
    return rating


def _is_worse(risk: Risk, rating: Rating) -> bool:
    """Say whether a rating is worse than what was known of a risk that somebody had rated."""
    standing, worst = standing_sign_off(risk), held_to(risk)
    if worst is None:
        return False
    last = last_ratings(risk).get(Phase(rating.phase))
    signed = standing.score if standing else worst.score
    return risks.is_upward(rating.rated, last=last.rated if last else None, signed=signed)


def _end_sign_off(risk: Risk, rating: Rating) -> None:
    if standing := standing_sign_off(risk):
        standing.ended_by, standing.ended_at = rating.by, rating.at
        save(standing, by=rating.by, at=rating.at)
        trail.record(events.ENDED, on=risk, by=rating.by, at=rating.at)


@transaction.atomic
def sign_off(risk: Risk, *, reason: str, seen: int | None = None, by: User) -> SignOff:
    """Take on a risk of 15 or more as it is rated now. Signing twice is signing once.

    Raises OwnRisk, NotNow where there is nothing to sign, TooLittle, Changed and Archived.
    """
    locked = _hold(risk, by=by, seen=seen, may="risks.sign_off")
    if look_alike(locked.added_by.name, by.name):
        raise OwnRisk
    if standing := standing_sign_off(locked):
        return standing
    worst = held_to(locked)
    if worst is None or not worst.needs_sign_off or locked.state == State.CLOSED:
        raise NotNow
    if not is_substantial(reason):
        raise TooLittle
    signed = SignOff(risk=locked, score=worst.score, reason=reason.strip(), by=by, at=now(locked))
    save(signed, by=by, at=signed.at, new=True)
    _write(locked, what=events.SIGNED, by=by, score=signed.score, reason=signed.reason)
    return signed


@transaction.atomic
def turn(risk: Risk, *, state: State, reason: str, seen: int | None = None, by: User) -> Risk:
    """Say what has become of a risk, and why.

    Raises NotNow, NotRated, NotSigned, NoResponse, TooLittle, Changed and Archived.
    """
    locked = _hold(risk, by=by, seen=seen)
    if state not in risks.MOVES[locked.state]:
        raise NotNow
    _may_become(locked, state)
    if not reason.strip():
        raise TooLittle
    locked.state, locked.because = state, reason.strip()
    return _write(locked, what=events.TURNED, by=by)


def _rests_on_response(risk: Risk) -> bool:
    return risk.state == State.MITIGATED or Phase.AFTER in last_ratings(risk)


def _may_become(risk: Risk, state: State) -> None:
    worst = held_to(risk)
    if state == State.MITIGATED and not risk.response:
        raise NoResponse
    if state == State.ACCEPTED and worst is None:
        raise NotRated
    if state in risks.SIGNED and worst and worst.needs_sign_off and not standing_sign_off(risk):
        raise NotSigned


def _hold(risk: Risk, *, by: User, seen: int | None, may: str = "risks.change_risk") -> Risk:
    """Return a risk that somebody may change, locked. Raises NotAllowed, Changed and Archived."""
    allow(by, may, risk)
    locked = lock(risk, seen=seen)
    if locked.alliance.archived_at is not None:
        raise Archived
    return locked


def _open(alliance: Alliance) -> Alliance:
    locked = lock(alliance)
    if locked.archived_at is not None:
        raise Archived
    return locked


def _describe(risk: Risk, terms: Terms) -> None:
    """Set what is written of a risk. Raises Elsewhere."""
    named = [partner for partner in (terms.partner, terms.owner_partner) if partner]
    if any(partner.alliance_id != risk.alliance_id for partner in named):
        raise Elsewhere
    for name, value in vars(terms).items():
        setattr(risk, name, value.strip() if isinstance(value, str) else value)


def _write(risk: Risk, *, what: trail.Kind, by: User, **words: Any) -> Risk:
    behalf = risk.alliance.acts_for(by)
    return write(risk, what=what, by=by, at=now(risk), behalf=behalf, **words)
