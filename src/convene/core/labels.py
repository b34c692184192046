"""What people read instead of the codes of a record, in English; whoever shows it in another
language translates it.
"""

from collections.abc import Mapping

from convene.core.guide import Statement
from convene.core.reasons import gettext_noop

ROLES: Mapping[str, str] = {
    "funder": gettext_noop("Funder"),
    "accountable": gettext_noop("Accountable"),
    "extending": gettext_noop("Passing money on"),
    "implementer": gettext_noop("Implementer"),
    "reporter": gettext_noop("Publisher"),
    "buyer": gettext_noop("Buyer"),
    "supplier": gettext_noop("Supplier"),
    "bidder": gettext_noop("Bidder"),
    "payer": gettext_noop("Payer"),
    "payee": gettext_noop("Paid body"),
    "partner": gettext_noop("Partner"),
    "member": gettext_noop("Member"),
}
KINDS: Mapping[str, str] = {
    "project": gettext_noop("Project"),
    "grant": gettext_noop("Grant"),
    "contract": gettext_noop("Contract"),
    "payment": gettext_noop("Payment to a government"),
    "alliance": gettext_noop("Alliance"),
    "plan": gettext_noop("Budget of an organisation"),
    "membership": gettext_noop("Membership"),
}
MONEY: Mapping[str, str] = {
    "commitment": gettext_noop("Committed"),
    "disbursement": gettext_noop("Paid out"),
    "expenditure": gettext_noop("Spent"),
    "incoming commitment": gettext_noop("Promised, as its receiver reports"),
    "incoming": gettext_noop("Paid in, as its receiver reports"),
    "pledge": gettext_noop("Pledged"),
    "incoming pledge": gettext_noop("Pledged, as its receiver reports"),
    "repayment": gettext_noop("Loan repaid"),
    "interest": gettext_noop("Interest paid"),
    "reimbursement": gettext_noop("Reimbursed"),
    "guarantee": gettext_noop("Guaranteed"),
    "equity": gettext_noop("Equity bought"),
    "equity sale": gettext_noop("Equity sold"),
    "other": gettext_noop("Other sums"),
    "budget": gettext_noop("Budgeted"),
    "grant": gettext_noop("Granted"),
    "tender": gettext_noop("Put out to tender"),
    "award": gettext_noop("Awarded in contracts"),
    "payment": gettext_noop("Paid to governments"),
}
ENDS = {
    "gave": gettext_noop("Gave"),
    "received": gettext_noop("Received"),
    "within": gettext_noop("Gave itself"),
}
"""Which side of a sum an organisation is on."""
FITS: Mapping[str, str] = {
    "strong": gettext_noop("Strong fit"),
    "plausible": gettext_noop("Plausible"),
    "weak": gettext_noop("Weak fit"),
}
"""How well a kind of alliance fits what was asked, by its band."""
PARTS: Mapping[str, str] = {
    "challenge": gettext_noop("Fits the problem"),
    "motivation": gettext_noop("Why firms join"),
    "location": gettext_noop("Level"),
    "precedent": gettext_noop("Told by the guide"),
}
"""What is weighed of a kind of alliance."""
IN_SHORT: Mapping[str, str] = {
    "kind": gettext_noop("What kind"),
    "first": gettext_noop("Whom to speak to first"),
    "before": gettext_noop("What must stand first"),
    "sure": gettext_noop("How sure"),
}
"""What an answer says first."""
STRENGTHS: Mapping[str, str] = {
    "often": gettext_noop("the guide: often"),
    "some": gettext_noop("the guide: in some cases"),
    "may": gettext_noop("the guide: a possibility"),
    "aimed": gettext_noop("the guide: an aim"),
    "planned": gettext_noop("the guide: a plan"),
    "believed": gettext_noop("the guide: a belief"),
}
"""How firmly the guide says something; a fact is told without a word."""
SCOPES: Mapping[str, str] = {
    "case": gettext_noop("told of one case"),
    "speaker": gettext_noop("told by one speaker"),
}
"""Of what it is said, where it is not said in general."""
OURS = gettext_noop("ours, not the guide's")
STATES: Mapping[str, str] = {
    "planned": gettext_noop("planned"),
    "unattributed": gettext_noop("no giver named"),
}
"""How a gift stands that no partner is told to have given."""


def hedges(statement: Statement, *, of_one_case: bool = False) -> tuple[str, ...]:
    """Return what must be said with a statement: how firmly it is said, of what, and whether it is
    ours. Where everything is `of_one_case`, that is not said again.
    """
    if statement.by == "ours":
        return (OURS,)
    scope = "" if of_one_case and statement.scope == "case" else SCOPES.get(statement.scope, "")
    return tuple(word for word in (STRENGTHS.get(statement.strength, ""), scope) if word)
