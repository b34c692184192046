"""What can be asked of the facts of an alliance, by name: a gate's requirement names one of these.

What nobody has said does not hold. "Unknown" is an answer to the six questions only.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from convene.core.diligence import CLEARED, Level
from convene.core.lifecycle.case import QUESTIONS, Case, Partner, Risk

OfAlliance = Literal[
    "challenge",
    "six_questions",
    "civil_society",
    "model",
    "tasks",
    "inclusion",
    "harm",
    "purpose",
    "partners",
    "outcome",
    "risks",
    "schedule",
    "exit_plan",
    "digital",
    "signed",
    "body",
    "high_risks",
    "deliveries",
    "assets",
    "lessons",
    "report",
    "personal_data",
]
OfPartner = Literal[
    "interest",
    "conflicts",
    "cleared",
    "enhanced",
    "no_sanctions",
    "no_debarment",
    "publication",
    "statement",
]
Asked = Literal[OfAlliance, OfPartner]
NEVER_OVERRIDDEN: frozenset[Asked] = frozenset({"no_sanctions", "no_debarment"})
"""Whatever a pack says: working with whom a list names can be a crime."""
HIGH = 15
"""Likelihood times impact from which a risk has to be signed off (expert choice)."""


def _answered(case: Case) -> bool:
    return all(case.six_questions.get(question) is not None for question in QUESTIONS)


def _listened(case: Case) -> bool:
    meeting = case.civil_society
    if meeting is None:
        return False
    return _is_said(meeting.why_not) or (meeting.on is not None and meeting.on <= case.day)


def _settled(risk: Risk) -> bool:
    """Say whether a risk is closed, signed off, or rated below what has to be signed off."""
    if risk.closed or risk.signed_off:
        return True
    if risk.likelihood is None or risk.impact is None:
        return False
    return risk.likelihood * risk.impact < HIGH


OF_ALLIANCE: Mapping[str, Callable[[Case], bool]] = {
    "challenge": lambda case: _is_said(case.challenge),
    "six_questions": _answered,
    "civil_society": _listened,
    "model": lambda case: _is_said(case.model) and _is_said(case.model_reason),
    "tasks": lambda case: bool(case.tasks),
    "inclusion": lambda case: _is_said(case.inclusion_note),
    "harm": lambda case: case.harm_checked is True,
    "purpose": lambda case: case.prohibited_purpose is False,
    "partners": lambda case: bool(case.partners_now),
    "outcome": lambda case: case.has_outcome is True,
    "risks": lambda case: bool(case.risks),
    "schedule": lambda case: case.contribution_schedule is True,
    "exit_plan": lambda case: case.exit_plan is True,
    "digital": lambda case: case.uses_technology is False or case.digital_risk_reviewed is True,
    "signed": lambda case: case.agreement_signed is True,
    "body": lambda case: bool(case.body_members),
    "high_risks": lambda case: case.risks is not None and all(map(_settled, case.risks)),
    "deliveries": lambda case: case.deliveries_reconciled is True,
    "assets": lambda case: case.assets_handed_over is True,
    "lessons": lambda case: case.lessons_written is True,
    "report": lambda case: case.final_report is True,
    "personal_data": lambda case: case.personal_data_disposed is True,
}


def holds_on(case: Case, partner: Partner) -> bool:
    """Say whether a partner is cleared, perhaps with conditions, on the day of a case."""
    clearance = partner.clearance
    if clearance is None or clearance.state not in CLEARED:
        return False
    return clearance.until is not None and clearance.until >= case.day


def _is_looked_into(case: Case, partner: Partner) -> bool:
    """Say whether a partner that is extractive, or may be, was cleared at the enhanced level."""
    clearance = partner.clearance
    deep = clearance is not None and clearance.level is Level.ENHANCED
    return partner.extractive is False or (deep and holds_on(case, partner))


def _is_settled(_case: Case, partner: Partner) -> bool:
    statement = partner.statement
    if statement is None:
        return False
    return statement.answer == "confirmed" or _is_said(statement.reason)


OF_PARTNER: Mapping[str, Callable[[Case, Partner], bool]] = {
    "interest": lambda _case, partner: _is_said(partner.interest),
    "conflicts": lambda _case, partner: partner.conflicts is not None,
    "cleared": holds_on,
    "enhanced": _is_looked_into,
    "no_sanctions": lambda _case, partner: partner.sanctions_stop is False,
    "no_debarment": lambda _case, partner: partner.debarment_stop is False,
    "publication": lambda _case, partner: partner.publication is not None,
    "statement": _is_settled,
}


def _is_said(text: str | None) -> bool:
    return bool(text and text.strip())
