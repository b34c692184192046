"""What the partner declared, as the file of a case says it."""

from django.utils.translation import gettext as _

from convene.apps.declarations.models import Declaration
from convene.apps.declarations.queries import statement, telling
from convene.apps.vetting.exports.saying import by, day_of, moment
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import beside, declared
from convene.documents import diligence as paper
from convene.documents.diligence_looks import hash_lines
from convene.ground.templatetags.reasons import sentence


def declarations(case: Case) -> tuple[paper.Declaration, ...]:
    """Return each declaration that was asked for, the last first; the last one signed stands beside
    what is on record today.
    """
    last = declared.signed(case)
    return tuple(
        _signed(case, asking.declaration)
        if asking.declaration == last
        else paper.Declaration(asked=_asked(asking.declaration))
        for asking in declared.asked(case)
    )


def _asked(declaration: Declaration) -> str:
    words = {
        "name": declaration.addressee,
        "by": by(declaration.asked_by, declaration.asked_at),
        "came": _came(declaration),
    }
    return _("Asked of %(name)s (%(by)s). %(came)s") % words


def _came(declaration: Declaration) -> str:
    """Say what came of asking."""
    if declaration.signed_at:
        words = {
            "name": declaration.signed_name,
            "role": declaration.signed_role,
            "when": moment(declaration.signed_at),
            "hash": declaration.sha256,
        }
        return _("Signed by %(name)s, %(role)s, %(when)s; SHA-256 hash %(hash)s.") % words
    if declaration.withdrawn_at:
        return _("Withdrawn, unsigned.")
    return _("Not signed; the link ends on %(day)s.") % {
        "day": day_of(declaration.expires_at.date())
    }


def _signed(case: Case, declaration: Declaration) -> paper.Declaration:
    content, lines = statement(declaration), declared.lines(case)
    parts = telling.told(content)
    return paper.Declaration(
        asked=_asked(declaration),
        signed=(
            (_("Full name"), declaration.signed_name),
            (_("Role"), declaration.signed_role),
            (_("Declaration"), content.oath),
            (_("SHA-256 hash of what was signed"), hash_lines(declaration.sha256)),
        ),
        differences=tuple(sentence(reason) for reason in declared.to_know(case)),
        lines=tuple(
            (
                beside.part(line.part),
                beside.as_declared(line),
                beside.as_recorded(line),
                beside.how(line),
            )
            for line in lines
        ),
        answers=(*parts[0].pairs[-2:], *parts[-2].pairs, *parts[-1].pairs),
    )
