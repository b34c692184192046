"""A certificate of disposal as a file."""

from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.retention import queries
from convene.apps.retention.models import Certificate, Clock
from convene.apps.retention.words import title
from convene.documents import disposal
from convene.documents.formats import make
from convene.ground import signing


def certificate(written: Certificate) -> bytes:
    """Return a certificate as a PDF, in the language of the pages."""
    gone = written.disposal
    first, last = queries.period(gone)
    facts = disposal.Facts(
        id=str(written.pk),
        kind=str(title(written.kind)),
        years=written.years,
        proposed=_signed(written.proposed_by, written.proposed_at),
        agreed=_signed(written.by, written.at),
        reason=gone.reason,
        first=first,
        last=last,
        clock=_clock(queries.clock_of(gone)),
        held=_moment(written.at),
        left=queries.left(written),
        on=localtime(written.at).date(),
        counts=written.counts,
        hashes=tuple((what, value) for what, value in written.hashes),
    )
    return make(disposal.certificate(facts, language=get_language() or "en"), format="pdf")


def _signed(who: User, at: datetime) -> str:
    """Say who it was, as their account had it then, and when."""
    account = signing.then(signing.lives([who.pk], of=User)[who.pk], at)
    return _("%(name)s (%(address)s), %(when)s") % {
        "name": account.name,
        "address": account.email,
        "when": _moment(at),
    }


def _moment(at: datetime) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M %Z}"


def _clock(clock: Clock | None) -> str:
    """Say who set the years and why; nothing where they are our default."""
    return f"{_signed(clock.by, clock.at)}: {clock.reason}" if clock else ""
