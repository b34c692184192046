"""What other cases say: about the same entry of a list, and about who was turned down before."""

from collections.abc import Collection
from datetime import date

from convene.core.diligence.stopping import HitState
from convene.core.diligence.validity import has_expired, months_after


def contested(here: HitState, *, elsewhere: Collection[HitState]) -> bool:
    """Say whether it takes two approvers to clear over what was decided of an entry: another case
    called it a true match, or this one set aside what another called true or possible.
    """
    return "true_match" in elsewhere or (here == "false_positive" and "possible" in elsewhere)


def must_answer(declined: date, *, today: date, within: int) -> bool:
    """Say whether a new case has to answer a decline of an earlier one: for so many months."""
    return within > 0 and not has_expired(months_after(declined, months=within), today=today)
