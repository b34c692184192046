"""What of risks waits for whom: sign-offs, and the days of reviews."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.risks.models import Risk
from convene.apps.risks.queries import register
from convene.apps.risks.words import State
from convene.apps.workshop.models import Alliance, Part
from convene.apps.workshop.queries import drafts
from convene.apps.workshop.queries.naming import unnamed
from convene.ground.waiting import Dated, Rank, Section

LOOKS_AFTER = (Part.Kind.OWNER, Part.Kind.BUILDER)
"""The parts of those who look after a risk that is nobody's."""


def sections(person: User, *, today: date) -> Iterator[Section]:
    """Yield the risks of 15 or more that a person may sign off."""
    waits = [
        risk
        for risk in _open(person)
        if register.row(risk, today=today).waits and person.has_perm("risks.sign_off", risk)
    ]
    if waits:
        yield Section(rank=Rank.YOURS, template="risks/waiting.html", given={"risks": waits})


def dates(person: User, *, today: date) -> Iterator[Dated]:
    """Yield the days on which risks are looked at again: those that a person looks after, and those
    that nobody does in what they edit. Where a partner is not to be named, the alliance is not.
    """
    quiet = unnamed(drafts.visible(person).order_by().values("pk"))
    for risk in _open(person).exclude(review_on=None):
        if risk.review_on and _is_of(person, risk):
            yield Dated(
                key=f"risk-{risk.pk}",
                day=risk.review_on,
                what=_review(risk.alliance, is_named=risk.alliance_id not in quiet),
                address=reverse("risks:risk", args=[risk.alliance_id, risk.pk]),
            )


def _open(person: User) -> QuerySet[Risk]:
    """Return the risks, but for closed ones, of alliances that a person reads."""
    mine = drafts.visible(person).filter(archived_at=None).order_by().values("pk")
    return (
        Risk.objects.filter(alliance__in=mine)
        .exclude(state=State.CLOSED)
        .select_related("alliance", "added_by")
        .prefetch_related("ratings", "sign_offs", "alliance__parts__person")
    )


def _is_of(person: User, risk: Risk) -> bool:
    if risk.owner_person_id:
        return risk.owner_person_id == person.pk
    return any(
        part.person_id == person.pk and part.kind in LOOKS_AFTER for part in risk.alliance.parts_now
    )


def _review(alliance: Alliance, *, is_named: bool) -> str:
    if is_named:
        return _("Review of a risk (%(alliance)s)") % {"alliance": alliance.title}
    return _("Review of a risk")
