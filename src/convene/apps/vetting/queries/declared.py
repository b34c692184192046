"""What the partner of a case declared, how it differs from what is on record, and what weighs."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, QuerySet
from django.utils import timezone

from convene.apps.declarations.models import Declaration
from convene.apps.declarations.queries import compared, statement
from convene.apps.vetting.models import Case, CaseDeclaration
from convene.core.declarations import answering
from convene.core.declarations.comparing import Line, told
from convene.core.reasons import Reason
from convene.ground import trail
from convene.packs.diligence import preset


def asked(case: Case) -> QuerySet[CaseDeclaration]:
    """Return the declarations that were asked for in a case, the last one first."""
    related = ("declaration__asked_by", "declaration__withdrawn_by", "declaration__organisation")
    return case.declarations.select_related(*related)


def signed(case: Case) -> Declaration | None:
    """Return the last declaration that the partner has signed in a case."""
    last = (
        asked(case).exclude(declaration__signed_at=None).order_by("-declaration__signed_at").first()
    )
    return last.declaration if last else None


def lines(case: Case, *, on: date | None = None) -> tuple[Line, ...]:
    """Return what was declared last beside what is on record; nothing before anything is signed."""
    declaration = signed(case)
    return compared(declaration, on=on or timezone.localdate()) if declaration else ()


def to_know(case: Case) -> tuple[Reason, ...]:
    """Say what nobody should decide without knowing: what was declared otherwise than it is on
    record, and the answers that weigh.
    """
    declaration = signed(case)
    if declaration is None:
        return ()
    content = statement(declaration)
    titles = {question.id: question.title for question in preset().declaration.questions}
    return (
        *told(lines(case)),
        *answering.to_know(content.answers, content.agreed, titles=titles),
    )


def came_since(several: QuerySet[Case]) -> QuerySet[Case]:
    """Return the cases in which nothing was done since the partner signed."""
    return several.filter(declarations__declaration__signed_at__gt=F("changed_at")).distinct()


def history(case: Case) -> tuple[trail.Line, ...]:
    """Return what happened in a case and was signed by its partner, the newest first."""
    by_partner = (
        line
        for asking in asked(case)
        for line in trail.lines(asking.declaration)
        if line.code == "declarations.signed"
    )
    return tuple(_newest_first([*trail.lines(case), *by_partner]))


def _newest_first(happened: Iterable[trail.Line]) -> list[trail.Line]:
    return sorted(happened, key=lambda line: (line.at, line.id), reverse=True)
