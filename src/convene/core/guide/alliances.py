"""What the guide tells of alliances: their models, its examples and its cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from convene.core.guide.statements import By, Record, Statement, YesNo


@dataclass(frozen=True, kw_only=True)
class Group:
    id: str
    title: str
    models: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Model(Record):
    """A kind of alliance: why it exists, what it does, what the private side gains, and why it may
    join.
    """

    title: str
    rationale: Statement
    what_it_does: Statement | None = None
    private_benefit: Statement | None = None
    motive: Statement | None = None
    themes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Gift(Statement):
    """One contribution of a partner: given, planned, or given by the alliance with no giver named.
    Without a text of its own it is called as its `code` is.
    """

    code: str
    state: Literal["given", "planned", "unattributed"] = "given"
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Partner:
    """One party of an alliance; `count` stands for that many unnamed parties; `note` is ours.
    `among` is the party of the same alliance whose gifts it is told to have shared in.
    """

    name: str
    kind: str
    role: str = ""
    sector: str = ""
    gave: tuple[Gift, ...] = ()
    benefit: Statement | None = None
    note: str = ""
    among: str = ""
    count: int | None = None
    count_qualifier: Literal["", "more_than"] = ""


@dataclass(frozen=True, kw_only=True)
class Result(Statement):
    """A figure or fact the guide reports. Output, outcome and reach are never shown as impact; an
    `account` is what somebody tells without a measure; `caution` is ours and travels with it.
    """

    type: Literal["output", "outcome", "baseline", "contribution_value", "account"]
    value: int | None = None
    up_to: int | None = None
    unit: str = ""
    qualifier: Literal["", "more_than", "over", "estimate_range"] = ""
    period: str = ""
    is_target: bool = False
    caution: str = ""


@dataclass(frozen=True, kw_only=True)
class Alliance(Record):
    """An alliance the guide tells of. No `countries` means it worked across regions; the `region`
    is ours, and so is the model where `model_by` says so; `level` is empty where it is not told.
    """

    title: str
    model: str
    region: str
    model_by: By = "guide"
    level: str = ""
    countries: tuple[str, ...] = ()
    years: Mapping[str, int] = field(default_factory=dict)
    usaid_involved: YesNo | None = None
    is_ppp: YesNo | None = None
    stage: Literal["", "begun", "planned"] = ""
    """How far it was when the guide was written, where nothing could have come of it yet."""
    partners: tuple[Partner, ...] = ()
    results: tuple[Result, ...] = ()
    benefits_claimed: tuple[Statement, ...] = ()
    caution: str = ""
    note: str = ""
    today: str = ""
    see_also: tuple[str, ...] = ()

    def gave(self, partner: Partner) -> tuple[Gift, ...]:
        """Return what a partner gave, alone or as one of those it stands among."""
        if partner.gave or not partner.among:
            return partner.gave
        return next(party.gave for party in self.partners if party.name == partner.among)

    @property
    def reports_a_result(self) -> bool:
        """Whether something is told to have come of it: neither the background nor a target."""
        return any(item.type != "baseline" and not item.is_target for item in self.results)

    @property
    def first_result(self) -> Result | None:
        """What is told to have come of it, a change that followed before all else."""
        results = [it for it in self.results if it.type != "baseline" and not it.is_target]
        outcomes = [it for it in results if it.type == "outcome"]
        return next(iter((*outcomes, *results)), None)

    @property
    def reports_an_outcome(self) -> bool:
        """Whether a change is told to have followed, beyond what was done or given."""
        return any(item.type == "outcome" and not item.is_target for item in self.results)


@dataclass(frozen=True, kw_only=True)
class Example(Alliance):
    """An alliance told in a paragraph."""

    theme: str
    activity: Statement
    problem: Statement | None = None
    trend: str | None = None


@dataclass(frozen=True, kw_only=True)
class Case(Alliance):
    """An alliance told at length. `elsewhere` is from outside the guide."""

    heading: str
    objective: Statement
    context: Statement | None = None
    instrument: Statement | None = None
    activities: tuple[Statement, ...] = ()
    stages: tuple[Statement, ...] = ()
    lessons: tuple[Statement, ...] = ()
    elsewhere: str = ""
