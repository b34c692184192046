"""Who decided what and when, and what happened in order: which finding, which evidence."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from convene.apps.evidence.models import Evidence
from convene.apps.evidence.queries import told_harm
from convene.apps.vetting.exports.saying import by, day_of, moment, signature
from convene.apps.vetting.models import Case, Finding
from convene.apps.vetting.queries import cases, declared, pack, people
from convene.documents import diligence as paper
from convene.ground import trail


def numbers(case: Case) -> Mapping[str, str]:
    """Return by which number the file calls each finding: in the order in which they were made."""
    keys = case.findings.order_by("at", "pk").values_list("pk", flat=True)
    return {str(pk): _("F%(number)s") % {"number": place} for place, pk in enumerate(keys, 1)}


def area(topic: cases.Topic, *, numbers: Mapping[str, str]) -> paper.Area:
    return paper.Area(
        title=topic.area.title or _("Exclusions"),
        findings=tuple(
            _finding(finding, number=numbers[str(finding.pk)]) for finding in topic.findings
        ),
        needed=topic.needed,
        asked=() if topic.area.title else tuple(_exclusions(topic.findings)),
    )


def _exclusions(findings: Sequence[Finding]) -> Iterable[tuple[str, str]]:
    """Yield each exclusion of the pack, and how it was rated: by itself, or with all of them."""
    for exclusion in pack.exclusions():
        own = [finding for finding in findings if finding.question == exclusion.id]
        rated = own or [finding for finding in findings if not finding.question]
        ratings = "; ".join(dict.fromkeys(str(finding.get_rating_display()) for finding in rated))
        together = _("%(rating)s (said of all exclusions together)") % {"rating": ratings}
        yield exclusion.title, ratings if own else together if rated else _("Not asked")


def _finding(finding: Finding, *, number: str) -> paper.Finding:
    excluded = finding.area == "exclusions" and finding.question
    cited = [finding.evidence_id, *(more.pk for more in finding.more_evidence.all())]
    return paper.Finding(
        number=number,
        about=pack.title(finding.area, finding.question) if excluded else "",
        text=finding.text,
        rating=finding.get_rating_display(),
        by=by(finding.by, finding.at),
        evidence=tuple(dict.fromkeys(map(str, cited))),
    )


def piece(piece: Evidence) -> paper.Piece:
    where = {
        "file": _("File “%(name)s”, %(size)s bytes, SHA-256 %(hash)s")
        % {"name": piece.file_name, "size": piece.size, "hash": piece.sha256},
        "link": _("%(url)s, read on %(day)s") % {"url": piece.url, "day": day_of(piece.read_on)},
        "note": _("Note"),
        "search": _("Search in %(place)s on %(day)s")
        % {"place": piece.place, "day": day_of(piece.read_on)},
    }[piece.kind]
    note = f". {piece.note}" if piece.note else ""
    return paper.Piece(
        id=str(piece.pk),
        title=piece.title,
        where=f"{where}{note} ({by(piece.added_by, piece.added_at)}) {told_harm(piece)}".strip(),
    )


def decisions(case: Case) -> Iterable[paper.Signature]:
    if case.assessor and case.assessed_at:
        yield paper.Signature(
            what=_("Assessed"),
            who=str(signature(case.assessor, case.assessed_at)),
            when=moment(case.assessed_at),
        )
    for approval in case.approvals.select_related("approver", "screening"):
        what = (
            approval.get_decision_display()
            if not approval.void and approval.round == case.round
            else _("%(what)s (no longer counts)") % {"what": approval.get_decision_display()}
        )
        yield paper.Signature(
            what=what,
            who=str(signature(approval.approver, approval.at)),
            when=moment(approval.at),
            why=f"{approval.reason} {people.rests_on(approval)}".strip(),
        )


def lines(
    case: Case, *, numbers: Mapping[str, str], looks: bool = True
) -> tuple[paper.Signature, ...]:
    """Return what happened, in order; what was only printed or read changes nothing. Without
    `looks`, those that changed nothing are left out too.
    """
    brought = set(map(str, case.evidence.values_list("pk", flat=True)))
    happened = (line for line in reversed(declared.history(case)) if line.code not in QUIET)
    if not looks:
        happened = (line for line in happened if line.code not in LOOKED or line.changes)
    return tuple(_line(line, numbers=numbers, brought=brought) for line in happened)


def _line(line: trail.Line, *, numbers: Mapping[str, str], brought: set[str]) -> paper.Signature:
    cited = [str(pk) for pk in line.data.get("evidence", ())]
    finding = numbers.get(str(line.data.get("finding", "")))
    return paper.Signature(
        what=" ".join(line.sentences),
        who=_who(line),
        when=moment(line.at),
        findings=(finding,) if finding else (),
        evidence=tuple(pk for pk in cited if pk in brought),
    )


def _who(line: trail.Line) -> str:
    """Return who did it; a partner signs without an account."""
    if line.person:
        return str(signature(line.person, line.at))
    return str(line.data.get("signer") or _("Convene itself"))


LOOKED = ("vetting.looked_again",)
QUIET = ("vetting.printed", "vetting.handed_out")
"""Lines that say who took a copy: they stand on the trail of the page, and change nothing here."""
