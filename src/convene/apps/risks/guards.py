"""What the database itself refuses of a register of risks: nothing in it is deleted, ratings are
only added, nobody signs off what they wrote, and a sign-off does not outlive a worse rating.
"""

from convene.core.lifecycle import HIGH
from convene.ground.guards import Guard, changed, only_added_to

LAST = (
    "SELECT {what} FROM risks_rating r WHERE r.risk_id = {risk} AND r.id ="
    " (SELECT MAX(l.id) FROM risks_rating l WHERE l.risk_id = r.risk_id AND l.phase = r.phase)"
)
"""The last rating of each kind of a risk."""
STANDING = "SELECT 1 FROM risks_signoff s WHERE s.risk_id = {risk} AND s.ended_at IS NULL"
UNSIGNED = (
    f"EXISTS ({LAST.format(what='1', risk='NEW.id')} AND r.likelihood * r.impact >= {HIGH})"
    f" AND NOT EXISTS ({STANDING.format(risk='NEW.id')})"
)
WORST = f"({LAST.format(what='MAX(r.likelihood * r.impact)', risk='NEW.risk_id')})"
SAME_KIND = (
    f"{LAST.format(what='r.likelihood * r.impact', risk='NEW.risk_id')} AND r.phase = NEW.phase"
)
OF_ALLIANCE = (
    "NEW.{partner} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM workshop_partner p"
    " WHERE p.id = NEW.{partner} AND p.alliance_id = NEW.alliance_id)"
)
GUARDS = (
    *only_added_to("risks_rating"),
    Guard(name="a_risk_is_never_deleted", table="risks_risk", event="DELETE"),
    Guard(
        name="a_risk_begins_open",
        table="risks_risk",
        event="INSERT",
        refused="NEW.state <> 'open'",
    ),
    Guard(
        name="a_risk_stays_where_it_is_and_whose_it_is",
        table="risks_risk",
        event="UPDATE",
        refused=changed("alliance_id", "proposal", "added_by_id", "added_at"),
    ),
    *(
        Guard(
            name=f"a_risk_is_of_its_own_alliance_{event.lower()}",
            table="risks_risk",
            event=event,
            refused=" OR ".join(
                OF_ALLIANCE.format(partner=partner)
                for partner in ("partner_id", "owner_partner_id")
            ),
        )
        for event in ("INSERT", "UPDATE")
    ),
    Guard(
        name="a_closed_risk_is_opened_again_first",
        table="risks_risk",
        event="UPDATE",
        refused="OLD.state = 'closed' AND NEW.state NOT IN ('closed', 'open')",
    ),
    Guard(
        name="a_high_risk_is_signed_off_before_it_is_settled",
        table="risks_risk",
        event="UPDATE",
        refused=(f"NEW.state IN ('accepted', 'closed') AND NEW.state <> OLD.state AND {UNSIGNED}"),
    ),
    Guard(
        name="a_risk_is_rated_before_it_is_accepted",
        table="risks_risk",
        event="UPDATE",
        refused=(
            "NEW.state = 'accepted' AND NOT EXISTS"
            " (SELECT 1 FROM risks_rating r WHERE r.risk_id = NEW.id)"
        ),
    ),
    Guard(
        name="a_worse_rating_comes_after_its_sign_off_has_ended",
        table="risks_rating",
        event="INSERT",
        refused=(
            "EXISTS (SELECT 1 FROM risks_signoff s WHERE s.risk_id = NEW.risk_id"  # noqa: S608 - made of constants of this file
            " AND s.ended_at IS NULL AND NEW.likelihood * NEW.impact >"
            f" COALESCE(({SAME_KIND}), s.score))"
        ),
    ),
    Guard(
        name="only_a_risk_that_is_not_closed_is_rated",
        table="risks_rating",
        event="INSERT",
        refused="(SELECT k.state FROM risks_risk k WHERE k.id = NEW.risk_id) = 'closed'",
    ),
    Guard(
        name="what_is_rated_with_its_response_has_one",
        table="risks_rating",
        event="INSERT",
        refused=(
            "NEW.phase = 'after' AND"
            " (SELECT k.response FROM risks_risk k WHERE k.id = NEW.risk_id) = ''"
        ),
    ),
    Guard(
        name="nobody_signs_off_what_they_wrote",
        table="risks_signoff",
        event="INSERT",
        refused="NEW.by_id = (SELECT k.added_by_id FROM risks_risk k WHERE k.id = NEW.risk_id)",
    ),
    Guard(
        name="whoever_signs_off_has_a_part_in_the_alliance",
        table="risks_signoff",
        event="INSERT",
        refused=(
            "NOT EXISTS (SELECT 1 FROM workshop_part p JOIN risks_risk k"
            " ON k.alliance_id = p.alliance_id WHERE k.id = NEW.risk_id"
            " AND p.person_id = NEW.by_id AND p.until IS NULL"
            " AND p.kind IN ('owner', 'builder', 'reviewer'))"
        ),
    ),
    Guard(
        name="a_sign_off_is_of_the_worst_rating",
        table="risks_signoff",
        event="INSERT",
        refused=f"NEW.ended_at IS NOT NULL OR NEW.score IS DISTINCT FROM {WORST}",
    ),
    Guard(name="a_sign_off_is_never_deleted", table="risks_signoff", event="DELETE"),
    Guard(
        name="a_sign_off_only_ends",
        table="risks_signoff",
        event="UPDATE",
        refused=(
            "OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR "
            + changed("risk_id", "score", "reason", "by_id", "at")
        ),
    ),
)
