"""From a governance problem in a place to the kinds of alliance that could work there.

The weights and rules are the pack's expert judgement (`advice.yaml`, `challenges.yaml`); this is
how they apply. `tests/spec/` shows each rule as a table. Risk adds gates and never lowers a score.
"""

from convene.core.advice.advising import NEAR, advise
from convene.core.advice.short import in_short
from convene.core.advice.steps import next_steps

__all__ = ["NEAR", "advise", "in_short", "next_steps"]
