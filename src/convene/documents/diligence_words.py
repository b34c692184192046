"""Every sentence of the file of a case that nobody typed (English for now)."""

NONE = "–"
KIND = "Due diligence file"
PREPARED_BY = "Printed by"
EVIDENCE = "Evidence"
EVIDENCE_NOTE = "Each file is named with the SHA-256 hash of the original as it was handed in: the same file has the same hash."
NO_EVIDENCE = "No evidence has been added to this case."
NOT_PRINTED = "Some characters could not be printed: no font for them is installed. Each shows as {mark}. The Word version keeps them."

HEADINGS = {
    "decision": "What was decided",
    "partner": "Who was looked at",
    "lists": "Which lists were looked through",
    "hits": "What the lists brought up",
    "findings": "What was found",
    "conditions": "Conditions",
    "people": "Who must not decide",
    "reply": "What the partner says",
    "history": "What happened, in order",
    "limits": "What this file does not cover",
}
FACTS = ("What", "As it stands")
STATE, LEVEL, VALID, SPONSOR = "State", "Level", "Valid until", "Who sponsors the work"
NAMES, SCOPE, OPENED, CASE = "Names looked for", "What is planned", "Opened", "Case"
WHO_DECIDED = "Who decided"
ASSESSMENT = "The assessment"
SIGNED = ("What", "Who", "When", "Why")
UNDECIDED = "Nobody has decided yet."
NO_TRIGGER = "Nothing known asks for a deeper look."

LISTS = ("List", "Of", "Entries", "State")
STALE, FRESH = "Old: a newer one should be loaded", "Up to date"
NOT_SCREENED = "No list has been looked through in this case."
NOT_A_MATCH = (
    "A hit is not a match. It says that a name on a list is like the partner's, and why. "
    "Only the person named beside it says whether the two are the same."
)
NO_HITS = "The lists brought up nothing like the partner's names."
ENTRY = "{list}, of {date}, entry {entry}, score {score:.2f} of 1"
REASON = "Reason:"

NO_FINDING = "No finding; this level does not ask for one."
NEEDED = "No finding yet, and this level asks for one."
CONDITIONS = ("Condition", "Who sees to it", "By", "Met")
NO_CONDITIONS = "None was set."
TWO_PEOPLE = (
    "Whoever assesses does not approve; the enhanced level takes two approvers. "
    "Whoever sponsors the work or has declared a conflict of interest decides nothing here."
)
NO_CONFLICTS = "Nobody has declared a conflict of interest."
REPLY = ("What was asked", "What was answered")
NO_REPLY = "The partner was not asked to reply to anything."
HISTORY = ("When", "Who", "What")

NOT_LOADED = "These lists were not loaded and not looked through: {lists}."
PACK = "Areas, questions and exclusions follow the preset “{pack}”."
LIMITS = (
    "This file is in English, whatever the language of the pages; what people and lists said stands in their own words.",
    "Lists know names, not people: someone who is listed under a name nobody gave us is not found.",
    "Owners and managers are looked for only where somebody entered their names.",
    "A clearance holds for what is planned here and until the day named here; a change of either calls for another look.",
    "Evidence is kept as it was handed in. What a web page says today may differ from what it said on the day it was read.",
)
