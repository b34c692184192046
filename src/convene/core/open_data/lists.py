"""What stands in a list of activities or organisations, and beside it to narrow it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from convene.core.open_data.asked import Coverage, Query
from convene.core.reasons import Reason
from convene.core.records import Role


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many activities (or, in a facet of organisations, organisations) have a value. `label` is
    empty where the code says it all.
    """

    code: str
    count: int
    label: str = ""
    chosen: bool = False
    inferred: int = 0
    """In how many of them only money says so, not the record itself."""
    first_year: int | None = None
    last_year: int | None = None
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One way to narrow what was found: the commonest values with their counts under all filters
    that are set. `more` were left off; None stands for some, which were not counted.
    """

    name: str
    counts: tuple[Count, ...]
    more: int | None = 0


@dataclass(frozen=True, kw_only=True)
class Part:
    """One taking part, as the record names it. `name` is empty for people, and what is no name says
    why in `unnamed`.
    """

    role: Role
    name: str
    organisation: str | None = None
    type: str = ""
    identifier: str = ""
    unnamed: str = ""
    person: bool = False
    inferred: bool = False
    """Whether the record gives it another part only, and its money says this one."""


@dataclass(frozen=True, kw_only=True)
class Amount:
    """Money of one kind, in one currency, of one activity. `value` is the sum of `count` records;
    some may be negative.
    """

    kind: str
    currency: str
    value: Decimal
    count: int
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, kw_only=True)
class ActivityRow:
    """An activity in a list. `activity` is its number in this snapshot only; `source` and `record`
    say where it stands.
    """

    activity: int
    identifier: str
    kind: str
    title: str
    language: str
    status: str
    first_year: int | None
    last_year: int | None
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    models: tuple[str, ...]
    parts: tuple[Part, ...]
    """The first few; `parts_total` counts all."""
    parts_total: int
    amounts: tuple[Amount, ...]
    source: int
    record: int
    url: str


@dataclass(frozen=True, kw_only=True)
class OrganisationRow:
    """An organisation in a list. `activities` counts those that match what was asked; `matched` is
    the name that matched, if another.
    """

    organisation: str
    name: str
    matched: str
    countries: tuple[str, ...]
    """Where it is registered or said to be from."""
    type: str
    certain: bool
    """Whether nothing about who it is waits for a person's decision."""
    roles: tuple[Count, ...]
    activities: int
    first_year: int | None
    last_year: int | None
    sources: tuple[int, ...]
    websites: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    """Types that records give it and its name contradicts; `type` is none of them."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a query found, the best or (without words) the latest first. One of the two lists is
    filled, as `query.of` says.
    """

    query: Query
    total: int
    activities: tuple[ActivityRow, ...] = ()
    organisations: tuple[OrganisationRow, ...] = ()
    facets: tuple[Facet, ...] = ()
    notes: tuple[Reason, ...] = ()
    """What was left out of the question, in whole sentences: words too many, letters that are none.
    """
    coverage: Coverage


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """An organisation that may be meant. `matched` is the variant of its name that fits best, where
    it is not `name`.
    """

    organisation: str
    name: str
    matched: str
    countries: tuple[str, ...]
    type: str
    activities: int
    how: Literal["begins", "likeness"]
