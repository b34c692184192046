"""What stands on a watchlist, whom one asks about, and what the asking finds. Alerts for people to
decide on, never a verdict.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from convene.core.births import Birth
from convene.core.names import Band, Name, Schema
from convene.core.reasons import Reason, gettext_noop

Quality = Literal["", "strong", "weak"]
Kind = Literal["sanction", "debarment", "own", "other", "ended"]
"""What a listing is; one whose period has ended bars nobody, whatever it was."""
Way = Literal["whole", "named", "initials", "split"]
"""How a name was found in a field: the field itself; words say that it is one, as “trading as” do;
its own initials; a bracket, stroke or dash, which may as well stand within one name.
"""


@dataclass(frozen=True, kw_only=True)
class Alias:
    """Another name of an entry; `quality` is what the list says of it,
    empty when it says nothing.
    """

    text: str
    quality: Quality = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One person or organisation on a list. `countries` are ISO 3166-1 codes; `born` holds days or
    years as the list writes them, `until` the last day of its period (YYYY-MM-DD), empty where it
    has no end or the list does not say. `facts` hold what else the list says, by what it is.
    """

    list: str
    id: str
    name: str
    schema: Schema = "unknown"
    aliases: tuple[Alias, ...] = ()
    countries: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    reason: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    born: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kind: Kind = "other"
    until: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[Alias, ...]:
        """Every name, the main one first."""
        return (Alias(text=self.name, quality="strong"), *self.aliases)


@dataclass(frozen=True, kw_only=True)
class Query:
    """Whom to look for. `id` is the asker's own and comes back with the answer; `country` and
    `nationality` are ISO 3166-1 codes; `born` is a day, a month or a year, the year first.
    """

    name: str
    id: str = ""
    country: str = ""
    schema: Schema = "unknown"
    identifier: str = ""
    nationality: str = ""
    born: str = ""
    numbers: tuple[str, ...] = ()
    """More numbers beside the identifier: a passport's, a ship's."""

    def as_name(self) -> Name:
        """Return what the matcher compares."""
        return Name(
            text=self.name,
            schema=self.schema,
            countries=tuple(dict.fromkeys(filter(None, (self.country, self.nationality)))),
            identifiers=self.identifiers,
        )

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Every number to look for, each once."""
        return tuple(dict.fromkeys(filter(None, (self.identifier, *self.numbers))))


@dataclass(frozen=True, kw_only=True)
class Match:
    """An entry that may be the one asked about: the name of it that came nearest, how near (0 to
    1), and why in whole sentences.

    `entry` is the entry's id on the list; `list_date` is the day the list was of, as YYYY-MM-DD,
    empty where nobody knows. What the list says of the entry comes with it.
    """

    list: str
    list_date: str
    entry: str
    name: str
    score: float
    band: Band
    why: Sequence[Reason]
    kind: Kind
    countries: tuple[str, ...] = ()
    """ISO 3166-1 codes that the list gives of the entry."""
    born: tuple[str, ...] = ()
    """Days or years of birth, as the list writes them."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """Numbers, each with what it is."""
    until: str = ""
    """The last day of the entry's period; empty where it has no end or the list does not say."""
    facts: tuple[tuple[str, str], ...] = ()
    """What else the list says, by what it is: a ship's flag, owner and type."""


@dataclass(frozen=True, kw_only=True)
class Matches:
    """What the lists hold of one name, the most alike first; `more` counts the alerts (possible or
    strong) that a limit left out.
    """

    shown: tuple[Match, ...] = ()
    more: int = 0


LISTED = "listed on"
"""The fact that says since when an entry is listed. It is no part of what tells whether an entry
has changed.
"""
SANCTION_TOPICS = frozenset({"sanction", "asset.frozen"})
DEBARMENT_TOPICS = frozenset({"debarment"})
"""FollowTheMoney topics that say that someone is listed; the rest of that vocabulary is background.
"""
PROTECTED_TOPICS = {
    "role.journo": Reason(gettext_noop("a journalist")),
    "role.act": Reason(gettext_noop("an activist")),
}
"""Topics that call for protecting someone: never a risk."""
UNSAFE_TOPICS = {
    "wanted": Reason(gettext_noop("wanted")),
    "poi": Reason(gettext_noop("a person of interest")),
    "role.rca": Reason(gettext_noop("close to someone in public office")),
    "sanction.counter": Reason(gettext_noop("under counter-sanctions")),
}
"""Topics that may come from a repressive state, so that they count for nothing by themselves."""

THINGS = {"vessel": Reason(gettext_noop("a ship")), "aircraft": Reason(gettext_noop("an aircraft"))}
"""Topics of our own: entries that are neither a person nor an organisation."""

