"""An answer in short, as one person may see it."""

from convene.apps.accounts.models import User
from convene.apps.finder.queries.partners import partners
from convene.core.advice import in_short as summed_up
from convene.core.answer import Answer, InShort
from convene.core.guide import Guide
from convene.corpus.snapshots import current
from convene.packs import places
from convene.questions import advice


def in_short(answer: Answer, *, guide: Guide, by: User | None) -> InShort | None:
    """Return an answer in short. Whom records name is for people with an account."""
    country = answer.request.country
    if not answer.models or country not in places.regions() or current() is None:
        return summed_up(answer, guide=guide)
    if by is None:
        return summed_up(answer, guide=guide, looked=False)
    longlist = partners(advice.wanted(answer), by=by)
    shown = (someone.candidate for someone in longlist.shown) if longlist else ()
    return summed_up(answer, guide=guide, call=advice.called(shown))
