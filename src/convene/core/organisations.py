"""What a record of an organisation says, as plain data: what forms and imports give and actions
write.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from convene.core.identifiers import key, normal
from convene.core.names import Name
from convene.core.resolution import Identifier


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

    @property
    def key(self) -> str:
        """What it is compared by: two spellings of one number have the same."""
        return key(Identifier(self.scheme, self.value))


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


def each_once(numbers: Iterable[Number]) -> tuple[Number, ...]:
    """Return numbers, each once, as it is spelt first."""
    spelt: dict[str, Number] = {}
    for number in numbers:
        spelt.setdefault(number.key or str(number), number)
    return tuple(spelt.values())


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


def number(text: str, *, schemes: Collection[str], register: str = "") -> Number | None:
    """Return a number that is written with its register, in whichever notation: `GB-COH-01234567`,
    `gb coh 1234567`. `register` is the one that a field beside it names. None where its register is
    not known, and where it is no number.
    """
    scheme, whole = normal(text, schemes=schemes, register=register)
    return Number(scheme=scheme, value=whole.removeprefix(f"{scheme}-")) if scheme else None
