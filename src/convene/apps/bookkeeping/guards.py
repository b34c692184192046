"""What the database refuses: a file that was brought stays what it said, and what became of it is
said once.
"""

from convene.ground.guards import Guard, changed

GUARDS = (
    Guard(name="an_upload_is_never_deleted", table="bookkeeping_upload", event="DELETE"),
    Guard(name="a_row_of_a_file_is_never_deleted", table="bookkeeping_row", event="DELETE"),
    Guard(
        name="an_upload_stays_what_it_is",
        table="bookkeeping_upload",
        event="UPDATE",
        refused=changed("alliance_id", "sha256", "by_id"),
    ),
    Guard(
        name="a_row_of_a_file_stays_what_it_said",
        table="bookkeeping_row",
        event="UPDATE",
        refused=f"{changed('upload_id', 'sheet', 'number', 'record')}"
        " OR (OLD.outcome <> '' AND NEW.outcome <> OLD.outcome)"
        " OR (OLD.undone <> '' AND NEW.undone <> OLD.undone)",
    ),
)
