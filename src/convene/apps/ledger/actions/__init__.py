"""Every way in which the ledger changes: by adding to it."""

from convene.apps.ledger.actions.amending import Fixed, amend
from convene.apps.ledger.actions.book import AlreadyOpen, NoBook, open_book
from convene.apps.ledger.actions.checking import (
    NoEvidence,
    NotIndependent,
    answer_dispute,
    ask_again,
    dispute,
    settle,
    take_back,
    verify,
)
from convene.apps.ledger.actions.delivering import add_file, add_link, add_note, hand_out, record
from convene.apps.ledger.actions.due import accept_due, keep_due, propose_due
from convene.apps.ledger.actions.promising import add, answer, commit, edit, end
from convene.apps.ledger.actions.rates import load_rates
from convene.apps.ledger.actions.record import Lacks, NotNow, OtherContent, Stopped, Undecided
from convene.apps.ledger.queries.terms import Line, Terms
from convene.core.money import Refused as BadAmount
from convene.ground.proposals import SamePerson, Settled

__all__ = [
    "AlreadyOpen",
    "BadAmount",
    "Fixed",
    "Lacks",
    "Line",
    "NoBook",
    "NoEvidence",
    "NotIndependent",
    "NotNow",
    "OtherContent",
    "SamePerson",
    "Settled",
    "Stopped",
    "Terms",
    "Undecided",
    "accept_due",
    "add",
    "add_file",
    "add_link",
    "add_note",
    "amend",
    "answer",
    "answer_dispute",
    "ask_again",
    "commit",
    "dispute",
    "edit",
    "end",
    "hand_out",
    "keep_due",
    "load_rates",
    "open_book",
    "propose_due",
    "record",
    "settle",
    "take_back",
    "verify",
]
