"""What waits for whom: cases, declarations, clearances and alerts."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.queries import families, standing
from convene.apps.vetting.models import Case, CaseAlert
from convene.apps.vetting.queries import access, cases, declared, due, harm, people, together
from convene.apps.vetting.queries import dates as days
from convene.core import diligence
from convene.core.diligence import State
from convene.ground.waiting import Dated, Rank, Section


def sections(person: User, *, today: date) -> Iterator[Section]:
    """Yield what waits for a person, in as many questions to the database whatever the number of
    cases.
    """
    mine = access.readable(cases.cases(), by=person)
    groups, more = together.groups(person)
    yield _section(Rank.YOURS, "cases", found=_waiting(list(_ongoing(mine)), person, today=today))
    if people.overdue(person, today=today):
        yield _section(Rank.BARRED, "declarations")
    if items := due.waiting(person, today=today):
        yield _section(Rank.OVERDUE, "due", items=items)
    if signed := list(declared.came_since(mine).order_by("changed_at", "pk")):
        yield _section(Rank.CHANGED, "declared", found=signed)
    damaged, beyond = harm.waiting(mine, person)
    if damaged:
        yield _section(Rank.DOUBTED, "harmed", found=damaged, more=beyond)
    if doubted := list(mine.exclude(doubt="").order_by("doubted_at", "pk")):
        yield _section(Rank.DOUBTED, "doubted", found=doubted)
    yield _section(Rank.CHANGED, "alerts", groups=groups, more=more)
    yield _section(Rank.SOON, "ending", found=_ending(mine, today=today))


def dates(person: User, *, today: date) -> Iterator[Dated]:
    """Yield what has its day for a person's calendar."""
    yield from days.dated(person, today=today)


def _section(rank: Rank, name: str, **given: object) -> Section:
    return Section(rank=rank, template=f"vetting/waiting/{name}.html", given=given)


def alerts(person: User) -> Q:
    """Return which alerts a person may read: those about cases that they may read, and those about
    organisations without one where they may open one.
    """
    of_cases = Q(in_case__case__in=access.readable(Case.objects.all(), by=person))
    return of_cases | Q(in_case=None) if person.has_perm("vetting.add_case") else of_cases


def closable(person: User) -> Q:
    """Return which alerts nothing bars a person from closing: those about organisations that they
    have no conflict with, in cases that they do not sponsor, and without a case those about no
    partner of work that they sponsor. Whoever was let in anew closes none for a day.
    """
    today = timezone.localdate()
    is_new = diligence.is_let_in_anew(person.decides_from, at=timezone.now())
    if is_new or people.overdue(person, today=today):
        return Q(pk__in=())
    conflicts = people.conflicts_of(person, today=today).select_related("organisation")
    heads = {standing(conflict.organisation).pk for conflict in conflicts}
    kin = {id for ids in families(heads).values() for id in ids}
    sponsored = CaseAlert.objects.filter(case__sponsor=person).values("alert")
    partners = Q(in_case=None, organisation__in=_partners_of_work(person))
    return alerts(person) & ~Q(organisation__in=kin) & ~Q(pk__in=sponsored) & ~partners


def _partners_of_work(person: User) -> set[UUID]:
    """Return the partners of the cases that a person sponsors, with the records merged into them,
    but for those declined.
    """
    ongoing = Case.objects.filter(sponsor=person).exclude(state=State.DECLINED)
    heads = {standing(case.organisation).pk for case in ongoing.select_related("organisation")}
    return {id for ids in families(heads).values() for id in ids}


def _ending(several: QuerySet[Case], *, today: date) -> tuple[Case, ...]:
    """Return the clearances that end within thirty days or are over but not yet ended, the first to
    end first.
    """
    over = several.filter(
        state__in=sorted(diligence.CLEARED), valid_until__lte=today + diligence.SOON
    )
    return tuple(over.order_by("valid_until", "pk"))


def _ongoing(found: QuerySet[Case]) -> QuerySet[Case]:
    return found.exclude(state__in=sorted(diligence.CLOSED)).order_by("changed_at", "pk")


def _waiting(found: Sequence[Case], person: User, *, today: date) -> tuple[Case, ...]:
    barred = people.bars_of(found, person, today=today)
    return tuple(case for case in found if _waits_for(case, person, bars=barred[case.pk]))


def _waits_for(case: Case, person: User, *, bars: tuple[diligence.Bar, ...]) -> bool:
    """Say whether this person can take the next step: approvers what they may approve, reviewers
    what is found, builders their own.
    """
    state = State(case.state)
    if state is State.SECOND_REVIEW:
        return person.has_perm("vetting.approve_case") and not bars
    if state is State.ASSESSED:
        return case.assessor_id == person.pk
    if (
        person.has_perm("vetting.assess_case")
        and state is State.RESEARCH
        and not people.JUDGING.intersection(bars)
    ):
        return True
    return case.opened_by_id == person.pk and person.has_perm("vetting.research_case")
