"""One of many rows: a name that was screened, a record that could not be read."""

from dataclasses import dataclass

from convene.core.watchlists import Match


@dataclass(frozen=True, kw_only=True)
class Screened:
    """What the watchlists hold of one name. Alerts for a person to decide on, never a verdict."""

    query: str
    """The name that was asked about."""
    id: str
    """What the asker calls it."""
    matches: tuple[Match, ...]
    """Alerts before weak likenesses, the most alike first; ten at most."""
    more: int = 0
    """Entries that are possibly or strongly alike too, and that are not among the matches."""
    of: str = ""
    """Whose owner, director or other person the asker says that this is."""
    error: str = ""
    """Why it could not be asked; it was not screened then."""
    notes: tuple[str, ...] = ()
    """What was left out of the asking, and what is odd about what was asked."""
    where: str = ""
    """Where the name stands in the table: “row 4”; empty where one name was asked about."""
    asked_type: str = ""
    """What was asked with the name: `person` or `organisation`, ISO 3166-1 codes, a date of birth
    as it was written, and numbers; each empty where it was not given or could not be read."""
    asked_country: str = ""
    asked_nationality: str = ""
    asked_born: str = ""
    asked_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A record that could not be read: where it stands and why."""

    source: str
    file: str
    record: int
    reason: str
    value: str
