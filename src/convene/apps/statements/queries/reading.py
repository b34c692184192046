"""A statement as it was issued, what was answered, and what the ledger says otherwise since."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.ledger.models import Delivery, DeliveryStep
from convene.apps.ledger.queries import standing
from convene.apps.ledger.words import State, Step
from convene.apps.statements.models import Statement, StatementAnswer, StatementLine
from convene.apps.statements.queries.drawing import drawn
from convene.apps.statements.words import STANDS
from convene.apps.workshop.models import Alliance, Partner
from convene.apps.workshop.words import kind_of
from convene.core import statements as core
from convene.ground.changes import Person

FIELDS = tuple(
    field.name for field in fields(core.Line) if field.name not in ("promise", "delivery")
)
"""The columns that say what a line says, beside what it is of."""
NOT_YET = standing.RECORDED
"""Where a delivery stands before anything was done with it."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A line with what was answered of it: the last answer stands, `earlier` stay to be read."""

    row: StatementLine
    line: core.Line
    answer: StatementAnswer | None
    earlier: tuple[StatementAnswer, ...]

    @property
    def is_open(self) -> bool:
        return self.answer is None

    @property
    def is_counted(self) -> bool:
        """Whether it is a delivery that nobody doubted yet."""
        return self.line.state not in (*standing.DOUBTED, *standing.GONE)

    @property
    def state(self) -> str:
        return state_of(self.line)

    @property
    def kind(self) -> str:
        return kind_of(self.line.kind)


@dataclass(frozen=True, kw_only=True)
class Group:
    """A promise with what came of it, as far as they stand on one page; `begins` where it is the
    page of the promise itself.
    """

    promise: Answered
    deliveries: tuple[Answered, ...]
    begins: bool

    @property
    def figures(self) -> tuple[core.Line]:
        """What stands in the one row of its figures."""
        return (self.promise.line,)


@dataclass(frozen=True, kw_only=True)
class Read:
    """A whole statement. `of_whole` is what was answered of it as such, of which `last_of_whole`
    stands, unless a line was answered since.
    """

    statement: Statement
    lines: tuple[Answered, ...]
    stands: core.Stands
    of_whole: tuple[StatementAnswer, ...]
    last_of_whole: StatementAnswer | None

    @property
    def is_intact(self) -> bool:
        """Whether what is stored still has the hash that was printed."""
        return core.hash_of(content(self.statement)) == self.statement.sha256

    @property
    def label(self) -> str:
        return str(STANDS[self.stands])

    @property
    def title(self) -> str:
        return _("Statement %(number)d") % {"number": self.statement.number}

    @property
    def waits(self) -> bool:
        """Whether there is something left to answer."""
        return self.stands in ("waiting", "partly") or (self.stands == "disputed" and self.open > 0)

    @property
    def refusal(self) -> StatementAnswer | None:
        """The refusal that stands."""
        return self.last_of_whole if self.stands == "refused" else None

    @property
    def refused_before(self) -> tuple[StatementAnswer, ...]:
        """Refusals that stand no longer."""
        return tuple(row for row in self.of_whole if row.reason and row != self.refusal)

    @property
    def answered(self) -> int:
        """How many lines somebody has answered."""
        return len(self.lines) - self.open

    @property
    def open(self) -> int:
        """How many lines nobody has answered."""
        return sum(entry.is_open for entry in self.lines)

    @property
    def disputed(self) -> tuple[Answered, ...]:
        return tuple(row for row in self.lines if row.answer and row.answer.answer == "disputed")

    @property
    def sums(self) -> dict[str, core.Sum]:
        """The sums in the base currency; nothing where no line counts."""
        plain = [entry.line for entry in self.lines]
        if not any(map(core.is_counted, plain)):
            return {}
        names = ("base_value", "base_delivered", "base_in_all", "base_verified")
        return {name: core.total(plain, name) for name in names}

    @property
    def sums_row(self) -> tuple[dict[str, core.Sum]]:
        """What stands in the one row of its sums."""
        return (self.sums,)


def statements(*partners: Partner) -> QuerySet[Statement]:
    """Return the statements to some partners, the newest first, with all that was answered."""
    return _whole(Statement.objects.filter(partner__in=partners))


def of_alliance(alliance: Alliance) -> QuerySet[Statement]:
    return _whole(Statement.objects.filter(partner__alliance=alliance))


def statements_with_answers(alliances: Any) -> QuerySet[Statement]:
    """Return the last statement to each partner of several alliances, where somebody answered."""
    newest = Statement.objects.filter(partner=OuterRef("partner")).order_by("-number")
    rows = Statement.objects.filter(partner__alliance__in=alliances, answers__isnull=False)
    rows = rows.filter(partner__alliance__archived_at=None)
    return _whole(rows.filter(pk=Subquery(newest.values("pk")[:1])).distinct())


