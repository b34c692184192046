"""What is asked of a longlist, and what records say of an organisation that might stand on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from convene.core.kinds import (
    FOUNDATION,
    gives_grants,
    is_association,
    is_chamber,
    is_of_the_world,
    is_state,
    plain_words,
)
from convene.core.public_bodies import is_public
from convene.core.records import Role

Party = Literal[
    "company",
    "chamber",
    "foundation",
    "ngo",
    "university",
    "partnership",
    "public",
    "multilateral",
    "unknown",
]
PARTIES: Mapping[str, Party] = {
    **dict.fromkeys(("10", "11", "15"), "public"),
    **dict.fromkeys(("21", "22", "23", "24"), "ngo"),
    "30": "partnership",
    "40": "multilateral",
    "60": "foundation",
    **dict.fromkeys(("70", "71", "72", "73"), "company"),
    "80": "university",
}
"""What an organisation is, by the IATI organisation type its records give it."""
TOLD: Mapping[str, Party] = {
    "business_association": "chamber",
    "ngo": "ngo",
    "union": "ngo",
    "professional_body": "ngo",
    "media": "company",
}
"""What an organisation is where the guide itself says so and records do not."""
NEVER_ASKED: frozenset[Party] = frozenset({"public", "multilateral"})
"""The six questions look for companies, foundations and civil society; a government is whom the
alliance works with.
"""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A place and the kinds of alliance wanted there: ISO 3166-1 alpha-2, model codes, and codes of
    the guide's sectors (none: any).
    """

    country: str
    region: str
    models: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Seen:
    """How many activities (contracts, grants, payments) show something, over which years, by which
    sources (numbers of the snapshot).
    """

    count: int
    first_year: int | None = None
    last_year: int | None = None
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Alliance:
    """An alliance someone took part in. `record` is its id where it is one of the guide's own;
    then `named` is how the guide calls this partner of it, and `kind` what it is.
    """

    title: str
    country: str
    year: int | None
    model: str
    source: int
    record: str = ""
    named: str = ""
    kind: str = ""
    changed: bool = False
    """Whether the guide's alliance is known to have changed since it was told."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """Of how many activities somebody was paid a part with aid that others gave (`paid`), and how
    many are its own (`own`). `costs` of those paid are only the running of an office, and `small`
    are of less than ten thousand.
    """

    paid: Seen | None = None
    own: int = 0
    costs: int = 0
    small: int = 0


@dataclass(frozen=True, kw_only=True)
class Membership:
    """How somebody stands on a list of members, as its publisher says it: evidence of interest,
    never praise.
    """

    list: str
    """What the list is called."""
    question: str
    """The guide's question that being on it helps to answer."""
    source: int
    """Number of the source, which says who publishes the list, under which licence."""
    as_of: str
    """The day the list is of, ISO 8601, or nothing."""
    loaded: str
    """The day it was loaded."""
    standing: str
    """One of STANDINGS; nothing where the list's word for it is not known."""
    word: str = ""
    """The status as the list writes it."""
    since: int | None = None
    read_at: str = ""
    """Where the list says to read of it."""

    @property
    def is_member(self) -> bool:
        """Whether the list counts it among its members, or a register as being in force."""
        return self.standing in {"member", "registered"}


@dataclass(frozen=True, kw_only=True)
class Foundation:
    """A foundation on record that carries a company's name, and what shows it."""

    name: str
    seen: Seen


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What records say of one organisation. `here` is the country that is asked about, `near` the
    rest of its region.
    """

    organisation: str
    name: str
    type: str = ""
    doubtful: tuple[str, ...] = ()
    """Types that records give it and its name contradicts."""
    countries: tuple[str, ...] = ()
    identifiers: int = 0
    here: Mapping[Role, Seen] = field(default_factory=dict)
    models_here: Mapping[str, Seen] = field(default_factory=dict)
    """Activities here of the models wanted."""
    models_near: Mapping[str, Seen] = field(default_factory=dict)
    """The same elsewhere in the region, of models that it has none of here."""
    paid_here: Seen | None = None
    """Payments to public bodies of the country, as companies that take out oil, gas or minerals
    must report them.
    """
    sectors: Mapping[str, Seen] = field(default_factory=dict)
    """Which of the sectors wanted its activities anywhere fall into."""
    alliances: tuple[Alliance, ...] = ()
    memberships: tuple[Membership, ...] = ()
    foundation: Foundation | None = None
    """One that carries this company's name."""
    place: int | None = None
    """How many of the companies seen here have as many activities or more, itself among them; 1 is
    the most alone.
    """
    companies: int = 0
    """How many companies are seen here."""
    work: Work = Work()
    """Whose money it works with here."""
    work_anywhere: Work = Work()
    """The same everywhere, without sources and what ran an office."""
    reach: int = 0
    """In how many countries it is on record; 0 where nobody counted."""
    joined_here: bool = False
    """Whether a list of members says that it is in the country, or is of that country."""
    named_after_it: bool = False
    """Whether its name holds that of the country."""
    contractor: bool = False
    """Whether a table of the pack names it as a firm whose business is work for donors."""

    @cached_property
    def party(self) -> Party:
        """What it is: by a name that leaves no doubt, by its recorded type, by name and deed (a
        trust that funds is a foundation), by the guide's word for it, else by what it does alone
        (who pays for oil or sells to public bodies is taken for a company, unless its name
        contradicts that).
        """
        if named := self._named():
            return named
        if known := PARTIES.get(self.type):
            return known
        if any(PARTIES.get(code) == "company" for code in self.doubtful):
            return "unknown"
        if "funder" in self.here and gives_grants(self.name):
            return "foundation"
        if in_guide := next((TOLD[on.kind] for on in self.alliances if on.kind in TOLD), None):
            return in_guide
        return (
            "company"
            if self.paid_here or self.here.keys() & {"supplier", "bidder", "payer"}
            else "unknown"
        )

    def _named(self) -> Party | None:
        """What its name alone says: who speaks for many firms, and what no firm or NGO is."""
        if is_chamber(self.name):
            return "chamber"
        if is_state(self.name):
            return "public"
        if PARTIES.get(self.type) == "company" and is_association(self.name):
            return "ngo"
        if any(PARTIES.get(code) == "company" for code in self.doubtful):
            if is_of_the_world(self.name):
                return "multilateral"
            if is_public(self.name) and not FOUNDATION.search(plain_words(self.name)):
                return "public"
        return None

    @property
    def gave_in(self) -> tuple[Alliance, ...]:
        """The guide's own alliances that it took part in."""
        return tuple(alliance for alliance in self.alliances if alliance.record)

    @property
    def last_year(self) -> int | None:
        """The last year in which any record shows it here."""
        return max(
            (
                seen.last_year
                for seen in [*self.here.values(), *filter(None, [self.paid_here])]
                if seen.last_year
            ),
            default=None,
        )
