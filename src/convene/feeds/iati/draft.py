"""What is gathered of one record while its elements are read, one after another."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from lxml import etree

from convene.core.records import (
    Location,
    Mention,
    Money,
    MoneyKind,
    Place,
    Related,
    Result,
    Role,
    Sector,
    Text,
)
from convene.feeds.iati.codes import odd_currency
from convene.feeds.iati.texts import Party, day, language, plain
from convene.feeds.iati.transactions import Rest
from convene.feeds.names import person, unnamed

NEGATIVE = "amounts below zero are money taken back or corrected"
Tell: TypeAlias = Callable[["Draft"], None]
"""What an element says of a record, ready to be told to its draft. It holds no element, so that it
can be told of many records.
"""
Read = Callable[[etree._Element], Tell]  # noqa: SLF001  # the type's only name


End = tuple[MoneyKind, str, int | None, int | None, str]
"""What transactions have in common: kind, currency, giver, receiver and description."""


class Opening(NamedTuple):
    """What the start tag of a record says: its own language and currency where its elements name
    none, and when it was changed.
    """

    language: str
    currency: str
    updated: str


class Record(NamedTuple):
    """A record as it is read: the line it starts on, its start tag, and what its elements tell, in
    their order.
    """

    line: int
    opening: Opening
    tells: Iterable[Tell]


def opening(element: etree._Element) -> Opening:
    """Read the start tag of a record."""
    return Opening(
        language(element),
        plain(element.get("default-currency")).upper(),
        plain(element.get("last-updated-datetime")),
    )


def unread(element: etree._Element) -> Tell:
    """Tell only that an element of this name stands there."""
    tag = str(element.tag)

    def tell(draft: "Draft") -> None:
        draft.ignored[tag] += 1

    return tell


@lru_cache(maxsize=1 << 15)
def _said(
    party: Party, role: Role, language: str
) -> tuple[str, Role, str, str, str, str, str, str, str, bool]:
    """Return the fields of a mention from its name on: the same few organisations stand in most
    records.
    """
    name, identifier, type_, spoken, scheme = party
    if person(name, identifier=identifier, role=role, scheme=scheme):
        return "", role, "", "", "", "", "", "", "", True
    return (
        name,
        role,
        scheme,
        identifier,
        type_,
        "",
        "",
        spoken or language,
        unnamed(name, scheme=scheme),
        False,
    )


class Planned(NamedTuple):
    """A budget that says its period: which of the sums it is, and whether it is a revised one."""

    number: int
    revised: bool
    starts: date
    ends: date


class Draft:
    """One record so far. Whatever is odd is noted once, and kept."""

    __slots__ = (
        "_numbers",
        "budgets",
        "currency",
        "dates",
        "descriptions",
        "ends",
        "identifier",
        "ignored",
        "language",
        "locations",
        "mentions",
        "money",
        "notes",
        "places",
        "published",
        "regions",
        "related",
        "reporter",
        "results",
        "sectors",
        "shares",
        "status",
        "titles",
        "updated",
        "url",
    )

    def __init__(self, begun: Opening, *, published: date | None, ignored: Counter[str]) -> None:
        """Begin a record with what its start tag says; without a day for the file, that of the
        record's last change counts.
        """
        self.language, self.currency, self.updated = begun
        self.published, self.ignored = published or day(begun.updated), ignored
        self.identifier = self.status = self.url = ""
        self.titles: tuple[Text, ...] = ()
        self.descriptions: tuple[Text, ...] = ()
        self.dates: dict[str, date] = {}
        self.places: list[Place] = []
        self.regions: dict[str, None] = {}
        self.sectors: list[Sector] = []
        self.shares: list[tuple[str, Decimal | None]] = []
        self.mentions: list[Mention] = []
        self.money: list[Money] = []
        self.budgets: list[Planned] = []
        self.ends: dict[tuple[str, str, int, int | None], tuple[Rest, End]] = {}
        self.locations: list[Location] = []
        self.results: list[Result] = []
        self.related: list[Related] = []
        self.notes: dict[str, None] = {}
        self.reporter: int | None = None
        self._numbers: dict[tuple[str, str], int] = {}

    def spoken(self, found: tuple[Text, ...]) -> tuple[Text, ...]:
        """Return texts with the record's own language where they have none."""
        return tuple(each if each.language else Text(self.language, each.text) for each in found)

    def mention(self, party: Party, role: Role) -> int:
        """Add an organisation in a role and return its number; said again in the same role, it
        keeps its first.
        """
        number = len(self.mentions)
        self._numbers.setdefault((party.name, party.identifier), number)
        self.mentions.append(Mention(number, *_said(party, role, self.language)))
        return number

    def known(self, party: Party | None, role: Role) -> int | None:
        """Return the number of an organisation that money goes from or to: the one named before, or
        a new mention in this role.
        """
        if party is None:
            return None
        number = self._numbers.get((party.name, party.identifier))
        return self.mention(party, role) if number is None else number

    def note(self, text: str) -> None:
        """Note what is odd, once."""
        self.notes[text] = None

    def dated(self, what: str, day: date) -> None:
        """Note something that is said to have happened after the file was published."""
        if self.published and day > self.published:
            self.note(f"{what} on {day.isoformat()}, after the file was published")

    def sum(
        self,
        kind: MoneyKind,
        value: Decimal | None,
        currency: str,
        day: date | None,
        giver: int | None = None,
        receiver: int | None = None,
        countries: tuple[str, ...] = (),
        sectors: tuple[Sector, ...] = (),
        description: str = "",
    ) -> None:
        """Add a sum; arguments as the fields of Money."""
        if value is not None and value.is_signed():
            self.negative(value)
        year = day.year if day else None
        paid_in = self.paid_in(currency)
        self.money.append(
            Money(
                kind,
                value,
                paid_in,
                day,
                year,
                giver,
                receiver,
                countries,
                sectors,
                description,
                len(self.money) + 1,
            )
        )

    def negative(self, value: Decimal) -> None:
        """Note an amount below zero."""
        if value:
            self.notes[NEGATIVE] = None

    def paid_in(self, currency: str) -> str:
        """Return a sum's own currency or that of the record, and note one that is not known."""
        written = currency or self.currency
        if odd := odd_currency(written):
            self.notes[odd] = None
        return written
