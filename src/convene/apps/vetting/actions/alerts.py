"""Looking again when a list or an organisation has changed: alerts for people, never a verdict."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.queries import names_of
from convene.apps.vetting import screening
from convene.apps.vetting.actions.hits import record
from convene.apps.vetting.actions.record import lock, write
from convene.apps.vetting.models import Alert, Case, Hit
from convene.apps.vetting.queries import alerts, cases


def rescreen() -> int:
    """Look again at every watched case whose lists or names have changed, each in one step of its own. Returns how many alerts came.

    Stopped half-way, it goes on where it stopped: a case that was looked at carries the key of that look.
    """
    lists = screening.lists_seen()
    if not lists:
        return 0
    count = 0
    for case in alerts.watched():
        now = screening.key(names_of(case.organisation), lists, owner=screening.owner(case.organisation))
        if now != alerts.last_key(case):
            count += rescreen_case(case, screening.look(case.organisation), gone=_gone(case, lists))
    return count


def _gone(case: Case, lists: Iterable[screening.ListSeen]) -> list[Hit]:
    """Return the hits whose entry has left a list that is loaded; of one that is not loaded, nobody can say."""
    loaded = {one.list for one in lists}
    return [hit for hit in cases.current_hits(case) if hit.list in loaded and not screening.is_listed(hit.list, hit.entry)]


@transaction.atomic
def rescreen_case(case: Case, result: screening.Result, *, gone: Iterable[Hit] = ()) -> int:
    """Write down another look and what it brought. Returns how many alerts are new; the same look twice brings none."""
    locked, at = lock(case), timezone.now()
    if alerts.last_key(locked) == result.key:
        return 0
    owner = str(locked.screenings.values_list("owner", flat=True).first() or "")
    seen = set(locked.hits.values_list("list", "entry"))
    new = record(locked, result, by=None, at=at)
    write(locked, by=None, at=at, why="looked at the lists again")
    kinds: list[tuple[Hit | None, Alert.Kind]] = [
        (hit, Alert.Kind.CHANGED if (hit.list, hit.entry) in seen else Alert.Kind.NEW_HIT) for hit in new
    ]
    kinds += [(hit, Alert.Kind.DELISTED) for hit in gone]
    kinds += [(None, Alert.Kind.OWNER)] if owner != result.owner else []
    return sum(_alert(locked, hit, kind, about=str(hit.pk if hit else result.key), at=at) for hit, kind in kinds)


def _alert(case: Case, hit: Hit | None, kind: Alert.Kind, *, about: str, at: datetime) -> bool:
    return Alert.objects.get_or_create(case=case, kind=kind, about=about, defaults={"hit": hit, "at": at})[1]


@transaction.atomic
def see(alert: Alert, *, by: User) -> None:
    """Note who has looked at an alert; the first one counts."""
    Alert.objects.filter(pk=alert.pk, seen_at=None).update(seen_by=by, seen_at=timezone.now())
