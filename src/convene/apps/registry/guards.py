"""What the database refuses of the registry that one row does not show."""

from convene.apps.retention.guards import HELD, added_to, disposing, of_what_is_gone, plain, stays
from convene.ground.guards import SHARED, Guard, changed

IMPORT, TIE = "registry.import", "registry.tie"
_UNDONE = (
    "SELECT 1 FROM registry_import m"  # noqa: S608 - made of constants
    f" WHERE {plain('m.id')} = i.record AND m.state <> 'imported'"
)
_AGREED = "NEW.state = 'agreed' AND OLD.state <> 'agreed'"
_OF_TIES = (
    "SELECT 1 FROM retention_item j"  # noqa: S608 - made of constants
    f" WHERE j.disposal_id = NEW.id AND j.kind = '{TIE}'"
)
_OF_IMPORTS = (
    "SELECT 1 FROM retention_item i"  # noqa: S608 - made of constants
    f" WHERE i.disposal_id = NEW.id AND i.kind = '{IMPORT}'"
)
_BROUGHT = f"SELECT 1 FROM registry_tie t WHERE {plain('t.brought_in_id')} = i.record"  # noqa: S608 - made of constants
_ROOT = (
    "(SELECT COALESCE(b.merged_into_id, a.merged_into_id, a.id) FROM registry_organisation a"
    " LEFT JOIN registry_organisation b ON b.id = a.merged_into_id WHERE a.id = {})"
)
"""The record that goes on for one, through two merges."""


def one(record: str, other: str) -> str:
    """Return the condition that two organisations are one, by a merge or as they stand."""
    return f"{_ROOT.format(record)} = {_ROOT.format(other)}"


def held(organisation: str) -> str:
    """Return the condition that an organisation, or a record that is one with it, is under legal
    hold.
    """
    return (
        f"EXISTS (SELECT 1 FROM retention_hold h WHERE h.state IN {HELD}"  # noqa: S608 - made of constants
        f" AND h.kind = 'registry.organisation'"
        f" AND {one('h.record', organisation)})"
    )


OVERLAPS = """EXISTS (
    SELECT 1 FROM registry_membership other
    WHERE other.person_id = NEW.person_id
    AND other.organisation_id = NEW.organisation_id
    AND other.id <> NEW.id
    AND other.since <= COALESCE(NEW.until, '9999-12-31')
    AND COALESCE(other.until, '9999-12-31') >= NEW.since
)"""
GUARDS = (
    *(
        Guard(
            name=f"memberships_do_not_overlap_{event.lower()}",
            table="registry_membership",
            event=event,
            refused=OVERLAPS,
        )
        for event in ("INSERT", "UPDATE")
    ),
    Guard(name="a_membership_is_never_deleted", table="registry_membership", event="DELETE"),
    Guard(
        name="a_membership_stays_whose_it_was",
        table="registry_membership",
        event="UPDATE",
        refused="OLD.person_id <> NEW.person_id OR OLD.organisation_id <> NEW.organisation_id"
        " OR OLD.since <> NEW.since OR OLD.added_at <> NEW.added_at",
    ),
    Guard(
        name="who_stands_behind_is_never_deleted",
        table="registry_tie",
        event="DELETE",
        refused=f"OLD.undone_at IS NULL OR {held('OLD.organisation_id')}"
        f" OR NOT {disposing(IMPORT, 'OLD.brought_in_id')}",
    ),
    *added_to("registry_historicaltie", kind=IMPORT, record="OLD.brought_in_id"),
    Guard(
        name="who_stands_behind_stays_with_its_organisation",
        table="registry_tie",
        event="UPDATE",
        refused=f"{changed('organisation_id', 'brought_in_id')}"
        " OR OLD.undone_at IS NOT NULL AND NEW.undone_at IS NULL",
    ),
    stays("an_import_is_never_deleted", "registry_import", kind=IMPORT),
    Guard(
        name="an_import_goes_once_it_came_to_nothing",
        table="retention_disposal",
        event="UPDATE",
        refused=f"{_AGREED} AND EXISTS ({_OF_IMPORTS} AND NOT EXISTS ({_UNDONE}))",
    ),
    Guard(
        name="owners_under_legal_hold_stay_with_their_table",
        table="retention_disposal",
        event="UPDATE",
        refused=f"{_AGREED} AND EXISTS ({_OF_IMPORTS}"
        f" AND EXISTS ({_BROUGHT} AND {held('t.organisation_id')}))",
    ),
    Guard(
        name="a_tie_goes_with_the_table_that_brought_it",
        table="retention_disposal",
        event="UPDATE",
        refused=f"{_AGREED} AND EXISTS ({_OF_TIES} AND NOT EXISTS ({_OF_IMPORTS}"
        f" AND EXISTS ({_BROUGHT} AND {plain('t.id')} = j.record)))",
    ),
    of_what_is_gone("a_certificate_waits_for_imports_to_be_gone", "registry_import", kind=IMPORT),
    Guard(
        name="nobody_is_erased_under_legal_hold",
        table="registry_contact",
        event="UPDATE",
        refused="NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL"
        f" AND {held('OLD.organisation_id')}",
    ),
    Guard(
        name="a_hold_is_on_an_organisation_that_is_there",
        table="retention_hold",
        event="INSERT",
        refused="NEW.kind = 'registry.organisation' AND NOT EXISTS"  # noqa: S608 - made of constants
        f" (SELECT 1 FROM registry_organisation o WHERE o.id = NEW.record{SHARED})",
    ),
    Guard(
        name="an_organisation_under_legal_hold_stays",
        table="registry_organisation",
        event="DELETE",
        refused=held("OLD.id"),
    ),
)
