"""Where a country stands, what that may point to in the guide, and who is active there."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from convene import packs
from convene.core.guide import Challenge, Shortfall
from convene.core.open_data import ActiveIn
from convene.core.scorecard import Indicator, Right, Scorecard, Source, suggested
from convene.corpus import snapshots
from convene.packs import places
from convene.packs.places.governance import figures, scorecard_of
from convene.questions.shapes import country as shapes


@dataclass(frozen=True, kw_only=True)
class Pointer:
    """An indicator that does not pass, and the problems of the guide that it may point to."""

    indicator: Indicator
    shortfall: Shortfall
    challenges: tuple[Challenge, ...]


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """A right of the rule, which indicator stands in for it, and whether it holds by that."""

    right: Right
    indicator: Indicator
    passes: bool | None


@dataclass(frozen=True, kw_only=True)
class Country:
    """How a country is governed beside others of the same income, and what that may point to."""

    card: Scorecard
    indicators: dict[str, Indicator]
    corruption: Indicator
    stand_ins: tuple[StandIn, ...]
    pointers: tuple[Pointer, ...]
    sources: tuple[Source, ...]


@cache
def country(code: str) -> Country | None:
    """Return what is known of a country by its code, or None where that is none."""
    if code not in places.regions():
        return None
    known, card = figures(), scorecard_of(code)
    indicators = {indicator.id: indicator for indicator in known.indicators}
    passes = {result.indicator: result.passes for result in card.results}
    return Country(
        card=card,
        indicators=indicators,
        corruption=indicators[known.rule.corruption],
        stand_ins=tuple(
            StandIn(right=right, indicator=indicators[right.by], passes=passes[right.by])
            for right in known.rule.rights
        ),
        pointers=tuple(
            _pointer(shortfall, indicators[shortfall.indicator])
            for shortfall in suggested(card, packs.guide().shortfalls)
        ),
        sources=known.sources,
    )


def _pointer(shortfall: Shortfall, indicator: Indicator) -> Pointer:
    challenges = (packs.guide().get(id, Challenge) for id in shortfall.challenges)
    return Pointer(indicator=indicator, shortfall=shortfall, challenges=tuple(challenges))


def active_in(code: str, *, limit: int, models: tuple[str, ...] = ()) -> ActiveIn | None:
    """Return who is active in a country, in activities that resemble models if any are given; None
    where no open data has been built or none is of such a code.
    """
    serving = snapshots.current()
    return _active(code, models, limit, serving.folder) if serving else None


@lru_cache(maxsize=1024)
def _active(code: str, models: tuple[str, ...], limit: int, _serving: Path) -> ActiveIn | None:
    """Ask once as long as a snapshot serves, for it never changes."""
    from convene.corpus import open_data  # local: its engines need not be loaded without open data

    try:
        return open_data.active_in(code, models=models, limit=limit)
    except (open_data.NoOpenData, open_data.QueryError):
        return None


def shape(answer: Country, active: ActiveIn | None) -> shapes.Country:
    """Return the answer as it is published."""
    return shapes.Country(
        **vars(answer.card),
        name=places.name(answer.card.country),
        stand_ins=tuple(
            shapes.StandIn(
                id=stand_in.right.id,
                stood_in_for_by=stand_in.right.by,
                because=stand_in.right.because,
            )
            for stand_in in answer.stand_ins
        ),
        points_to=tuple(
            shapes.Pointer(
                indicator=pointer.indicator.id,
                challenges=pointer.shortfall.challenges,
                because=pointer.shortfall.because,
            )
            for pointer in answer.pointers
        ),
        active=active,
        sources=answer.sources,
    )
