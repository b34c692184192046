"""What the guide tells of alliances: their models, its examples and its cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from convene.core.guide.place import Record


@dataclass(frozen=True, kw_only=True)
class Group:
    id: str
    title: str
    models: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Model(Record):
    """A kind of alliance: why it exists and what the private side gains."""

    title: str
    rationale: str
    private_benefit: str
    themes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Partner:
    """One party of an example; `count` stands for that many unnamed parties."""

    name: str
    kind: str
    role: str = ""
    sector: str = ""
    contributions: tuple[str, ...] = ()
    detail: str = ""
    benefit: str = ""
    note: str = ""
    count: int | None = None
    count_qualifier: Literal["", "more_than"] = ""


@dataclass(frozen=True, kw_only=True)
class Result:
    """A figure or fact the guide reports. Output, outcome and reach are never shown as impact;
    `caution` travels with it.
    """

    metric: str
    type: Literal["output", "outcome", "baseline", "contribution_value"]
    value: int | None = None
    up_to: int | None = None
    unit: str = ""
    qualifier: Literal["", "more_than", "over", "estimate_range"] = ""
    period: str = ""
    is_target: bool = False
    caution: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Example(Record):
    """An alliance the guide tells about. No `countries` means it worked across regions."""

    title: str
    model: str
    theme: str
    region: str
    activity: str
    usaid_involved: bool
    countries: tuple[str, ...] = ()
    years: Mapping[str, int] = field(default_factory=dict)
    is_ppp: bool = True
    forward_looking: bool = False
    problem: str = ""
    partners: tuple[Partner, ...] = ()
    results: tuple[Result, ...] = ()
    benefits_claimed: tuple[str, ...] = ()
    caution: str = ""
    note: str = ""
    today: str = ""
    trend: str | None = None
    full_case: str | None = None
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CaseContribution:
    partner: str
    codes: tuple[str, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class Case(Record):
    """An alliance told at length. `elsewhere` is from outside the guide."""

    title: str
    heading: str
    model: str
    region: str
    objective: str
    countries: tuple[str, ...]
    partners: tuple[str, ...]
    context: str = ""
    instrument: str = ""
    activities: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    contributions: tuple[CaseContribution, ...] = ()
    results: tuple[Result, ...] = ()
    lessons: tuple[str, ...] = ()
    today: str = ""
    elsewhere: str = ""
