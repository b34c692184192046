"""What is asked of an alliance before its gates open, and what was answered: the last answer
counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convene.apps.workshop.models import Alliance, Answer
from convene.apps.workshop.queries import exits
from convene.apps.workshop.words import Check, Said
from convene.core.lifecycle.case import QUESTIONS, Meeting
from convene.packs import guide

YES_OR_NO = {
    Check.HARM: "harm_checked",
    Check.TECHNOLOGY: "uses_technology",
    Check.DIGITAL_RISK: "digital_risk_reviewed",
    Check.EXIT_PLAN: "exit_plan",
    Check.ASSETS: "assets_handed_over",
    Check.FINAL_REPORT: "final_report",
    Check.PERSONAL_DATA: "personal_data_disposed",
}
"""The fact of a case that each of these answers gives."""
OF_THE_GUIDE = tuple(map(Check, QUESTIONS))
SHEETS: Mapping[str | Promise, tuple[Check, ...]] = {
    gettext_lazy("Who could be a partner"): OF_THE_GUIDE,
    gettext_lazy("Before partners are approached"): (
        Check.CIVIL_SOCIETY,
        Check.INCLUSION,
        Check.HARM,
    ),
    gettext_lazy("Before it is agreed"): (
        Check.TECHNOLOGY,
        Check.DIGITAL_RISK,
        Check.EXIT_PLAN,
    ),
    gettext_lazy("Before it closes"): (
        Check.ASSETS,
        Check.LESSONS,
        Check.FINAL_REPORT,
        Check.PERSONAL_DATA,
    ),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One check with the words it is asked in, and its last answer. `language` is that of the guide
    where its words are the guide's.
    """

    check: Check
    asks: str
    language: str
    answer: Answer | None

    @property
    def replied(self) -> str:
        """The answer in a word or two; a question of the guide is answered in the note."""
        if self.answer is None:
            return ""
        return dict(replies(self.check))[Said(self.answer.said)]


def replies(check: Check) -> list[tuple[Said, str]]:
    """Return what may be answered to a check, with the words for it."""
    if check in OF_THE_GUIDE:
        return [
            (Said.YES, _("Answered below")),
            (Said.UNKNOWN, str(Said.UNKNOWN.label)),
            (Said.NOT_SAID, str(Said.NOT_SAID.label)),
        ]
    return [(reply, str(reply.label)) for reply in (Said.YES, Said.NO, Said.NOT_SAID)]


def in_full(alliance: Alliance) -> tuple[Mapping[Check, str], str]:
    """Return the questions of an alliance's guide, and their language; none where the guide is no
    longer at hand.
    """
    try:
        known = guide(alliance.pack)
    except KeyError:
        return {}, ""
    asked = {Check(question.id): question.text.text for question in known.questions}
    return asked, known.about.language


def sheets(alliance: Alliance) -> list[tuple[str, list[Row]]]:
    """Return every check under the heading of when it is asked."""
    given, (asked, language) = answers(alliance), in_full(alliance)
    rows = {
        it: Row(
            check=it,
            asks=asked.get(it, str(it.label)),
            language=language if it in asked else "",
            answer=given.get(it),
        )
        for it in Check
    }
    return [(str(title), [rows[it] for it in checks]) for title, checks in SHEETS.items()]


def answers(alliance: Alliance) -> dict[Check, Answer]:
    """Return the last answer to each check that has one."""
    given = Answer.objects.filter(alliance=alliance).select_related("by")
    return {Check(row.code): row for row in given}


def facts(alliance: Alliance) -> Mapping[str, Any]:
    """Return what the answers say, as fields of a case; nothing for what is not known. Where what
    stays is written down thing by thing, that counts instead of an answer.
    """
    known = {check: row for check, row in answers(alliance).items() if row.said != Said.NOT_SAID}
    met, asked = known.get(Check.CIVIL_SOCIETY), known.get(Check.INCLUSION)
    return {
        "six_questions": {
            str(check): "answered" if known[check].said == Said.YES else "unknown"
            for check in OF_THE_GUIDE
            if check in known
        },
        "civil_society": _meeting(met) if met else None,
        "inclusion_note": asked.note if asked and asked.said == Said.YES else None,
        **{
            name: known[check].said == Said.YES
            for check, name in YES_OR_NO.items()
            if check in known
        },
        **exits.facts(alliance),
    }


def _meeting(row: Answer) -> Meeting:
    return Meeting(on=row.on) if row.said == Said.YES else Meeting(why_not=row.note)
