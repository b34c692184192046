"""What the database itself refuses: a part in an alliance is added and ended, never rewritten, and
its owner's does not end; an alliance changes its state by a move, which stays; nobody agrees to an
override that they asked for; a partner leaves and is never deleted; a consent is withdrawn; tasks
make a tree of four levels without a circle, and are dropped, never deleted.
"""

from collections.abc import Iterator
from itertools import pairwise

from convene.core.unbundling import MOST_LEVELS, MOST_TASKS
from convene.ground.guards import Guard, changed, only_added_to

MOVED = (
    "EXISTS (SELECT 1 FROM workshop_move m WHERE m.alliance_id = OLD.id AND m.was = OLD.state"
    " AND m.state = NEW.state AND m.at = NEW.changed_at)"
)
CHAINED = (
    "NEW.umbrella_id IS NOT NULL AND (EXISTS (SELECT 1 FROM workshop_partner u"
    " WHERE u.id = NEW.umbrella_id"
    " AND (u.alliance_id <> NEW.alliance_id OR u.umbrella_id IS NOT NULL))"
    " OR EXISTS (SELECT 1 FROM workshop_partner m WHERE m.umbrella_id = NEW.id))"
)
"""An umbrella is of the same alliance, and stands under none itself."""
UP = tuple(f"a{step}" for step in range(1, MOST_LEVELS + 1))
"""What a task is a part of, what that is a part of, and so on, as far up as there can be levels."""


def _above(steps: int) -> str:
    """Return the rows above NEW, as far as that many steps up."""
    rows = " JOIN ".join(
        f"workshop_task {row} ON {row}.id = {below}.parent_id"
        for below, row in pairwise(UP[:steps])
    )
    return f"workshop_task a1{' JOIN ' if rows else ''}{rows} WHERE a1.id = NEW.parent_id"


def _below(steps: int) -> str:
    """Return the standing rows under NEW, that many steps down."""
    rows = [f"b{step}" for step in range(1, steps + 1)]
    joined = "".join(
        f" JOIN workshop_task {row} ON {row}.parent_id = {above}.id AND {row}.dropped_at IS NULL"
        for above, row in pairwise(rows)
    )
    return f"workshop_task b1{joined} WHERE b1.parent_id = NEW.id AND b1.dropped_at IS NULL"


def _exists(rows: str, more: str = "") -> str:
    return f"EXISTS (SELECT 1 FROM {rows}{more})"  # noqa: S608 - of names written here


TOO_DEEP = " OR ".join(
    f"({_exists(_above(up))} AND {_exists(_below(MOST_LEVELS - up))})"
    for up in range(1, MOST_LEVELS)
)
CIRCLE = " OR ".join(
    (
        "NEW.parent_id = NEW.id",
        *(_exists(_above(up), f" AND a{up}.id = NEW.id") for up in range(2, MOST_LEVELS)),
    )
)
MISPLACED = (
    "EXISTS (SELECT 1 FROM workshop_task p WHERE p.id = NEW.parent_id"
    " AND (p.alliance_id <> NEW.alliance_id OR p.dropped_at IS NOT NULL))"
)
"""A part is of the same alliance, and of a task that stands."""
FULL = f"""(SELECT COUNT(*) FROM workshop_task t WHERE t.alliance_id = NEW.alliance_id
    AND t.dropped_at IS NULL) >= {MOST_TASKS}"""  # noqa: S608 - of a number written in the core
OTHER_PARTNER = (
    "EXISTS (SELECT 1 FROM workshop_partner p WHERE p.id = NEW.partner_id"
    " AND p.alliance_id <> NEW.alliance_id)"
)
STANDS = "NEW.dropped_at IS NULL"


