"""What is asked, what an answer rests on, and what it does not cover."""

from dataclasses import dataclass
from typing import Literal

from convene.core.reasons import Reason

Of = Literal["activities", "organisations"]
FACETS = ("country", "sector", "model", "role", "type", "year", "funder", "band")
PAGE = 20
MOST = 200
"""Rows of the longest page."""
DEEPEST = 10_000
"""Rows that can be paged through; an export holds them all."""


@dataclass(frozen=True, kw_only=True)
class Query:
    """What is looked for. Within one filter any value will do; all filters must hold together, and
    of one taking part where they can.

    `text` is words and "phrases"; nothing in it is a command. `sectors` are DAC purposes (five
    digits) or categories (three digits), `types` IATI organisation types, `funders` and `together`
    ids of organisations: all those of `together` must take part, in one of `roles` if any are
    given. `bands` are as `band` writes them.
    """

    text: str = ""
    of: Of = "activities"
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    page: int = 1
    size: int = PAGE


class QueryError(ValueError):
    """Something is asked for that there is not; `why` is a whole sentence that names it, for
    whoever shows it to translate.
    """

    def __init__(self, why: Reason) -> None:
        """Say it in English too."""
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Source:
    """One loaded file: what a citation of it says, and how much of it there is.

    Years are those of its money and of the beginnings of its activities, without what was yet to
    come when it was loaded.
    """

    number: int
    publisher: str
    title: str
    licence: str
    date: str
    """The day the publisher says it is of, ISO 8601, or nothing."""
    address: str
    name: str
    form: str
    loaded_at: str
    activities: int
    set_aside: int
    first_year: int | None
    last_year: int | None
    countries: tuple[str, ...]
    """Those that its activities name, or the members of a list."""
    question: str = ""
    """The guide's question that a list of members helps to answer; nothing for other sources."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something that is known to be missing: a whole sentence, for which years and sources, and who
    says so.
    """

    code: str
    sentence: Reason
    first_year: int | None = None
    last_year: int | None = None
    sources: tuple[int, ...] = ()
    said_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What an answer rests on and what it does not cover. Counts are of the whole snapshot."""

    sources: tuple[Source, ...] = ()
    """All that is loaded, also where nothing was found."""
    found_in: tuple[int, ...] = ()
    """Numbers of those that the answer rests on."""
    gaps: tuple[Gap, ...] = ()
    activities: int = 0
    set_aside: int = 0
    """Records that could not be read."""
    unnamed: int = 0
    """Mentions whose name was withheld or is no name."""
    people: int = 0
    """Mentions that are of people, who are not shown."""
    undated: int = 0
    """Activities that name no year: a filter by year leaves them out."""
    build: str = ""
    built_at: str = ""
