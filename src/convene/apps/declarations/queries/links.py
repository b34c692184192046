"""The declaration that a link stands for, and what was signed by it."""

import json
from datetime import datetime

from convene.apps.accounts.queries import fingerprint
from convene.apps.declarations.models import Declaration
from convene.core.declarations import Statement
from convene.packs.read import fit


def by_link(token: str, *, at: datetime) -> Declaration | None:
    """Return the declaration a link stands for, or None when it can't be used at that moment."""
    found = Declaration.objects.filter(token_hash=fingerprint(token)).first()
    return found if found and is_open(found, at=at) else None


def is_open(declaration: Declaration, *, at: datetime) -> bool:
    """Say whether a link can still be used: neither signed nor withdrawn, and in time."""
    closed = declaration.signed_at or declaration.withdrawn_at
    return not closed and at < declaration.expires_at


def statement(declaration: Declaration) -> Statement:
    """Return what was signed. Raises packs.read.ReadError where it is no declaration."""
    return fit(json.loads(declaration.content), Statement)
