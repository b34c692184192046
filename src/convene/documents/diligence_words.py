"""Every sentence of the file of a case that nobody typed."""

from convene.core.reasons import gettext_noop as _
from convene.core.scripts import ASK_IN_LATIN

NONE = "–"
KIND = _("Due diligence file")
PREPARED_BY = _("Printed by")
EVIDENCE = _("Evidence")
EVIDENCE_NOTE = _(
    "Each file is named with the SHA-256 hash of the original as it was handed in: the same file has the same hash."
)
NO_EVIDENCE = _("No evidence has been added to this case.")
NOT_PRINTED = _(
    "Some characters could not be printed: our fonts do not have them. Each shows as {mark}. The Word version keeps them."
)

HEADINGS = {
    "decision": _("What was decided"),
    "partner": _("Who was looked at"),
    "lists": _("Which lists were looked through"),
    "hits": _("What the lists brought up"),
    "findings": _("What was found"),
    "conditions": _("Conditions"),
    "people": _("Who must not decide"),
    "reply": _("What the partner says"),
    "history": _("What happened, in order"),
    "limits": _("What this file does not cover"),
}
FACTS = (_("What"), _("As it stands"))
STATE, LEVEL, VALID, SPONSOR = _("State"), _("Level"), _("Valid until"), _("Who sponsors the work")
NAMES, SCOPE, OPENED, CASE = _("Names looked for"), _("What is planned"), _("Opened"), _("Case")
WHO_DECIDED = _("Who decided")
ASSESSMENT = _("The assessment")
SIGNED = (_("What"), _("Who"), _("When"), _("Why"))
UNDECIDED = _("Nobody has decided yet.")
NO_TRIGGER = _("Nothing known asks for a deeper look.")

LISTS = (_("List"), _("Of"), _("Entries"), _("State"))
STALE, FRESH = _("Old: a newer one should be loaded"), _("Up to date")
NOT_SCREENED = _("No list has been looked through in this case.")
NOT_A_MATCH = _(
    "A hit is not a match. It says that a name on a list is like the partner's, and why. "
    "Only the person named beside it says whether the two are the same."
)
NO_HITS = _("The lists brought up nothing like the partner's names.")
NO_HITS_AS_WRITTEN = ASK_IN_LATIN.text
ENTRY = _("{list} ({date}), entry {entry}, score {score} of 1")
DATE_UNKNOWN = _("date unknown")
REASON = _("Reason:")

NO_FINDING = _("No finding; this level does not ask for one.")
NEEDED = _("No finding yet, and this level asks for one.")
CONDITIONS = (_("Condition"), _("Who sees to it"), _("By"), _("Met"))
NO_CONDITIONS = _("None was set.")
TWO_PEOPLE = _(
    "Whoever assesses does not approve; the enhanced level takes two approvers. "
    "Whoever sponsors the work or has declared a conflict of interest decides nothing here."
)
NO_CONFLICTS = _("Nobody has declared a conflict of interest.")
REPLY = (_("What was asked"), _("What was answered"))
NO_REPLY = _("The partner was not asked to reply to anything.")
HISTORY = (_("When"), _("Who"), _("What"))

NOT_LOADED = _("These lists were not loaded and not looked through: {lists}.")
PACK = _("Areas, questions and exclusions follow the preset “{pack}”.")
LIMITS = (
    _("What people and lists said stands in their own words and language."),
    _(
        "Lists know names, not people: someone who is listed under a name nobody gave us is not found."
    ),
    _("Owners and managers are looked for only where somebody entered their names."),
    _(
        "A clearance holds for what is planned here and until the day named here; a change of either calls for another look."
    ),
    _(
        "Evidence is kept as it was handed in. What a web page says today may differ from what it said on the day it was read."
    ),
)
