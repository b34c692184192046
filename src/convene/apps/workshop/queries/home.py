"""What stands on the front page of an alliance: where it is, what keeps it there, whose turn it is,
what is late and what is stopped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_approver, is_reviewer
from convene.apps.workshop.models import Alliance, Move, Override, Part, Partner
from convene.apps.workshop.queries import facts, standing, unbundling
from convene.apps.workshop.words import State
from convene.core import lifecycle
from convene.core.lifecycle import Requirement, Stage, Standing, Who
from convene.core.lifecycle.words import FLAWS, WHAT, WHO, because
from convene.ground.templatetags.reasons import sentence
from convene.packs.alliances import path


@dataclass(frozen=True, kw_only=True)
class Step:
    """A state of the path, and whether it lies behind, is here, or is still to come."""

    label: str
    where: str


@dataclass(frozen=True, kw_only=True)
class Lack:
    """Something that is not met: of the alliance or of a partner, who can meet it and where."""

    needed: Requirement
    partner: Partner | None
    since: date
    to: str
    is_mine: bool
    may_ask: bool
    """Whether an override can be asked for: nothing forbids it, and none waits for others."""

    @property
    def says(self) -> str:
        return _(self.needed.says)

    @property
    def who(self) -> list[str]:
        return [_(WHO[person]) for person in self.needed.who]


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Somebody whose turn it is: for how many things, and since when."""

    who: tuple[str, ...]
    lacks: tuple[Lack, ...]

    @property
    def since(self) -> date:
        return min(lack.since for lack in self.lacks)


@dataclass(frozen=True, kw_only=True)
class Stop:
    """What may not be done; without a partner, for the whole alliance."""

    partner: Partner | None
    because: str
    what: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Stands:
    """An override and what became of it: it counts, waits for others, or does not count and why."""

    row: Override
    says: str
    agreed: tuple[str, ...]
    counts: bool
    waits: bool
    because: tuple[str, ...]
    may_agree: bool


@dataclass(frozen=True, kw_only=True)
class Home:
    """The front page, for one reader."""

    steps: tuple[Step, ...]
    state: State
    next: State | None
    since: date
    last: Move | None
    is_off: bool
    lacks: tuple[Lack, ...]
    turns: tuple[Turn, ...]
    waits: tuple[facts.Waits, ...]
    """What waits for the reader besides what is unmet."""
    late: tuple[facts.Late, ...]
    stops: tuple[Stop, ...]
    overrides: tuple[Stands, ...]
    onward: State | None
    leaving: tuple[State, ...]
    done: int
    of: int
    """How many of the tasks without parts are done, and how many there are."""

    @property
    def asked_of_me(self) -> Stands | None:
        """The first override that the reader may agree to."""
        return next((override for override in self.overrides if override.may_agree), None)

    @property
    def number(self) -> int:
        """How far it is, from 1."""
        here = (n for n, step in enumerate(self.steps, 1) if step.where == "here")
        return next(here, 0)


def home(alliance: Alliance, *, by: User, today: date) -> Home:
    """Return what somebody reads of an alliance first."""
    case = standing.case(alliance, today=today)
    judged = lifecycle.standing(case, path=path())
    last = standing.last_move(alliance)
    since = last.on if last else alliance.created_at.date()
    rows = alliance.partners.select_related("organisation")
    partners = {str(row.pk): row for row in rows.prefetch_related("organisation__names")}
    lacks = _lacks(alliance, judged, partners=partners, since=since, by=by) if judged.next else ()
    may_go = [step.to for step in lifecycle.moves(case, path=path())]
    stage = Stage(alliance.state)
    done, of = unbundling.so_far(alliance)
    return Home(
        steps=tuple(_steps(case.halted.was if case.halted else stage)),
        state=State(alliance.state),
        next=State(judged.next) if judged.next else None,
        since=since,
        last=last,
        is_off=path().is_off(stage),
        lacks=tuple(sorted(lacks, key=_order)),
        turns=tuple(_turns(lacks)),
        waits=tuple(facts.waits(alliance, by=by, today=today)),
        late=tuple(facts.late(alliance, today=today)),
        stops=tuple(_stops(judged, partners)),
        overrides=tuple(_overrides(alliance, judged, by=by)),
        onward=next((State(to) for to in may_go if to == judged.next), None),
        leaving=tuple(State(to) for to in may_go if path().is_off(to)),
        done=done,
        of=of,
    )