LOWER: Mapping[Band, Band] = {"strong": "possible", "possible": "weak", "weak": "weak"}
WEAK_ALIAS = Reason(
    gettext_noop("The list itself calls this name a weak one, which others may well share.")
)
OVER = gettext_noop("The period that the list gives ended on {day}: it bars nobody now.")
ASKED_AS = gettext_noop("This part of the name asked about is meant: “{name}”.")
INITIALS_ONLY = Reason(
    gettext_noop("Only the initials of the name asked about are the same, which others may share.")
)
SPLIT_ONLY = Reason(
    gettext_noop(
        "A bracket, dash or stroke parts it from the rest, which may be one name; no country agrees."
    )
)
A_THING = gettext_noop("The entry is {thing}, neither a person nor an organisation.")
PROTECT = gettext_noop("The list says that this is {who}: a reason to protect them, never a risk.")
UNSAFE = gettext_noop(
    "The list says that this is {who}; it may come from a repressive state and counts for nothing by itself."
)


LINKED = re.compile(r"\blinked to:?\s*([^;]+)", re.IGNORECASE)


def linked(reason: str) -> tuple[str, ...]:
    """Return the names that a list says an entry is linked to, each once, as it writes them."""
    names = (name.strip(" .") for name in LINKED.findall(reason))
    return tuple(dict.fromkeys(filter(None, names)))


def kind_of(topics: tuple[str, ...]) -> Kind:
    """Say what kind of listing topics make: journalists, the wanted and the like are never risks by
    themselves.
    """
    if SANCTION_TOPICS.intersection(topics):
        return "sanction"
    return "debarment" if DEBARMENT_TOPICS.intersection(topics) else "other"


def counts(topics: tuple[str, ...]) -> bool:
    """Say whether an entry may raise more than a weak match: not when all that is said of it
    protects it or is unsafe.
    """
    return not topics or any(
        topic not in PROTECTED_TOPICS and topic not in UNSAFE_TOPICS for topic in topics
    )


def thing(topics: tuple[str, ...]) -> Reason | None:
    """Return what an entry is when it is neither a person nor an organisation."""
    return next(named(THINGS, topics), None)


def named(words: Mapping[str, Reason], topics: tuple[str, ...]) -> Iterator[Reason]:
    """Yield the words for those topics that have some."""
    return (what for topic, what in words.items() if topic in topics)


def ended(until: str, *, day: str) -> bool:
    """Say whether a period is over on a day; both are written as YYYY-MM-DD, and a period without
    an end never is.
    """
    return bool(until) and until < day


def settled(
    band: Band,
    *,
    asked: Schema,
    quality: Quality,
    topics: tuple[str, ...],
    birth: Birth = "",
    over: str = "",
    number: bool = False,
) -> tuple[Band, tuple[Reason, ...]]:
    """Return the band of a match once what stands beside the name counts too, and say why. `asked`
    is what is looked for, `quality` what the list says of the name that came near, `over` the day
    on which its period ended, `number` whether a number agrees.
    """
    why = []
    if quality == "weak":
        band = LOWER[band]
        why.append(WEAK_ALIAS)
    if what := thing(topics):
        band = LOWER[band] if asked == "unknown" else "weak"
        why.append(Reason(A_THING, {"thing": what}))
    if birth == "other":
        band = LOWER[band]
    if over:
        band = "possible" if band == "strong" else band
        why.append(Reason(OVER, {"day": over}))
    if (number or birth == "same") and band == "weak":
        band = "possible"
    return band if counts(topics) else "weak", tuple(why)


def weighed(band: Band, *, most: Band) -> Band:
    """Return a band, and none stronger than a source of background may raise."""
    order: tuple[Band, ...] = ("weak", "possible", "strong")
    return min(band, most, key=order.index)


def lowered_part(band: Band, *, way: Way, agrees: bool) -> tuple[Band, tuple[Reason, ...]]:
    """Lower a band where only a part of the name asked about came near, and say why. `way` is how
    the part was found, `agrees` says whether a country of the entry is the one asked about.
    """
    if way == "initials":
        return (LOWER[band] if band == "strong" else band), (INITIALS_ONLY,)
    return ("weak", (SPLIT_ONLY,)) if way == "split" and not agrees else (band, ())


def cautions(topics: tuple[str, ...]) -> tuple[Reason, ...]:
    """Return what an entry's topics mean for whoever reads the alert."""
    return (
        *(Reason(PROTECT, {"who": who}) for who in named(PROTECTED_TOPICS, topics)),
        *(Reason(UNSAFE, {"who": who}) for who in named(UNSAFE_TOPICS, topics)),
    )
