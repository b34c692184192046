"""What happens in a case and around it: each kind named once, with the sentence that tells it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from convene.apps.evidence.words import HARM
from convene.apps.vetting.models.words import (
    DECLARED_PARTS,
    HIT_STATES,
    HIT_STATES_BEHIND,
    LEVELS,
    PAPERS,
    REOPENINGS,
    STATES,
    list_title,
)
from convene.ground import trail


def of(words: Mapping[Any, object]) -> trail.Word:
    """Return what words a code; one that is no longer known stays as it is."""
    return lambda code: words.get(code, code)


def _in_words(day: str) -> str:
    return date_format(date.fromisoformat(day), "DATE_FORMAT") if day else "–"


DISPOSED = trail.kind(
    "vetting.disposed", _("A case of due diligence was past its day, and was disposed of.")
)
OPENED = trail.kind("vetting.opened", _("The case was opened."))
BROUGHT_UP = trail.kind(
    "vetting.brought_up",
    _("An earlier case that was stopped or declined was brought up: %(name)s."),
    name=str,
)
RECALL_ANSWERED = trail.kind(
    "vetting.recall_answered",
    _("The earlier case of %(name)s was answered: %(text)s"),
    name=str,
    text=str,
)
SCREENED = trail.kind("vetting.screened", _("The lists were looked through."))
LOOKED_AGAIN = trail.kind("vetting.looked_again", _("The lists were looked through again."))
RESEARCH_BEGUN = trail.kind("vetting.research_begun", _("Research began."))
EVIDENCE_ADDED = trail.kind("vetting.evidence_added", _("Evidence was added."), evidence=list)
FINDING_ADDED = trail.kind(
    "vetting.finding_added", _("A finding was added."), finding=str, evidence=list
)
FINDING_CORRECTED = trail.kind(
    "vetting.finding_corrected",
    _("A finding was corrected by whoever made it."),
    finding=str,
    evidence=list,
)
NOTE_CORRECTED = trail.kind(
    "vetting.note_corrected", _("A note was corrected by whoever wrote it."), evidence=list
)
FACTS_CORRECTED = trail.kind(
    "vetting.facts_corrected", _("What was said on opening the case was corrected.")
)
RAISED = trail.kind("vetting.raised", _("What is known now asks for a deeper look."))
CONDITION_SET = trail.kind("vetting.condition_set", _("A condition was set."))
CONDITION_MET = trail.kind("vetting.condition_met", _("A condition was met."))
CONDITION_MOVED = trail.kind(
    "vetting.condition_moved",
    _("A condition has until %(day)s now, instead of %(before)s. %(reason)s"),
    day=_in_words,
    before=_in_words,
    reason=str,
)
REPLY_MOVED = trail.kind(
    "vetting.reply_moved",
    _("The partner has until %(day)s to answer now, instead of %(before)s. %(reason)s"),
    day=_in_words,
    before=_in_words,
    reason=str,
)
NO_REPLY = trail.kind(
    "vetting.no_reply", _("The partner has not answered by its day. %(reason)s"), reason=str
)
REPLY_ASKED = trail.kind("vetting.reply_asked", _("The partner was asked to reply."))
REPLY_NOTED = trail.kind("vetting.reply_noted", _("The partner's reply was noted."))
DECLARATION_ASKED = trail.kind(
    "vetting.declaration_asked",
    _("The partner was asked for its own declaration, by a link for %(addressee)s."),
    addressee=str,
)
DECLARATION_WITHDRAWN = trail.kind(
    "vetting.declaration_withdrawn", _("The link for the partner's declaration was withdrawn.")
)
DECLARED_TAKEN = trail.kind(
    "vetting.declared_taken",
    _("Something that the partner declared was taken into the registry: %(part)s."),
    part=of(DECLARED_PARTS),
)
LEGAL_OPINION = trail.kind(
    "vetting.legal_opinion", _("A legal opinion was recorded."), evidence=list
)
LEGAL_AGREED = trail.kind(
    "vetting.legal_agreed", _("A second approver agreed with the legal opinion.")
)
LEGAL_REFUSED = trail.kind("vetting.legal_refused", _("A legal opinion was not agreed with."))
ASSESSED = trail.kind("vetting.assessed", _("The partner was assessed."))
HANDED_ON = trail.kind("vetting.handed_on", _("The case was handed on."))
SENT_BACK = trail.kind("vetting.sent_back", _("Sent back to research: %(text)s"), text=str)
DECIDED = trail.kind(
    "vetting.decided", _("An approver decided: %(decision)s."), decision=of(STATES)
)
EXPIRED = trail.kind("vetting.expired", _("The clearance ended."))
REOPENED = trail.kind(
    "vetting.reopened", _("Opened again. %(why)s: %(text)s"), why=of(REOPENINGS), text=str
)
JOINED = trail.kind("vetting.joined", _("%(who)s works on the case now."), who=str)
LEFT = trail.kind("vetting.left", _("%(who)s no longer works on the case."), who=str)
REPORTED = trail.kind(
    "vetting.reported",
    _("An adverse report came in. The clearance does not stand until somebody has looked into it."),
    finding=str,
    evidence=list,
)
ANOTHER_PLAN = trail.kind(
    "vetting.another_plan",
    _("Something else is planned with the partner now. The clearance does not stand for it."),
)
STANDS = trail.kind(
    "vetting.stands",
    _("Looked into what came up. The clearance stands: %(text)s"),
    text=str,
)
TURNED_DOWN = trail.kind(
    "vetting.turned_down", _("%(name)s, a record like this one, was stopped or declined."), name=str
)
STANDS_SAYS_ONE = trail.kind(
    "vetting.stands_says_one",
    _("One approver says that the clearance stands; it takes another: %(text)s"),
    text=str,
)

LETTER_WRITTEN = trail.kind(
    "vetting.letter_written",
    _("A letter to the partner was written, to %(addressee)s."),
    addressee=str,
)
LETTER_SENT = trail.kind(
    "vetting.letter_sent",
    _("The mail server took a letter to %(to)s. Its number: %(said)s."),
    to=str,
    said=str,
)
LETTER_REFUSED = trail.kind(
    "vetting.letter_refused", _("A letter to %(to)s was not sent: %(said)s"), to=str, said=str
)
PRINTED = trail.kind(
    "vetting.printed",
    _("Printed: %(paper)s, “%(name)s”, SHA-256 %(sha256)s."),
    paper=of(PAPERS),
    name=str,
    sha256=str,
)
HANDED_OUT = trail.kind(
    "vetting.handed_out",
    _("The original of “%(title)s” was handed out, as it came in."),
    title=str,
    evidence=list,
)
HARMED = trail.kind(
    "vetting.harmed",
    _("“%(title)s”, a file of evidence, was read again. %(harm)s"),
    title=str,
    harm=of(HARM),
    evidence=list,
)
WHOLE_AGAIN = trail.kind(
    "vetting.whole_again",
    _("“%(title)s”, a file of evidence, is again what was kept: its hash is the same."),
    title=str,
    evidence=list,
)

# Hits: what was decided of each has a line of its own, below that of the case.
HIT = trail.kind(
    "vetting.hit",
    _("“%(name)s” (%(list)s): %(state)s. %(reason)s"),
    name=str,
    list=list_title,
    state=of(HIT_STATES),
    reason=str,
    hit=str,
)
CALLED_ELSEWHERE = trail.kind(
    "vetting.called_elsewhere",
    _("Another case says of “%(name)s” (%(list)s): %(state)s."),
    name=str,
    list=list_title,
    state=of(HIT_STATES),
)
CALLED_BEHIND = trail.kind(
    "vetting.called_behind",
    _("Another case says of “%(name)s” (%(list)s), about %(whom)s: %(state)s."),
    name=str,
    list=list_title,
    whom=str,
    state=of(HIT_STATES_BEHIND),
)
HIT_BEHIND = trail.kind(
    "vetting.hit_behind",
    _("“%(name)s” (%(list)s), about %(whom)s: %(state)s. %(reason)s"),
    name=str,
    list=list_title,
    whom=str,
    state=of(HIT_STATES_BEHIND),
    reason=str,
    hit=str,
)
HIT_DECIDED = trail.kind("vetting.hit_decided", _("A hit was decided."))
HITS_DECIDED = trail.kind("vetting.hits_decided", _("Several hits were decided."))
RETRACTION_PROPOSED = trail.kind(
    "vetting.retraction_proposed",
    _("An approver would take back a true match. %(name)s. %(reason)s"),
    name=str,
    reason=str,
    evidence=list,
)
RETRACTION_AGREED = trail.kind(
    "vetting.retraction_agreed",
    _("Two approvers took back a true match. The hit is to be decided again."),
)
RETRACTION_REFUSED = trail.kind("vetting.retraction_refused", _("A true match was not taken back."))

# Conflicts of interest, told of the declaration itself.
DECLARED = trail.kind("vetting.declared", _("A conflict of interest was declared."))
RENEWED = trail.kind("vetting.renewed", _("It still holds."))
ENDED = trail.kind("vetting.ended", _("It ends."))
"""Said by whoever had declared it, in earlier releases."""
ENDED_BY_ANOTHER = trail.kind("vetting.ended_by_another", _("It has ended: %(text)s"), text=str)

FORMER = trail.kind("vetting.former", "%(text)s", text=str)
"""A line of an earlier release that says something no release knew the sentence of."""


def _level(_before: str, after: str) -> str:
    return gettext("The level is now %(level)s.") % {"level": of(LEVELS)(after)}


def _state(before: str, after: str) -> str:
    return gettext("From “%(before)s” to “%(after)s”.") % {
        "before": of(STATES)(before),
        "after": of(STATES)(after),
    }


def _doubt(_before: str, after: str) -> str:
    return f"{of(REOPENINGS)(after)}:" if after else ""


def _doubted(before: str, after: str) -> str:
    """What came up: the page of the case shows it only until somebody has looked into it."""
    return after.removeprefix(before).strip()


def _stopped(_before: bool, after: bool) -> str:
    return gettext("A true match on a sanctions list stops the case.") if after else ""


trail.follow(
    "vetting.case",
    level=trail.Field(_("level"), sentence=_level),
    state=trail.Field(_("state"), sentence=_state),
    doubt=trail.Field(_("why it may have to be opened again"), sentence=_doubt),
    doubt_text=trail.Field("", sentence=_doubted),
    stopped=trail.Field("", sentence=_stopped),
)
