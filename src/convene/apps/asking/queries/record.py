"""The record of asking of an alliance: whom somebody asked, what they said, when to come back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from convene.apps.accounts.models import User
from convene.apps.asking.models import Approach, ApproachAnswer
from convene.apps.asking.queries import lately
from convene.apps.asking.queries.lately import Near
from convene.apps.asking.words import Said
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import standing
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.words import kind_of


@dataclass(frozen=True, kw_only=True)
class Row:
    """An approach with its answers, the newest first."""

    approach: Approach
    answers: tuple[ApproachAnswer, ...]

    @property
    def is_struck(self) -> bool:
        return self.approach.taken_back_at is not None

    @property
    def standing(self) -> tuple[ApproachAnswer, ...]:
        """The answers that nobody took back; those to what was taken back stand no more."""
        return tuple(
            answer for answer in self.answers if not self.is_struck and not answer.taken_back_at
        )

    @property
    def said(self) -> Said:
        """The last answer; that there is none is not a no."""
        return Said(self.standing[0].said) if self.standing else Said.NOTHING

    @property
    def kind(self) -> str:
        return kind_of(self.approach.kind)

    @property
    def through(self) -> list[str]:
        """Through whom it was asked: an organisation, a person, or both."""
        names = (str(self.approach.through_organisation or ""), self.approach.through)
        return [name for name in names if name]

    @property
    def last(self) -> Approach | ApproachAnswer | None:
        """The last word of it that stands."""
        return self.standing[0] if self.standing else None if self.is_struck else self.approach


@dataclass(frozen=True, kw_only=True)
class Group:
    """How often an organisation was asked, the newest first. The last word of all says when to come
    back, so that asking again is coming back; `near` is who asked lately besides.
    """

    organisation: Organisation
    rows: tuple[Row, ...]
    today: date
    near: Near | None = None

    @property
    def last(self) -> Approach | ApproachAnswer | None:
        """The last word that stands."""
        words = [row.last for row in self.rows if row.last]
        return max(words, key=lambda word: (word.day, word.at), default=None)

    @property
    def next_on(self) -> date | None:
        return self.last.next_on if self.last else None

    @property
    def waits(self) -> bool:
        """Whether the day to come back has come."""
        return self.next_on is not None and self.next_on <= self.today

    @property
    def is_struck(self) -> bool:
        return all(row.is_struck for row in self.rows)

    @property
    def asker(self) -> User:
        """Who asked last: theirs it is to come back."""
        word = self.last or self.rows[0].approach
        asked: User = (word.approach if isinstance(word, ApproachAnswer) else word).by
        return asked


def approaches() -> QuerySet[Approach]:
    """Return approaches with all that is shown of them, the newest first."""
    answers = ApproachAnswer.objects.select_related("by", "taken_back_by").order_by(
        "-said_on", "-at"
    )
    return (
        Approach.objects.select_related("organisation", "through_organisation", "by")
        .select_related("taken_back_by", "alliance")
        .order_by("-asked_on", "-at")
        .prefetch_related(
            Prefetch("answers", answers),
            "organisation__names",
            "organisation__merged_into__names",
            "through_organisation__names",
        )
    )


def answers() -> QuerySet[ApproachAnswer]:
    return ApproachAnswer.objects.select_related("approach__alliance", "by")


def row(approach: Approach) -> Row:
    return Row(approach=approach, answers=tuple(approach.answers.all()))


def groups(several: Iterable[Approach], *, today: date) -> Iterator[Group]:
    """Yield approaches of one alliance by the organisation that was asked; merged ones are one."""
    rows: dict[UUID, list[Row]] = {}
    asked: dict[UUID, Organisation] = {}
    for approach in several:
        head = standing(approach.organisation)
        asked.setdefault(head.pk, head)
        rows.setdefault(head.pk, []).append(row(approach))
    for key, organisation in asked.items():
        yield Group(organisation=organisation, rows=tuple(rows[key]), today=today)


def record(alliance: Alliance, *, person: User, today: date) -> list[Group]:
    """Return whom an alliance asked as a person may see it: what waits first, then what was asked
    last.
    """
    every = list(groups(approaches().filter(alliance=alliance), today=today))
    keys = [group.organisation.pk for group in every]
    nearby = lately.near_each(keys, on=today, today=today, person=person)
    return sorted((replace(group, near=_besides(group, nearby)) for group in every), key=_order)


def _besides(group: Group, nearby: Mapping[UUID, Near]) -> Near:
    """Return who asked lately but for what stands in the group itself."""
    near, own = nearby[group.organisation.pk], {row.approach.pk for row in group.rows}
    return replace(near, seen=tuple(one for one in near.seen if one.pk not in own))


def _order(group: Group) -> tuple[bool, bool, int]:
    """What waits longest first, then what was asked last; what was taken back altogether last."""
    if group.waits and group.next_on:
        return False, False, group.next_on.toordinal()
    return True, group.is_struck, -group.rows[0].approach.asked_on.toordinal()


def sought(alliance: Alliance) -> list[Organisation]:
    """Return whom one would ask: partners and those of the shortlist that the register knows."""
    partners = alliance.partners.filter(left_on=None).values("organisation")
    listed = alliance.candidates.filter(state="shortlisted").exclude(organisation=None)
    known = Organisation.objects.filter(pk__in=partners) | Organisation.objects.filter(
        pk__in=listed.values("organisation")
    )
    rows = known.select_related("merged_into").prefetch_related("names", "merged_into__names")
    return sorted({standing(row) for row in rows}, key=str)


def unknown(alliance: Alliance) -> Sequence[str]:
    """Return whom the shortlist names that the register does not know."""
    listed = alliance.candidates.filter(state="shortlisted", organisation=None)
    return list(listed.values_list("name", flat=True))
