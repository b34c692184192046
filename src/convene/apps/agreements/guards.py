"""What the database itself refuses of papers: none is deleted, none moves, and a clause stays where
it was put and what it began with.
"""

from convene.ground.guards import Guard, changed

GUARDS = (
    Guard(name="a_paper_is_never_deleted", table="agreements_paper", event="DELETE"),
    Guard(
        name="a_paper_stays_of_its_alliance_and_kind",
        table="agreements_paper",
        event="UPDATE",
        refused=changed("alliance_id", "kind", "language", "begun_by_id", "begun_at"),
    ),
    Guard(name="a_clause_is_never_deleted", table="agreements_clause", event="DELETE"),
    Guard(
        name="a_clause_stays_of_its_paper",
        table="agreements_clause",
        event="UPDATE",
        refused=changed("paper_id", "code", "topic"),
    ),
)
