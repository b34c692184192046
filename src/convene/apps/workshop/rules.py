"""Who may do what with a draft. Somebody else's draft is not even known to exist, whatever one's
role.
"""

from typing import Any

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_administrator, is_builder
from convene.apps.registry.rules import is_of, speaks_for
from convene.apps.workshop.models import AGREES, Alliance, Part


def has_part(*kinds: str) -> Any:
    """Return the rule that somebody has one of these parts in an alliance today."""

    def has_it(person: User, alliance: Alliance | None) -> bool:
        return alliance is not None and any(
            part.person_id == person.pk and part.kind in kinds for part in alliance.parts_now
        )

    return rules.predicate(has_it)


takes_part = has_part(*(kind for kind in Part.Kind if kind != Part.Kind.FOCAL_POINT))
"""A partner's focal point reads that partner's own page, not what people here write."""
is_owner = has_part(Part.Kind.OWNER)
edits = has_part(Part.Kind.OWNER, Part.Kind.BUILDER)
answers = has_part(*AGREES)
"""Whether somebody may agree to an override; that nobody agrees to their own is asked apart."""
is_of_partner = is_of(lambda candidate: candidate.organisation)
speaks_for_partner = speaks_for(lambda candidate: candidate.organisation)
is_of_whom_they_act_for = is_of(lambda part: part.organisation)
"""What rules may ask of a person once partners act here themselves; nothing does yet."""

rules.add_perm("workshop.add_alliance", is_builder)
rules.add_perm("workshop.view_alliance", takes_part)
rules.add_perm("workshop.change_alliance", is_builder & edits)
rules.add_perm("workshop.agree_alliance", is_builder & answers)
rules.add_perm("workshop.duplicate_alliance", is_builder & takes_part)
rules.add_perm("workshop.archive_alliance", is_owner)
rules.add_perm("workshop.share_alliance", is_owner)
rules.add_perm("workshop.change_template", is_administrator)
