"""Who may do what with the papers of an alliance: whoever takes part in it reads them, but for a
partner's focal point; whoever edits it writes them.
"""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder
from convene.apps.agreements.models import Clause, Paper
from convene.apps.workshop.rules import edits, takes_part


@rules.predicate
def edits_its_alliance(person: User, part: Paper | Clause | None) -> bool:
    return part is not None and bool(edits(person, part.alliance))


rules.add_perm("agreements.view_papers", takes_part)
rules.add_perm("agreements.begin_paper", is_builder & edits)
rules.add_perm("agreements.change_paper", is_builder & edits_its_alliance)