def _steps(now: Stage) -> Iterator[Step]:
    where = "past"
    for place in path().places:
        if path().is_off(place.id):
            continue
        is_here = place.id is now
        yield Step(label=str(State(place.id).label), where="here" if is_here else where)
        where = "to_come" if is_here else where


def _lacks(
    alliance: Alliance,
    judged: Standing,
    *,
    partners: Mapping[str, Partner],
    since: date,
    by: User,
) -> tuple[Lack, ...]:
    """Return what is unmet; what two gates ask alike stands once, as the later gate says it."""
    mine, places = _mine(alliance, by), facts.places(alliance)
    by_check = {(lack.needed.asks, lack.about): lack for lack in judged.unmet}
    waits = {
        (it.needed.code, it.override.about) for it in judged.void if it.because == ("one_person",)
    }
    return tuple(
        Lack(
            needed=lack.needed,
            partner=partners.get(lack.about),
            since=max(since, partners[lack.about].joined_on) if lack.about in partners else since,
            to=places.get(lack.needed.field, ""),
            is_mine=bool(mine & set(lack.needed.who)),
            may_ask=lack.needed.overridable and (lack.needed.code, lack.about) not in waits,
        )
        for lack in by_check.values()
    )


def _order(lack: Lack) -> tuple[bool, int, str]:
    """Order what is unmet: the reader's first, then as the path asks, then by partner."""
    return not lack.is_mine, path().requirements.index(lack.needed), str(lack.partner or "")


def _mine(alliance: Alliance, person: User) -> set[Who]:
    """Return as what somebody can meet a requirement here."""
    kinds = {part.kind for part in alliance.parts_now if part.person_id == person.pk}
    as_whom: dict[Who, bool] = {
        "owner": Part.Kind.OWNER in kinds,
        "builder": bool({Part.Kind.OWNER, Part.Kind.BUILDER} & kinds),
        "reviewer": is_reviewer.test(person),
        "approver": is_approver.test(person),
    }
    return {who for who, is_so in as_whom.items() if is_so}


def _turns(lacks: tuple[Lack, ...]) -> Iterator[Turn]:
    """Yield whose turn it is besides the reader's."""
    groups: dict[tuple[str, ...], list[Lack]] = {}
    for lack in lacks:
        if not lack.is_mine:
            of_partner = lack.partner is not None and "partner" in lack.needed.who
            who = (str(lack.partner),) if of_partner else tuple(lack.who)
            groups.setdefault(who, []).append(lack)
    for who, several in groups.items():
        yield Turn(who=who, lacks=tuple(several))


def _stops(judged: Standing, partners: Mapping[str, Partner]) -> Iterator[Stop]:
    for stop in judged.stopped:
        partner = partners.get(stop.partner)
        yield Stop(
            partner=partner,
            because=sentence(because(stop.because, partner=str(partner or ""))),
            what=tuple(_(WHAT[what]) for what in stop.what),
        )


def _overrides(alliance: Alliance, judged: Standing, *, by: User) -> Iterator[Stands]:
    counting = {kept.override for kept in judged.overridden}
    void = {it.override: it.because for it in judged.void}
    may = by.has_perm("workshop.agree_alliance", alliance)
    for row in standing.overrides(alliance):
        plain = standing.override(row)
        flaws, agreed = void.get(plain, ()), [agreed.by for agreed in row.agreements.all()]
        waits = flaws == ("one_person",)
        yield Stands(
            row=row,
            says=_(path().requirement(row.code).says),
            agreed=tuple(map(str, agreed)),
            counts=plain in counting,
            waits=waits,
            because=tuple(_(FLAWS[flaw]) for flaw in flaws),
            may_agree=waits and may and row.asked_by != by and by not in agreed,
        )
