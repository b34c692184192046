"""How a way is planned, gone, left out and taken back. Nothing is overwritten: what changes stays
in the history, and what shows that a way was gone is only added.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.evidence.actions import handed_out, keep_file, keep_link, keep_note
from convene.apps.evidence.models import Evidence
from convene.apps.practice import events
from convene.apps.practice.actions.refusing import NotNow, said
from convene.apps.practice.models import Plan, PlanEvidence
from convene.apps.practice.queries import ways as queries
from convene.apps.practice.words import CHECKS, State
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance
from convene.core import ways
from convene.documents.cleaning import clean
from convene.ground import trail
from convene.ground.changes import Changed, allow, lock, now, save, write
from convene.ground.storing import with_rows


class NoSuchWay(Exception):
    """The guide of this alliance names no such way."""


class NotHere(Exception):
    """Whoever is to go a way takes no part in this alliance."""


class AskedElsewhere(Exception):
    """A check of the alliance says whether this way was gone."""


class StillToCome(Exception):
    """A day on which something was done has come."""


class NotOfThis(Exception):
    """A piece of evidence shows something else."""


@transaction.atomic
def plan(
    alliance: Alliance, code: str, *, owner: User, due_on: date, seen: int | None = None, by: User
) -> Plan:
    """Say who goes a way, and by when; planned so already, nothing happens.

    Raises NoSuchWay, NotHere, NotNow, Changed and Archived.
    """
    allow(by, "practice.change_ways", alliance)
    row = _hold(alliance, code)
    if owner.pk not in {person.pk for person in queries.people(row.alliance)}:
        raise NotHere
    wanted = {"state": State.PLANNED, "owner": owner, "due_on": due_on, "because": ""}
    return _become(row, wanted, what=events.PLANNED, seen=seen, by=by)


@transaction.atomic
def say_done(
    alliance: Alliance, code: str, *, on: date, outcome: str, seen: int | None = None, by: User
) -> Plan:
    """Say that a way was gone, on which day and what came of it.

    Raises NoSuchWay, AskedElsewhere, StillToCome, TooLittle, NotNow, Changed and Archived.
    """
    row = _hold(alliance, code)
    allow(by, "practice.go_way", row)
    if on > timezone.localdate():
        raise StillToCome
    wanted: dict[str, Any] = {
        "state": State.DONE,
        "done_on": on,
        "outcome": said(outcome),
        "because": "",
    }
    return _become(row, wanted, what=events.DONE, seen=seen, by=by, outcome=wanted["outcome"])


@transaction.atomic
def leave_out(
    alliance: Alliance, code: str, *, reason: str, seen: int | None = None, by: User
) -> Plan:
    """Say that a way is not gone, and why.

    Raises NoSuchWay, AskedElsewhere, TooLittle, NotNow, Changed and Archived.
    """
    allow(by, "practice.change_ways", alliance)
    wanted = {"state": State.LEFT_OUT, "because": said(reason)}
    row = _hold(alliance, code)
    return _become(row, wanted, what=events.LEFT_OUT, seen=seen, by=by, reason=wanted["because"])


@transaction.atomic
def take_back(
    alliance: Alliance, code: str, *, reason: str, seen: int | None = None, by: User
) -> Plan:
    """Say that a way was not gone after all, and why: it is planned again, or open.

    Raises NoSuchWay, NotNow where it is not done, TooLittle, Changed and Archived.
    """
    row = _hold(alliance, code)
    allow(by, "practice.go_way", row)
    if row.state != State.DONE:
        raise NotNow
    _as_seen(row, seen)
    row.state = State(ways.taken_back(is_planned=row.owner_id is not None))
    row.done_on, row.outcome, row.because = None, "", said(reason)
    return _write(row, what=events.TAKEN_BACK, by=by, reason=row.because)


def add_file(
    plan: Plan, *, title: str, content: bytes, name: str, by: User, note: str = ""
) -> Evidence:
    """Keep a file that shows that a way was gone, with a clean copy. Raises `refusing.Refused`."""
    allow(by, "practice.go_way", plan)
    file = {"content": content, "cleaned": clean(content), "name": name}
    with with_rows():
        return _add(plan, keep_file, by=by, title=title, note=note, **file)


def add_link(plan: Plan, *, title: str, url: str, by: User, note: str = "") -> Evidence:
    """Keep the address of a page that somebody has read today."""
    today = timezone.localdate()
    return _add(plan, keep_link, by=by, title=title, url=url, read_on=today, note=note)


def add_note(plan: Plan, *, title: str, note: str, by: User) -> Evidence:
    return _add(plan, keep_note, by=by, title=title, note=note)


@transaction.atomic
def _add(plan: Plan, keep: Callable[..., Evidence], *, by: User, **details: object) -> Evidence:
    row = _hold(plan.alliance, plan.code)
    allow(by, "practice.go_way", row)
    if row.state != State.DONE:
        raise NotNow
    moment = now(row)
    evidence = keep(by=by, at=moment, **details)
    save(PlanEvidence(plan=row, evidence=evidence, by=by, at=moment), by=by, at=moment, new=True)
    behalf = row.alliance.acts_for(by)
    write(row, what=events.SHOWN, by=by, at=moment, behalf=behalf, about=evidence.title)
    return evidence


def hand_out(plan: Plan, evidence: Evidence, *, by: User) -> bytes:
    """Return the clean copy of a file to somebody who reads the ways. Raises NotOfThis,
    `refusing.Refused` and Broken.
    """
    allow(by, "practice.view_ways", plan.alliance)
    if not plan.shown_by.filter(evidence=evidence).exists():
        raise NotOfThis
    return handed_out(evidence, by=by)


def _hold(alliance: Alliance, code: str) -> Plan:
    """Return what is made of a way, locked with its alliance; where nobody has touched it, a row
    that is not saved yet. Raises NoSuchWay and Archived.
    """
    locked = lock(alliance)
    if locked.archived_at is not None:
        raise Archived
    there = Plan.objects.select_for_update().filter(alliance=locked, code=code).first()
    if there:
        there.alliance = locked
        return there
    guide = queries.guide_of(locked)
    if guide is None or code not in {way.id for way in guide.ways}:
        raise NoSuchWay
    return Plan(alliance=locked, code=code)


def _become(
    row: Plan, wanted: dict[str, Any], *, what: trail.Kind, seen: int | None, by: User, **words: Any
) -> Plan:
    """Bring a row to what is wanted; it is so already where somebody pressed twice."""
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return row
    _as_seen(row, seen)
    state = wanted["state"]
    if row.code in CHECKS and state != State.PLANNED:
        raise AskedElsewhere
    if state not in ways.MOVES[row.state]:
        raise NotNow
    for name, value in wanted.items():
        setattr(row, name, value)
    return _write(row, what=what, by=by, **words)


def _as_seen(row: Plan, seen: int | None) -> None:
    if seen is not None and row.version != seen:
        raise Changed


def _write(row: Plan, *, what: trail.Kind, by: User, **words: Any) -> Plan:
    moment = now(row) if row.version else timezone.now()
    row.said_by, row.said_at = by, moment
    behalf = row.alliance.acts_for(by)
    return write(row, what=what, by=by, at=moment, behalf=behalf, **words)
