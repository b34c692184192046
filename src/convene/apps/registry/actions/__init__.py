"""Every way in which the registry changes: whole or not at all, and by somebody."""

from convene.apps.registry.actions.importing import (
    confirm_import,
    mend_import,
    preview_import,
    undo_import,
)
from convene.apps.registry.actions.linking import (
    bring_in,
    decide_sameness,
    link,
    undo_sameness,
    unlink,
)
from convene.apps.registry.actions.members import join, leave
from convene.apps.registry.actions.merging import (
    confirm_merge,
    propose_merge,
    refuse_merge,
    split_merge,
)
from convene.apps.registry.actions.people import (
    UnderHold,
    add_contact,
    erase_contact,
    record_consent,
    withdraw_consent,
)
from convene.apps.registry.actions.records import IsMerged, NumberTaken, ParentLoop, create, save
from convene.apps.registry.actions.ties import (
    NotUntouched,
    add_tie,
    correct_tie,
    end_tie,
    undo_tie,
)

__all__ = [
    "IsMerged",
    "NotUntouched",
    "NumberTaken",
    "ParentLoop",
    "UnderHold",
    "add_contact",
    "add_tie",
    "bring_in",
    "confirm_import",
    "confirm_merge",
    "correct_tie",
    "create",
    "decide_sameness",
    "end_tie",
    "erase_contact",
    "join",
    "leave",
    "link",
    "mend_import",
    "preview_import",
    "propose_merge",
    "record_consent",
    "refuse_merge",
    "save",
    "split_merge",
    "undo_import",
    "undo_sameness",
    "undo_tie",
    "unlink",
    "withdraw_consent",
]
