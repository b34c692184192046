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
    """What was left out of the asking."""
    asked_country: str = ""
    """What was asked of them besides the name: ISO 3166-1 codes, and a day or year of birth."""
    asked_nationality: str = ""
    asked_born: str = ""


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A record that could not be read: where it stands and why."""

    source: str
    file: str
    record: int
    reason: str
    value: str