def _whole(rows: QuerySet[Statement]) -> QuerySet[Statement]:
    answers = StatementAnswer.objects.select_related("by").order_by("at", "pk")
    lines = StatementLine.objects.order_by("position")
    return (
        rows.select_related("partner__alliance", "partner__organisation")
        .prefetch_related(Prefetch("answers", answers), Prefetch("lines", lines))
        .order_by("-at", "-pk")
    )


def find(person: Person, pk: UUID, *, partner: UUID) -> Statement:
    """Return a statement to a partner that somebody may read. Raises Statement.DoesNotExist for
    another's as for one that never was.
    """
    statement = _whole(Statement.objects.filter(partner=partner)).get(pk=pk)
    if not person.has_perm("statements.view_statement", statement):
        raise Statement.DoesNotExist
    return statement


def read(statement: Statement) -> Read:
    """Return a statement with its answers."""
    answers = list(statement.answers.all())
    lines = tuple(_answered(row, answers) for row in statement.lines.all())
    of_whole = [answer for answer in answers if answer.line_id is None]
    last = answers[-1] if answers and answers[-1].line_id is None else None
    of_lines: list[core.Answer | None] = [_of(entry.answer) for entry in lines]
    return Read(
        statement=statement,
        lines=lines,
        stands=core.stands(of_lines, whole=_of(last)),
        of_whole=tuple(of_whole),
        last_of_whole=last,
    )


def groups(entries: Iterable[Answered], whole: Read) -> Iterator[Group]:
    """Yield the lines of one page as promises with what came of each."""
    promises = {entry.line.promise: entry for entry in whole.lines if entry.line.is_promise}
    by_promise: dict[str, list[Answered]] = {}
    for entry in entries:
        by_promise.setdefault(entry.line.promise, []).append(entry)
    for key, own in by_promise.items():
        deliveries = tuple(entry for entry in own if not entry.line.is_promise)
        begins = len(deliveries) < len(own)
        yield Group(promise=promises[key], deliveries=deliveries, begins=begins)


def _answered(row: StatementLine, answers: Iterable[StatementAnswer]) -> Answered:
    own = [answer for answer in answers if answer.line_id == row.pk]
    last = own[-1] if own else None
    return Answered(row=row, line=line(row), answer=last, earlier=tuple(own[:-1]))


def _of(answer: StatementAnswer | None) -> core.Answer | None:
    return cast(core.Answer, answer.answer) if answer else None


def line(row: StatementLine) -> core.Line:
    """Return a line as plain data."""
    return core.Line(
        promise=str(row.contribution_id),
        delivery=str(row.delivery_id or ""),
        **{name: getattr(row, name) for name in FIELDS},
    )


def content(statement: Statement) -> core.Content:
    """Return all that a statement says, as its hash is made of it."""
    return replace(heading(statement), lines=tuple(line(row) for row in statement.lines.all()))


def heading(statement: Statement) -> core.Content:
    """Return what a statement says beside its lines."""
    return core.Content(
        partner=statement.partner_name,
        alliance=statement.alliance_title,
        number=statement.number,
        since=statement.since,
        until=statement.until,
        base=statement.base,
        issuer=statement.issuer,
        at=statement.at.astimezone(UTC).isoformat(timespec="microseconds"),
        talked=statement.talked,
        promised_later=statement.promised_later,
        came_later=statement.came_later,
        lines=(),
    )


def changes(statement: Statement) -> Sequence[core.Change]:
    """Return what the ledger records otherwise today of what a statement says."""
    now = drawn(
        statement.partner, since=statement.since, until=statement.until, before=statement.at
    )
    return core.changes(content(statement).lines, now.lines)


def state_of(plain: core.Line) -> str:
    """Return how far a promise has come, or where a delivery stands, in words; none before the
    first step.
    """
    if plain.is_promise:
        return str(State(plain.state).label)
    return "" if plain.state == NOT_YET else str(Step(plain.state).label)


def is_work_of(person: User, statement: Statement) -> bool:
    """Say whether somebody issued a statement, or recorded or showed what stands on it for another
    than its partner.
    """
    of_partner = Q(behalf=statement.partner.organisation_id)
    recorded = ~of_partner & Q(recorded_by=person)
    taken = DeliveryStep.objects.filter(~of_partner, delivery=OuterRef("pk"), by=person)
    shown = Delivery.objects.filter(pk__in=statement.lines.values("delivery"))
    return statement.by_id == person.pk or shown.filter(recorded | Exists(taken)).exists()
