"""How a declaration is asked for, filled in, signed and withdrawn, each whole or not at all."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.accounts.queries import fingerprint
from convene.apps.declarations import events
from convene.apps.declarations.models import OPEN, Declaration
from convene.apps.declarations.queries import is_open
from convene.apps.declarations.telling import tell_signed
from convene.apps.registry.models import Organisation
from convene.core.declarations import Statement, hash_of, signed, written
from convene.ground import trail
from convene.ground.changes import allow, lock, write
from convene.ground.forgetting import Told, forget

MAY = "declarations.ask_declaration"


class LinkClosed(Exception):
    """The link was used, withdrawn or has expired."""


class ReadAnother(Exception):
    """What is signed is no longer what was read over."""


@transaction.atomic
def ask(
    organisation: Organisation,
    *,
    addressee: str,
    address: str,
    language: str,
    due_on: date,
    by: User,
) -> tuple[Declaration, str]:
    """Ask a named person to declare for an organisation; return it with the secret of its link,
    which is stored nowhere. An earlier link for this organisation stops working. Who asks in a case
    knows whether they may there.
    """
    allow(by, MAY)
    held, at = lock(organisation), timezone.now()
    for earlier in Declaration.objects.filter(OPEN, organisation=held).select_for_update(
        no_key=True
    ):
        _withdraw(earlier, by=by, at=at)
    token = secrets.token_urlsafe(32)
    made = Declaration(organisation=held, token_hash=fingerprint(token), address=address)
    made.addressee, made.language, made.due_on = addressee.strip(), language, due_on
    made.asked_by, made.asked_at = by, at
    made.expires_at = at + timedelta(days=settings.DECLARATION_DAYS)
    write(made, what=events.ASKED, by=by, at=at, new=True, addressee=made.addressee)
    return made, token


@transaction.atomic
def withdraw(declaration: Declaration, *, by: User) -> Declaration:
    """Let a link open nothing any more, and forget what was typed. Raises LinkClosed."""
    allow(by, MAY)
    locked = lock(declaration)
    if locked.signed_at or locked.withdrawn_at:
        raise LinkClosed
    return _withdraw(locked, by=by, at=timezone.now())


def _withdraw(declaration: Declaration, *, by: User, at: datetime) -> Declaration:
    declaration.withdrawn_by, declaration.withdrawn_at, declaration.draft = by, at, ""
    return write(declaration, what=events.WITHDRAWN, by=by, at=at)


@transaction.atomic
def save_draft(declaration: Declaration, draft: str) -> Declaration:
    """Keep what was typed so far. Whoever holds the link may. Raises LinkClosed."""
    locked, at = lock(declaration), timezone.now()
    if not is_open(locked, at=at):
        raise LinkClosed
    locked.draft, locked.saved_at = draft, at
    locked.save(update_fields=["draft", "saved_at"])
    return locked


@transaction.atomic
def sign(
    declaration: Declaration, statement: Statement, *, oath: str, name: str, role: str, seen: str
) -> Declaration:
    """Sign what was read over, once: `seen` is its hash then. Whoever holds the link may; nobody
    changes it afterwards. Raises LinkClosed, ReadAnother.
    """
    locked, at = lock(declaration), timezone.now()
    if not is_open(locked, at=at):
        raise LinkClosed
    if seen != hash_of(statement):
        raise ReadAnother
    day = timezone.localdate(at).isoformat()
    whole = signed(statement, oath=oath, name=name.strip(), role=role.strip(), on=day)
    locked.content, locked.sha256 = written(whole), hash_of(whole)
    locked.signed_name, locked.signed_role, locked.signed_at = name.strip(), role.strip(), at
    locked.draft = ""
    write(
        locked,
        what=events.SIGNED,
        by=None,
        at=at,
        signer=locked.signed_name,
        role=locked.signed_role,
        sha256=locked.sha256,
    )
    tell_signed(locked)
    return locked


@transaction.atomic
def forget_drafts(*, at: datetime) -> int:
    """Forget what was typed under links that are over and were never signed; return how many.
    Called at night, by nobody.
    """
    over = Declaration.objects.filter(OPEN, expires_at__lte=at).exclude(draft="")
    return over.update(draft="")


def dispose(declarations: Iterable[Declaration], went: Told) -> None:
    """Delete declarations for good in the transaction of a disposal, of which the database asks."""
    for declaration in declarations:
        trail.forget(declaration, went)
        forget(declaration, went)
