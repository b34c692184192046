"""What the database itself refuses: a part in an alliance is added and ended, never rewritten, and
its owner's does not end.
"""

from convene.ground.guards import Guard

GUARDS = (
    Guard(name="a_part_is_never_deleted", table="workshop_part", event="DELETE"),
    Guard(
        name="a_part_only_ends",
        table="workshop_part",
        event="UPDATE",
        refused=(
            "OLD.kind = 'owner' OR OLD.until IS NOT NULL OR NEW.kind <> OLD.kind"
            " OR NEW.alliance_id <> OLD.alliance_id OR NEW.person_id <> OLD.person_id"
        ),
    ),
)
