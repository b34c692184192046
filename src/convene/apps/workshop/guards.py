"""What the database itself refuses: a part in an alliance is added and ended, never rewritten, and
its owner's does not end; an alliance changes its state by a move, which stays; nobody agrees to an
override that they asked for; a partner leaves and is never deleted; a consent is withdrawn.
"""

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
GUARDS = (
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
