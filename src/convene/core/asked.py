"""Of which kind somebody is of whom something is asked, and what the guide's matrix says of that
kind. Which kind leads to which row is the pack's judgement, and so ours.
"""

from collections.abc import Iterable

from convene.core.guide import Guide, Motivation, PartnerRule


def rule_of(codes: Iterable[str], *, guide: Guide) -> PartnerRule | None:
    """Return the first rule that knows one of these codes of sectors, kinds of partner or parties
    and leads to a motive; None where none does.
    """
    rules = (*guide.sectors, *guide.partner_types)
    fitting = (rule for code in codes for rule in rules if code == rule.id or code in rule.same_as)
    return next((rule for rule in fitting if rule.rows), None)


def motive_of(rule: PartnerRule, *, model: str, guide: Guide) -> Motivation:
    """Return the row of the matrix that a kind of partner is led to: one that leads on to this
    kind of alliance, as printed or else inferred, before any other.
    """
    rows = [guide.get(id, Motivation) for id in rule.rows]
    return min(rows, key=lambda row: (model not in row.models, model not in row.models_inferred))
