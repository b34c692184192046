"""Who stands behind an organisation, as plain data: what a form gives and an action writes."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from convene.core.shares import Share

TieRole = Literal["owner", "beneficial", "director", "staff", "ship"]
TieKind = Literal["person", "organisation", "ship"]
HOLDING: frozenset[TieRole] = frozenset({"owner", "beneficial"})
"""Roles that come with a share."""


@dataclass(frozen=True, kw_only=True)
class Who:
    """Somebody behind an organisation, or a ship that it owns or runs. `party` is an organisation
    of the registry, which has its own name; `born` is a day, a month or a year, the year first;
    `country` and `nationality` are ISO 3166-1 codes; `source` says where this was read.
    """

    role: TieRole
    kind: TieKind
    source: str
    name: str = ""
    party: UUID | None = None
    office: str = ""
    share: Share | None = None
    since: date | None = None
    until: date | None = None
    born: str = ""
    nationality: str = ""
    country: str = ""
    numbers: tuple[str, ...] = ()
