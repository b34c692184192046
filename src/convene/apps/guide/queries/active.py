"""Who is active in a country, as far as the loaded open data says."""

from dataclasses import dataclass

from convene import packs
from convene.core.open_data import Active, ActiveIn, Gap, Source
from convene.corpus import snapshots
from convene.questions import country

SHOWN = 10
"""Organisations that a page names; the search has them all."""


@dataclass(frozen=True)
class Present:
    """Who takes part in activities of a country: `near` in those that resemble the guide's models,
    `every` in all of them.
    """

    near: ActiveIn
    every: ActiveIn

    @property
    def shown(self) -> tuple[Active, ...]:
        return self.near.organisations or self.every.organisations

    @property
    def resting_on(self) -> tuple[Source, ...]:
        """Return the sources of what is shown."""
        found = {number for active in self.shown for number in active.row.sources}
        return tuple(source for source in self.every.coverage.sources if source.number in found)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return self.every.coverage.gaps


def serving() -> str:
    """Return the id of the snapshot that serves, or nothing where no open data has been built."""
    current = snapshots.current()
    return current.id if current else ""


def active_in(code: str) -> Present | None:
    """Return who is active in a country, or None where no open data has been built."""
    models = tuple(model.id for model in packs.guide().models)
    near = country.active_in(code, models=models, limit=SHOWN)
    every = country.active_in(code, limit=SHOWN)
    return Present(near=near, every=every) if near and every else None
