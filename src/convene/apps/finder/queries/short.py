"""An answer in short, as one person may see it."""

from convene.apps.accounts.models import User
from convene.apps.finder.queries.partners import partners
from convene.core.advice import in_short as summed_up
from convene.core.answer import Answer, InShort
from convene.core.guide import Guide
from convene.corpus.snapshots import current
from convene.packs import places
from convene.questions import advice


def has_records(answer: Answer) -> bool:
    """Return whether records may name somebody to speak to; it takes long to look."""
    known = answer.request.country in places.regions()
    return bool(answer.models) and known and current() is not None


def in_short(answer: Answer, *, guide: Guide) -> InShort | None:
    """Return an answer in short, before anybody looked whom records name."""
    return summed_up(answer, guide=guide, looked=not has_records(answer))


def named_in_short(answer: Answer, *, guide: Guide, by: User) -> InShort | None:
    """Return an answer in short with whom records name, as one person may see it."""
    longlist = partners(advice.wanted(answer), by=by) if has_records(answer) else None
    shown = (someone.candidate for someone in longlist.shown) if longlist else ()
    return summed_up(answer, guide=guide, call=advice.called(shown))
