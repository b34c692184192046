"""How a workbook comes in: looked at, applied row by row, and undone."""

from convene.apps.bookkeeping.actions.applying import apply_row, apply_upload
from convene.apps.bookkeeping.actions.bringing import preview_upload
from convene.apps.bookkeeping.actions.undoing import undo_row, undo_upload

__all__ = ["apply_row", "apply_upload", "preview_upload", "undo_row", "undo_upload"]
