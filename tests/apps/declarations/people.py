"""A declaration as a partner fills it in. All names are made up."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.declarations import actions, forms
from convene.apps.declarations.models import Declaration
from convene.apps.registry.models import Organisation
from convene.core.declarations import Statement, hash_of
from convene.packs.diligence import preset

OATH = "I declare that to the best of my knowledge this is complete and true."
LATER = timezone.localdate() + timedelta(days=14)
ASKED: dict[str, Any] = {
    "addressee": "Olga Ortiz",
    "address": "olga@example.org",
    "language": "en",
    "due_on": LATER,
}


def asked(of: Organisation, *, by: User, **more: Any) -> tuple[Declaration, str]:
    return actions.ask(of, **{**ASKED, **more}, by=by)


def filled(**more: str) -> dict[str, str]:
    """Return what a browser sends of a form that is filled in, and `more`."""
    replies = {f"answers-{question.id}": "no" for question in preset().declaration.questions}
    agreed = {f"agreed-{one.id}": "on" for one in preset().declaration.undertakings}
    kinds = ("name", "number", "address", "owner", "person")
    counts = {f"{kind}-TOTAL_FORMS": "1" for kind in kinds}
    none = {f"{kind}-INITIAL_FORMS": "0" for kind in kinds}
    who = {"who-name": "Blue River Bank", "who-country": "PY", "who-kind": "company"}
    owner = {"owner-0-name": "Juan Cruz", "owner-0-kind": "person", "owner-0-share": "60"}
    return {**who, **replies, **agreed, **counts, **none, **owner, **more}


def kept(declaration: Declaration, **more: str) -> Statement:
    """Keep a draft, and return the declaration that it makes."""
    from django.http import QueryDict  # local: the settings must be there first

    data = QueryDict(mutable=True)
    data.update(filled(**more))
    actions.save_draft(declaration, forms.draft_of(data))
    declaration.refresh_from_db()
    sheet = forms.whole_sheet(declaration.draft)
    assert sheet.is_valid(), [form.errors for form in sheet.forms()]
    return sheet.statement(declaration)


def signed(declaration: Declaration, **more: str) -> Declaration:
    said = kept(declaration, **more)
    given = {"name": "Olga Ortiz", "role": "Director", "oath": OATH, "seen": hash_of(said)}
    return actions.sign(declaration, said, **given)


DAY = date(2026, 1, 1)
