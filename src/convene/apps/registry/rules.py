"""Who may do what with organisations. Everyone who signs in may read them."""

from collections.abc import Callable
from typing import Any

import rules
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_administrator, is_builder, is_reviewer
from convene.apps.registry.models import Contact, Import, Merge, Organisation, Tie
from convene.apps.registry.queries import members


@rules.predicate
def is_proposer(person: User, merge: Merge | None) -> bool:
    return merge is not None and merge.proposed_by_id == person.pk


@rules.predicate
def has_brought(person: User, source: Import | None) -> bool:
    return source is not None and source.by_id == person.pk


@rules.predicate
def has_added(person: User, record: Contact | Tie | None) -> bool:
    return record is not None and record.added_by_id == person.pk


@rules.predicate
def is_over(_person: User, contact: Contact | None) -> bool:
    """The day until which a person was to be kept is over: whoever reads it is asked to erase."""
    return contact is not None and contact.keep_until < timezone.localdate()


Whose = Callable[[Any], Organisation | None]
"""How a record names an organisation: its giver, its reporter, its partner."""


def is_of(whose: Whose) -> rules.Predicate:
    """Return the rule that a person belongs today to the organisation that a record names:

    is_of_giver = is_of(lambda pledge: pledge.giver)
    """
    return _today(members.is_of, whose)


def speaks_for(whose: Whose) -> rules.Predicate:
    """Return the rule that a person belongs today to one that has one voice with it."""
    return _today(members.speaks_for, whose)


def _today(belongs: Callable[..., bool], whose: Whose) -> rules.Predicate:
    def asked(person: User, record: Any) -> bool:
        organisation = whose(record) if record is not None else None
        return organisation is not None and belongs(person, organisation, on=timezone.localdate())

    return rules.Predicate(asked, name=belongs.__name__)


rules.add_perm("registry.add_organisation", is_builder)
rules.add_perm("registry.change_organisation", is_builder)
rules.add_perm("registry.confirm_import", is_reviewer | (is_builder & has_brought))
rules.add_perm("registry.undo_import", is_reviewer | (is_builder & has_brought))
rules.add_perm("registry.propose_merge", is_builder)
rules.add_perm("registry.confirm_merge", is_reviewer & ~is_proposer)
rules.add_perm("registry.refuse_merge", is_reviewer | (is_builder & is_proposer))
rules.add_perm("registry.split_merge", is_reviewer)
rules.add_perm("registry.see_people", is_builder)
rules.add_perm("registry.erase_contact", is_reviewer | (is_builder & (has_added | is_over)))
rules.add_perm("registry.undo_tie", is_reviewer | (is_builder & has_added))
rules.add_perm("registry.link", is_builder)
rules.add_perm("registry.decide_sameness", is_builder)
rules.add_perm("registry.change_members", is_administrator)
