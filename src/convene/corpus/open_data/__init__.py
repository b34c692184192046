"""Questions to the serving snapshot. Each answer carries its sources and what it does not cover
(core/open_data.py).

All of them raise NoOpenData where nothing has been built, and QueryError where a code is asked for
that there is not.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path as File

from convene.core.longlist import Facts, Wanted
from convene.core.open_data import (
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
from convene.core.progress import Progress, quiet
from convene.corpus.open_data import active, exporting, finding, organisations, page, suggesting
from convene.corpus.open_data import activity as record
from convene.corpus.open_data import candidates as joining
from convene.corpus.open_data import paths as ways
from convene.corpus.open_data.checking import checked
from convene.corpus.open_data.exporting import FORMATS, TooMany
from convene.corpus.open_data.opened import NoOpenData, serving

__all__ = [
    "FORMATS",
    "NoOpenData",
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
    data = serving()
    asked = checked(query, data)
    return (
        organisations.organisations(asked, data)
        if query.of == "organisations"
        else finding.activities(asked, data)
    )


def suggest(text: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
    """Return the organisations that may be meant by what has been typed so far, in any script."""
    return suggesting.suggest(text, limit=limit, data=serving())


def warm() -> None:
    """Open the serving snapshot, if there is one, before anyone asks."""
    with suppress(NoOpenData):
        suggesting.warm(serving())


def organisation(id: str) -> OrganisationPage | None:
    """Return one organisation in all its roles; ids that were merged lead on. None where there is
    none.
    """
    return page.organisation(id, serving())


def called(text: str) -> tuple[OrganisationRow, ...]:
    """Return the organisations that a number or a name may mean: those called exactly so, else
    those whose names hold all its words.
    """
    return organisations.called(text, serving())


def name(id: str) -> str:
    """Return what an organisation is called now, or nothing where there is none."""
    data = serving()
    return data.name(data.present(id))


def activity(number: int) -> ActivityPage | None:
    """Return one activity by its number in the serving snapshot; numbers change with each build.
    None where there is none.
    """
    return record.activity(number, serving())


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
        country, models=models, sectors=sectors, roles=roles, limit=limit, data=serving()
    )


def between(a: str, b: str) -> Between:
    """Return what two organisations have had to do with each other, as far as the
    loaded data says.
    """
    return ways.between(a, b, data=serving())


def paths(from_ids: Sequence[str], to_id: str, *, limit: int = ways.PATHS) -> tuple[Path, ...]:
    """Return the shortest ways from any of some organisations to another, at most three
    steps long.
    """
    return ways.paths(from_ids, [to_id], limit=limit, data=serving())[to_id]


def paths_to_each(
    from_ids: Sequence[str], to_ids: Sequence[str], *, limit: int = ways.PATHS
) -> dict[str, tuple[Path, ...]]:
    """Return the shortest ways to each of several organisations, looked for together."""
    return ways.paths(from_ids, to_ids, limit=limit, data=serving())


def export(query: Query) -> Iterator[ActivityRow] | Iterator[OrganisationRow]:
    """Yield all rows that a query finds, whatever page it asks for."""
    data = serving()
    return exporting.export(checked(query, data), data)


def write(path: File, query: Query, *, progress: Progress = quiet) -> int:
    """Write all rows that a query finds to a .csv, .xlsx or .json file, each with its source, and
    return how many.
    """
    data = serving()
    return exporting.write(path, checked(query, data), data, progress=progress)


def candidates(wanted: Wanted, *, this_year: int) -> tuple[Facts, ...]:
    """Return what records say of everyone who might join an alliance in a country, or does the same
    work elsewhere in its region.
    """
    return joining.facts(wanted, this_year=this_year, data=serving())


def coverage() -> Coverage:
    """Return what is loaded and what it does not cover."""
    return serving().coverage()
