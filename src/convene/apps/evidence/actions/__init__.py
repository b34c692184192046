"""How evidence comes in, is put right, handed out and looked after."""

from convene.apps.evidence.actions.bringing import (
    NotANote,
    correct_note,
    dispose,
    handed_out,
    keep_file,
    keep_link,
    keep_note,
    keep_search,
    original,
    sweep,
)
from convene.apps.evidence.actions.sealing import Broken, check_all, check_one

__all__ = [
    "Broken",
    "NotANote",
    "check_all",
    "check_one",
    "correct_note",
    "dispose",
    "handed_out",
    "keep_file",
    "keep_link",
    "keep_note",
    "keep_search",
    "original",
    "sweep",
]
