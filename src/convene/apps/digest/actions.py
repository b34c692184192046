"""How somebody says how often they want a digest, and how one is written and sent: written once for
each day or week, and called sent only when a mail server took it.
"""

from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.digest import events
from convene.apps.digest.models import Digest, DigestSending, Wish
from convene.apps.digest.queries.writing import period, wording
from convene.apps.digest.words import Every
from convene.apps.jobs.actions import ask
from convene.apps.jobs.models import KINDS
from convene.ground.changes import allow, lock, now, write
from convene.ground.letters import SendsNoMail


@transaction.atomic
def wish(every: Every, *, site: str, by: User) -> Wish:
    """Say how often one wants a digest; its links lead to `site`, such as https://example.org.
    Raises SendsNoMail.
    """
    allow(by, "digest.wish")
    if every != Every.NEVER and not settings.CAN_SEND_MAIL:
        raise SendsNoMail
    lock(by)
    there = Wish.objects.select_for_update().filter(person=by).first()
    if there and (there.every, there.site) == (every, site):
        return there
    wanted = there or Wish(person_id=by.pk)
    wanted.every, wanted.site = every, site
    moment = now(wanted) if there else timezone.now()
    return write(wanted, what=events.WISHED, by=by, at=moment, new=there is None)


@transaction.atomic
def stop(wanted: Wish) -> None:
    """Stop the digests of whoever has the link of one, which asked nobody. Twice is once."""
    locked = lock(wanted)
    if locked.every != Every.NEVER:
        locked.every = Every.NEVER
        write(locked, what=events.STOPPED, by=None, at=now(locked))


def write_all(*, today: date) -> int:
    """Write every digest that is wanted and not written yet, and return how many. Convene does this
    by itself; broken off, what is left is written in the next.
    """
    if not settings.CAN_SEND_MAIL:
        return 0
    wanted = Wish.objects.exclude(every=Every.NEVER).filter(person__is_active=True)
    keys = list(wanted.values_list("pk", flat=True))
    return sum(_write(key, today=today) for key in keys)


def _write(key: int, *, today: date) -> bool:
    """Write somebody's digest with the job that sends it; False where there is nothing to write."""
    try:
        with transaction.atomic():
            return _written(key, today=today)
    except IntegrityError:  # another worker was quicker
        return False


def _written(key: int, *, today: date) -> bool:
    wanted = Wish.objects.select_for_update().select_related("person").get(pk=key)
    person, day = wanted.person, period(wanted.every, today=today)
    is_over = wanted.every == Every.NEVER or not person.has_perm("digest.wish")
    if is_over or Digest.objects.filter(person=person, day=day).exists():
        return False
    letter = wording(person, every=wanted.every, site=wanted.site, today=today)
    if letter is None:
        return False
    digest = Digest.objects.create(
        person=person,
        to=person.email,
        language=letter.language,
        subject=letter.subject,
        body=letter.body,
        by=person,
        at=timezone.now(),
        day=day,
    )
    ask(KINDS["digest.send"], digest=str(digest.pk))
    return True


@transaction.atomic
def note_sending(digest: Digest, *, message_id: str, refusal: str = "") -> DigestSending:
    """Note what came of a try to send a digest: no `refusal` means that it was taken. Called by the
    worker that sends, which asked nobody.
    """
    return DigestSending.objects.create(
        digest=digest,
        message_id=message_id,
        taken=not refusal,
        said=refusal[:1000],
        at=timezone.now(),
    )
