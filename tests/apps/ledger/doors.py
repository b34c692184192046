"""Who may do what with promises of an alliance that a reader reads and an editor edits. What is to
be checked was recorded and shown by somebody who walks nowhere.
"""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.utils import timezone

from convene.apps.ledger import actions
from convene.apps.ledger.words import State
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance
from tests.apps.doors import BUILDERS, OWNER, door
from tests.apps.ledger.people import JOINED, Table, cash, clear, due, partner, promised, proposed
from tests.apps.ledger.people import shown as came_and_shown
from tests.apps.workshop.people import draft_of, edits_too
from tests.apps.world import Cast

ACTIONS = actions
EDITORS = OWNER | {"editor"}
READERS = EDITORS | {"reader"}
SOON = timezone.localdate() + timedelta(days=14)
SIGNED: dict[str, Any] = {"reason": "A smaller year.", "signatory": "J. Phiri"}
NOTE: dict[str, Any] = {"title": "Bank statement", "note": "Page 3."}
PAGE: dict[str, Any] = {"title": "Bank statement", "url": "https://example.org/", "read_on": JOINED}
FILE: dict[str, Any] = {"title": "Bank statement", "content": b"Page 3.", "name": "page.txt"}
TALK: dict[str, Any] = {"terms": cash("5"), "lines": [], "state": State.PROPOSED}
DOORS = {
    "accept_due": door(EDITORS, lambda it, by: actions.accept_due(it.change, by=by)),
    "add": door(
        EDITORS,
        lambda it, by: actions.add(
            it.alliance, id=uuid4(), partner=it.partner, terms=cash(), by=by
        ),
    ),
    "add_file": door(EDITORS, lambda it, by: actions.add_file(it.shown, **FILE, by=by)),
    "add_link": door(EDITORS, lambda it, by: actions.add_link(it.shown, **PAGE, by=by)),
    "add_note": door(EDITORS, lambda it, by: actions.add_note(it.shown, **NOTE, by=by)),
    "amend": door(
        EDITORS,
        lambda it, by: actions.amend(
            it.second_line.contribution,
            id=uuid4(),
            terms=cash("5"),
            lines=[due("5")],
            **SIGNED,
            by=by,
        ),
    ),
    "answer": door(
        EDITORS, lambda it, by: actions.answer(it.promise, answers={"needed": "yes"}, by=by)
    ),
    "answer_dispute": door(
        EDITORS, lambda it, by: actions.answer_dispute(it.disputed, reason="It is.", by=by)
    ),
    "commit": door(EDITORS, lambda it, by: actions.commit(it.proposed, agreed_on=JOINED, by=by)),
    "dispute": door(
        READERS,
        lambda it, by: actions.dispute(it.shown, reason="A copy.", answer_by=SOON, by=by),
    ),
    "edit": door(EDITORS, lambda it, by: actions.edit(it.proposed, **TALK, by=by)),
    "end": door(
        EDITORS,
        lambda it, by: actions.end(it.proposed, state=State.CANCELLED, reason="No.", by=by),
    ),
    "hand_out": door(READERS, lambda it, by: actions.hand_out(it.shown, it.file, by=by)),
    "keep_due": door(EDITORS, lambda it, by: actions.keep_due(it.change, by=by)),
    "load_rates": door(BUILDERS, lambda it, by: actions.load_rates([], by=by)),
    "open_book": door(EDITORS, lambda it, by: actions.open_book(it.alliance, base="ZMW", by=by)),
    "propose_due": door(
        EDITORS,
        lambda it, by: actions.propose_due(it.second_line, due_on=SOON, reason="Late.", by=by),
    ),
    "record": door(
        EDITORS,
        lambda it, by: actions.record(
            it.promise, id=uuid4(), on=JOINED, what="Cash", amount=cash("5").amount, by=by
        ),
    ),
    "settle": door(
        READERS,
        lambda it, by: actions.settle(it.disputed, came=False, reason="A copy.", by=by),
    ),
    "take_back": door(EDITORS, lambda it, by: actions.take_back(it.shown, reason="Twice.", by=by)),
    "verify": door(READERS, lambda it, by: actions.verify(it.shown, by=by)),
}
INSIDE = {
    "ask_again": "Convene does it by itself, at night.",
    "book.book_of": "It reads whether there is a book.",
    "record.add_up": "A step of actions that have asked: it adds up rows and writes nothing.",
    "record.fitting": "It holds a promise to what it has to say and writes nothing.",
    "record.held_to_a_day": "It holds a rate to its day and writes nothing.",
    "record.hold": "It asks for the permission that it is given and changes nothing itself.",
    "record.not_stopped": "It asks vetting and writes nothing.",
    "record.nothing_proposed": "It reads whether another day is proposed, and writes nothing.",
    "record.set_lines": "A step of `add`, `edit` and `amend`, which have asked.",
    "record.set_terms": "A step of `add`, `edit` and `amend`, which have asked.",
    "record.source_of": "It looks where money was passed on from and writes nothing.",
}


def things(who: Cast) -> SimpleNamespace:
    given = partner(alliance=draft_of(who.owner))
    actions.open_book(given.alliance, base="ZMW", by=who.owner)
    clear(given)
    workshop.share(given.alliance, person=who.reader, may_edit=False, by=who.owner)
    workshop.share(given.alliance, person=who.editor, may_edit=True, by=who.owner)
    records, shows = (edits_too(given.alliance, name) for name in ("Rosa", "Sven"))
    alliance = Alliance.objects.get(pk=given.alliance_id)
    there = Table(
        alliance=alliance, partner=given, olga=records, edith=shows, vera=shows, ravi=shows
    )
    promise = promised(there)
    first, second = promise.instalments.get(), promised(there).instalments.get()
    recorded, doubted = came_and_shown(promise, there), came_and_shown(promise, there)
    actions.dispute(doubted, reason="A copy.", answer_by=SOON, by=shows)
    return SimpleNamespace(
        alliance=alliance,
        partner=given,
        promise=promise,
        proposed=proposed(there),
        second_line=second,
        shown=recorded,
        file=actions.add_file(recorded, **FILE, by=shows),
        disputed=doubted,
        change=actions.propose_due(first, due_on=SOON, reason="The board.", by=shows),
    )
