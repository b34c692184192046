"""What happens to a declaration: each kind named once, with the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from convene.ground import trail

ASKED = trail.kind(
    "declarations.asked",
    _("The partner was asked for its own declaration, by a link for %(addressee)s."),
    addressee=str,
)
WITHDRAWN = trail.kind(
    "declarations.withdrawn", _("The link for the partner's declaration was withdrawn.")
)
SIGNED = trail.kind(
    "declarations.signed",
    _("The partner's declaration was signed by %(signer)s, %(role)s. SHA-256 hash: %(sha256)s."),
    signer=str,
    role=str,
    sha256=str,
)
