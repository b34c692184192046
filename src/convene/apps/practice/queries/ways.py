"""Where each of the guide's ways stands in an alliance."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from convene import packs
from convene.apps.accounts.models import User
from convene.apps.practice.models import Plan, PlanEvidence
from convene.apps.practice.words import CHECKS, State
from convene.apps.workshop.models import Alliance, Answer, Part
from convene.apps.workshop.queries import checks
from convene.apps.workshop.words import Check, Said
from convene.core import ways
from convene.core.guide import Guide, Way
from convene.packs import PackError

HERE = (Part.Kind.OWNER, Part.Kind.BUILDER, Part.Kind.READER, Part.Kind.REVIEWER)
"""The parts of those who may be asked to go a way: they read it."""
ANSWERED = {Said.YES: State.DONE, Said.NO: State.LEFT_OUT}
"""Where a way stands that a check asks about, by the answer."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A way as it stands on a day. `way` is None where the guide that names it is not at hand.

    `check` is the check that says whether it was gone, and `answer` what was said there.
    """

    code: str
    way: Way | None
    plan: Plan | None
    check: Check | None
    answer: Answer | None
    is_late: bool
    owner_left: bool
    """Whether whoever was to go it takes no part any more."""

    @property
    def title(self) -> str:
        return self.way.title if self.way else self.code

    @property
    def version(self) -> int:
        """Which version of its plan this is; 0 where nobody has touched it."""
        return self.plan.version if self.plan else 0

    @property
    def state(self) -> State:
        """Where it stands; what a check has answered, it says."""
        if self.answer and self.is_answered:
            return ANSWERED[Said(self.answer.said)]
        return State(self.plan.state) if self.plan else State.OPEN

    @property
    def is_answered(self) -> bool:
        """Whether a check of the alliance says where it stands."""
        return self.answer is not None and Said(self.answer.said) in ANSWERED

    @property
    def done_on(self) -> date | None:
        if self.answer and self.is_answered:
            return self.answer.on
        return self.plan.done_on if self.plan else None

    @property
    def outcome(self) -> str:
        if self.answer and self.is_answered:
            return self.answer.note if self.state == State.DONE else ""
        return self.plan.outcome if self.plan else ""

    @property
    def because(self) -> str:
        """Why it was left out, or why what was done was taken back."""
        if self.answer and self.is_answered:
            return self.answer.note if self.state == State.LEFT_OUT else ""
        return self.plan.because if self.plan else ""

    @property
    def said_by(self) -> User | None:
        if self.answer and self.is_answered:
            return self.answer.by
        return self.plan.said_by if self.plan else None

    @property
    def said_at(self) -> datetime | None:
        if self.answer and self.is_answered:
            return self.answer.at
        return self.plan.said_at if self.plan else None

    @property
    def shown_by(self) -> list[PlanEvidence]:
        """What shows it: what was added since it was last said to be done."""
        if self.plan is None or self.plan.state != State.DONE:
            return []
        return [row for row in self.plan.shown_by.all() if row.at >= self.plan.said_at]

    @property
    def moves(self) -> tuple[State, ...]:
        """What it may become here; whether it was gone, a check may have to say."""
        moves = map(State, ways.MOVES[self.state])
        return tuple(move for move in moves if not self.check or move == State.PLANNED)


def guide_of(alliance: Alliance) -> Guide | None:
    """Return the guide that an alliance was begun with, where it is at hand."""
    try:
        return packs.guide(alliance.pack)
    except (KeyError, PackError):
        return None


def rows(alliance: Alliance, *, today: date) -> list[Row]:
    """Return the ways in the order of the guide; then those somebody planned that it lacks."""
    guide = guide_of(alliance)
    known = {way.id: way for way in guide.ways} if guide else {}
    plans = {plan.code: plan for plan in of(alliance)}
    given = checks.answers(alliance)
    here = {person.pk for person in people(alliance)}
    return [
        _row(code, known.get(code), plans.get(code), given=given, here=here, today=today)
        for code in dict.fromkeys((*known, *plans))
    ]


def row(alliance: Alliance, code: str, *, today: date) -> Row | None:
    """Return one way; None where the guide knows none of this code and nobody planned it."""
    return next((item for item in rows(alliance, today=today) if item.code == code), None)


def _row(
    code: str,
    way: Way | None,
    plan: Plan | None,
    *,
    given: dict[Check, Answer],
    here: set[int],
    today: date,
) -> Row:
    check = CHECKS.get(code)
    answer = given.get(check) if check else None
    is_open = answer is None or Said(answer.said) not in ANSWERED
    late = plan is not None and ways.is_late(plan.state, due_on=plan.due_on, today=today)
    left = plan is not None and plan.owner_id is not None and plan.owner_id not in here
    return Row(
        code=code,
        way=way,
        plan=plan,
        check=check,
        answer=answer,
        is_late=late and is_open,
        owner_left=left,
    )


def of(alliance: Alliance) -> QuerySet[Plan]:
    """Return what was made of each way that somebody touched, with all that is shown of it."""
    shown = PlanEvidence.objects.select_related("evidence", "by")
    return (
        Plan.objects.filter(alliance=alliance)
        .select_related("alliance", "owner", "said_by")
        .prefetch_related(Prefetch("shown_by", shown))
    )


def people(alliance: Alliance) -> Iterable[User]:
    """Return who may be asked to go a way."""
    parts = (part for part in alliance.parts_now if part.kind in HERE)
    return {part.person.pk: part.person for part in parts}.values()


def waiting(plans: Iterable[Plan]) -> Iterator[Plan]:
    """Yield those of some plans that are still to be gone: no check has answered them meanwhile."""
    for plan in plans:
        if plan.state == State.PLANNED and not _is_answered(plan):
            yield plan


def _is_answered(plan: Plan) -> bool:
    check = CHECKS.get(plan.code)
    answer = checks.answers(plan.alliance).get(check) if check else None
    return answer is not None and Said(answer.said) in ANSWERED


def title(plan: Plan) -> str:
    """Return what the guide calls a way; its code where the guide is not at hand."""
    guide = guide_of(plan.alliance)
    way = guide.records.get(plan.code) if guide else None
    return way.title if isinstance(way, Way) else plan.code
