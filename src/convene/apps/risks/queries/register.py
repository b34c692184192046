"""The risks of an alliance: how each is rated, whether it is signed off, and where it stands among
the others.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from convene.apps.risks.models import Rating, Risk, SignOff
from convene.apps.risks.words import Impact, Likelihood, Phase, State
from convene.apps.workshop.models import Alliance
from convene.core import risks
from convene.core.lifecycle import HIGH
from convene.core.risks import Rated


@dataclass(frozen=True, kw_only=True)
class Row:
    """A risk as it stands on a day: its last rating before the response and after it, the worse of
    which it is held to, and the sign-off that stands.
    """

    risk: Risk
    before: Rating | None
    after: Rating | None
    worst: Rated | None
    sign_off: SignOff | None
    lowered: Rating | None
    """What would lower it to less than 15 and waits for a second person."""
    is_due: bool
    """Whether the day of its review has passed."""

    @property
    def now(self) -> Rated | None:
        """How it is rated with all that is known: after the response, where that was rated."""
        last = self.after or self.before
        return last.rated if last else None

    @property
    def waits(self) -> bool:
        """Whether somebody has to sign it off, and nobody has."""
        is_high = self.worst is not None and self.worst.needs_sign_off
        return is_high and self.sign_off is None and not self.is_closed

    @property
    def is_closed(self) -> bool:
        return self.risk.state == State.CLOSED

    @property
    def moves(self) -> tuple[State, ...]:
        """What it may become."""
        return tuple(State(state) for state in risks.MOVES[self.risk.state])


def last_ratings(risk: Risk) -> Mapping[Phase, Rating]:
    """Return the last rating of each kind that there is one of; of two people where it lowers a
    risk from 15 or more.
    """
    return {phase: holds for phase, (holds, _waits) in _standing(risk).items()}


def lowered(risk: Risk) -> Rating | None:
    """Return the rating that would lower a risk to less than 15 and waits for a second person."""
    return next((waits for _holds, waits in _standing(risk).values() if waits), None)


def _standing(risk: Risk) -> Mapping[Phase, tuple[Rating, Rating | None]]:
    by_phase: dict[Phase, list[Rating]] = {}
    for rating in risk.ratings.all():
        by_phase.setdefault(Phase(rating.phase), []).append(rating)
    standing = {}
    for phase, ratings in by_phase.items():
        places = risks.standing([(rating.rated, rating.by_id) for rating in ratings])
        if places is not None:
            holds, waits = places
            standing[phase] = ratings[holds], None if waits is None else ratings[waits]
    return standing


def held_to(risk: Risk) -> Rated | None:
    """Return the rating that a risk is held to, None where nobody has rated it."""
    return risks.worst(rating.rated for rating in last_ratings(risk).values())


def standing_sign_off(risk: Risk) -> SignOff | None:
    return next((signed for signed in risk.sign_offs.all() if signed.ended_at is None), None)


def of(alliance: Alliance) -> QuerySet[Risk]:
    """Return the risks of an alliance with all that is shown of them."""
    return (
        Risk.objects.filter(alliance=alliance)
        .select_related("alliance", "owner_person", "added_by")
        .prefetch_related(
            Prefetch("ratings", Rating.objects.select_related("by")),
            Prefetch("sign_offs", SignOff.objects.select_related("by", "ended_by")),
            "partner__organisation__names",
            "owner_partner__organisation__names",
        )
    )


def row(risk: Risk, *, today: date) -> Row:
    last = last_ratings(risk)
    is_past = risk.review_on is not None and risk.review_on < today
    return Row(
        risk=risk,
        before=last.get(Phase.BEFORE),
        after=last.get(Phase.AFTER),
        worst=held_to(risk),
        sign_off=standing_sign_off(risk),
        lowered=lowered(risk),
        is_due=is_past and risk.state != State.CLOSED,
    )


def rows(alliance: Alliance, *, today: date) -> list[Row]:
    """Return the risks of an alliance: those that nobody has rated first, since they could be
    anything, then the worst; closed ones last.
    """
    every = [row(risk, today=today) for risk in of(alliance)]
    return sorted(every, key=_order)


def waiting() -> QuerySet[Risk]:
    """Return the risks of every alliance that somebody has to sign off, and nobody has: the same
    that `Row.waits` says of one.
    """
    signed = SignOff.objects.filter(risk=OuterRef("pk"), ended_at=None)
    scores = {
        f"{phase}_score": _last(phase, F("likelihood") * F("impact")) for phase in Phase.values
    }
    high = Q(*((f"{name}__gte", HIGH) for name in scores), _connector=Q.OR)
    open_ones = Risk.objects.exclude(state=State.CLOSED)
    return open_ones.annotate(**scores).filter(high, ~Exists(signed))


def placed() -> QuerySet[Any]:
    """Return the risks of every alliance that are not closed, with the `place` where each stands in
    the matrix: what `Row.now` says of one, as likelihood × 10 + impact; nothing where it is not
    rated.
    """
    place = F("likelihood") * 10 + F("impact")
    now = Coalesce(_last(Phase.AFTER, place), _last(Phase.BEFORE, place))
    return Risk.objects.exclude(state=State.CLOSED).annotate(place=now)


def in_place(code: str) -> QuerySet[Any]:
    """Return the risks in a place of the matrix, as an address calls it, or those not rated."""
    likelihood, _x, impact = code.partition("x")
    if likelihood.isdecimal() and impact.isdecimal():
        return placed().filter(place=int(likelihood) * 10 + int(impact))
    return placed().filter(place=None)


def heat(several: QuerySet[Any]) -> tuple[tuple["Line", ...], int]:
    """Return the matrix of placed risks, whatever their number, and how many are not rated."""
    counts = several.order_by().values_list("place").annotate(number=Count("pk"))
    numbers = dict(counts)
    unrated = numbers.pop(None, 0)
    lines = _matrix({risks.rated(*divmod(place, 10)): n for place, n in numbers.items()})
    return lines, unrated


def _last(phase: str, value: Any) -> Coalesce:
    """Say in the words of the database what `core.risks.standing` says: the last rating holds, but
    one of 15 or more until two people have rated it lower.
    """
    every = Rating.objects.filter(risk=OuterRef("pk"), phase=phase).order_by("-id")
    later = Rating.objects.filter(risk=OuterRef("risk"), phase=phase, pk__gt=OuterRef("pk"))
    people = later.order_by().values("risk").annotate(number=Count("by", distinct=True))
    lowered_by = Coalesce(Subquery(people.values("number")), 0)
    high = every.annotate(score=F("likelihood") * F("impact"), lowered_by=lowered_by)
    high = high.filter(score__gte=HIGH, lowered_by__lt=2)
    return Coalesce(*(Subquery(ratings.values_list(value)[:1]) for ratings in (high, every)))


def _order(item: Row) -> tuple[bool, bool, tuple[int, ...], date]:
    weight = item.now
    steps = (-weight.score, -weight.likelihood, -weight.impact) if weight else ()
    worst = (-item.worst.score,) if item.worst else ()
    review = item.risk.review_on or date.max
    return item.is_closed, weight is not None, (*steps, *worst), review


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A place of the matrix and how many risks stand there."""

    rated: Rated
    number: int

    @property
    def impact(self) -> str:
        return str(Impact(self.rated.impact).label)

    @property
    def code(self) -> str:
        """What an address calls it."""
        return f"{self.rated.likelihood}x{self.rated.impact}"

    @property
    def label(self) -> str:
        """What a screen reader says of it."""
        words = {
            "likelihood": Likelihood(self.rated.likelihood).label,
            "impact": self.impact,
            "band": _(risks.LABELS[self.rated.band]),
        }
        return _("likelihood %(likelihood)s, impact %(impact)s: %(band)s") % words


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the matrix: a likelihood with its five impacts."""

    likelihood: int
    label: str
    cells: tuple[Cell, ...]


def matrix(several: Sequence[Row]) -> tuple[Line, ...]:
    """Return where the risks stand that are not closed and rated, the most likely first."""
    return _matrix(Counter(item.now for item in several if item.now and not item.is_closed))


def _matrix(numbers: Mapping[Rated, int]) -> tuple[Line, ...]:
    return tuple(
        Line(
            likelihood=likelihood.value,
            label=str(likelihood.label),
            cells=tuple(_cells(likelihood, numbers)),
        )
        for likelihood in reversed(Likelihood)
    )


def _cells(likelihood: Likelihood, numbers: Mapping[Rated, int]) -> Iterator[Cell]:
    for impact in Impact:
        place = risks.rated(likelihood, impact)
        yield Cell(rated=place, number=numbers.get(place, 0))


def among(several: Iterable[Row], *, code: str) -> list[Row]:
    """Return the risks that stand in a place of the matrix, as an address calls it."""
    return [item for item in several if _is_in(item, code)]


def _is_in(item: Row, code: str) -> bool:
    weight = item.now
    return (
        weight is not None and not item.is_closed and f"{weight.likelihood}x{weight.impact}" == code
    )
