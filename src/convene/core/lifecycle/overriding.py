"""Which overrides count: two people stand behind each, neither of whom asked for it, until a day.

One that breaks a rule does not count, and says so.
"""

from collections.abc import Iterator
from typing import Literal

from convene.core.diligence import is_substantial
from convene.core.lifecycle.asked import NEVER_OVERRIDDEN
from convene.core.lifecycle.case import Case, Override
from convene.core.lifecycle.path import Requirement
from convene.core.lookalikes import skeleton

AGREE = 2
"""People who must agree, besides whoever asks."""
Flaw = Literal["never", "one_person", "asker", "reason", "endless", "lapsed", "needless"]
"""Why an override does not count: nothing stands in for that requirement; fewer than two people
agreed; one of those who agreed asked for it; its reason says too little; it names no last day, or
that day has passed; the requirement is met.
"""


def flaws(override: Override, *, needed: Requirement, met: bool, case: Case) -> tuple[Flaw, ...]:
    """Return why an override does not count; nothing for one that does."""
    return tuple(_flaws(override, needed=needed, met=met, case=case))


def _flaws(override: Override, *, needed: Requirement, met: bool, case: Case) -> Iterator[Flaw]:
    agreed = {skeleton(person) for person in override.agreed_by} - {""}
    if not needed.overridable or needed.asks in NEVER_OVERRIDDEN:
        yield "never"
    if len(agreed) < AGREE:
        yield "one_person"
    if skeleton(override.asked_by) in {*agreed, ""}:
        yield "asker"
    if not is_substantial(override.reason):
        yield "reason"
    if override.last_day is None:
        yield "endless"
    elif override.last_day < case.day:
        yield "lapsed"
    if met:
        yield "needless"
