"""Who may do what with evidence, besides what its owner asks of them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from convene.apps.evidence import actions
from convene.documents.cleaning import clean
from tests.apps.doors import BUILDERS, OWNER, PARTNERS, REVIEWERS, SIGNED_IN, door
from tests.apps.world import Cast

ACTIONS = actions
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LETTER = b"All is well."
FILE: dict[str, Any] = {
    "title": "Letter",
    "content": LETTER,
    "cleaned": clean(LETTER),
    "name": "letter.txt",
}
DOORS = {
    "correct_note": door(
        OWNER,
        lambda it, by: actions.correct_note(it.note, title="Call", note="2.", by=by, at=NOON),
    ),
    "handed_out": door(SIGNED_IN | PARTNERS, lambda it, by: actions.handed_out(it.file, by=by)),
    "original": door(REVIEWERS, lambda it, by: actions.original(it.file, by=by)),
    "keep_file": door(
        BUILDERS | PARTNERS, lambda it, by: actions.keep_file(**FILE, by=by, at=NOON)
    ),
    "keep_link": door(
        BUILDERS | PARTNERS,
        lambda it, by: actions.keep_link(
            title="Register", url="https://example.org", read_on=date(2026, 3, 1), by=by, at=NOON
        ),
    ),
    "keep_search": door(
        BUILDERS | PARTNERS,
        lambda it, by: actions.keep_search(
            words="A bank", place="A paper", read_on=NOON.date(), note="Nothing.", by=by, at=NOON
        ),
    ),
    "keep_note": door(
        BUILDERS | PARTNERS,
        lambda it, by: actions.keep_note(title="Call", note="3.", by=by, at=NOON),
    ),
}
INSIDE = {
    "dispose": "Whoever agrees to a disposal is asked there, and the database asks for one.",
    **dict.fromkeys(("check_all", "check_one"), "Convene reads again by itself what it keeps."),
    "sealing.content_of": "Whoever hands a file out is asked there who may have it.",
    "sweep": "Convene removes by itself what a disposal has left.",
}


def things(who: Cast) -> SimpleNamespace:
    return SimpleNamespace(
        note=actions.keep_note(title="Call", note="3.", by=who.owner, at=NOON),
        file=actions.keep_file(**FILE, by=who.owner, at=NOON),
    )
