"""One organisation, one activity, one country, and what lies between two organisations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from convene.core.open_data.asked import Coverage
from convene.core.open_data.lists import ActivityRow, Count, OrganisationRow, Part
from convene.core.reasons import Reason
from convene.core.records import Location, Result, Sector, Text

End = Literal["gave", "received", "within"]
"""Which end of a sum an organisation stands at; `within` is a sum that it gave itself."""
Bond = Literal["funded", "funded by", "bought from", "sold to", "paid", "was paid by", "took part"]
"""What one organisation was to another in an activity, by the roles or the money that its record
gives them.
"""


@dataclass(frozen=True, kw_only=True)
class NameUsed:
    """A name that records use for an organisation."""

    text: str
    mentions: int
    first_year: int | None
    last_year: int | None
    sources: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class IdentifierUsed:
    """An identifier that records use for it. `others` counts the organisations that it also stands
    for: evidence, not identity.
    """

    scheme: str
    value: str
    mentions: int
    others: int
    sources: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Year:
    """How many activities were under way in a year, in all and by role (one may have several roles
    in one activity).
    """

    year: int
    activities: int
    roles: tuple[Count, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearSum:
    """A sum of one year; `year` is None where the record names none. A large funder's page holds
    thousands.
    """

    year: int | None
    value: Decimal
    count: int


@dataclass(frozen=True, kw_only=True)
class Sum:
    """What an organisation gave or received, of one kind, in one currency, by one publisher's word.
    Add no two of these together.

    `inner` sums stand in activities that are parts of a larger one which has sums of the same kind:
    they may be the same money.
    """

    end: End
    kind: str
    currency: str
    publisher: str
    inner: bool
    value: Decimal
    count: int
    years: tuple[YearSum, ...]
    sources: tuple[int, ...]
    without_value: int = 0
    """Records that name no sum."""


def busiest(sums: Sequence[Sum], *, few: int) -> Sequence[Sum]:
    """Return sums as they stand where they are few, otherwise those of the most entries first."""
    return sums if len(sums) <= few else sorted(sums, key=lambda sum: -sum.count)


@dataclass(frozen=True, kw_only=True)
class Partner:
    """Another organisation in the same activities. `bonds` say how, by what the records say of
    roles and money.
    """

    organisation: str
    name: str
    type: str
    activities: int
    bonds: tuple[Count, ...]
    first_year: int | None
    last_year: int | None
    sources: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Related:
    """An organisation that may be the same or belong together; a person decides. `why` are whole
    sentences.
    """

    organisation: str
    name: str
    score: float | None
    why: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Two names that were taken for one organisation, why, and how sure it is. `a_key` and `b_key`
    are what a decision names.
    """

    a: str
    b: str
    a_key: str
    b_key: str
    kind: str
    score: float | None
    why: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class OrganisationPage:
    """One organisation in all its roles. `asked` is the id that was asked for: another where that
    was merged into this one.
    """

    organisation: str
    asked: str
    name: str
    type: str
    doubtful: tuple[str, ...]
    """Types that records give it and its name contradicts; `type` is none of them."""
    certain: bool
    countries: tuple[str, ...]
    websites: tuple[str, ...]
    activities: int
    first_year: int | None
    last_year: int | None
    names: tuple[NameUsed, ...]
    identifiers: tuple[IdentifierUsed, ...]
    roles: tuple[Count, ...]
    years: tuple[Year, ...]
    works_in: tuple[Count, ...]
    """Countries of its activities."""
    sectors: tuple[Count, ...]
    models: tuple[Count, ...]
    sums: tuple[Sum, ...]
    partners: tuple[Partner, ...]
    partners_total: int
    related: tuple[Related, ...]
    joined: tuple[Joined, ...]
    latest: tuple[ActivityRow, ...]
    coverage: Coverage


@dataclass(frozen=True, kw_only=True)
class Flow:
    """One sum as its record gives it. `giver` and `receiver` are parts of the activity, where the
    record names them.
    """

    kind: str
    value: Decimal | None
    currency: str
    day: date | None
    year: int | None
    giver: Part | None
    receiver: Part | None
    description: str
    record: int


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """A model of the guide that an activity may belong to, and why."""

    model: str
    confidence: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A related activity; `activity` and `title` are known only where it is loaded too."""

    type: str
    identifier: str
    activity: int | None = None
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivityPage:
    """One activity with all that its record says."""

    row: ActivityRow
    titles: tuple[Text, ...]
    descriptions: tuple[Text, ...]
    start: date | None
    end: date | None
    sectors: tuple[Sector, ...]
    locations: tuple[Location, ...]
    parts: tuple[Part, ...]
    flows: tuple[Flow, ...]
    results: tuple[Result, ...]
    related: tuple[Neighbour, ...]
    models: tuple[Mapped, ...]
    updated: str
    notes: tuple[str, ...]
    coverage: Coverage


@dataclass(frozen=True, kw_only=True)
class Active:
    """An organisation that is active somewhere: counts, years and roles are of its activities there
    only.
    """

    row: OrganisationRow
    models: tuple[Count, ...]
    sectors: tuple[Count, ...]


@dataclass(frozen=True, kw_only=True)
class ActiveIn:
    """Who is active in a country, the most active first."""

    country: str
    models: tuple[str, ...]
    total: int
    organisations: tuple[Active, ...]
    activities: int
    coverage: Coverage


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a path: what `of` was to `to` (`bond`), in so many activities,
    one of them named.
    """

    of: str
    of_name: str
    to: str
    to_name: str
    bond: Bond
    activities: int
    first_year: int | None
    last_year: int | None
    activity: int
    """The latest one."""
    title: str
    source: int


@dataclass(frozen=True, kw_only=True)
class Path:
    """How one organisation is connected with another, the first step from the one that asks."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class Between:
    """What two organisations have had to do with each other: the activities both take part in, else
    the shortest paths.
    """

    a: str
    b: str
    total: int
    activities: tuple[ActivityRow, ...]
    paths: tuple[Path, ...]
    coverage: Coverage
