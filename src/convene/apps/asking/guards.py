"""What the database itself refuses of the record of asking: nothing in it is deleted or rewritten,
nobody asks for an alliance that they do not edit, and what was taken back is not answered.
"""

from convene.ground.guards import Guard, changed

WORD = ("next_on", "by_id", "at")
SAYS = {
    "asking_approach": (
        *WORD,
        "alliance_id",
        "organisation_id",
        "asked_on",
        "through",
        "through_organisation_id",
        "what",
        "kind",
        "again_because",
    ),
    "asking_approachanswer": (*WORD, "approach_id", "said", "said_on", "note"),
}
"""What each of them says, and goes on saying."""
EDITS = (
    "SELECT 1 FROM workshop_part p WHERE p.alliance_id = {alliance} AND p.person_id = {person}"
    " AND p.until IS NULL AND p.kind IN ('owner', 'builder')"
)
OF_APPROACH = "(SELECT a.{} FROM asking_approach a WHERE a.id = {}.approach_id)"
OF_ALLIANCE = {
    "asking_approach": "{}.alliance_id",
    "asking_approachanswer": OF_APPROACH.format("alliance_id", "{}"),
}


def _of(table: str, what: str) -> tuple[Guard, ...]:
    alliance = OF_ALLIANCE[table].format("NEW")
    writes = EDITS.format(alliance=alliance, person="NEW.by_id")
    takes_back = EDITS.format(alliance=alliance, person="NEW.taken_back_by_id")
    return (
        Guard(name=f"{what}_is_never_deleted", table=table, event="DELETE"),
        Guard(
            name=f"{what}_begins_standing_by_who_edits",
            table=table,
            event="INSERT",
            refused=f"NEW.taken_back_at IS NOT NULL OR NOT EXISTS ({writes})",
        ),
        Guard(
            name=f"{what}_is_only_taken_back",
            table=table,
            event="UPDATE",
            refused=(
                "OLD.taken_back_at IS NOT NULL OR NEW.taken_back_at IS NULL OR"
                f" NOT EXISTS ({takes_back}) OR {changed(*SAYS[table])}"
            ),
        ),
    )


GUARDS = (
    *_of("asking_approach", "an_approach"),
    *_of("asking_approachanswer", "an_answer"),
    Guard(
        name="what_was_taken_back_is_not_answered",
        table="asking_approachanswer",
        event="INSERT",
        refused=f"{OF_APPROACH.format('taken_back_at', 'NEW')} IS NOT NULL",
    ),
    Guard(
        name="an_answer_comes_after_its_approach",
        table="asking_approachanswer",
        event="INSERT",
        refused=f"NEW.said_on < {OF_APPROACH.format('asked_on', 'NEW')}",
    ),
)
