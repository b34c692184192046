"""Who stands or stood behind a partner, statement by statement: also what was ended or undone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convene.apps.registry.models import Organisation, Tie
from convene.apps.registry.queries import names_of, standing, ties
from convene.apps.registry.queries.signing import signed
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import cases, screening
from convene.apps.vetting.queries.subjects import called, named
from convene.core.diligence.seen import OWNING
from convene.ground import trail


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What is on record of somebody behind the partner: whom, and of whom they are where that is
    not the partner itself.
    """

    tie: Tie
    whom: str
    of: str


def statements(partner: Organisation) -> tuple[Statement, ...]:
    """Return every statement on who stands or stood behind a partner, and on who owns those."""
    return tuple(_statements(standing(partner)))


def _statements(partner: Organisation) -> Iterator[Statement]:
    above, met = [(partner, "")], {partner.pk: True}
    for record, of in above:
        for tie in ties.of(record):
            if not of or tie.role in OWNING:
                whom, party = named(tie), tie.party and standing(tie.party)
                yield Statement(tie=tie, whom=whom, of=of)
                if party and party.pk not in met:
                    met[party.pk] = True
                    above.append((party, whom))
        parent = record.parent and standing(record.parent)
        if parent and parent.pk not in met:
            met[parent.pk] = True
            above.append((parent, called(names_of(parent))))


def changed(stated: Iterable[Statement]) -> Mapping[str, list[trail.Event]]:
    """Return what happened to each statement after it was entered, by the key of its tie."""
    keys = [str(statement.tie.pk) for statement in stated]
    lines = trail.table().objects.filter(subject=Tie._meta.label_lower, subject_id__in=keys)
    by_tie: dict[str, list[trail.Event]] = {key: [] for key in keys}
    for line in lines.exclude(code="registry.tie_added").order_by("at", "id"):
        by_tie[line.subject_id].append(line)
    return by_tie


def off_record(case: Case) -> Mapping[str, str]:
    """Say of everybody whom the last look asked for, or whom a hit is about, and who no longer
    stands on record, until when they did and who said so.
    """
    last, partner = cases.last_screening(case), standing(case.organisation)
    asked = {row.whom for row in cases.behind_then(last)} if last else set()
    asked |= set(case.hits.exclude(whom="").values_list("whom", flat=True))
    gone = asked - {row.whom for row in screening.behind(partner)} if asked else asked
    if not gone:
        return {}
    stated = {statement.whom: statement.tie for statement in statements(partner)}
    return {whom: _gone(whom, stated.get(whom)) for whom in sorted(gone)}


def _gone(whom: str, tie: Tie | None) -> str:
    if tie and tie.undone_by and tie.undone_at:
        known = {"whom": whom, "who": signed(tie.undone_by, tie.undone_at, known={})}
        return _(
            "%(whom)s was on record as standing behind the partner until %(when)s, when %(who)s took it off as a mistake."
        ) % {**known, "when": _moment(tie.undone_at)}
    if tie and tie.until:
        return _(
            "%(whom)s was on record as standing behind the partner until %(day)s, as was entered on %(when)s."
        ) % {
            "whom": whom,
            "day": date_format(tie.until, "DATE_FORMAT"),
            "when": _moment(tie.changed_at),
        }
    return _(
        "%(whom)s was on record as standing behind the partner when the lists were asked, and no longer is under this name."
    ) % {"whom": whom}


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
