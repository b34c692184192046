"""What `convene longlist --json` answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from convene.core.answer import Band
from convene.core.longlist import Membership, Wanted
from convene.core.longlist.motives import Link
from convene.core.open_data import Coverage, Path
from convene.core.watchlists import Match


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One line of evidence."""

    question: str
    """The guide's question that it answers."""
    sentence: str
    """What records show."""
    inferred: bool
    """Our conclusion; the guide does not say so."""
    count: int
    """Records that show it."""
    first_year: int | None
    """Null where no record names one."""
    last_year: int | None
    sources: tuple[int, ...]
    """Numbers of sources in `coverage`."""


@dataclass(frozen=True, kw_only=True)
class Asks:
    """What to ask for: codes of contributions."""

    cash: tuple[str, ...]
    kind: tuple[str, ...]
    influence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Call:
    """What to know before calling somebody: a sentence each."""

    why: str
    """What speaks most for it."""
    ask: str
    through: str
    """By whom it is reached."""
    first: str
    """What to find out first."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Someone to call: who might join or, under `for_donors`, who knows others."""

    organisation: str
    """Its id in the open data; `convene org ID` shows it."""
    name: str
    type: str
    """IATI organisation type; empty where records give none."""
    doubtful: tuple[str, ...]
    """Types that records give it and its name contradicts."""
    party: str
    """What it is taken for."""
    countries: tuple[str, ...]
    """Where it is registered, as far as records say."""
    band: Band
    """How much records say for it."""
    call: Call
    works: tuple[str, ...]
    """What shows that it works for donors; nothing for those who might join."""
    evidence: tuple[Evidence, ...]
    memberships: tuple[Membership, ...]
    """Lists of members that it stands on, also as one who left: evidence of interest, never
    praise.
    """
    row: str
    """Row of the guide's matrix of motivations; empty where none fits."""
    link: Link
    """How the guide links that row with the kinds wanted; with its own kinds where none is."""
    opening: str
    """A way to begin a first conversation: our words."""
    asks: Asks
    gave: tuple[str, ...]
    """What it gave in alliances that the guide tells of: codes of contributions."""
    vetting: None
    """Not known at the terminal; the pages show it to people who are signed in."""
    unknown: tuple[str, ...]
    """What no record says."""
    paths: tuple[Path, ...]
    """Ways from those given as --us, the shortest."""
    alerts: tuple[Match, ...]
    """Likenesses with watchlists. A likeness of names is no finding."""


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Someone on record who is not listed."""

    organisation: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of the guide."""

    question: str
    """Its id."""
    text: str
    answered: int
    """Candidates for whom records say something."""
    ask: tuple[str, ...]
    """Whom to ask: ids of the guide's sources of partners."""


@dataclass(frozen=True, kw_only=True)
class Longlist:
    """Who might join an alliance in a country, by the open data that is loaded."""

    wanted: Wanted
    considered: int
    """Organisations looked at: of each recorded type, those with the most that could be
    evidence.
    """
    left_out: Mapping[str, int]
    """Who is on record and not listed, by kind: `public` and `multilateral` bodies, those of whom
    `nothing` on record answers a question, those who work `for_donors_elsewhere`, and those
    `beyond` the length of the list.
    """
    left_out_names: Mapping[str, tuple[LeftOut, ...]]
    """Who they are, of the kinds that were asked for."""
    lists: tuple[str, ...]
    """Watchlists that each name was held against; none: nobody was."""
    candidates: tuple[Candidate, ...]
    """Who might join, those to call first before others."""
    for_donors: tuple[Candidate, ...]
    """Those who work for donors here: to be asked whom they know, not why they would join."""
    questions: tuple[Question, ...]
    """The guide's six questions, with what is left to ask."""
    coverage: Coverage
