"""Where the guide states something, and what has a permanent name."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A place in the guide: its section, first and last line,
    and a short phrase that stands there.
    """

    section: str
    lines: tuple[int, int]
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """Anything with a permanent id. `cites` may be empty only where `see` leads to records that
    cite.
    """

    id: str
    cites: tuple[Citation, ...] = ()

    @property
    def see(self) -> tuple[str, ...]:
        return ()
