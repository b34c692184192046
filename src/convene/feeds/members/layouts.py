"""Under which titles a table of members writes its columns, and what its publisher's words mean."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from convene.feeds.tables import MARKS, SEARCH
from convene.packs.read import fit, parse_file

FILE = Path(__file__).parent / "layouts.yaml"
COLUMNS = ("name", "country", "kind", "sector", "since", "status", "number", "source")
"""Our own titles."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Titles of each of our columns, the ones that a table must have, and what its publisher says
    of every list; words of publishers stand before those that all lists share.
    """

    titles: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    register: str = ""
    """The register that numbers the members."""
    publisher: str = ""
    licence: str = ""
    question: str = ""
    standings: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def columns(self, header: Sequence[str]) -> Mapping[str, str]:
        """Return the title under which each of our columns stands in a header, where it does."""
        fitting = {
            column: [title.casefold() for title in titles if title.casefold() in header]
            for column, titles in self.titles.items()
        }
        return {column: titles[0] for column, titles in fitting.items() if titles}


OWN = Layout(titles={column: (column,) for column in COLUMNS}, needed=("name", "country"))


@dataclass(frozen=True, kw_only=True)
class Found:
    """The layout of a table, and the title of each of our columns in it."""

    layout: Layout
    columns: Mapping[str, str]


def of_table(head: bytes) -> Found:
    """Return the layout that knows most columns of a table, by its first rows; our own where no
    other knows more, so that a mistyped title of ours is refused and not passed over.
    """
    every = list(_headers(head))
    fitting = [
        Found(layout=layout, columns=columns)
        for layout in (OWN, *others())
        for columns in map(layout.columns, every)
        if all(column in columns for column in layout.needed)
    ]
    own = Found(layout=OWN, columns={column: column for column in COLUMNS})
    return max(fitting, key=lambda table: len(table.columns), default=own)


@cache
def others() -> tuple[Layout, ...]:
    """Return the layouts that are not our own. Raises ReadError."""
    return tuple(fit(each, Layout) for each in parse_file(FILE))


def _headers(head: bytes) -> Iterator[list[str]]:
    lines = [line for line in head.decode("utf-8-sig", errors="replace").splitlines() if line]
    for line in lines[:SEARCH]:
        for mark in MARKS:
            for row in csv.reader([line], delimiter=mark):
                yield [" ".join(cell.split()).casefold() for cell in row]
