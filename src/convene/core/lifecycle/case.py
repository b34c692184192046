"""What is known of an alliance on a day, as plain data: what `convene alliance check` reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from convene.core.diligence import Level
from convene.core.diligence import State as Vetted
from convene.core.lifecycle.stage import Stage

Question = Literal["Q1", "Q2", "Q3", "Q4", "Q5", "Q6"]
QUESTIONS: tuple[Question, ...] = ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6")


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting with civil society: the day it was held, or why there was none."""

    on: date | None = None
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class Clearance:
    """What due diligence says of a partner: the state of its case, the level it was looked into at,
    and the last day of its clearance.
    """

    state: Vetted
    level: Level | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What a partner said of the statement of its contributions; whoever refuses it says why."""

    answer: Literal["confirmed", "refused"]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A partner and what is known of it. `null`, or a field left out, says that nobody knows."""

    id: str
    joined_on: date | None = None
    """Before this day it is not asked for anything."""
    left_on: date | None = None
    """Its last day as a partner."""
    interest: str | None = None
    """What it gains."""
    conflicts: Literal["none", "some"] | None = None
    """What it declared when asked for conflicts of interest."""
    extractive: bool | None = None
    """Whether it takes oil, gas, minerals or timber out of the ground or forest."""
    clearance: Clearance | None = None
    """What due diligence says of it."""
    sanctions_stop: bool | None = None
    """Whether a true match on a sanctions list stops it."""
    debarment_stop: bool | None = None
    """Whether a true match on a debarment list stops it, and no legal opinion says otherwise."""
    publication: Literal["given", "refused"] | None = None
    """Its answer when asked for consent to publication."""
    statement: Statement | None = None
    """Its answer to the statement of its contributions."""

    def is_in_on(self, day: date) -> bool:
        has_joined = self.joined_on is None or self.joined_on <= day
        return has_joined and (self.left_on is None or self.left_on >= day)


@dataclass(frozen=True, kw_only=True)
class Risk:
    """A line of the risk register; likelihood and impact are 1 to 5, and left out of what nobody
    has rated, which is not the same as low.
    """

    id: str
    likelihood: int | None = None
    impact: int | None = None
    signed_off: bool = False
    closed: bool = False


@dataclass(frozen=True, kw_only=True)
class Override:
    """What stands in for a requirement: who asked for it, the two who agreed, why, and its last
    day. `about` is “alliance” or the partner.
    """

    code: str
    about: str = "alliance"
    asked_by: str
    agreed_by: tuple[str, ...] = ()
    reason: str = ""
    last_day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Halt:
    """How an alliance left the path: from which state, on which day, why, and what is owed
    (“Nothing.” is an answer).
    """

    was: Stage
    on: date
    reason: str
    owed: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """An alliance as it is known on a day (today, unless `on` says otherwise). `null`, or a field
    left out, says that nobody knows; what nobody knows does not hold.
    """

    state: Stage
    """Where it is."""
    on: date | None = None
    """The day it is of; today where none is named."""
    halted: Halt | None = None
    """Given where it is suspended, abandoned or terminated, and only there."""
    partners: tuple[Partner, ...] = ()
    """Those who joined, also where they have left."""
    overrides: tuple[Override, ...] = ()
    """Every one that was asked for and agreed to."""
    challenge: str | None = None
    """The problem that it answers, in a few words or as a code of the guide."""
    six_questions: Mapping[Question, Literal["answered", "unknown"]] = field(default_factory=dict)
    """The guide's six questions that help to find a partner."""
    civil_society: Meeting | None = None
    """The meeting with civil society, or why there was none."""
    model: str | None = None
    """Which kind of alliance was chosen."""
    model_reason: str | None = None
    """Why this kind."""
    tasks: int | None = None
    """How many unbundled tasks there are."""
    inclusion_note: str | None = None
    """Who could be left out, and what is done about it."""
    harm_checked: bool | None = None
    """Whether somebody has checked that the work does no harm."""
    prohibited_purpose: bool | None = None
    """Whether it serves a purpose that no alliance may serve."""
    has_outcome: bool | None = None
    """Whether its results framework holds an outcome."""
    risks: tuple[Risk, ...] | None = None
    """The risk register, line by line."""
    contribution_schedule: bool | None = None
    """Whether it is written down who gives what by when."""
    exit_plan: bool | None = None
    """Whether it is written down who inherits what."""
    uses_technology: bool | None = None
    """Whether the work uses digital technology."""
    digital_risk_reviewed: bool | None = None
    """Whether the risks of that technology have been reviewed."""
    agreement_signed: bool | None = None
    """Whether the agreement is signed."""
    body_members: int | None = None
    """How many members its governing body has."""
    deliveries_reconciled: bool | None = None
    """Whether promises and deliveries have been held against each other."""
    assets_handed_over: bool | None = None
    """Whether what the alliance owns has been handed over."""
    lessons_written: bool | None = None
    """Whether its lessons are written down."""
    final_report: bool | None = None
    """Whether its final report is there."""
    personal_data_disposed: bool | None = None
    """Whether personal data that nobody needs any more have been disposed of."""

    @property
    def day(self) -> date:
        """The day it is of. Raises ValueError where nobody has said or worked out which."""
        if self.on is None:
            raise ValueError("a case needs a day")
        return self.on

    @property
    def partners_now(self) -> tuple[Partner, ...]:
        """Those in it on the day, by their ids."""
        inside = (partner for partner in self.partners if partner.is_in_on(self.day))
        return tuple(sorted(inside, key=lambda partner: partner.id))