def _of_tasks() -> Iterator[Guard]:
    """Yield what keeps the tree of tasks. Walking up ends, since all above a task that stands
    stand too, and so keep within the levels.
    """
    yield Guard(name="a_task_is_never_deleted", table="workshop_task", event="DELETE")
    back = "OLD.dropped_at IS NOT NULL AND "
    for event in ("INSERT", "UPDATE"):
        is_new = event == "INSERT"
        refused = {
            "tasks_have_four_levels": f"{STANDS} AND ({_exists(_above(MOST_LEVELS))} OR {TOO_DEEP})",
            "no_task_is_under_itself": f"{STANDS} AND ({CIRCLE})",
            "a_task_is_part_of_one_that_stands": f"{STANDS} AND {MISPLACED}",
            "an_alliance_has_300_tasks": f"{'' if is_new else back}{STANDS} AND {FULL}",
            "a_champion_is_a_partner_of_the_alliance": OTHER_PARTNER,
        }
        for name, condition in refused.items():
            yield Guard(
                name=f"{name}_{event.lower()}",
                table="workshop_task",
                event=event,
                refused=condition,
            )
    yield Guard(
        name="a_task_stays_in_its_alliance",
        table="workshop_task",
        event="UPDATE",
        refused=changed("alliance_id"),
    )
    yield Guard(
        name="a_task_that_is_dropped_has_no_parts_and_stays",
        table="workshop_task",
        event="UPDATE",
        refused=f"NEW.dropped_at IS NOT NULL AND ({_exists(_below(1))} OR {changed('parent_id')})",
    )


def _of_assets() -> Iterator[Guard]:
    yield Guard(name="an_asset_is_never_deleted", table="workshop_asset", event="DELETE")
    yield Guard(
        name="an_asset_stays_in_its_alliance",
        table="workshop_asset",
        event="UPDATE",
        refused=changed("alliance_id"),
    )
    yield Guard(
        name="what_is_handed_over_keeps_its_heir",
        table="workshop_asset",
        event="UPDATE",
        refused=(
            "OLD.handed_on IS NOT NULL AND NEW.handed_on IS NOT NULL AND "
            f"({changed('heir_id', 'heir_outside')})"
        ),
    )
    for event in ("INSERT", "UPDATE"):
        yield Guard(
            name=f"who_inherits_is_a_partner_of_the_alliance_{event.lower()}",
            table="workshop_asset",
            event=event,
            refused=(
                "EXISTS (SELECT 1 FROM workshop_partner p WHERE p.id = NEW.heir_id"
                " AND p.alliance_id <> NEW.alliance_id)"
            ),
        )


GUARDS = (
    *_of_tasks(),
    *_of_assets(),
    *only_added_to(
        "workshop_answer", "workshop_move", "workshop_override", "workshop_overrideagreement"
    ),
    Guard(
        name="an_override_is_of_a_partner_of_its_alliance",
        table="workshop_override",
        event="INSERT",
        refused=(
            "NEW.partner_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM workshop_partner p"
            " WHERE p.id = NEW.partner_id AND p.alliance_id = NEW.alliance_id)"
        ),
    ),
    Guard(
        name="whoever_asked_does_not_agree",
        table="workshop_overrideagreement",
        event="INSERT",
        refused=(
            "EXISTS (SELECT 1 FROM workshop_override o"
            " WHERE o.id = NEW.override_id AND o.asked_by_id = NEW.by_id)"
        ),
    ),
    Guard(
        name="an_alliance_begins_as_an_idea",
        table="workshop_alliance",
        event="INSERT",
        refused="NEW.state <> 'idea'",
    ),
    Guard(
        name="an_alliance_goes_on_by_a_move",
        table="workshop_alliance",
        event="UPDATE",
        refused=f"NEW.state <> OLD.state AND NOT {MOVED}",
    ),
    Guard(name="a_partner_is_never_deleted", table="workshop_partner", event="DELETE"),
    Guard(
        name="a_partner_stays_who_it_is",
        table="workshop_partner",
        event="UPDATE",
        refused=changed("alliance_id", "organisation_id", "candidate_id"),
    ),
    *(
        Guard(
            name=f"no_umbrella_stands_under_another_{event.lower()}",
            table="workshop_partner",
            event=event,
            refused=CHAINED,
        )
        for event in ("INSERT", "UPDATE")
    ),
    Guard(name="a_consent_is_never_deleted", table="workshop_partnerconsent", event="DELETE"),
    Guard(
        name="a_consent_is_only_withdrawn",
        table="workshop_partnerconsent",
        event="UPDATE",
        refused=(
            "OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR "
            + changed("partner_id", "what", "given_by", "form", "since", "until", "recorded_by_id")
        ),
    ),
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
