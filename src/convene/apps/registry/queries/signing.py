"""The signature of whoever did something: name, role, organisation and address as they were."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from convene.apps.accounts.models import Role, User
from convene.apps.registry.models import Membership, NameKind, OrganisationName
from convene.ground import signing


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who somebody was at a moment; `role` is a code, an organisation may be missing."""

    name: str
    role: str
    organisations: tuple[str, ...]
    address: str

    def __str__(self) -> str:
        beside = (str(Role(self.role).label), *self.organisations, self.address)
        return f"{self.name} ({', '.join(beside)})"


@dataclass(frozen=True, kw_only=True)
class Past:
    """What is known of one person at each moment."""

    life: signing.Life
    memberships: Sequence[Membership] = ()
    names: Mapping[UUID, Sequence[Any]] = field(default_factory=dict)


Known = dict[Any, Past]
"""The past of each person, by their keys: read once for a page or a file."""


def signed(who: Any, at: datetime, *, known: Known) -> Signature:
    """Return the signature of a person, or of the person with a key, at a moment."""
    pk = getattr(who, "pk", who)
    past = known.get(pk) or known.setdefault(pk, _past(pk))
    account = signing.then(past.life, at)
    held = [membership for membership in past.memberships if _holds(membership, at)]
    return Signature(
        name=account.name,
        role=account.role,
        organisations=tuple(
            _called(past.names[membership.organisation_id], at) for membership in held
        ),
        address=account.email,
    )


def _past(pk: Any) -> Past:
    memberships = list(Membership.objects.filter(person=pk))
    names: dict[UUID, list[Any]] = defaultdict(list)
    if memberships:
        rows = OrganisationName.history.filter(
            organisation__in=[membership.organisation_id for membership in memberships],
            kind=NameKind.PRIMARY,
        )
        for row in rows.exclude(history_type="-").order_by("history_date", "history_id"):
            names[row.organisation_id].append(row)
    return Past(life=signing.lives([pk], of=User)[pk], memberships=memberships, names=names)


def _holds(membership: Membership, at: datetime) -> bool:
    """Say whether a membership held at a moment, as far as it was known then."""
    day, until, ended = timezone.localdate(at), membership.until, membership.ended_at
    known = membership.added_at <= at and membership.since <= day
    return known and (until is None or until >= day or (ended is not None and ended > at))


def _called(names: Sequence[Any], at: datetime) -> str:
    before = (row.text for row in reversed(names) if row.history_date <= at)
    return str(next(before, names[0].text))
