"""Who may do what with a workbook of an alliance that a reader reads and an editor edits; the owner
brought it.
"""

from types import SimpleNamespace

from convene.apps.bookkeeping import actions
from convene.apps.bookkeeping.forms import read
from convene.apps.bookkeeping.queries import uploads
from tests.apps.bookkeeping.people import applied, brought, changed, put, went_out
from tests.apps.doors import OWNER, door
from tests.apps.ledger.doors import things as of_the_ledger
from tests.apps.ledger.people import Table
from tests.apps.world import Cast

ACTIONS = actions
EDITORS = OWNER | {"editor"}
DOORS = {
    "apply_row": door(OWNER, lambda it, by: actions.apply_row(it.waits, by=by)),
    "apply_upload": door(OWNER, lambda it, by: actions.apply_upload(it.upload, by=by)),
    "preview_upload": door(
        EDITORS, lambda it, by: actions.preview_upload(it.alliance, it.table, by=by)
    ),
    "undo_row": door(EDITORS, lambda it, by: actions.undo_row(it.done, by=by)),
    "undo_upload": door(
        EDITORS, lambda it, by: actions.undo_upload(it.applied, reason="The wrong one.", by=by)
    ),
}
INSIDE = {
    "applying.reasons": "It says in words what another action refused.",
    "undoing.has_amended": "It reads whether a workbook amended something.",
}


def things(who: Cast) -> SimpleNamespace:
    there = of_the_ledger(who)
    at = Table(
        alliance=there.alliance,
        partner=there.partner,
        olga=who.owner,
        edith=who.editor,
        vera=who.reader,
        ravi=who.reader,
    )
    new = {"partner": str(there.partner), "title": "Fuel", "column": "unpriced"}
    files = []
    for title in ("Fuel", "Food", "Paper", "Ink"):
        words = {**new, "title": title}
        files.append(changed(went_out(at.alliance, by=who.owner), put("promises", 9, **words)))
    waiting = actions.apply_upload(brought(at, files[0]), by=who.owner)
    done = applied(brought(at, files[1]))
    undone = actions.undo_upload(
        applied(brought(at, files[2])), reason="The wrong one.", by=who.owner
    )
    return SimpleNamespace(
        alliance=at.alliance,
        upload=brought(at, files[3]),
        table=read(files[3], name="promises.xlsx"),
        waits=uploads.to_apply(waiting)[0],
        applied=done,
        done=uploads.to_undo(undone)[0],
    )
