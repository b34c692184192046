"""What the database refuses of evidence: what was handed in stays what it was, and nobody rewrites
what it said before.
"""

from convene.ground.guards import Guard, changed, only_added_to

GUARDS = (
    *only_added_to("evidence_historicalevidence"),
    Guard(
        name="evidence_stays_what_was_handed_in",
        table="evidence_evidence",
        event="UPDATE",
        refused=changed(
            "kind",
            "file",
            "size",
            "sha256",
            "file_name",
            "media_type",
            "url",
            "signed",
            "place",
            "added_by_id",
        )
        + " OR OLD.added_at <> NEW.added_at OR (OLD.copy <> '' AND OLD.copy <> NEW.copy)"
        " OR (OLD.kind <> 'note' AND (OLD.title <> NEW.title OR OLD.note <> NEW.note))",
    ),
    Guard(name="evidence_is_never_deleted", table="evidence_evidence", event="DELETE"),
)
