"""What a partner declares about itself, as plain data: what a form gives and what is signed."""

import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Literal

Reply = Literal["yes", "no", "unsaid"]


@dataclass(frozen=True, kw_only=True)
class Party:
    """Somebody behind an organisation, as declared or as on record, under every name that is known.
    The share is written as `shares.read` reads it; empty is not known.
    """

    names: tuple[str, ...]
    role: str
    kind: str = "person"
    office: str = ""
    share: str = ""
    country: str = ""
    since: str = ""
    born: str = ""
    nationality: str = ""


@dataclass(frozen=True, kw_only=True)
class DeclaredNumber:
    """A number in a register: `register` as it was written, `scheme` its code where it is known."""

    register: str
    value: str
    scheme: str = ""

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}" if self.scheme else f"{self.value} ({self.register})"


@dataclass(frozen=True, kw_only=True)
class Declared:
    """Who a partner says that it is, and who owns and leads it."""

    name: str
    other_names: tuple[str, ...] = ()
    numbers: tuple[DeclaredNumber, ...] = ()
    country: str = ""
    kind: str = ""
    website: str = ""
    addresses: tuple[str, ...] = ()
    owners: tuple[Party, ...] = ()
    people: tuple[Party, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A question as it was asked, what was ticked, and what was said of it."""

    id: str
    question: str
    reply: Reply
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """Something that the partner was asked to agree to, as it stood there, and whether it did."""

    id: str
    text: str
    agrees: bool


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A declaration word for word as somebody signed it; days are written as ISO 8601 has them."""

    partner: str
    asked_by: str
    asked_on: str
    language: str
    declared: Declared
    answers: tuple[Answer, ...]
    agreed: tuple[Agreed, ...]
    oath: str = ""
    name: str = ""
    role: str = ""
    on: str = ""


def signed(statement: Statement, *, oath: str, name: str, role: str, on: str) -> Statement:
    """Return a declaration with the signature under it."""
    return replace(statement, oath=oath, name=name, role=role, on=on)


def written(statement: Statement) -> str:
    """Return a declaration as JSON, always in the same letters."""
    return json.dumps(asdict(statement), ensure_ascii=False, sort_keys=True)


def hash_of(statement: Statement) -> str:
    """Return the SHA-256 hash of a declaration as it is written."""
    return sha256(written(statement).encode()).hexdigest()
