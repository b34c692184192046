"""What the database refuses of evidence: what was handed in stays what it was, and nobody rewrites
what it said before. It is deleted by a disposal, or never.
"""

from convene.apps.retention.guards import added_to, of_what_is_gone, stays
from convene.ground.guards import Guard, changed

KIND = "evidence.evidence"
GUARDS = (
    *added_to("evidence_historicalevidence", kind=KIND),
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
        f" OR (OLD.copy <> '' AND ({changed('copy_sha256', 'copied_at')}))"
        " OR (OLD.kind <> 'note' AND (OLD.title <> NEW.title OR OLD.note <> NEW.note))",
    ),
    *(
        Guard(
            name=f"a_copy_comes_with_its_hash_{event.lower()}",
            table="evidence_evidence",
            event=event,
            refused=f"NEW.kind = 'file' AND NEW.copy <> ''{unless} AND NEW.copy_sha256 = ''",
        )
        for event, unless in (("INSERT", ""), ("UPDATE", " AND OLD.copy = ''"))
    ),
    Guard(
        name="a_seal_stays_of_its_file",
        table="evidence_seal",
        event="UPDATE",
        refused=f"{changed('evidence_id', 'part')} OR NEW.checked_at < OLD.checked_at",
    ),
    stays("a_seal_is_never_deleted", "evidence_seal", kind=KIND, record="OLD.evidence_id"),
    stays("evidence_is_never_deleted", "evidence_evidence", kind=KIND),
    of_what_is_gone("a_certificate_waits_for_evidence_to_be_gone", "evidence_evidence", kind=KIND),
)
