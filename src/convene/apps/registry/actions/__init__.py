"""Every way in which the registry changes: whole or not at all, and by somebody."""

from convene.apps.registry.actions.importing import NotUntouched, confirm_import, preview_import, undo_import
from convene.apps.registry.actions.linking import Decided, Linked, bring_in, decide_sameness, link, undo_sameness, unlink
from convene.apps.registry.actions.merging import MergeClosed, SamePerson, Standing, confirm_merge, propose_merge, refuse_merge, split_merge
from convene.apps.registry.actions.records import ChangedMeanwhile, IsMerged, NumberTaken, ParentLoop, create, save

__all__ = [
    "ChangedMeanwhile",
    "Decided",
    "IsMerged",
    "Linked",
    "MergeClosed",
    "NotUntouched",
    "NumberTaken",
    "ParentLoop",
    "SamePerson",
    "Standing",
    "bring_in",
    "confirm_import",
    "confirm_merge",
    "create",
    "decide_sameness",
    "link",
    "preview_import",
    "propose_merge",
    "refuse_merge",
    "save",
    "split_merge",
    "undo_import",
    "undo_sameness",
    "unlink",
]
