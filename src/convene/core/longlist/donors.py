"""Who works for donors here, and so is asked whom they know and not why they would join: an
implementer of a donor's project is paid for what it does. ADR 47.
"""

from convene.core.longlist.facts import Facts, Wanted, Work
from convene.core.longlist.words import years
from convene.core.reasons import Place, Reason, filled, gettext_noop

MOSTLY = 4
"""How many activities paid by donors outweigh one of its own."""
STAKES = frozenset({"supplier", "bidder", "payer"})
"""Roles that give a stake in how public bodies work: who sells to them or pays them has one, also
where a donor pays it for something else.
"""
PAID = gettext_noop("Paid with aid money in {country}: {count} ({years}).")
COSTS = gettext_noop("Of these, {costs} paid for the running of an office or were below 10,000.")
ELSEWHERE = gettext_noop("Paid with aid money elsewhere: {count} ({years}).")
KNOWN = gettext_noop("Its business is work for donors, as our table of contractors says.")
TOLD = gettext_noop("It carried out an alliance of the guide for a donor.")


def works_for_donors(facts: Facts) -> bool:
    """Return whether somebody is here because donors pay it. Who has a stake of its own is not, nor
    is an NGO or a university on record in one country only: a body of that place stays one, whoever
    pays it.
    """
    if has_a_stake(facts):
        return False
    if facts.contractor or any(alliance.kind == "implementer" for alliance in facts.alliances):
        return True
    if not is_mostly_paid(facts.work if facts.here else facts.work_anywhere):
        return False
    return facts.party in {"company", "unknown"} or not is_of_one_place(facts)


def has_a_stake(facts: Facts) -> bool:
    """Return whether it pays public bodies here, sells to them, or joined a list of members."""
    return bool(
        facts.paid_here
        or STAKES & facts.here.keys()
        or any(membership.standing == "member" for membership in facts.memberships)
    )


def is_of_one_place(facts: Facts) -> bool:
    """Return whether it is on record in one country only."""
    return facts.reach == 1


def working(facts: Facts, *, wanted: Wanted) -> tuple[Reason, ...]:
    """Return what shows that somebody works for donors."""
    reasons = [_paid(facts.work, PAID, wanted), _costs(facts.work)]
    if not facts.work.paid:
        reasons = [_paid(facts.work_anywhere, ELSEWHERE, wanted)]
    if facts.contractor:
        reasons.append(Reason(KNOWN))
    carried_out = tuple(
        alliance.record for alliance in facts.gave_in if alliance.kind == "implementer"
    )
    if carried_out:
        reasons.append(Reason(TOLD, cites=carried_out))
    return tuple(reason for reason in reasons if reason)


def is_mostly_paid(work: Work) -> bool:
    """Return whether donors pay for most of what somebody does."""
    return work.paid is not None and work.paid.count > MOSTLY * work.own


def _paid(work: Work, text: str, wanted: Wanted) -> Reason | None:
    if work.paid is None:
        return None
    country = Place(wanted.country)
    values = {"count": work.paid.count, "years": years(work.paid), "country": country}
    return filled(text, values)


def _costs(work: Work) -> Reason | None:
    return (
        Reason(COSTS, {"costs": max(work.costs, work.small)}) if work.costs or work.small else None
    )
