"""Whoever edits an alliance issues statements to its partners; whoever speaks for a partner answers
its own, and nobody else; not who issued it, nor who once recorded or showed for another what stands
on it. To all others who do not read the alliance, a statement is not there.
"""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder
from convene.apps.statements.models import Statement
from convene.apps.statements.queries import reading
from convene.apps.workshop.models import Partner
from convene.apps.workshop.queries.speaking import speaks_for
from convene.apps.workshop.rules import edits, takes_part


@rules.predicate
def speaks(person: User, statement: Statement | None) -> bool:
    return statement is not None and speaks_for(person, statement.partner)


@rules.predicate
def works_on_its_alliance(person: User, statement: Statement | None) -> bool:
    return statement is not None and bool(takes_part(person, statement.partner.alliance))


@rules.predicate
def had_a_hand(person: User, statement: Statement | None) -> bool:
    """Say whether somebody made what the partner is to answer."""
    return statement is not None and reading.is_work_of(person, statement)


@rules.predicate
def edits_its_alliance(person: User, statement: Statement | None) -> bool:
    return statement is not None and bool(edits(person, statement.partner.alliance))


@rules.predicate
def edits_alliance_of(person: User, partner: Partner | None) -> bool:
    return partner is not None and bool(edits(person, partner.alliance))


rules.add_perm("statements.issue", is_builder & edits_alliance_of)
rules.add_perm("statements.view_statement", rules.is_active & (speaks | works_on_its_alliance))
rules.add_perm("statements.answer", rules.is_active & speaks & ~works_on_its_alliance & ~had_a_hand)
rules.add_perm("statements.write", is_builder & edits_its_alliance)
