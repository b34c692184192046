"""What a record of an organisation says, as plain data: what forms and imports give and actions
write.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from convene.core.names import Name


@dataclass(frozen=True, kw_only=True)
class OtherName:
    text: str
    kind: str = "alias"
    language: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number in a public register."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"


@dataclass(frozen=True, kw_only=True)
class Content:
    """One organisation; its codes are those of the guide's words, of IATI and of ISO 3166-1."""

    name: str
    language: str = ""
    other_names: tuple[OtherName, ...] = ()
    identifiers: tuple[Number, ...] = ()
    kind: str = ""
    iati_type: str = ""
    country: str = ""
    sector: str = ""
    state_owned: bool | None = None
    extractive: bool | None = None
    at_risk: str = "none"
    state: str = "candidate"
    is_us: bool = False
    parent: UUID | None = field(default=None)

    def names(self) -> tuple[Name, ...]:
        """Return what to compare this organisation by."""
        return as_names(
            [self.name, *(other.text for other in self.other_names)],
            countries=[self.country] if self.country else [],
            identifiers=[str(number) for number in self.identifiers],
        )


FIELDS = (
    "kind",
    "iati_type",
    "country",
    "sector",
    "state_owned",
    "extractive",
    "at_risk",
    "state",
    "is_us",
)
"""What a record holds itself, beside its names, identifiers and parent."""


def as_names(
    texts: Sequence[str], *, countries: Sequence[str] = (), identifiers: Sequence[str] = ()
) -> tuple[Name, ...]:
    """Return the names of one organisation as the matcher takes them, each once."""
    return tuple(
        Name(
            text=text,
            schema="organisation",
            countries=tuple(countries),
            identifiers=tuple(identifiers),
        )
        for text in dict.fromkeys(texts)
    )


def number(text: str, *, schemes: Sequence[str]) -> Number | None:
    """Return a number written the org-id way, `GB-COH-01234567`; None where its register is not
    known.
    """
    # Of registers that begin alike the longest is meant: it sorts after its own beginning.
    scheme = max((code for code in schemes if text.upper().startswith(f"{code}-")), default="")
    value = text[len(scheme) + 1 :].strip() if scheme else ""
    return Number(scheme=scheme, value=value) if re.search(r"\w", value) else None
