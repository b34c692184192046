"""What the codes of a case are called: its codes themselves are those of `core.diligence`."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from convene.core.diligence import DOUBTS, Doubt, HitKind, HitState, Level, Reopening, State
from convene.packs.diligence import preset

LEVELS: Mapping[Level, Promise] = {
    Level.BASIC: _("Basic"),
    Level.STANDARD: _("Standard"),
    Level.ENHANCED: _("Enhanced"),
}
STATES: Mapping[State, Promise] = {
    State.OPENED: _("Opened"),
    State.SCREENING: _("Screening"),
    State.RESEARCH: _("Research"),
    State.ASSESSED: _("Assessed"),
    State.SECOND_REVIEW: _("Second review"),
    State.CLEARED: _("Cleared"),
    State.CONDITIONS: _("Cleared with conditions"),
    State.DECLINED: _("Declined"),
    State.DEFERRED: _("Deferred"),
    State.EXPIRED: _("Expired"),
    State.REOPENED: _("Reopened"),
}
DECISIONS: Mapping[State, Promise] = {
    State.CLEARED: _("Clear"),
    State.CONDITIONS: _("Clear with conditions"),
    State.DEFERRED: _("Defer"),
    State.DECLINED: _("Decline"),
}
REOPENINGS: Mapping[Reopening, Promise] = {
    "hit": _("A new hit on a list"),
    "owner": _("A new owner"),
    "report": _("An adverse report"),
    "scope": _("The work planned together has changed"),
    "ended": _("The clearance has ended"),
    "awaited": _("What was waited for is there"),
}
DOUBTED: Mapping[Doubt, Promise] = {code: REOPENINGS[code] for code in DOUBTS}
DECLARED_PARTS: Mapping[str, Promise] = {
    "name": _("Legal name"),
    "other_name": _("Other name"),
    "number": _("Number in a register"),
    "country": _("Country of registration"),
    "kind": _("Kind of organisation"),
    "owner": _("Owner"),
    "person": _("Person who leads it"),
}
"""What of a declaration stands beside what is on record."""
SET_ASIDE = ("false_positive", "possible")
"""What somebody may say of a hit that stops nothing by itself."""
HIT_STATES: Mapping[HitState, Promise] = {
    "open": _("To be decided"),
    "false_positive": _("Not the partner"),
    "possible": _("May be the partner"),
    "true_match": _("Is the partner"),
}
HIT_STATES_BEHIND: Mapping[HitState, Promise] = {
    "open": _("To be decided"),
    "false_positive": _("Somebody else"),
    "possible": _("May be the one behind the partner"),
    "true_match": _("Is the one behind the partner"),
}
"""The same of a hit that is about somebody behind the partner: never a match of the partner."""
HIT_KINDS: Mapping[HitKind, Promise] = {
    "sanction": _("Sanction"),
    "debarment": _("Debarment"),
    "own": _("Your own list"),
    "other": _("Other list"),
    "ended": _("Its period has ended"),
}
RATINGS: Mapping[str, Promise] = {
    "clear": _("No concern"),
    "concern": _("Some concern"),
    "serious": _("Serious concern"),
    "unclear": _("Could not be found out"),
    "excluded": _("Excluded: this is there"),
}

LETTERS: Mapping[str, Promise] = {
    "decision": _("What was decided"),
    "questions": _("What the partner is asked to reply to"),
}
PAPERS: Mapping[str, Promise] = {
    "file": _("The file of the case"),
    "certificate": _("Screening certificate"),
    "letter": _("Decision letter"),
}
LISTED_FACTS: Mapping[str, Promise] = {
    "born at": _("Born in (place)"),
    "call sign": _("Call sign"),
    "flag": _("Flag"),
    "listed on": _("Listed on"),
    "owner": _("Owner"),
    "type": _("Type"),
}
"""What an entry's facts are called; readers of lists give these codes."""


def list_title(code: str) -> str:
    """Return what a list is called; its code when the preset does not know it."""
    if code == "own":
        return gettext("Your own list")
    sources = {source.id: source.title for source in preset().sources}
    known = {**sources, **{watchlist.id: watchlist.title for watchlist in preset().lists}}
    return gettext(known[code]) if code in known else code
