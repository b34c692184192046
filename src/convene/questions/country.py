"""Where a country stands, what that may point to in the guide, and who is active there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from convene import packs
from convene.core.guide import Challenge, Shortfall
from convene.core.open_data import ActiveIn
from convene.core.scorecard import (
    Figure,
    Figures,
    Indicator,
    Measure,
    Right,
    Scorecard,
    Source,
    suggested,
)
from convene.corpus import snapshots
from convene.packs import places
from convene.packs.places import published
from convene.packs.places.governance import figures, scorecard_of, shipped
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
class Beside:
    """A figure beside the rule."""

    measure: Measure
    figure: Figure

    @property
    def aged(self) -> bool:
        """The figure is so old that its age is said."""
        return published.aged(self.figure.year)


@dataclass(frozen=True, kw_only=True)
class Country:
    """How a country is governed beside others of the same income, and what that may point to."""

    card: Scorecard
    indicators: dict[str, Indicator]
    corruption: Indicator
    stand_ins: tuple[StandIn, ...]
    pointers: tuple[Pointer, ...]
    beside: tuple[Beside, ...]
    """What others measure, by title: shown, never judged."""
    sources: tuple[Source, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the figures that are judged, the latest first."""
        years = {result.figure.year for result in self.card.results if result.figure}
        return tuple(sorted(years, reverse=True))


def country(code: str) -> Country | None:
    """Return what is known of a country by its code, or None where that is none."""
    return _country(code, published.stamp()) if code in places.regions() else None


@lru_cache(maxsize=512)
def _country(code: str, _stamp: published.Stamp) -> Country:
    known, card = figures(), scorecard_of(code)
    beside = tuple(_beside(code, known))
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
        beside=beside,
        sources=tuple(
            source
            for source in known.sources
            if source.id
            in {it.id for it in shipped().sources} | {it.measure.source for it in beside}
        ),
    )


def _beside(code: str, known: Figures) -> Iterator[Beside]:
    for measure in sorted(known.measures, key=lambda measure: measure.title):
        if figure := known.figures.get((code, measure.id)):
            yield Beside(measure=measure, figure=figure)


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
        beside=tuple(
            shapes.Beside(
                title=it.measure.title,
                source=it.measure.source,
                scale=it.measure.scale,
                **vars(it.figure),
            )
            for it in answer.beside
        ),
        active=active,
        sources=answer.sources,
    )
