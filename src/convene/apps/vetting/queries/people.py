"""Who must not decide about an organisation, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import families, family, standing
from convene.apps.vetting.models import (
    Approval,
    Case,
    ConflictOfInterest,
    Finding,
    Hit,
    Retraction,
)
from convene.apps.vetting.models.words import SET_ASIDE
from convene.core import diligence
from convene.core.reasons import recalled
from convene.ground import proposals
from convene.ground.templatetags.reasons import sentence

WHY: dict[diligence.Bar, str | Promise] = {
    "assessor": _("You assessed this case, so somebody else decides it."),
    "sponsor": _("You sponsor the work with this organisation, so others judge it."),
    "conflict": _(
        "You declared a conflict of interest with this organisation, so others judge it."
    ),
    "decided": _("You have decided this case already. It waits for a second person."),
    "renewal": _(
        "You declared a conflict of interest more than a year ago. Say first whether it still holds: see “My declarations”."
    ),
    "retracted": _("You took back a true match in this case, so others decide it."),
    "dismissed": _(
        "You set aside a strong hit in this case, or left it open who it is, so others decide it."
    ),
    "let_in": _(
        "An administrator has let you in: a new account or role, a link for a new password, a second step that was removed, or another address. You decide after %(until)s."
    ),
    "wrote": _("You wrote every finding of this case, so somebody else decides it."),
}


def told(bars: Iterable[diligence.Bar], person: User) -> list[str]:
    """Say what keeps a person from deciding, and until when where it ends by itself."""
    until = person.decides_from and timezone.localtime(person.decides_from)
    given = {"until": date_format(until, "DATETIME_FORMAT") if until else ""}
    return [str(WHY[bar]) % given if bar == "let_in" else str(WHY[bar]) for bar in bars]


def conflicts(organisation: Organisation, *, today: date) -> QuerySet[ConflictOfInterest]:
    """Return the conflicts of interest that hold on a day, with the organisation or any record
    merged with it.
    """
    return _conflicts(organisation).filter(_holding(today))


def conflicts_of(person: User, *, today: date) -> QuerySet[ConflictOfInterest]:
    """Return the conflicts of interest of a person that hold on a day."""
    return ConflictOfInterest.objects.filter(_holding(today), person=person)


def _holding(today: date) -> Q:
    return Q(since__lte=today) & (Q(until=None) | Q(until__gte=today))


def conflicts_in(case: Case, *, today: date) -> list[ConflictOfInterest]:
    """Return the conflicts of interest that bar somebody from a round of a case, those among them
    that have ended meanwhile.
    """
    began = timezone.localdate(case.round_at)
    return [
        tie
        for tie in _conflicts(case.organisation)
        if diligence.ties(tie.since, tie.until, began=began, today=today)
    ]


def _conflicts(organisation: Organisation) -> QuerySet[ConflictOfInterest]:
    every = ConflictOfInterest.objects.filter(organisation__in=family(standing(organisation)))
    return every.select_related("person", "ended_by")


def standing_approvals(case: Case) -> QuerySet[Approval]:
    """Return the decisions of this round that count."""
    return (
        Approval.objects.filter(case=case, round=case.round, void=False)
        .select_related("approver", "screening")
        .order_by("at", "pk")
    )


def rests_on(approval: Approval) -> str:
    """Say which look at the lists a decision stands on, and what the approver agreed to set aside;
    nothing where that was not kept.
    """
    if approval.screening is None:
        return ""
    when = date_format(timezone.localtime(approval.screening.at), "DATETIME_FORMAT")
    look = gettext("On the look at the lists of %(when)s.") % {"when": when}
    weak = " ".join(sentence(recalled(fault)) for fault in approval.acknowledged)
    known = gettext("Known then: %(weak)s") % {"weak": weak} if weak else ""
    return " ".join(part for part in (look, *_agreed(approval), known) if part)


AGREED = {
    ("partner", "is not"): ngettext_lazy(
        "Agreed that a strong hit that was set aside is not the partner.",
        "Agreed that %(count)s strong hits that were set aside are not the partner.",
        "count",
    ),
    ("partner", "may be"): ngettext_lazy(
        "Agreed that a strong hit may be the partner.",
        "Agreed that %(count)s strong hits may be the partner.",
        "count",
    ),
    ("behind", "is not"): ngettext_lazy(
        "Agreed that a strong hit that was set aside is not %(whom)s, who stands behind the partner.",
        "Agreed that %(count)s strong hits that were set aside are not %(whom)s, who stands behind the partner.",
        "count",
    ),
    ("behind", "may be"): ngettext_lazy(
        "Agreed that a strong hit may be %(whom)s, who stands behind the partner.",
        "Agreed that %(count)s strong hits may be %(whom)s, who stands behind the partner.",
        "count",
    ),
}


def _agreed(approval: Approval) -> Iterator[str]:
    """Say what an approver agreed to of strong hits, as they were decided then: that they are not
    the partner, or may be it; and the same of each who stands behind it.
    """
    if not approval.agreed:
        return
    then = Hit.history.as_of(approval.at).filter(id__in=approval.agreed)
    counts = Counter((hit.whom, "may be" if hit.state == "possible" else "is not") for hit in then)
    for (whom, what), count in sorted(counts.items()):
        yield AGREED["behind" if whom else "partner", what] % {"count": count, "whom": whom}


def declarations(person: User, *, today: date) -> QuerySet[ConflictOfInterest]:
    """Return the conflicts that a person has declared and that still last, the longest unseen
    first.
    """
    lasting = ConflictOfInterest.objects.filter(Q(until=None) | Q(until__gte=today), person=person)
    return (
        lasting.annotate(said_at=Coalesce("confirmed_at", "declared_at"))
        .select_related("organisation")
        .order_by("said_at", "pk")
    )


def overdue(person: User, *, today: date) -> list[ConflictOfInterest]:
    """Return the declarations that nobody has looked at for a year."""
    declared = declarations(person, today=today).prefetch_related("organisation__names")
    return [
        conflict
        for conflict in declared
        if diligence.needs_renewal(
            timezone.localdate(conflict.confirmed_at or conflict.declared_at), today=today
        )
    ]


JUDGING: frozenset[diligence.Bar] = frozenset({"sponsor", "conflict", "renewal", "let_in"})
"""What keeps a person from assessing a case and deciding its hits too."""


def bars(case: Case, person: User, *, today: date) -> tuple[diligence.Bar, ...]:
    """Return everything that keeps a person from approving a case."""
    return bars_of([case], person, today=today)[case.pk]


def bars_of(
    cases: Sequence[Case], person: User, *, today: date
) -> dict[UUID, tuple[diligence.Bar, ...]]:
    """Return the same for each of many cases, in as many questions to the database as for one."""
    heads = {case.pk: standing(case.organisation).pk for case in cases}
    kin = families(set(heads.values()))
    tied = _tied(cases, person, kin={pk: kin[head] for pk, head in heads.items()}, today=today)
    ids = [case.pk for case in cases]
    given = set(
        Approval.objects.filter(case__in=ids, void=False, approver=person).values_list(
            "case_id", "round"
        )
    )
    back = Retraction.objects.filter(
        Q(proposed_by=person) | Q(decided_by=person),
        hit__case__in=ids,
        state=proposals.State.AGREED,
    )
    took_back, late = (
        set(back.values_list("hit__case_id", flat=True)),
        bool(overdue(person, today=today)),
    )
    aside = set(
        Hit.objects.filter(
            case__in=ids, band="strong", state__in=SET_ASIDE, decided_by=person
        ).values_list("case_id", flat=True)
    )
    wrote = _wrote_all(ids, person)
    anew = diligence.is_let_in_anew(person.decides_from, at=timezone.now())
    me = [person.pk]
    return {
        case.pk: diligence.bars(
            person.pk,
            assessor=case.assessor_id,
            sponsor=case.sponsor_id,
            conflicted=me if case.pk in tied else [],
            decided=me if (case.pk, case.round) in given else [],
            overdue=me if late else [],
            retracted=me if case.pk in took_back else [],
            dismissed=me if case.pk in aside else [],
            wrote=me if (case.pk, case.round) in wrote else [],
            let_in=me if anew else [],
        )
        for case in cases
    }


def _tied(
    cases: Sequence[Case], person: User, *, kin: Mapping[UUID, Sequence[UUID]], today: date
) -> set[UUID]:
    """Return the cases from whose round a conflict of interest bars a person."""
    own = ConflictOfInterest.objects.filter(person=person)
    declared = list(own.values_list("organisation_id", "since", "until"))
    return {
        case.pk
        for case in cases
        for organisation, since, until in declared
        if organisation in kin[case.pk]
        and diligence.ties(since, until, began=timezone.localdate(case.round_at), today=today)
    }


def _wrote_all(ids: Sequence[UUID], person: User) -> set[tuple[UUID, int]]:
    """Return the rounds of these cases in which nobody else made a finding."""
    findings = Finding.objects.filter(case__in=ids)
    own, others = findings.filter(by=person), findings.exclude(by=person)
    rounds = ("case_id", "round")
    return set(own.values_list(*rounds)) - set(others.values_list(*rounds))


def bars_to_judging(case: Case, person: User, *, today: date) -> tuple[diligence.Bar, ...]:
    """Return what keeps a person from assessing a case or deciding its hits: sponsoring it, a
    conflict, or one not renewed, or having been let in anew.
    """
    return tuple(bar for bar in bars(case, person, today=today) if bar in JUDGING)
