"""What the database itself refuses of ways and lessons: nothing is deleted, whoever is to go a way
takes part, what is done is taken back with a reason before it is anything else, what a check of the
alliance answers is answered there, and what was reviewed is not rewritten.
"""

from convene.apps.practice.words import CHECKS
from convene.ground.guards import Guard, changed, only_added_to

HERE = "('owner', 'builder', 'reader', 'reviewer')"
NOT_HERE = (
    "NEW.owner_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM workshop_part p"  # noqa: S608 - made of constants of this file
    " WHERE p.alliance_id = NEW.alliance_id AND p.person_id = NEW.owner_id"
    f" AND p.until IS NULL AND p.kind IN {HERE})"
)
ASKED = ", ".join(f"'{code}'" for code in CHECKS)
ANSWERED = f"NEW.code IN ({ASKED}) AND NEW.state IN ('done', 'left_out')"
GUARDS = (
    *only_added_to("practice_planevidence"),
    Guard(name="a_plan_is_never_deleted", table="practice_plan", event="DELETE"),
    Guard(
        name="a_plan_stays_of_its_way_and_alliance",
        table="practice_plan",
        event="UPDATE",
        refused=changed("alliance_id", "code"),
    ),
    Guard(
        name="whoever_is_to_go_a_way_takes_part_insert",
        table="practice_plan",
        event="INSERT",
        refused=NOT_HERE,
    ),
    Guard(
        name="whoever_is_to_go_a_way_takes_part_update",
        table="practice_plan",
        event="UPDATE",
        refused=f"OLD.owner_id IS DISTINCT FROM NEW.owner_id AND {NOT_HERE}",
    ),
    *(
        Guard(
            name=f"what_a_check_answers_is_answered_there_{event.lower()}",
            table="practice_plan",
            event=event,
            refused=ANSWERED,
        )
        for event in ("INSERT", "UPDATE")
    ),
    Guard(
        name="what_is_done_is_taken_back_with_a_reason",
        table="practice_plan",
        event="UPDATE",
        refused=(
            "OLD.state = 'done' AND"
            f" (NEW.state = 'left_out' OR NEW.state = 'done' AND ({changed('done_on', 'outcome')})"
            " OR NEW.state IN ('open', 'planned') AND LENGTH(TRIM(NEW.because)) = 0)"
        ),
    ),
    Guard(
        name="only_what_is_done_is_shown",
        table="practice_planevidence",
        event="INSERT",
        refused="(SELECT p.state FROM practice_plan p WHERE p.id = NEW.plan_id) <> 'done'",
    ),
    Guard(name="a_lesson_is_never_deleted", table="practice_lesson", event="DELETE"),
    Guard(
        name="a_lesson_begins_as_a_draft",
        table="practice_lesson",
        event="INSERT",
        refused="NEW.state <> 'draft'",
    ),
    Guard(
        name="a_lesson_stays_of_its_alliance_and_author",
        table="practice_lesson",
        event="UPDATE",
        refused=changed("alliance_id", "added_by_id", "added_at"),
    ),
    Guard(
        name="a_lesson_is_reviewed_before_it_is_shared",
        table="practice_lesson",
        event="UPDATE",
        refused="OLD.state = 'draft' AND NEW.state = 'shared'",
    ),
    Guard(
        name="what_was_reviewed_is_not_rewritten",
        table="practice_lesson",
        event="UPDATE",
        refused=f"NEW.state <> 'draft' AND ({changed('title', 'text', 'context', 'advice')})",
    ),
)
