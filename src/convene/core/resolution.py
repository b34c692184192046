"""When two names mean one organisation: the words of resolution. How the names of a whole corpus
are resolved is told in `corpus/resolution`.

A profile is one name as it is mentioned with one country and one identifier, or with neither; an
organisation is the profiles that were joined. Nothing is joined without a reason that a person can
read, and what people decide outlives every build.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["name", "identifier", "decision"]
"""What a join rests on: names that are alike, an identifier in common, or somebody's decision."""
Verdict = Literal["join", "review", "apart"]


class Identifier(NamedTuple):
    """A number that an organisation goes by. It is evidence and not identity: some numbers stand
    for a hundred names.
    """

    scheme: str
    """org-id.guide list, or nothing where it is not known."""
    value: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a person has decided about two profiles, by their keys: that they are the same
    organisation, or that they are not.
    """

    a: str
    b: str
    same: bool
    by: str
    at: str
    """The moment, ISO 8601 in UTC: where two decisions contradict each other, the later one counts.
    """
    reason: str = ""


class Profile(NamedTuple):
    """One name with one country and one identifier, or without, and where it is met."""

    key: str
    """Stable over builds: a hash of the name as it is compared, the country and the identifier."""
    name: str
    """The spelling that is met most often."""
    names: tuple[str, ...]
    """All spellings, the most frequent first."""
    country: str
    identifier: Identifier | None
    type: str
    """IATI organisation type code that is met most often, or nothing."""
    websites: tuple[str, ...]
    mentions: int
    activities: int
    sums: int = 0
    """Sums of money that it gave or received."""
    types: tuple[str, ...] = ()
    """All types that are met, the most frequent first."""


class Join(NamedTuple):
    """Two profiles of one organisation and why they were joined. An organisation of n profiles has
    n - 1 joins.
    """

    a: str
    b: str
    score: float
    kind: Kind
    why: tuple[str, ...]
    """Reasons, each as a column of texts keeps it."""


class Doubt(NamedTuple):
    """Two profiles that a person should look at: how sure it is that they are the same, how much
    that matters, and why it was left open.
    """

    a: str
    b: str
    score: float
    weight: float
    """How much a decision matters: mentions and sums of money that it would move, times the doubt.
    Only for ordering.
    """
    why: tuple[str, ...]
    """Reasons, each as a column of texts keeps it."""
