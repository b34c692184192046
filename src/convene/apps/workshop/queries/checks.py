"""What is answered to the checks of an alliance: the last answer to each counts."""

from collections.abc import Mapping
from typing import Any

from convene.apps.workshop.models import Alliance, Answer
from convene.apps.workshop.words import Check, Said
from convene.core.lifecycle.case import Meeting

YES_OR_NO = {
    Check.HARM: "harm_checked",
    Check.TECHNOLOGY: "uses_technology",
    Check.DIGITAL_RISK: "digital_risk_reviewed",
    Check.EXIT_PLAN: "exit_plan",
}
"""The fact of a case that each of these answers gives."""


def answers(alliance: Alliance) -> dict[Check, Answer]:
    """Return the last answer to each check that has one."""
    given = Answer.objects.filter(alliance=alliance).select_related("by")
    return {Check(row.code): row for row in given}


def facts(alliance: Alliance) -> Mapping[str, Any]:
    """Return what the answers say, as fields of a case; nothing for what is not known."""
    known = {check: row for check, row in answers(alliance).items() if row.said != Said.NOT_SAID}
    met, asked = known.get(Check.CIVIL_SOCIETY), known.get(Check.INCLUSION)
    return {
        "civil_society": _meeting(met) if met else None,
        "inclusion_note": asked.note if asked and asked.said == Said.YES else None,
        **{
            name: known[check].said == Said.YES
            for check, name in YES_OR_NO.items()
            if check in known
        },
    }


def _meeting(row: Answer) -> Meeting:
    return Meeting(on=row.on) if row.said == Said.YES else Meeting(why_not=row.note)
