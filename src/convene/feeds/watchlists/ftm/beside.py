"""What belongs to an entity of FollowTheMoney and is an entity itself: sanctions, documents,
addresses, owners. It stands inside the entity or points to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from convene.feeds.watchlists.ftm.lines import Thing, nested, values
from convene.feeds.watchlists.periods import last_day

PAPERS = {"Passport": "Passport", "Identification": "Identification"}
HOLDERS = ("holder", "entity")
OWNERS = frozenset({"owner", "ownershipOwner"})


@dataclass
class Listing:
    """What sanction records say of one entity. `ends` holds the last day of each, empty where it
    has none, `begun` on which day each was listed.
    """

    programmes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)

    @property
    def until(self) -> str:
        """The last day on which any of the sanctions holds; nothing where one has no end."""
        return max(self.ends) if self.ends and all(self.ends) else ""

    def add(self, sanction: Thing) -> None:
        """Add what one record says."""
        for name in ("program", "programId"):
            self.programmes += values(sanction, name)
        self.reasons += values(sanction, "reason")
        self.begun += values(sanction, "listingDate")
        days = [last_day(text) or "" for text in values(sanction, "endDate")]
        self.ends.append(max(days) if days and all(days) else "")

    def also(self, other: "Listing") -> "Listing":
        """Return this together with another."""
        return Listing(
            [*self.programmes, *other.programmes],
            [*self.reasons, *other.reasons],
            [*self.ends, *other.ends],
            [*self.begun, *other.begun],
        )


Papers = list[tuple[str, str]]


class Beside(NamedTuple):
    """What points to entities, by their ids."""

    listings: Mapping[str, Listing]
    papers: Mapping[str, Papers]


class Inside(NamedTuple):
    """What stands inside one entity."""

    listing: Listing
    papers: Papers
    countries: list[str]
    owners: list[str]


def gathered(records: Iterable[tuple[str, Thing]]) -> Beside:
    """Gather what points to entities."""
    listings: dict[str, Listing] = {}
    papers: dict[str, Papers] = {}
    for _, record in records:
        if record["schema"] == "Sanction":
            for entity in values(record, "entity"):
                listings.setdefault(entity, Listing()).add(record)
        elif record["schema"] in PAPERS:
            for holder in (holder for name in HOLDERS for holder in values(record, name)):
                papers.setdefault(holder, []).extend(_numbers(record))
    return Beside(listings, papers)


def inside(record: Thing) -> Inside:
    """Gather what stands inside an entity."""
    about = Inside(Listing(), [], [], [])
    for name, thing in nested(record):
        if thing["schema"] == "Sanction":
            about.listing.add(thing)
        elif thing["schema"] in PAPERS:
            about.papers.extend(_numbers(thing))
        elif thing["schema"] == "Address":
            about.countries.extend(values(thing, "country"))
        elif name in OWNERS:
            about.owners.extend([*values(thing, "name"), str(thing.get("caption") or "")][:1])
    return about


def _numbers(paper: Thing) -> Papers:
    what = next(iter(values(paper, "type")), PAPERS[paper["schema"]])
    return [(what, number) for number in values(paper, "number")]
