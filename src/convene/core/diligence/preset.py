"""The pack for due diligence: what is asked of a partner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from convene.core.diligence.depth import Depth
from convene.core.diligence.states import Level
from convene.core.ownership import Rule


@dataclass(frozen=True, kw_only=True)
class Question:
    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Area:
    """Something to look into; `levels` says at which levels a finding on it is needed."""

    id: str
    title: str
    about: str
    levels: tuple[Level, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True)
class Exclusion:
    """An activity that keeps a partner out when a finding says it is there."""

    id: str
    title: str
    about: str
    expert: bool = False


@dataclass(frozen=True, kw_only=True)
class ListName:
    """A watchlist that a full screening covers; without a `core` one, or with an old one, nobody
    clears a partner before saying that they know.
    """

    id: str
    title: str
    core: bool = False


@dataclass(frozen=True, kw_only=True)
class Source:
    """A list of background that a screening reads too where it is loaded: adverse media, public
    office. It stops nothing: `most` is the strongest likeness that it raises, `caution` what
    whoever reads a hit of it is told.
    """

    id: str
    title: str
    most: Literal["possible", "weak"]
    caution: str


@dataclass(frozen=True, kw_only=True)
class Programme:
    """Sanctions on dealings with a country as such, or with `regions` of it. `source`, `address`
    and `date` say where this stands, and as of when.
    """

    id: str
    title: str
    country: str
    source: str
    address: str
    date: str
    regions: str = ""


@dataclass(frozen=True, kw_only=True)
class DeclarationQuestion:
    """Something that a partner is asked in its declaration, to be answered by yes or no; `title` is
    what its answer is called.
    """

    id: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Undertaking:
    """Something that a partner is asked to agree to. `source` says where it is from, `expert` that
    the wording, or all of it, is ours.
    """

    id: str
    text: str
    source: str
    expert: bool = False


@dataclass(frozen=True, kw_only=True)
class DeclarationForm:
    """What the declaration of a partner asks besides who it is."""

    questions: tuple[DeclarationQuestion, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()


@dataclass(frozen=True, kw_only=True)
class About:
    title: str
    version: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A pack for due diligence, checked on load. `validity` holds months by level; a decline of the
    last `declined_within` months is answered in a new case, none where that is 0.
    """

    about: About
    validity: Mapping[Level, int]
    depth: Depth
    lists: tuple[ListName, ...]
    areas: tuple[Area, ...]
    exclusions: tuple[Exclusion, ...]
    declined_within: int = 36
    ownership: tuple[Rule, ...] = ()
    programmes: tuple[Programme, ...] = ()
    sources: tuple[Source, ...] = ()
    declaration: DeclarationForm = DeclarationForm()

    def missing(self, level: Level, *, covered: Iterable[str]) -> tuple[str, ...]:
        """Return the areas that a level needs and nobody has made a finding on; `exclusions` counts
        as one.
        """
        have = set(covered)
        wanted = [area.id for area in self.areas if level in area.levels]
        wanted += ["exclusions"] if level is not Level.BASIC else []
        return tuple(id for id in wanted if id not in have)

    def title(self, area: str, question: str = "") -> str:
        """Return what an area is called, or one of the exclusions; its code when the pack no longer
        knows it.
        """
        if area == "exclusions":
            return next(
                (item.title for item in self.exclusions if item.id == question), question or area
            )
        return next((item.title for item in self.areas if item.id == area), area)
