"""What was said and decided before: earlier names, rounds and cases, and every opinion of counsel,
whatever came of it.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.registry.models import NameKind, Organisation
from convene.apps.registry.queries import family, standing
from convene.apps.vetting.exports.saying import by, moment, signature
from convene.apps.vetting.models import Case, LegalOpinion, Recall
from convene.apps.vetting.queries import brought_up, recalls
from convene.documents import diligence as paper
from convene.ground import trail

Cells = tuple[str, str, str, str]


def renames(case: Case) -> tuple[Cells, ...]:
    """Return each change of a name of the partner: when, who, what it was, and what it became."""
    keys = [str(pk) for pk in family(standing(case.organisation))]
    subject = Organisation._meta.label_lower
    lines = trail.table().objects.filter(subject=subject, subject_id__in=keys)
    after_it_began = lines.exclude(code="registry.written").select_related("by")
    return tuple(
        (moment(line.at), _who(line), before or "–", after or "–")
        for line in after_it_began.order_by("at", "id")
        for before, after in _names(line.changes)
        if before != after
    )


def _who(line: trail.Event) -> str:
    return str(signature(line.by, line.at)) if line.by else _("Convene itself")


def _names(changes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the names before and after of a line that changed some: one that took the place of
    another of its kind is told beside it.
    """
    rows = [pair for field, pair in changes.items() if field.startswith("names.")]
    came = [after for before, after in rows if not before]
    for before, after in rows:
        if before:
            taken = after or next((row for row in came if _kind(row) == _kind(before)), None)
            came = [row for row in came if row is not taken]
            yield _text(before), _text(taken)
    yield from (("", _text(row)) for row in came)


def _kind(row: Any) -> str:
    return str(row.get("kind", "")) if isinstance(row, Mapping) else ""


def _text(row: Any) -> str:
    """Return a name with its kind; an earlier release kept its text alone."""
    if not isinstance(row, Mapping):
        return str(row or "")
    return f"{row['text']} ({NameKind(row['kind']).label})"


def rounds(case: Case) -> tuple[paper.Round, ...]:
    """Return what was planned and assessed in this case and no longer counts, round by round."""
    kept = case.history.order_by("history_date", "history_id")
    rows = kept.values_list("round", "scope", "assessor_id", "assessed_at", "assessment")
    plans, assessed = {}, dict[tuple[int, Any], tuple[int, str]]()
    for number, scope, assessor, moment_of_it, text in rows:
        plans[number] = scope
        if text:
            assessed[number, moment_of_it] = (assessor, text)
    assessed.pop((case.round, case.assessed_at), None)
    without = plans.keys() - {number for number, _moment in assessed} - {case.round}
    made = [
        _round(number, plans[number], assessor, text, signed_at)
        for (number, signed_at), (assessor, text) in assessed.items()
    ]
    made += [paper.Round(number=number, plan=plans[number]) for number in without]
    return tuple(sorted(made, key=lambda round: round.number))


def _round(number: int, plan: str, assessor: int, text: str, at: datetime) -> paper.Round:
    signed = f"{signature(assessor, at)}, {moment(at)}"
    return paper.Round(number=number, plan=plan, assessment=text, signed=signed)


def recalled(case: Case, *, reader: User | None) -> tuple[tuple[str, str], ...]:
    """Return each earlier case that was brought up, why, and what was answered; of a case that the
    reader may not read no more than that there is one.
    """
    return tuple((_before(recall, reader), _answer(recall)) for recall in recalls.kept(case))


def _before(recall: Recall, reader: User | None) -> str:
    may = reader is None or reader.has_perm("vetting.read_case", recall.earlier)
    return brought_up.of_recall(recall, in_full=may)


def _answer(recall: Recall) -> str:
    if recall.answered_by:
        return f"{recall.answer} ({by(recall.answered_by, recall.answered_at)})"
    if recall.due:
        return _("To be answered before anybody clears the partner.")
    return _("Not answered; none is asked for.")


def opinions(case: Case) -> tuple[Cells, ...]:
    """Return every opinion of counsel that was recorded: whose, what it says, who recorded it, and
    what came of it.
    """
    every = case.legal_opinions.select_related("proposed_by", "decided_by")
    return tuple(
        (
            opinion.counsel or "–",
            opinion.reason,
            by(opinion.proposed_by, opinion.proposed_at),
            _outcome(opinion, case),
        )
        for opinion in every.order_by("proposed_at", "pk")
    )


def _outcome(opinion: LegalOpinion, case: Case) -> str:
    who = by(opinion.decided_by, opinion.decided_at)
    words = {
        "agreed": _("Agreed with: %(who)s."),
        "refused": _("Not agreed with: %(who)s."),
        "proposed": _("Nobody has agreed with it."),
    }
    outcome = words[opinion.state].replace("%(who)s", who)
    earlier = "" if opinion.round == case.round else _("It was of an earlier round.")
    return f"{outcome} {earlier}".strip()
