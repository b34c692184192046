"""Questions to the serving snapshot. Each answer carries its sources and what it does not cover
(core/world.py).

All of them raise NoWorld where nothing has been built, and QueryError where a code is asked for
that there is not.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path as File

from convene.core.longlist import Facts, Wanted
from convene.core.world import (
    ActiveIn,
    ActivityPage,
    ActivityRow,
    Between,
    Coverage,
    Found,
    OrganisationPage,
    OrganisationRow,
    Path,
    Query,
    QueryError,
    Suggestion,
)
from convene.corpus.world import active, exporting, finding, organisations, page, suggesting
from convene.corpus.world import activity as record
from convene.corpus.world import candidates as joining
from convene.corpus.world import paths as ways
from convene.corpus.world.checking import checked
from convene.corpus.world.exporting import FORMATS, TooMany
from convene.corpus.world.opened import NoWorld, world

__all__ = [
    "FORMATS",
    "NoWorld",
    "QueryError",
    "TooMany",
    "active_in",
    "activity",
    "between",
    "candidates",
    "coverage",
    "export",
    "find",
    "name",
    "organisation",
    "paths",
    "paths_to_each",
    "suggest",
    "warm",
    "write",
]


def find(query: Query) -> Found:
    """Return a page of what a query finds, with what narrows it further."""
    here = world()
    asked = checked(query, here)
    return (
        organisations.organisations(asked, here)
        if query.of == "organisations"
        else finding.activities(asked, here)
    )


def suggest(text: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
    """Return the organisations that may be meant by what has been typed so far, in any script."""
    return suggesting.suggest(text, limit=limit, world=world())


def warm() -> None:
    """Open the serving snapshot, if there is one, before anyone asks."""
    with suppress(NoWorld):
        suggesting.warm(world())


def organisation(id: str) -> OrganisationPage | None:
    """Return one organisation in all its roles; ids that were merged lead on. None where there is
    none.
    """
    return page.organisation(id, world())


def name(id: str) -> str:
    """Return what an organisation is called now, or nothing where there is none."""
    here = world()
    return here.name(here.present(id))


def activity(number: int) -> ActivityPage | None:
    """Return one activity by its number in the serving snapshot; numbers change with each build.
    None where there is none.
    """
    return record.activity(number, world())


def active_in(
    country: str,
    *,
    models: tuple[str, ...] = (),
    sectors: tuple[str, ...] = (),
    roles: tuple[str, ...] = (),
    limit: int = 50,
) -> ActiveIn:
    """Return who takes part in activities in a country, the most active first, by models, sectors
    and roles if given.
    """
    return active.active_in(
        country, models=models, sectors=sectors, roles=roles, limit=limit, world=world()
    )


def between(a: str, b: str) -> Between:
    """Return what two organisations have had to do with each other, as far as the loaded data says."""
    return ways.between(a, b, world=world())


def paths(from_ids: Sequence[str], to_id: str, *, limit: int = ways.PATHS) -> tuple[Path, ...]:
    """Return the shortest ways from any of some organisations to another, at most three steps long."""
    return ways.paths(from_ids, [to_id], limit=limit, world=world())[to_id]


def paths_to_each(
    from_ids: Sequence[str], to_ids: Sequence[str], *, limit: int = ways.PATHS
) -> dict[str, tuple[Path, ...]]:
    """Return the shortest ways to each of several organisations, looked for together."""
    return ways.paths(from_ids, to_ids, limit=limit, world=world())


def export(query: Query) -> Iterator[ActivityRow] | Iterator[OrganisationRow]:
    """Yield all rows that a query finds, whatever page it asks for."""
    here = world()
    return exporting.export(checked(query, here), here)


def write(path: File, query: Query) -> int:
    """Write all rows that a query finds to a .csv, .xlsx or .json file, each with its source, and
    return how many.
    """
    here = world()
    return exporting.write(path, checked(query, here), here)


def candidates(wanted: Wanted, *, this_year: int) -> tuple[Facts, ...]:
    """Return what records say of everyone who might join an alliance in a country, or does the same
    work elsewhere in its region.
    """
    return joining.facts(wanted, this_year=this_year, world=world())


def coverage() -> Coverage:
    """Return what is loaded and what it does not cover."""
    return world().coverage()
