"""A certificate of disposal as a file."""

from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.retention.models import Certificate
from convene.apps.retention.words import title
from convene.documents import disposal
from convene.documents.formats import make
from convene.ground import signing


def certificate(written: Certificate) -> bytes:
    """Return a certificate as a PDF, in the language of the pages."""
    facts = disposal.Facts(
        id=str(written.pk),
        kind=str(title(written.kind)),
        years=written.years,
        proposed=_signed(written.proposed_by, written.proposed_at),
        agreed=_signed(written.by, written.at),
        on=localtime(written.at).date(),
        counts=written.counts,
        hashes=tuple((what, value) for what, value in written.hashes),
    )
    return make(disposal.certificate(facts, language=get_language() or "en"), format="pdf")


def _signed(who: User, at: datetime) -> str:
    """Say who it was, as their account had it then, and when."""
    account = signing.then(signing.lives([who.pk], of=User)[who.pk], at)
    moment = f"{localtime(at):%Y-%m-%d %H:%M %Z}"
    return _("%(name)s (%(address)s), %(when)s") % {
        "name": account.name,
        "address": account.email,
        "when": moment,
    }
