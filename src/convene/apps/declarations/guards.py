"""What the database refuses of declarations: what was asked stays, what was signed is nobody's to
change, and a link that is closed stays closed. One is deleted by a disposal, or never.
"""

from convene.apps.retention.guards import of_what_is_gone, stays
from convene.ground.guards import Guard, changed

KIND = "declarations.declaration"
GUARDS = (
    stays("a_declaration_is_never_deleted", "declarations_declaration", kind=KIND),
    of_what_is_gone(
        "a_certificate_waits_for_declarations_to_be_gone", "declarations_declaration", kind=KIND
    ),
    Guard(
        name="a_declaration_stays_what_was_asked",
        table="declarations_declaration",
        event="UPDATE",
        refused=changed(
            "organisation_id",
            "token_hash",
            "addressee",
            "address",
            "language",
            "asked_by_id",
            "asked_at",
            "expires_at",
        ),
    ),
    Guard(
        name="a_signed_declaration_stays",
        table="declarations_declaration",
        event="UPDATE",
        refused="OLD.signed_at IS NOT NULL",
    ),
    Guard(
        name="a_withdrawn_declaration_stays_withdrawn",
        table="declarations_declaration",
        event="UPDATE",
        refused="OLD.withdrawn_at IS NOT NULL",
    ),
    Guard(
        name="a_declaration_is_signed_in_time",
        table="declarations_declaration",
        event="UPDATE",
        refused="OLD.signed_at IS NULL AND NEW.signed_at >= NEW.expires_at",
    ),
    Guard(
        name="a_declaration_begins_unsigned",
        table="declarations_declaration",
        event="INSERT",
        refused="NEW.signed_at IS NOT NULL",
    ),
)
