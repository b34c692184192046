"""Whether the files that are kept are still what was kept: read again, one after the other."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.functional import Promise

from convene.apps.evidence.models import Evidence, Seal
from convene.apps.evidence.queries import longest_unread
from convene.apps.evidence.words import DAMAGED, HARM, MISSING, UNREADABLE, WHOLE
from convene.core.progress import Progress, quiet
from convene.core.reasons import gettext_noop

READING = gettext_noop("Reading the evidence again")
EACH_NIGHT = timedelta(minutes=20)
"""For how long evidence is read again in one night (expert choice)."""
Tell = Callable[[Seal], None]


class Broken(Exception):
    """A file that is kept is not what it was: it has another hash, is gone or cannot be read."""

    def __init__(self, part: str, found: str) -> None:
        super().__init__(f"{part} {found}")
        self.found = found

    @property
    def harm(self) -> Promise:
        return HARM[str(self)]


def content_of(evidence: Evidence, part: str) -> bytes:
    """Return what is kept of a file, to the byte. Raises Broken."""
    try:
        with evidence.kept(part).open("rb") as stream:
            content: bytes = stream.read()
    except FileNotFoundError as why:
        raise Broken(part, MISSING) from why
    except OSError as why:
        raise Broken(part, UNREADABLE) from why
    if sha256(content).hexdigest() != evidence.hash_of(part):
        raise Broken(part, DAMAGED)
    return content


def check_all(
    *,
    at: datetime,
    tell: Tell,
    lasts: timedelta = EACH_NIGHT,
    progress: Progress = quiet,
) -> int:
    """Read files again, those first that nobody has read for longest, until the time is over;
    broken off, it goes on with the next. Returns how many pieces of evidence it read.
    """
    pieces, until, count = longest_unread(before=at), time.monotonic() + lasts.total_seconds(), 0
    for count, key in enumerate(pieces, start=1):
        for piece in Evidence.objects.filter(pk=key):
            check_one(piece, at=at, tell=tell)
        progress(READING, count, len(pieces))
        if time.monotonic() > until:
            break
    return count


def check_one(evidence: Evidence, *, at: datetime, tell: Tell) -> None:
    """Read what is kept of a piece of evidence and note how it was found. `tell` is called in the
    same transaction with whatever is no longer as it was found before.
    """
    states = {part: _found(evidence, part) for part in evidence.parts()}
    with transaction.atomic():
        if Evidence.objects.select_for_update(no_key=True).filter(pk=evidence.pk).exists():
            for part, state in states.items():
                _note(evidence, part, state, at=at, tell=tell)


def _found(evidence: Evidence, part: str) -> str:
    try:
        content_of(evidence, part)
    except Broken as broken:
        return broken.found
    return WHOLE


def _note(evidence: Evidence, part: str, state: str, *, at: datetime, tell: Tell) -> None:
    before = Seal.objects.filter(evidence=evidence, part=part).first()
    if before and before.found == state:
        Seal.objects.filter(pk=before.pk).update(checked_at=at)
        return
    defaults = {"found": state, "since": at, "checked_at": at}
    seal, new = Seal.objects.update_or_create(evidence=evidence, part=part, defaults=defaults)
    if not new or state != WHOLE:
        tell(seal)
