"""A case as one file."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.evidence.models import Evidence
from convene.apps.guide.templatetags.evidence import countries
from convene.apps.vetting.models import Case, Hit, Screening
from convene.apps.vetting.models.words import list_title
from convene.apps.vetting.queries import cases, clearances, people
from convene.core import diligence
from convene.documents import diligence as paper
from convene.documents.formats import FORMATS, Format, make
from convene.documents.speech import Speech, speech
from convene.ground import trail
from convene.ground.templatetags.reasons import sentence
from convene.packs.diligence import preset

__all__ = ["FORMATS", "Format", "case_file", "file_name"]


def case_file(case: Case, *, format: Format, by: str, on: date) -> bytes:
    """Return the file of a case, in the language of the pages."""
    content = paper.case_file(written(case, on=on), by=by, on=on, language=get_language() or "en")
    return make(content, format=format)


def file_name(case: Case, *, format: Format) -> str:
    partner = slugify(str(case.organisation))[:60].strip("-") or "partner"
    return f"{partner}-due-diligence{FORMATS[format].extension}"


def written(case: Case, *, on: date) -> paper.CaseFile:
    """Return everything that the file of a case says."""
    screening = cases.last_screening(case)
    return paper.CaseFile(
        id=str(case.pk),
        partner=str(case.organisation),
        names=tuple(screening.names) if screening else (str(case.organisation),),
        scope=case.scope,
        state=case.get_state_display(),
        level=case.get_level_display(),
        level_reasons=tuple(sentence(reason) for reason in cases.level_reasons(case)),
        valid=_day(case.valid_until),
        stop=_stop(case) or _shaken(case, on=on),
        opened=_by(case.opened_by, case.opened_at),
        sponsor=str(case.sponsor or ""),
        assessment=case.assessment,
        screened=_screened(screening),
        lists=_lists(screening),
        not_loaded=cases.not_loaded(screening),
        hits=tuple(
            _hit(hit)
            for hit in case.hits.select_related("decided_by").order_by(
                "-score", "watchlist", "found_at"
            )
        ),
        areas=tuple(_area(topic) for topic in cases.topics(case)),
        evidence=tuple(_piece(piece) for piece in cases.evidence(case)),
        conditions=tuple(_conditions(case)),
        conflicts=tuple(
            _("%(who)s: %(what)s") % {"who": conflict.person, "what": conflict.nature}
            for conflict in people.conflicts(case.organisation, today=on)
        ),
        decisions=tuple(_decisions(case)),
        replies=tuple((reply.question, reply.answer) for reply in case.replies.all()),
        history=tuple(
            paper.Signature(what=" ".join(line.sentences), who=line.by, when=_moment(line.at))
            for line in reversed(trail.lines(case))
        ),
        pack=f"{preset().about.title} {preset().about.version}",
    )


def _moment(at: datetime) -> str:
    return _say().moment(localtime(at))


def _say() -> Speech:
    return speech(get_language() or "en")


def _day(day: date | None) -> str:
    return _say().day(day) if day else ""


def _by(who: User | None, at: datetime | None) -> str:
    return _("%(who)s, %(when)s") % {"who": who, "when": _moment(at)} if who and at else ""


def _stop(case: Case) -> str:
    if case.stopped:
        return _(
            "STOPPED: a true match on a sanctions list. Nobody can clear this partner in this case."
        )
    if case.debarred and case.legal_opinion is None:
        return _("STOPPED: the partner is debarred, and no legal opinion has been recorded.")
    if case.debarred and case.legal_opinion is not None:
        return _("Debarred. A legal opinion is on record: %(text)s") % {
            "text": case.legal_opinion.text
        }
    return ""


def _shaken(case: Case, *, on: date) -> str:
    """Say why nobody may rely on a clearance, where that is so."""
    if case.state not in diligence.CLEARED or clearances.stands(case, today=on):
        return ""
    shaken = _("The clearance does not stand for now.")
    if case.doubt:
        return f"{shaken} {case.get_doubt_display()}: {case.doubt_text}"
    if cases.has_new_owner(case):
        new_owner = _(
            "What is known of who owns the organisation has changed since the lists were last looked through."
        )
        return f"{shaken} {new_owner}"
    return _("This clearance is over: its last day has passed. Nobody may rely on it.")


def _screened(screening: Screening | None) -> str:
    if screening is None:
        return ""
    who = screening.by or _("Convene, at night")
    looked = _("Last looked through on %(when)s by %(who)s; %(found)s names came up.") % {
        "when": _moment(screening.at),
        "who": who,
        "found": screening.found,
    }
    unseen = ngettext(
        "%(more)s of them has not been looked at.",
        "%(more)s of them have not been looked at.",
        screening.more,
    )
    return f"{looked} {unseen % {'more': screening.more}}" if screening.more else looked


def _lists(screening: Screening | None) -> tuple[paper.SeenList, ...]:
    seen = screening.lists if screening else []
    return tuple(
        paper.SeenList(
            title=list_title(watchlist["list"]),
            date=watchlist["date"],
            entries=watchlist["entries"],
            stale=watchlist["stale"],
        )
        for watchlist in seen
    )


def _hit(hit: Hit) -> paper.Hit:
    return paper.Hit(
        name=hit.name,
        list=list_title(hit.watchlist),
        entry=hit.entry,
        list_date=hit.list_date,
        score=hit.score,
        why=tuple(map(sentence, hit.why)),
        decision=hit.get_state_display(),
        decided=f"({_by(hit.decided_by, hit.decided_at)})" if hit.decided_by else "",
        reason=hit.reason,
        open=hit.state == "open",
        about=_about(hit.details),
    )


def _about(details: Mapping[str, Any]) -> str:
    """Return what tells an entry from its namesakes, in words."""
    known = {
        _("Born"): ", ".join(details.get("born", ())),
        _("Country"): countries(details.get("countries", ())),
        _("Numbers"): ", ".join(map(" ".join, details.get("identifiers", ()))),
        _("Period until"): details.get("until", ""),
    }
    return "; ".join(f"{what}: {values}" for what, values in known.items() if values)


def _area(topic: cases.Topic) -> paper.Area:
    pack = preset()
    findings = tuple(
        paper.Finding(
            about=pack.title(finding.area, finding.question)
            if finding.area == "exclusions" and finding.question
            else "",
            text=finding.text,
            rating=finding.get_rating_display(),
            by=_by(finding.by, finding.at),
            evidence=tuple(
                dict.fromkeys(
                    [
                        str(finding.evidence_id),
                        *(str(more.pk) for more in finding.more_evidence.all()),
                    ]
                )
            ),
        )
        for finding in topic.findings
    )
    return paper.Area(
        title=topic.area.title or _("Exclusions"), findings=findings, needed=topic.needed
    )


def _piece(piece: Evidence) -> paper.Piece:
    where = {
        "file": _("File “%(name)s”, %(size)s bytes, SHA-256 %(hash)s")
        % {"name": piece.file_name, "size": piece.size, "hash": piece.sha256},
        "link": _("%(url)s, read on %(day)s") % {"url": piece.url, "day": _day(piece.read_on)},
        "note": _("Note"),
    }[piece.kind]
    note = f". {piece.note}" if piece.note else ""
    return paper.Piece(
        id=str(piece.pk),
        title=piece.title,
        where=f"{where}{note} ({_by(piece.added_by, piece.added_at)})",
    )


def _conditions(case: Case) -> Iterable[tuple[str, str, str, str]]:
    for one in case.conditions.select_related("met_by"):
        yield one.text, one.owner, _day(one.due_on), _by(one.met_by, one.met_at)


def _decisions(case: Case) -> Iterable[paper.Signature]:
    if case.assessor and case.assessed_at:
        yield paper.Signature(
            what=_("Assessed"), who=str(case.assessor), when=_moment(case.assessed_at)
        )
    for approval in case.approvals.select_related("approver", "screening"):
        what = (
            approval.get_decision_display()
            if not approval.void and approval.round == case.round
            else _("%(what)s (no longer counts)") % {"what": approval.get_decision_display()}
        )
        yield paper.Signature(
            what=what,
            who=str(approval.approver),
            when=_moment(approval.at),
            why=f"{approval.reason} {people.rests_on(approval)}".strip(),
        )
