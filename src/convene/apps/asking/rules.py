"""Who may do what with the record of asking. Whoever takes part in an alliance reads it, but for a
partner's focal point, and whoever edits it writes, each in their own name. Who wrote something
takes it back, or the owner of the alliance.
"""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder
from convene.apps.asking.models import Approach, ApproachAnswer, Word
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.rules import edits, is_owner, takes_part


def _alliance(word: Word) -> Alliance | None:
    if isinstance(word, ApproachAnswer):
        return word.approach.alliance
    return word.alliance if isinstance(word, Approach) else None


@rules.predicate
def edits_its_alliance(person: User, word: Word | None) -> bool:
    return word is not None and bool(edits(person, _alliance(word)))


@rules.predicate
def owns_its_alliance(person: User, word: Word | None) -> bool:
    return word is not None and bool(is_owner(person, _alliance(word)))


@rules.predicate
def wrote(person: User, word: Word | None) -> bool:
    return word is not None and word.by_id == person.pk


rules.add_perm("asking.view_record", takes_part)
rules.add_perm("asking.change_record", is_builder & edits)
rules.add_perm("asking.answer_approach", is_builder & edits_its_alliance)
rules.add_perm("asking.take_back", is_builder & edits_its_alliance & (wrote | owns_its_alliance))
