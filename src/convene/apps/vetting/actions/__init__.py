"""Every way in which a case changes: whole or not at all, and by somebody."""

from convene.apps.vetting.actions.alerts import rescreen_case, see
from convene.apps.vetting.actions.cases import (
    assess,
    begin_research,
    decide,
    declare,
    expire,
    open_case,
    reopen,
    return_to_research,
    screen,
    screened,
    submit,
)
from convene.apps.vetting.actions.hits import decide_hit, decide_hits, record
from convene.apps.vetting.actions.lease import UnderWay
from convene.apps.vetting.actions.record import Barred, Changed, NotNow, Stopped
from convene.apps.vetting.actions.research import (
    add_condition,
    add_file,
    add_finding,
    add_legal_opinion,
    add_link,
    add_note,
    answer_reply,
    ask_reply,
    meet_condition,
)
from convene.apps.vetting.actions.watching import Night, look_again, night

__all__ = [
    "Barred",
    "Changed",
    "Night",
    "NotNow",
    "Stopped",
    "UnderWay",
    "add_condition",
    "add_file",
    "add_finding",
    "add_legal_opinion",
    "add_link",
    "add_note",
    "answer_reply",
    "ask_reply",
    "assess",
    "begin_research",
    "decide",
    "decide_hit",
    "decide_hits",
    "declare",
    "expire",
    "look_again",
    "meet_condition",
    "night",
    "open_case",
    "record",
    "reopen",
    "rescreen_case",
    "return_to_research",
    "screen",
    "screened",
    "see",
    "submit",
]
