"""All that the page of a case, and the vetting page of an organisation, show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from convene.apps.accounts.models import User
from convene.apps.declarations.models import Declaration
from convene.apps.evidence.models import Evidence
from convene.apps.inbox.models import Alert
from convene.apps.inbox.queries import told
from convene.apps.registry.models import Organisation
from convene.apps.vetting.models import (
    Approval,
    Case,
    CaseDeclaration,
    ConflictOfInterest,
    Hit,
    LegalOpinion,
    Letter,
    Look,
    Member,
    Recall,
    Retraction,
    Screening,
    Stand,
)
from convene.apps.vetting.queries import (
    access,
    alerts,
    cases,
    declared,
    due,
    letters,
    memory,
    people,
    recalls,
    retracting,
    steps,
    watching,
)
from convene.apps.vetting.queries.behind import off_record
from convene.apps.vetting.queries.counsel import Counsel, counsel
from convene.apps.vetting.queries.known import undecided
from convene.core import diligence
from convene.core.declarations.comparing import Line
from convene.core.reasons import Reason
from convene.core.scripts import should_ask_in_latin, unsure
from convene.ground import trail


@dataclass(frozen=True, kw_only=True)
class OfOrganisation:
    """Its cases that a person may read, how many are hidden from them and whom to ask, and what is
    known of it without a case.
    """

    organisation: Organisation
    cases: QuerySet[Case]
    hidden: int
    whom: Sequence[str]
    conflicts: QuerySet[ConflictOfInterest]
    look: Look | None
    ask_in_latin: bool
    found: QuerySet[Alert]


def of_organisation(organisation: Organisation, *, by: User, today: date) -> OfOrganisation:
    every = cases.of(organisation)
    shown = access.readable(every, by=by)
    hidden = every.count() - shown.count()
    return OfOrganisation(
        organisation=organisation,
        cases=shown,
        hidden=hidden,
        whom=access.whom_to_ask() if hidden else [],
        conflicts=people.conflicts(organisation, today=today),
        look=watching.last_look(organisation),
        ask_in_latin=should_ask_in_latin(name.text for name in organisation.names.all()),
        found=watching.without_case(organisation, told(by)),
    )


@dataclass(frozen=True, kw_only=True)
class OfCase:
    """What was looked at, found and decided, what comes next, and what a person may do about it."""

    case: Case
    step: steps.Step
    topics: Sequence[cases.Topic]
    evidence: QuerySet[Evidence]
    hits: Sequence[Hit]
    easy: bool
    """Whether some of them may be set aside together."""
    screening: Screening | None
    unsure: Sequence[str]
    """Names that were asked and that lists are not likely to hold as they are written."""
    waits_for_counsel: bool
    """Whether it goes on only with a legal opinion, and has none."""
    weak_lists: Sequence[Reason]
    letters: Sequence[tuple[Letter, Sequence[str], bool]]
    """Each letter with what came of its sending, and whether it may be sent again."""
    not_loaded: Sequence[str]
    counsel: Counsel
    behind: Sequence[Reason]
    """Who was asked about with the partner."""
    off_record: Sequence[str]
    """Who was, and no longer is on record."""
    looks: QuerySet[Screening]
    """Every look at the lists, the newest first."""
    changed: Reason | None
    changes: Sequence[Reason]
    approvals: QuerySet[Approval]
    level_reasons: Sequence[Reason]
    history: Sequence[trail.Line]
    conflicts: Sequence[ConflictOfInterest]
    may_correct: bool
    may_assign: bool
    closed: bool
    members: QuerySet[Member]
    new_owner: bool
    new_names: bool
    stands: QuerySet[Stand]
    clearance: bool
    """Whether it is cleared: then what is overdue suspends that."""
    overdue: Sequence[due.Item]
    retractions: QuerySet[Retraction]
    opinions: QuerySet[LegalOpinion]
    recalls: QuerySet[Recall]
    contested: Sequence[Hit]
    """Hits of which another case says something that takes two approvers."""
    alerts: QuerySet[Alert]
    declarations: QuerySet[CaseDeclaration]
    declared: Declaration | None
    """What the partner signed last."""
    beside: Sequence[Line]
    """The same beside what is on record."""
    to_know: Sequence[Reason]
    may_ask: bool


def of_case(case: Case, *, by: User, today: date) -> OfCase:
    screening = cases.last_screening(case)
    working = case.state in diligence.WORKING
    changed = cases.changes(case) if case.state in alerts.WATCHED else ()
    return OfCase(
        case=case,
        step=steps.next_step(case, by, today=today),
        topics=cases.topics(case),
        evidence=cases.evidence(case),
        hits=cases.current_hits(case),
        easy=bool(cases.easy_hits(case)),
        screening=screening,
        unsure=unsure(screening.names if screening else ()),
        waits_for_counsel=cases.waits_for_counsel(case) and case.legal_opinion_id is None,
        weak_lists=cases.weak_lists(case),
        letters=[
            (letter, list(letters.sendings(letter)), letters.can_be_sent(letter))
            for letter in case.letters.select_related("by").prefetch_related("sendings")
        ],
        not_loaded=cases.not_loaded(screening),
        counsel=counsel(case),
        behind=cases.asked_behind(screening),
        off_record=list(off_record(case).values()),
        looks=case.screenings.select_related("by"),
        changed=diligence.changed(changed) if changed else None,
        changes=cases.told_changes(case) if changed else (),
        approvals=case.approvals.select_related("approver", "screening"),
        level_reasons=(*cases.level_reasons(case), *undecided(case)),
        history=declared.history(case),
        conflicts=people.conflicts_in(case, today=today),
        may_correct=by.has_perm("vetting.research_case") and working,
        may_assign=by.has_perm("vetting.assign_case", case),
        closed=case.state in diligence.CLOSED,
        members=case.members.select_related("person"),
        new_owner=case.state in diligence.CLEARED and cases.has_new_owner(case),
        new_names=case.state in diligence.CLEARED and cases.is_called_otherwise(case),
        stands=case.stands.filter(state="proposed", about=case.doubt_text),
        clearance=case.state in diligence.CLEARED,
        overdue=due.overdue(case, today=today),
        retractions=retracting.waiting(case),
        opinions=cases.opinions(case),
        recalls=recalls.kept(case),
        contested=memory.contested(case),
        alerts=watching.of_case(case),
        declarations=declared.asked(case),
        declared=declared.signed(case),
        beside=declared.lines(case, on=today),
        to_know=declared.to_know(case),
        may_ask=by.has_perm("vetting.research_case", case) and case.state not in diligence.CLOSED,
    )
