"""What the database refuses of the registry that one row does not show."""

from convene.ground.guards import Guard

OVERLAPS = """EXISTS (
    SELECT 1 FROM registry_membership other
    WHERE other.person_id = NEW.person_id
    AND other.organisation_id = NEW.organisation_id
    AND other.id <> NEW.id
    AND other.since <= COALESCE(NEW.until, '9999-12-31')
    AND COALESCE(other.until, '9999-12-31') >= NEW.since
)"""
GUARDS = tuple(
    Guard(
        name=f"memberships_do_not_overlap_{event.lower()}",
        table="registry_membership",
        event=event,
        refused=OVERLAPS,
    )
    for event in ("INSERT", "UPDATE")
)
