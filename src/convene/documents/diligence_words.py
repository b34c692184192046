"""Every sentence of the file of a case that nobody typed."""

from convene.core.reasons import gettext_noop as _
from convene.core.scripts import ASK_IN_LATIN

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
    "before": _("What was decided before"),
    "hits": _("What the lists brought up"),
    "findings": _("What was found"),
    "conditions": _("Conditions"),
    "people": _("Who must not decide"),
    "declared": _("What the partner declared"),
    "reply": _("What the partner says"),
    "history": _("What happened, in order"),
    "limits": _("What this file does not cover"),
    "near": _("Annex: near misses"),
}
PLACE = _("{state} · version {version} of the case")
VERSION_OF_CASE = _("Version of the case")
HASH_OF_CASE = _("SHA-256 hash of what the case says")
FACTS = (_("What"), _("As it stands"))
STATE, LEVEL, VALID, SPONSOR = _("State"), _("Level"), _("Valid until"), _("Who sponsors the work")
NAMES, WHO, BEHIND_IT = _("Names"), _("Who it is"), _("Who stands behind it")
PLANNED, OPENED, CASE = _("What is planned"), _("Opened"), _("Case")
KNOWN = _("The facts that set the level")
NAME = (_("Name"), _("What kind of name"))
RENAMES = _("Names that were changed")
RENAME = (_("When"), _("Who"), _("Before"), _("After"))
STATEMENT = (_("Who"), _("How"), _("Where it was read"), _("Who entered it"))
LAST_ASKED = _("In the last look the lists were asked for:")
REVIEW = _("For a legal review")
REVIEW_NOTE = _(
    "These are questions, not matches of the partner: rules and programmes as of the days given, held against what is on record."
)
ASKED_BEHIND = _("Who stands behind the partner, and was asked for with it")
FACT = (_("Fact"), _("Whether it is so"))
NOBODY_BEHIND = _("Nobody has been entered. Who owns or leads the partner is not known here.")
WHO_DECIDED = _("Who decided")
ASSESSMENT = _("The assessment")
SIGNED = (_("What"), _("Who"), _("When"), _("Why"))
UNDECIDED = _("Nobody has decided yet.")
OPINIONS = _("Opinions of counsel")
OPINION = (_("Counsel"), _("What it says"), _("Recorded"), _("What came of it"))
RECALL = (_("An earlier case that was stopped or declined"), _("What was answered"))
NO_RECALLS = _("No earlier case was brought up.")
ROUNDS = _("What was planned and assessed before, and no longer counts")
ROUND = (_("Round"), _("What was planned"), _("The assessment"), _("Who and when"))
NOT_ASSESSED = _("Not assessed.")
NO_TRIGGER = _("Nothing known asks for a deeper look.")

