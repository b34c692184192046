"""Who may read which case: those who judge, whoever opened or sponsors it, and those who were asked
to work on it.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from convene.apps.accounts.models import Role, User
from convene.apps.vetting.models import Case, Member
from convene.apps.vetting.models.words import STATES
from convene.apps.vetting.queries import cases

JUDGES = (Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR)


def reads(person: User, case: Case) -> bool:
    """Say whether a person may read a case."""
    if person.has_perm("vetting.assess_case") or person.pk in (case.opened_by_id, case.sponsor_id):
        return True
    return Member.objects.filter(case=case, person=person).exists()


def readable(several: QuerySet[Case], *, by: User) -> QuerySet[Case]:
    """Return those of the cases that a person may read."""
    if by.has_perm("vetting.assess_case"):
        return several
    return several.filter(_own(by))


def shelf(*, by: User, state: str = "") -> QuerySet[Case]:
    """Return the cases that a person may read, in one state where it is a known one."""
    found = readable(cases.cases(), by=by)
    return found.filter(state=state) if state in STATES else found


def _own(person: User) -> Q:
    return (
        Q(opened_by=person)
        | Q(sponsor=person)
        | Q(Exists(Member.objects.filter(case=OuterRef("pk"), person=person)))
    )


def of(person: User) -> QuerySet[Case]:
    """Return the cases on which a person works or worked: as whoever opened, sponsors or assessed
    one, approved something in it or was asked to help.
    """
    judged = Q(assessor=person) | Q(approvals__approver=person)
    return Case.objects.filter(_own(person) | judged).distinct()


def whom_to_ask(most: int = 5) -> list[str]:
    """Return the names of people who may read every case, reviewers first."""
    people = User.objects.filter(role__in=JUDGES, is_active=True)
    ordered = sorted(
        people, key=lambda judge: (JUDGES.index(Role(judge.role)), judge.name, judge.pk)
    )
    return [judge.name for judge in ordered[:most]]
