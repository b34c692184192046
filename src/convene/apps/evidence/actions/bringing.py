"""How evidence comes in, is put right, and is handed out. Its owner tells its own trail of it."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.evidence.actions.sealing import content_of
from convene.apps.evidence.models import Evidence, Leaving
from convene.apps.evidence.words import COPY, ORIGINAL
from convene.documents.cleaning import Clean, clean
from convene.documents.diligence_files import is_signed
from convene.ground.changes import allow, lock, save
from convene.ground.forgetting import Told, forget
from convene.ground.storing import with_rows


class NotANote(Exception):
    """Files and pages stay as they were read; only a note is put right."""


@transaction.atomic
def keep_file(
    *, title: str, content: bytes, cleaned: Clean, name: str, by: User, at: datetime, note: str = ""
) -> Evidence:
    """Keep a file as it is under a random name, with its hash, and its clean copy beside it."""
    evidence = Evidence(
        kind=Evidence.Kind.FILE,
        title=title,
        note=note,
        file_name=name[-200:],
        media_type=cleaned.media_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        signed=is_signed(content, media_type=cleaned.media_type),
    )
    with with_rows():
        evidence.file.save("", ContentFile(content), save=False)
        _set_copy(evidence, cleaned, at=at)
        return _keep(evidence, by=by, at=at)


def _set_copy(evidence: Evidence, cleaned: Clean, *, at: datetime) -> None:
    evidence.copy.save("", ContentFile(cleaned.copy), save=False)
    evidence.copy_sha256, evidence.copied_at = sha256(cleaned.copy).hexdigest(), at


@transaction.atomic
def keep_link(
    *, title: str, url: str, read_on: date, by: User, at: datetime, note: str = ""
) -> Evidence:
    """Keep the address of a page, with the day on which somebody read it and what it said."""
    page = Evidence(kind=Evidence.Kind.LINK, title=title, url=url, read_on=read_on, note=note)
    return _keep(page, by=by, at=at)


@transaction.atomic
def keep_search(
    *, words: str, place: str, read_on: date, note: str, by: User, at: datetime, url: str = ""
) -> Evidence:
    """Keep a search that somebody made elsewhere: for which words, where, on which day, and what
    came of it, nothing too.
    """
    search = Evidence(kind=Evidence.Kind.SEARCH, title=words, place=place, url=url)
    search.read_on, search.note = read_on, note
    return _keep(search, by=by, at=at)


@transaction.atomic
def keep_note(*, title: str, note: str, by: User, at: datetime) -> Evidence:
    """Keep what somebody was told."""
    return _keep(Evidence(kind=Evidence.Kind.NOTE, title=title, note=note), by=by, at=at)


def _keep(evidence: Evidence, *, by: User, at: datetime) -> Evidence:
    allow(by, "evidence.add_evidence")
    evidence.added_by, evidence.added_at = by, at
    return save(evidence, by=by, at=at, new=True)


@transaction.atomic
def correct_note(evidence: Evidence, *, title: str, note: str, by: User, at: datetime) -> None:
    """Change a note of one's own; what it said before stays in the history. Raises NotANote."""
    allow(by, "evidence.change_evidence", evidence)
    locked = lock(evidence)
    if locked.kind != Evidence.Kind.NOTE:
        raise NotANote
    locked.title, locked.note = title.strip(), note.strip()
    save(locked, by=by, at=at)


def handed_out(evidence: Evidence, *, by: User) -> bytes:
    """Return the clean copy of a file. Its owner knows who may read it, and has an action that asks
    and then calls this one; nobody else does.

    A file from before copies were made when files came in gets its copy now; raises
    `refusing.Refused` where none can be made, and Broken.
    """
    allow(by, "evidence.read_evidence", evidence)
    if not evidence.copy:
        evidence = _with_copy(evidence)
    return content_of(evidence, COPY)


def original(evidence: Evidence, *, by: User) -> bytes:
    """Return a file as it was handed in, for its owner, as above. Raises Broken."""
    allow(by, "evidence.read_original", evidence)
    return content_of(evidence, ORIGINAL)


def _with_copy(evidence: Evidence) -> Evidence:
    cleaned, at = clean(content_of(evidence, ORIGINAL)), timezone.now()
    with with_rows(), transaction.atomic():
        locked = lock(evidence)
        if not locked.copy:
            _set_copy(locked, cleaned, at=at)
            save(locked, by=None, at=at)
    return locked


def dispose(pieces: Iterable[Evidence], went: Told, *, at: datetime) -> None:
    """Delete evidence for good in the transaction of a disposal, of which the database asks; its
    files, the original and the copy, are removed once that has ended well.
    """
    for piece in pieces:
        names = [file.name for file in (piece.file, piece.copy) if file.name]
        Leaving.objects.bulk_create(Leaving(name=name, at=at) for name in names)
        forget(piece, went)
    transaction.on_commit(sweep, robust=True)


def sweep() -> None:
    """Remove the files of evidence that was disposed of. One that cannot be removed keeps no other:
    it is tried again at the next disposal or at night. Raises what kept the last of them.
    """
    kept: OSError | None = None
    for leaving in Leaving.objects.all():
        try:
            default_storage.delete(leaving.name)
            leaving.delete()
        except OSError as why:
            kept = why
    if kept:
        raise kept
