"""What the database refuses of the registry that one row does not show."""

from convene.ground.guards import Guard, only_added_to

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
    *only_added_to("registry_historicalorganisationname"),
    Guard(name="who_stands_behind_is_never_deleted", table="registry_tie", event="DELETE"),
    Guard(
        name="who_stands_behind_stays_with_its_organisation",
        table="registry_tie",
        event="UPDATE",
        refused="OLD.organisation_id <> NEW.organisation_id"
        " OR OLD.undone_at IS NOT NULL AND NEW.undone_at IS NULL",
    ),
    *only_added_to("registry_historicaltie"),
)