LISTS = (_("List"), _("Of"), _("Days old"), _("Entries"), _("State"))
NOT_SCREENED = _("No list has been looked through in this case.")
LOOK = _("Look {number}, {when}")
EARLIER = _("Other looks, on which no decision stands")
LOOKS = (_("Which look"), _("When"), _("Who"), _("Came up"), _("What the lists were asked"))
LOOKED, BY = _("Looked through"), _("{when}, {who}")
FOUND, NEAR = _("Came up for a person to decide"), _("Near misses below the line")
RESTS, KEY = _("Decisions that stand on it"), _("Key of the look")
MORE = _("Not all that came up had been shown when this was printed. Still to be shown: {more}.")
NOT_KEPT, NOT_KNOWN = _("not kept at the time"), _("not known")
VERSION = _("{list}: version {version}, read from files with the SHA-256 hash {hashes}")
VERSION_ONLY = _("{list}: version {version}")
ASKED, GAPS = _("What the lists were asked"), _("What was not covered, and why")
NO_GAPS = _("Nothing that is known of.")
NEAR_NOTE = _(
    "These entries came near a name and stayed below the line at which a person decides. Nobody has looked at them one by one."
)
NEAR_TABLE = (_("Name on the list"), _("List"), _("Entry"), _("Score of 1"))
NO_NEAR = _("Nothing came near.")
NEAR_UNKNOWN = _("What came near was not kept at the time.")
NEAR_LEFT = _("Not printed here, for they are the least alike: {left}.")
UP_TO_DATE = _("Up to date")
OF_NO_DAY = _("Of a day that nobody knows")
OLD = _("Old: a newer one should be loaded")
FEW = _("Holds fewer entries than it should")
ASKED_ROWS = (_("Where"), _("Name"), _("Id"), _("Asked with it"), _("Asked"))
WAS_ASKED, WAS_NOT = _("Yes"), _("Not asked")
ASKED_LEFT = _("Not printed here: {left} more rows. The answers hold them all.")
CAME_UP_LEFT = _("Not printed here: {left} more. The answers hold them all.")
CERTIFICATE = _("Screening certificate")
CERTIFICATE_HEADINGS = {
    "about": _("What this certifies"),
    "lists": _("The look at the lists"),
    "review": _("For a legal review"),
    "hits": _("What came up, and what was decided"),
    "near": _("Annex: near misses"),
}
CERTIFIES = _(
    "This says which lists were asked for which names at one moment, and what came of it. It is no judgement of anyone: a name on a list may be another's."
)
CAME_UP = (_("Name on the list"), _("What was decided"))
NONE_CAME_UP = _("Nothing came up for a person to decide in this look.")
NOT_A_MATCH = _(
    "A hit is not a match. It says that a name on a list is like the partner's, or like that of somebody behind it, and why. "
    "Only the person named beside it says whether the two are the same."
)
NO_HITS = _("The lists brought up nothing like the partner's names.")
NO_HITS_BEHIND = _(
    "The lists brought up nothing like the names of the partner or of those behind it."
)
NO_HITS_AS_WRITTEN = ASK_IN_LATIN.text
NO_HITS_IN_PART = _(
    "The lists brought up nothing. Of these names that says little, for names in their script are missed more often: {names}."
)
SIDES = (_("What"), _("The partner, as it was asked for"), _("The entry, as the list had it"))
SIDES_BEHIND = (
    _("What"),
    _("Who stands behind the partner, as they were asked for"),
    _("The entry, as the list had it"),
)
ABOUT = _("This is about {whom}, who stands behind the partner, and not about the partner itself.")
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
REPLY = (_("What was asked"), _("Asked"), _("By"), _("What was answered"))
EXCLUSIONS = (_("Exclusion"), _("How it was rated"))
NO_REPLY = _("The partner was not asked to reply to anything.")
LETTERS = _("What was written to the partner")
LETTER = (_("What"), _("When"), _("Sending"))
NO_LETTERS = _("No letter to the partner is on record.")
HISTORY = (_("When"), _("Who"), _("What"))

PACK = _("Areas, questions and exclusions follow the preset “{pack}”.")
LIMITS = (
    _("What people and lists said stands in their own words and language."),
    _(
        "Lists know names, not people: someone who is listed under a name nobody gave us is not found."
    ),
    _("Owners and managers are looked for only where somebody entered their names."),
    _(
        "What was done outside this system is not on record here, which does not mean that it was not done."
    ),
    _(
        "A clearance holds for what is planned here and until the day named here; a change of either calls for another look."
    ),
    _(
        "Evidence is kept as it was handed in. What a web page says today may differ from what it said on the day it was read."
    ),
)
CHECK = _("Whether this file is what was printed")
CHECK_NOTE = _(
    "Whoever keeps the system can say: “convene vetting verify FILE” tells whether this very file was printed there, when, by whom, and whether the case has changed since."
)

LETTER_KIND, WRITTEN_BY = _("Letter"), _("Written by")
LETTER_OF_DECISION = _("What we decided about {partner}")
LETTER_OF_QUESTIONS = _("What we ask {partner} to reply to")
DEAR = _("To {name}:")
DECIDED = _("We have looked into {partner} as a partner for this work: {scope}")
LOOKED_AT = _("We are looking into {partner} as a partner for this work: {scope}")
DECISIONS = {
    "cleared": _("We can work with you on it."),
    "conditions": _("We can work with you on it, on the conditions below."),
    "deferred": _("We have put off the decision. It is no judgement of you."),
    "declined": _("We will not work with you on it."),
}
HOLDS = _("This holds until {day}, and for this work only.")
ON_CONDITION = _("The conditions are:")
PLEASE_REPLY = _("Please tell us what you say to this:")
REPLY_BY = _("Please reply by {day}. A reply is kept with the case and read by people who decide.")
RIGHT_OF_REPLY = _(
    "You may reply to this until {day}: say what you think is wrong, and send what shows it. A reply is kept with the case and read by people who decide."
)

DECLARATION_OF = _("Declaration of {partner}")
DECLARATION_KIND, SIGNED_BY = _("Declaration"), _("Signed by")
ASKED_BY = _("Asked for by {who}")
NOTHING_DECLARED = _("No declaration of the partner is on record.")
BESIDE_RECORD, ANSWERED = (
    _("Beside what is on record"),
    _("What else they say, answer and agree to"),
)
BESIDE = (_("What"), _("Declared"), _("On record"), _("How it compares"))
DECLARED_HEAD = (_("What"), _("What was declared"))
SIGNATURE, SIGNER, SIGNER_ROLE = _("Signature"), _("Full name"), _("Role")
SIGNED_ON, HASH_OF_DECLARATION = _("Signed on"), _("SHA-256 hash of what was signed")
