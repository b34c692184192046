"""When the database lets a record be deleted for good: while a disposal that two people agreed to
has no certificate yet. Its own key sees to it that no transaction ends like that.
"""

from convene.core.retention import CLOCKS
from convene.ground.guards import Guard, changed, only_added_to

HELD = "('proposed', 'agreed')"
"""The states in which a hold counts."""
_DISPOSAL = (
    "retention_item i JOIN retention_disposal d ON d.id = i.disposal_id"
    " AND d.state = 'agreed' AND NOT EXISTS"
    " (SELECT 1 FROM retention_certificate c WHERE c.id = d.certificate_id)"
)
_DEFAULTS = " ".join(f"WHEN '{kind}' THEN {clock.years}" for kind, clock in CLOCKS.items())
_YEARS = (
    "COALESCE((SELECT k.years FROM retention_clock k WHERE k.kind = NEW.kind"  # noqa: S608 - made of constants
    f" ORDER BY k.id DESC LIMIT 1), CASE NEW.kind {_DEFAULTS} ELSE 1000 END)"
)
_PARTS = ((1, 4, 372), (6, 2, 31), (9, 2, 1))
"""Where the year, the month and the day stand in a day as it is written, and what each counts."""
SLACK = 5
"""Days by which that count may be wrong: the last of February, and a day that is another in UTC."""
_PROPOSED = "(SELECT d.state FROM retention_disposal d WHERE d.id = NEW.disposal_id) = 'proposed'"
_AS_PROPOSED = changed("kind", "proposed_by_id", "proposed_at", "reason")


def days(day: str) -> str:
    """Return a day as a number that grows with it, 31 for each month, in both databases' words."""
    written = f"CAST({day} AS VARCHAR(10))"
    parts = (
        f"CAST(substr({written}, {begin}, {length}) AS INTEGER) * {counts}"
        for begin, length, counts in _PARTS
    )
    return f"({' + '.join(parts)})"


def plain(key: str) -> str:
    """Return the key of a record as an item of a disposal has it, in both databases' words."""
    return f"REPLACE(CAST({key} AS VARCHAR(36)), '-', '')"


def disposing(kind: str, record: str) -> str:
    """Return the condition that a record is being disposed of in this very transaction."""
    return (
        f"EXISTS (SELECT 1 FROM {_DISPOSAL}"  # noqa: S608 - made of constants
        f" WHERE i.kind = '{kind}' AND i.record = {plain(record)})"
    )


def stays(name: str, table: str, *, kind: str, record: str = "OLD.id") -> Guard:
    """Rows of a table are deleted by a disposal of the record that they belong to, or never."""
    return Guard(name=name, table=table, event="DELETE", refused=f"NOT {disposing(kind, record)}")


def added_to(*tables: str, kind: str, record: str = "OLD.id") -> tuple[Guard, ...]:
    """Rows of these tables are never changed, and go with the record that they belong to."""
    return tuple(
        guard
        for table in tables
        for guard in (
            Guard(name=f"{table}_is_only_added_to_update", table=table, event="UPDATE"),
            stays(f"{table}_is_only_added_to_delete", table, kind=kind, record=record),
        )
    )


_BEFORE = (
    "COALESCE((SELECT p.years FROM retention_clock p WHERE p.kind = c.kind AND p.id < c.id"  # noqa: S608 - made of constants
    f" ORDER BY p.id DESC LIMIT 1), CASE NEW.kind {_DEFAULTS} ELSE 1000 END)"
)
_SHORTENED = (
    "SELECT 1 FROM retention_item i JOIN retention_clock c ON c.kind = i.kind"  # noqa: S608 - made of constants
    " WHERE i.disposal_id = NEW.id AND i.kind = NEW.kind AND c.by_id = NEW.decided_by_id"
    f" AND c.years < {_BEFORE}"
    f" AND {days('i.closed')} + {_BEFORE} * 372 > {days('date(CURRENT_TIMESTAMP)')} + {SLACK}"
)
_OF_THE_TRAIL = (
    f"SELECT 1 FROM {_DISPOSAL} WHERE i.kind = OLD.subject"  # noqa: S608 - made of constants
    f" AND i.record = {plain('OLD.subject_id')}"
)
_LIFTED = (
    "SELECT 1 FROM retention_lifting l WHERE l.hold_id = OLD.id AND l.state = 'agreed'"
    " AND l.decided_by_id = NEW.undone_by_id"
)


