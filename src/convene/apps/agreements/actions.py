"""How a paper is begun, filled in, written clause by clause, and put away. Nothing is deleted: what
it said before stays in its history.
"""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.agreements import events
from convene.apps.agreements.models import MOST, Clause, Paper
from convene.apps.agreements.queries import filling
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance
from convene.core import agreement as rule
from convene.ground import trail
from convene.ground.changes import allow, lock, now, save, write
from convene.packs.agreements import wording

R = TypeVar("R", Paper, Clause)


class NoSuchKind(Exception):
    """No such paper, or none in this language, is written here."""


class OtherContent(Exception):
    """Something else was saved under this id."""


class PutAway(Exception):
    """The paper was put away; it is taken up again before it is changed."""


class NotNow(Exception):
    """As it stands, this cannot be done."""


class TooLittle(Exception):
    """What is to be said is not said."""


class TooMany(Exception):
    """The paper has as many clauses as it may have."""


class Misplaced(Exception):
    """A text has tags that are not known, or that do not stand where they may."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(*faults)
        self.faults = faults


class TypedAmounts(Exception):
    """A text has amounts that the ledger has: each with the tag to write in its place."""

    def __init__(self, typed: tuple[rule.Typed, ...]) -> None:
        super().__init__(*(amount.text for amount in typed))
        self.typed = typed


@transaction.atomic
def begin(
    alliance: Alliance, *, id: UUID, kind: str, language: str, title: str = "", by: User
) -> Paper:
    """Begin a paper with the clauses that ship for its kind. The same id again returns the one that
    is there.

    Raises NoSuchKind, OtherContent and Archived.
    """
    allow(by, "agreements.begin_paper", alliance)
    locked = lock(alliance)
    if locked.archived_at is not None:
        raise Archived
    shipped = wording()
    wanted = shipped.kind(kind)
    if wanted is None or language not in rule.LANGUAGES:
        raise NoSuchKind
    if there := Paper.objects.filter(pk=id).first():
        if (there.alliance_id, there.kind, there.begun_by_id) != (locked.pk, kind, by.pk):
            raise OtherContent
        return there
    moment = timezone.now()
    paper = Paper(
        pk=id,
        alliance=locked,
        kind=kind,
        language=language,
        title=title.strip() or f"{wanted.title[language]}: {locked.title}"[:200],
        begun_by=by,
        begun_at=moment,
    )
    behalf = locked.acts_for(by)
    write(paper, what=events.BEGUN, by=by, at=moment, new=True, behalf=behalf)
    for position, clause in enumerate(shipped.begins_with(kind), 1):
        topic = shipped.topic(clause.topic)
        row = Clause(
            paper=paper,
            code=clause.id,
            topic=clause.topic,
            position=position,
            title=topic.title[language] if topic else clause.topic,
            text=clause.text[language].strip(),
            version=1,
            changed_at=moment,
        )
        save(row, by=by, at=moment, new=True)
    return paper


@transaction.atomic
def fill_in(
    paper: Paper, *, title: str, values: Mapping[str, str], seen: int | None = None, by: User
) -> Paper:
    """Fill in what the clauses of a paper ask for; blanks that are not among `values` stay as they
    are. Raises TooLittle without a title, TypedAmounts, Changed, PutAway and Archived.
    """
    locked = _hold(paper, by=by, seen=seen)
    if not title.strip():
        raise TooLittle
    known = {blank.id for blank in wording().blanks}
    given = {code: " ".join(text.split()) for code, text in values.items() if code in known}
    _refuse_typed("\n".join((title, *given.values())), locked)
    locked.title = title.strip()
    locked.values = {code: text for code, text in {**locked.values, **given}.items() if text}
    return _write(locked, what=events.FILLED, by=by)


@transaction.atomic
def put_away(paper: Paper, *, reason: str, seen: int | None = None, by: User) -> Paper:
    """Put a paper away that is not needed. Raises TooLittle, Changed, PutAway and Archived."""
    locked = _hold(paper, by=by, seen=seen)
    locked.dropped_because = _said(reason)
    locked.dropped_by, locked.dropped_at = by, now(locked)
    return _write(locked, what=events.PUT_AWAY, by=by, reason=locked.dropped_because)


@transaction.atomic
def take_up(paper: Paper, *, by: User) -> Paper:
    """Take a paper up again; one that is not put away is left alone. Raises Archived."""
    allow(by, "agreements.change_paper", paper)
    locked = lock(paper)
    if locked.alliance.archived_at is not None:
        raise Archived
    if locked.dropped_at is None:
        return locked
    locked.dropped_because, locked.dropped_by, locked.dropped_at = "", None, None
    return _write(locked, what=events.TAKEN_UP, by=by)


@transaction.atomic
def write_clause(
    clause: Clause, *, title: str, text: str, seen: int | None = None, by: User
) -> Clause:
    """Change what a clause says.

    Raises TooLittle, Misplaced, TypedAmounts, Changed, PutAway and Archived.
    """
    locked = _hold_clause(clause, by=by, seen=seen)
    _set(locked, title=title, text=text)
    return _write(locked, what=events.WRITTEN, by=by)


@transaction.atomic
def add_clause(
    paper: Paper, *, id: UUID, title: str, text: str, after: UUID | None = None, by: User
) -> Clause:
    """Add a clause of one's own after another, or at the end. The same id again returns the one
    that is there.

    Raises TooLittle, TooMany, Misplaced, TypedAmounts, OtherContent, PutAway and Archived.
    """
    locked = _hold(paper, by=by)
    if there := Clause.objects.filter(pk=id).first():
        if there.paper_id != locked.pk or there.code:
            raise OtherContent
        return there
    rows = list(locked.clauses.all())
    if len(rows) >= MOST:
        raise TooMany
    moment = max(now(locked), *(now(row) for row in rows)) if rows else now(locked)
    before = next((n for n, row in enumerate(rows, 1) if row.pk == after), len(rows))
    for position, row in enumerate(rows[before:], before + 2):
        row.position = position
        save(row, by=by, at=moment)
    added = Clause(pk=id, paper=locked, position=before + 1)
    _set(added, title=title, text=text)
    behalf = locked.alliance.acts_for(by)
    return write(added, what=events.ADDED, by=by, at=moment, new=True, behalf=behalf)


@transaction.atomic
def leave_out(clause: Clause, *, reason: str, seen: int | None = None, by: User) -> Clause:
    """Leave a clause out of the text, and say why.

    Raises NotNow where it is left out already, TooLittle, Changed, PutAway and Archived.
    """
    locked = _hold_clause(clause, by=by, seen=seen)
    if locked.left_out:
        raise NotNow
    locked.left_out = _said(reason)
    return _write(locked, what=events.LEFT_OUT, by=by, reason=locked.left_out)


@transaction.atomic
def take_in(clause: Clause, *, by: User) -> Clause:
    """Take a clause in again; one that is not left out stays as it is.

    Raises PutAway and Archived.
    """
    locked = _hold_clause(clause, by=by, seen=None)
    if not locked.left_out:
        return locked
    locked.left_out = ""
    return _write(locked, what=events.TAKEN_IN, by=by)


def _hold(paper: Paper, *, by: User, seen: int | None = None) -> Paper:
    allow(by, "agreements.change_paper", paper)
    locked = lock(paper, seen=seen)
    if locked.alliance.archived_at is not None:
        raise Archived
    if locked.dropped_at is not None:
        raise PutAway
    return locked


def _hold_clause(clause: Clause, *, by: User, seen: int | None) -> Clause:
    """Return a clause, locked after its paper: whoever adds one moves those behind it."""
    paper = _hold(clause.paper, by=by)
    locked = lock(clause, seen=seen)
    locked.paper = paper
    return locked


def _set(clause: Clause, *, title: str, text: str) -> None:
    title, text = " ".join(title.split()), "\n".join(text.strip().splitlines())
    if not title or not text:
        raise TooLittle
    tags = rule.known_tags(wording()) | set(filling.promise_tags(clause.alliance))
    if faults := tuple(rule.misplaced(text, tags)):
        raise Misplaced(faults)
    _refuse_typed(f"{title}\n{text}", clause.paper)
    clause.title, clause.text = title, text


def _refuse_typed(text: str, paper: Paper) -> None:
    if typed := rule.typed_amounts(text, filling.amounts(paper.alliance)):
        raise TypedAmounts(tuple(typed))


def _said(text: str) -> str:
    if not text.strip():
        raise TooLittle
    return text.strip()


def _write(record: R, *, what: trail.Kind, by: User, **words: Any) -> R:
    behalf = record.alliance.acts_for(by)
    return write(record, what=what, by=by, at=now(record), behalf=behalf, **words)
