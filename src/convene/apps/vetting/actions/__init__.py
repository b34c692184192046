"""Every way in which a case changes: whole or not at all, and by somebody."""

from convene.apps.vetting.actions.alerts import rescreen_case
from convene.apps.vetting.actions.cases import (
    begin_research,
    expire,
    open_case,
    reopen,
    screen,
    screened,
)
from convene.apps.vetting.actions.correcting import correct_facts, correct_finding, correct_note
from convene.apps.vetting.actions.deciding import assess, decide, return_to_research, submit
from convene.apps.vetting.actions.declared import (
    ask_declaration,
    take_declared,
    withdraw_declaration,
)
from convene.apps.vetting.actions.doubts import change_plan, report, stand_by
from convene.apps.vetting.actions.due import move_condition, move_reply, note_silence
from convene.apps.vetting.actions.hits import decide_hit, decide_hits
from convene.apps.vetting.actions.letters import note_sending, send_letter, write_letter
from convene.apps.vetting.actions.opinions import (
    add_legal_opinion,
    agree_legal_opinion,
    refuse_legal_opinion,
)
from convene.apps.vetting.actions.people import (
    add_member,
    declare,
    end_conflict,
    remove_member,
    renew,
)
from convene.apps.vetting.actions.printing import hand_out_original, note_printed
from convene.apps.vetting.actions.recalls import BroughtUp, answer_recall
from convene.apps.vetting.actions.record import (
    AlreadyOpen,
    Barred,
    DoesNotStand,
    NoEvidence,
    NotAFile,
    NotNow,
    ShortAnswer,
    Stopped,
    TooShort,
)
from convene.apps.vetting.actions.research import (
    add_condition,
    add_file,
    add_finding,
    add_link,
    add_note,
    add_search,
    answer_reply,
    ask_reply,
    hand_out,
    meet_condition,
)
from convene.apps.vetting.actions.retracting import (
    agree_retraction,
    propose_retraction,
    refuse_retraction,
)
from convene.apps.vetting.actions.sealing import check_evidence
from convene.apps.vetting.actions.watching import Night, look_again, night

__all__ = [
    "AlreadyOpen",
    "Barred",
    "BroughtUp",
    "DoesNotStand",
    "Night",
    "NoEvidence",
    "NotAFile",
    "NotNow",
    "ShortAnswer",
    "Stopped",
    "TooShort",
    "add_condition",
    "add_file",
    "add_finding",
    "add_legal_opinion",
    "add_link",
    "add_member",
    "add_note",
    "add_search",
    "agree_legal_opinion",
    "agree_retraction",
    "answer_recall",
    "answer_reply",
    "ask_declaration",
    "ask_reply",
    "assess",
    "begin_research",
    "change_plan",
    "check_evidence",
    "correct_facts",
    "correct_finding",
    "correct_note",
    "decide",
    "decide_hit",
    "decide_hits",
    "declare",
    "end_conflict",
    "expire",
    "hand_out",
    "hand_out_original",
    "look_again",
    "meet_condition",
    "move_condition",
    "move_reply",
    "night",
    "note_printed",
    "note_sending",
    "note_silence",
    "open_case",
    "propose_retraction",
    "refuse_legal_opinion",
    "refuse_retraction",
    "remove_member",
    "renew",
    "reopen",
    "report",
    "rescreen_case",
    "return_to_research",
    "screen",
    "screened",
    "send_letter",
    "stand_by",
    "submit",
    "take_declared",
    "withdraw_declaration",
    "write_letter",
]
