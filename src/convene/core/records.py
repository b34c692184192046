"""What one record of open data says, whatever format it came in: an activity, its money, and whom
it mentions.

A feed yields these rows, the corpus keeps them as tables of the same names and fields. They are
named tuples because a build makes millions of them. An empty string or tuple means that the record
does not say.
"""

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

Role = Literal[
    "funder",
    "accountable",
    "extending",
    "implementer",
    "reporter",
    "buyer",
    "supplier",
    "bidder",
    "payer",
    "payee",
    "partner",
    "member",
]
"""`member` is whom a list of members names; nobody else has that role."""
Kind = Literal["project", "grant", "contract", "payment", "alliance", "plan", "membership"]
"""`plan` is what an organisation publishes of its own budgets, without a project: the IATI
organisation files. `membership` is one row of a list of members: it is no activity, and no search
finds it as one.
"""
ROLES: tuple[Role, ...] = tuple(role for role in get_args(Role) if role != "member")
KINDS: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind != "membership")
"""Roles and kinds of activities."""
STANDINGS = ("member", "registered", "suspended", "lapsed", "expelled", "unregistered")
"""How somebody stands on a list of members, or on a register, which shows no interest."""
MoneyKind = Literal[
    "commitment",
    "disbursement",
    "expenditure",
    "incoming commitment",
    "incoming",
    "pledge",
    "incoming pledge",
    "repayment",
    "interest",
    "reimbursement",
    "guarantee",
    "equity",
    "equity sale",
    "other",
    "budget",
    "grant",
    "tender",
    "award",
    "payment",
]


class Text(NamedTuple):
    """A text and its language (ISO 639-1, or nothing)."""

    language: str
    text: str


class Place(NamedTuple):
    """A country (ISO 3166-1 alpha-2), and in per cent which part of the activity it stands for, if
    the record says.
    """

    country: str
    percentage: Decimal | None = None


class Sector(NamedTuple):
    """A sector code and its vocabulary: `dac` (five-digit purpose), `dac3` (three-digit category),
    or as the record names it.
    """

    vocabulary: str
    code: str
    name: str = ""
    percentage: Decimal | None = None


class Location(NamedTuple):
    """A named place of an activity."""

    name: str
    latitude: float | None = None
    longitude: float | None = None


class Result(NamedTuple):
    """What an activity says it achieved. Figures stay as they were published."""

    type: str
    title: str
    indicator: str = ""
    baseline: str = ""
    target: str = ""
    actual: str = ""
    period: str = ""


class Related(NamedTuple):
    """Another activity: `parent`, `child`, `sibling`, `co-funded` or `third party`, and the
    identifier it goes by.
    """

    type: str
    identifier: str


class Mention(NamedTuple):
    """An organisation as one record names it. `unnamed` says why a text is no name (redacted,
    placeholder, group), else is empty.
    """

    number: int
    """Counted from 0 within the activity; money points at it."""
    name: str
    role: Role
    scheme: str = ""
    """org-id.guide list that the identifier belongs to, when it is known."""
    identifier: str = ""
    """As published, with its prefix. Evidence, not identity."""
    type: str = ""
    """IATI organisation type code."""
    country: str = ""
    website: str = ""
    language: str = ""
    unnamed: str = ""
    person: bool = False
    """Whether the record says, or its name does, that this is a person; people are no organisations
    and their names are not shown.
    """


class Money(NamedTuple):
    """A sum: who gave what to whom when. `value` is as published, negative where something was
    taken back.
    """

    kind: MoneyKind
    value: Decimal | None
    currency: str
    day: date | None
    year: int | None
    giver: int | None = None
    """Number of the mention that gives, if the record says."""
    receiver: int | None = None
    countries: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()
    description: str = ""
    record: int = 0
    """Line or row where it stands, for flat files; otherwise its place within the activity."""


class Activity(NamedTuple):
    """One project, grant, contract, payment or alliance, with all that its record says."""

    identifier: str
    """As published; unique within its publisher, not across the world."""
    kind: Kind
    record: int
    """Where it stands in its file: line for XML and CSV, place in the list for JSON. Counted from
    1.
    """
    titles: tuple[Text, ...]
    descriptions: tuple[Text, ...] = ()
    status: str = ""
    """IATI activity status code, where known; of a membership, one of STANDINGS."""
    start: date | None = None
    end: date | None = None
    places: tuple[Place, ...] = ()
    regions: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()
    mentions: tuple[Mention, ...] = ()
    money: tuple[Money, ...] = ()
    locations: tuple[Location, ...] = ()
    results: tuple[Result, ...] = ()
    related: tuple[Related, ...] = ()
    url: str = ""
    updated: str = ""
    """When the publisher last changed it, ISO 8601, to choose between two copies of one record."""
    notes: tuple[str, ...] = ()
    """What is odd about it and was kept all the same: a date to come, a currency that is not known.
    """


class SetAside(NamedTuple):
    """A record that could not be read: where it stands and why."""

    file: str
    record: int
    reason: str
    value: str = ""


class Origin(NamedTuple):
    """Where a file came from: what a citation of its records says."""

    publisher: str
    title: str
    licence: str = ""
    date: str = ""
    """The day the publisher says the file is of, ISO 8601."""
    address: str = ""
