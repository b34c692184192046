"""Who sees a partner's own page: whoever speaks for that partner, and those who read the alliance.
Whether it is another partner's, or of another alliance, it is not there.
"""

import rules

from convene.apps.accounts.models import User
from convene.apps.workshop.models import Partner
from convene.apps.workshop.queries.speaking import speaks_for

speaks = rules.predicate(
    lambda person, partner: partner is not None and speaks_for(person, partner)
)


@rules.predicate
def reads_the_alliance(person: User, partner: Partner | None) -> bool:
    return partner is not None and person.has_perm("workshop.view_alliance", partner.alliance)


@rules.predicate
def owns_the_alliance(person: User, partner: Partner | None) -> bool:
    return partner is not None and person.has_perm("workshop.share_alliance", partner.alliance)


rules.add_perm("partnering.speak", rules.is_active & speaks)
rules.add_perm("partnering.view_partner", rules.is_active & (speaks | reads_the_alliance))
rules.add_perm("partnering.let_in", owns_the_alliance)
