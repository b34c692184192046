"""Who stands behind a partner, as its file says it: what is on record, where each of it was read,
who entered it, and what of it is for counsel.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from convene.apps.guide.templatetags.evidence import country
from convene.apps.registry.models import TieRole
from convene.apps.vetting.exports.saying import by, day_of
from convene.apps.vetting.models import Case, Screening
from convene.apps.vetting.queries import behind
from convene.apps.vetting.queries.counsel import Asked, counsel
from convene.core import shares
from convene.core.reasons import Reason
from convene.documents import diligence as paper
from convene.ground import trail
from convene.ground.templatetags.reasons import sentence

HAPPENED = {
    "registry.tie_corrected": lambda: _("Corrected: %(who)s."),
    "registry.tie_ended": lambda: _("Its end was entered: %(who)s."),
    "registry.tie_undone": lambda: _("Taken off the record as a mistake: %(who)s."),
}


def on_record(case: Case) -> tuple[paper.Statement, ...]:
    """Return every statement on who stands or stood behind the partner, with its source."""
    stated = behind.statements(case.organisation)
    happened = behind.changed(stated)
    return tuple(_statement(statement, happened[str(statement.tie.pk)]) for statement in stated)


def _statement(statement: behind.Statement, happened: Iterable[trail.Event]) -> paper.Statement:
    tie = statement.tie
    entered = _("Entered: %(who)s.") % {"who": by(tie.added_by, tie.added_at)}
    later = (HAPPENED[line.code]() % {"who": by(line.by, line.at)} for line in happened)
    return paper.Statement(
        whom=statement.whom,
        how=", ".join(_how(statement)),
        source=tie.source,
        entered=" ".join((entered, *later)),
    )


def _how(statement: behind.Statement) -> Iterator[str]:
    tie = statement.tie
    yield str(TieRole(tie.role).label)
    if tie.office:
        yield tie.office
    if statement.of:
        yield _("of %(whom)s") % {"whom": statement.of}
    if tie.role in ("owner", "beneficial"):
        yield f"{shares.written(tie.share)} %" if tie.share else _("share not known")
    yield from (country(place) for place in dict.fromkeys((tie.country, tie.nationality)) if place)
    yield from tie.numbers
    if tie.since:
        yield _("from %(day)s") % {"day": day_of(tie.since)}
    if tie.until:
        yield _("until %(day)s") % {"day": day_of(tie.until)}


def review(case: Case, *, of: Screening | None = None) -> tuple[paper.Review, ...]:
    """Return what a case asks counsel as of one look, the last one where none is given: questions,
    with the source and the day of each.
    """
    asked = counsel(case, of=of)
    every = (
        (_("What those whom a list names, or may name, hold"), _sentences(asked.listed)),
        (_("By the rules on ownership"), map(_asked, asked.rules)),
        (_("If the hits that nobody has ruled out are they as well:"), map(_asked, asked.perhaps)),
        (_("Countries with sanctions of their own:"), map(_programme, asked.programmes)),
        (_("What is not on record, or cannot be as it is"), _sentences(asked.oddities)),
    )
    made = (paper.Review(title=title, lines=tuple(lines)) for title, lines in every)
    return tuple(part for part in made if part.lines)


def _sentences(reasons: Iterable[Reason]) -> Iterator[str]:
    return map(sentence, reasons)


def _asked(asked: Asked) -> str:
    source = asked.source
    place = _("%(source)s, as of %(day)s.") % {"source": source.source, "day": source.date}
    note = getattr(source, "note", "")
    return " ".join(part for part in (*map(sentence, asked.reasons), place, note) if part)


def _programme(asked: Asked) -> str:
    return f"{asked.source.title}. {_asked(asked)}"
