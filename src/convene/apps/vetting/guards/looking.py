"""A look at the lists is of a moment that has been, and goes with its organisation alone."""

from convene.ground.guards import IN_AN_HOUR, Guard, key


def of_a_look() -> tuple[Guard, ...]:
    removed = (
        "SELECT 1 FROM accounts_event e WHERE e.subject = 'registry.organisation'"  # noqa: S608 - made of constants
        f" AND e.subject_id = {key('OLD.organisation_id')} AND e.code = 'registry.removed'"
    )
    return (
        Guard(
            name="a_look_goes_with_its_organisation",
            table="vetting_look",
            event="DELETE",
            refused=f"NOT EXISTS ({removed})",
        ),
        _has_been("a_look_has_been_insert", "vetting_look", "INSERT", "checked_at"),
        _has_been("a_look_has_been_update", "vetting_look", "UPDATE", "checked_at"),
        _has_been("a_look_at_the_lists_has_been", "vetting_screening", "INSERT", "at"),
    )


def _has_been(name: str, table: str, event: str, moment: str) -> Guard:
    """Clocks of two machines may differ; an hour ahead is no mistake of theirs."""
    return Guard(name=name, table=table, event=event, refused=f"NEW.{moment} > {IN_AN_HOUR}")