def of_what_is_gone(name: str, table: str, *, kind: str) -> Guard:
    """A certificate is not written while a record of its disposal is still in a table."""
    return Guard(
        name=name,
        table="retention_certificate",
        event="INSERT",
        refused="EXISTS (SELECT 1 FROM retention_item i JOIN retention_disposal d"  # noqa: S608 - made of constants
        f" ON d.id = i.disposal_id JOIN {table} t ON {plain('t.id')} = i.record"
        f" WHERE d.certificate_id = NEW.id AND i.kind = '{kind}')",
    )


GUARDS = (
    *only_added_to("retention_clock", "retention_certificate", "retention_item"),
    Guard(
        name="accounts_event_is_only_added_to_delete",
        table="accounts_event",
        event="DELETE",
        refused=f"NOT EXISTS ({_OF_THE_TRAIL})",
    ),
    *(
        Guard(name=f"a_{kind}_is_never_deleted", table=f"retention_{kind}", event="DELETE")
        for kind in ("hold", "lifting", "disposal")
    ),
    *(
        Guard(
            name=f"a_{kind}_begins_as_a_proposal",
            table=f"retention_{kind}",
            event="INSERT",
            refused="NEW.state <> 'proposed'",
        )
        for kind in ("hold", "lifting", "disposal")
    ),
    Guard(
        name="a_hold_is_refused_with_a_reason",
        table="retention_hold",
        event="UPDATE",
        refused="NEW.state = 'refused' AND length(trim(NEW.refused_reason)) < 20",
    ),
    Guard(
        name="a_hold_is_lifted_by_two",
        table="retention_hold",
        event="UPDATE",
        refused=f"{_AS_PROPOSED} OR OLD.record <> NEW.record OR OLD.state IN ('refused', 'undone')"
        " OR (OLD.state = 'agreed' AND NEW.state NOT IN ('agreed', 'undone'))"
        " OR (OLD.state = 'agreed' AND OLD.decided_by_id <> NEW.decided_by_id)"
        f" OR (NEW.state = 'undone' AND NOT EXISTS ({_LIFTED}))",
    ),
    Guard(
        name="a_lifting_stays_what_was_said",
        table="retention_lifting",
        event="UPDATE",
        refused=changed("hold_id", "proposed_by_id", "proposed_at", "reason")
        + " OR OLD.state <> 'proposed'",
    ),
    Guard(
        name="a_disposal_stays_what_was_said",
        table="retention_disposal",
        event="UPDATE",
        refused=f"{_AS_PROPOSED} OR OLD.years <> NEW.years OR OLD.state <> 'proposed'"  # noqa: S608 - made of constants
        f" OR (NEW.state = 'agreed' AND NEW.years < {_YEARS})"
        " OR (NEW.state = 'agreed' AND EXISTS (SELECT 1 FROM retention_certificate c"
        " WHERE c.id = NEW.certificate_id))",
    ),
    Guard(
        name="nothing_joins_a_disposal_later",
        table="retention_item",
        event="INSERT",
        refused=f"NOT {_PROPOSED}",
    ),
    Guard(
        name="nothing_goes_before_its_day",
        table="retention_disposal",
        event="UPDATE",
        refused="NEW.state = 'agreed' AND OLD.state <> 'agreed'"
        " AND EXISTS (SELECT 1 FROM retention_item i"
        " WHERE i.disposal_id = NEW.id AND i.kept_until > date(CURRENT_TIMESTAMP))",
    ),
    Guard(
        name="who_shortened_a_clock_does_not_agree_to_what_that_made_due",
        table="retention_disposal",
        event="UPDATE",
        refused=f"NEW.state = 'agreed' AND OLD.state <> 'agreed' AND EXISTS ({_SHORTENED})",
    ),
    Guard(
        name="a_certificate_is_of_a_disposal",
        table="retention_certificate",
        event="INSERT",
        refused="NOT EXISTS (SELECT 1 FROM retention_disposal d"
        " WHERE d.certificate_id = NEW.id AND d.state = 'agreed')",
    ),
)
