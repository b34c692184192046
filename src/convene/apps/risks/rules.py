"""Who may do what with risks. Whoever takes part in an alliance reads them, but for a partner's
focal point, and whoever edits it writes them. A sign-off is its owner's; of a risk that the owner
wrote it is somebody's who may agree to overrides. Nobody signs off what they wrote.
"""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder
from convene.apps.risks.models import Risk
from convene.apps.workshop.rules import answers, edits, is_owner, takes_part


@rules.predicate
def edits_its_alliance(person: User, risk: Risk | None) -> bool:
    return risk is not None and bool(edits(person, risk.alliance))


@rules.predicate
def signs(person: User, risk: Risk | None) -> bool:
    if risk is None or risk.added_by_id == person.pk:
        return False
    if risk.alliance.owner == risk.added_by:
        return bool(answers(person, risk.alliance))
    return bool(is_owner(person, risk.alliance))


rules.add_perm("risks.view_register", takes_part)
rules.add_perm("risks.change_register", is_builder & edits)
rules.add_perm("risks.change_risk", is_builder & edits_its_alliance)
rules.add_perm("risks.sign_off", is_builder & signs)
