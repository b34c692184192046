"""What open data say of the guide's models and problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """What a DAC purpose code in open data says of each model: `likely`, `possible`, or that it
    counts only `beside_text` that says so.
    """

    code: str
    title: str
    models: Mapping[str, Literal["likely", "possible", "beside_text"]]
    because: str
    withdrawn: bool = False


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """Words in the text of an activity that point to a model. Letters in brackets may be missing:
    `labo(u)r right(s)`.
    """

    model: str
    language: Literal["en", "es", "fr"]
    confidence: Literal["likely", "possible"]
    because: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """The problems that an indicator of governance may point to where a country does not reach its
    peers. Our reading.
    """

    indicator: str
    challenges: tuple[str, ...]
    because: str


@dataclass(frozen=True, kw_only=True)
class Contractor:
    """A firm whose business is to carry out projects for donors, by the names that records give it.
    Our reading of published records.
    """

    names: tuple[str, ...]
    because: str
