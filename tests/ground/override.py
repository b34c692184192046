"""A next kind of proposal, as an app would write it: a gate that one person wants passed although
it is not met, and another agrees. `test_proposals.py` counts its lines and tries it.
"""

from typing import ClassVar

import rules
from django.db import models, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_approver, is_builder
from convene.ground import proposals, trail

rules.add_perm("made_up.propose_override", is_builder)
rules.add_perm("made_up.confirm_override", is_approver)
AGREED = trail.kind("made_up.override_agreed", "The gate %(gate)s was overridden.", gate=str)


class Override(proposals.Proposal):
    gate = models.CharField(max_length=40)

    class Meta(proposals.Proposal.Meta):
        app_label = "made_up"
        constraints: ClassVar = [
            *proposals.Proposal.Meta.constraints,
            proposals.one_waiting("gate", name="one_waiting_override"),
        ]


def propose(gate: str, *, reason: str, by: User) -> Override:
    made, at = Override(gate=gate, reason=reason), timezone.now()
    return proposals.propose(made, may="made_up.propose_override", by=by, at=at)


@transaction.atomic
def agree(override: Override, *, by: User) -> Override:
    may, at = "made_up.confirm_override", timezone.now()
    agreed = proposals.agree(override, may=may, by=by, at=at)
    trail.record(AGREED, on=agreed, by=by, at=at, gate=agreed.gate)
    return agreed
