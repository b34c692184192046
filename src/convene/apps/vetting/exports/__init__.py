"""A case as one file, and what else of it leaves as one."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256

from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.vetting.actions import note_printed
from convene.apps.vetting.exports import before, behind, declared, history, looks, who
from convene.apps.vetting.exports.hits import hits
from convene.apps.vetting.exports.saying import by as signed
from convene.apps.vetting.exports.saying import day_of, reading, signature
from convene.apps.vetting.models import Case, Hit, LegalOpinion, Letter, RightOfReply, Screening
from convene.apps.vetting.models.words import list_title
from convene.apps.vetting.queries import cases, clearances, letters, people
from convene.apps.vetting.queries.behind import off_record
from convene.apps.vetting.queries.known import undecided
from convene.core import diligence
from convene.core.scripts import unsure
from convene.documents import diligence as paper
from convene.documents import diligence_letter
from convene.documents.diligence_facts import Pairs
from convene.documents.formats import FORMATS, Format, make
from convene.documents.parts import Paper
from convene.ground.templatetags.reasons import sentence
from convene.packs.diligence import preset

__all__ = ["FORMATS", "File", "Format", "case_file", "certificate", "content_hash", "written"]


@dataclass(frozen=True, kw_only=True)
class File:
    """A file to hand out."""

    name: str
    media_type: str
    content: bytes


def case_file(case: Case, *, format: Format, by: User, on: date) -> File:
    """Return the file of a case, in the language of the pages, and note that it was printed."""
    hash = content_hash(case, on=on)
    content = written(case, on=on, hash=hash, reader=by)
    sheet = paper.case_file(content, by=str(by), on=on, language=language())
    return noted(case, "file", sheet, what="due-diligence", format=format, hash=hash, by=by)


def certificate(screening: Screening, *, format: Format, by: User, on: date) -> File:
    """Return the certificate of one look at the lists, and note that it was printed."""
    case, hash = screening.case, content_hash(screening.case, on=on)
    number = case.screenings.filter(at__lte=screening.at).count()
    about: Pairs = (
        (_("Case"), str(case.pk)),
        (_("Version of the case"), str(case.version)),
        (_("SHA-256 hash of what the case says"), paper.hash_lines(hash)),
    )
    asked_as = next(iter(screening.names), str(case.organisation))
    if asked_as != str(case.organisation):
        about = ((_("What the partner is called now"), str(case.organisation)), *about)
    sheet = paper.certificate(
        looks.look(screening, number=number),
        partner=asked_as,
        case=about,
        by=str(by),
        on=on,
        hits=tuple(map(came_up, case.hits.filter(found_at=screening.at))),
        review=behind.review(case, of=screening),
        language=language(),
    )
    what = f"screening-{number}"
    return noted(case, "certificate", sheet, what=what, format=format, hash=hash, by=by)


def came_up(hit: Hit) -> tuple[str, str]:
    """Return an entry, whom it is about where that is not the partner, and what was decided."""
    entry = f"{hit.name} ({list_title(hit.watchlist)}, {hit.entry})"
    about = _("%(entry)s, about %(whom)s") % {"entry": entry, "whom": hit.whom}
    return about if hit.whom else entry, hit.get_state_display()


def letter(written: Letter, *, format: Format, by: User, on: date) -> File:
    """Return a letter as it was written, and note that it was printed."""
    case, hash = written.case, content_hash(written.case, on=on)
    sheet = diligence_letter.letter(
        written.subject,
        written.body,
        to=written.addressee,
        by=", ".join(letters.signature(written.by, written.at, language=written.language)),
        on=localdate(written.at),
        language=written.language,
    )
    what = f"letter-{written.pk}"
    return noted(case, "letter", sheet, what=what, format=format, hash=hash, by=by)


def language() -> str:
    return get_language() or "en"


def noted(
    case: Case, kind: str, sheet: Paper, *, what: str, format: Format, hash: str, by: User
) -> File:
    """Return a paper as a file, and note that somebody took it."""
    made, known = make(sheet, format=format), FORMATS[format]
    partner = slugify(str(case.organisation))[:60].strip("-") or "partner"
    name = f"{partner}-{what}{known.extension}"
    note_printed(
        case, paper=kind, made=made, name=name, content=hash, language=sheet.language, by=by
    )
    return File(name=name, media_type=known.media_type, content=made)


def content_hash(case: Case, *, on: date) -> str:
    """Return a hash of everything that a case says, whoever prints it and in which language."""
    with override("en"):
        content = asdict(compared(case, on=on))
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def compared(case: Case, *, on: date) -> paper.CaseFile:
    """Return what makes a case another one: a look that brought nothing, on which no decision
    stands, does not, and neither does the version that it counts.
    """
    with reading():
        content = _written(case, on=on)
        lines = history.lines(case, numbers=history.numbers(case), looks=False)
    rests = tuple(look for look in content.looks if look.rests)
    return replace(content, version=0, looks=rests, earlier=(), history=lines)


def written(case: Case, *, on: date, hash: str = "", reader: User | None = None) -> paper.CaseFile:
    """Return everything that the file of a case says; of earlier cases that a `reader` may not read
    it says no more than that they are there.
    """
    with reading():
        return _written(case, on=on, hash=hash, reader=reader)


def _written(case: Case, *, on: date, hash: str = "", reader: User | None = None) -> paper.CaseFile:
    screening, numbers = cases.last_screening(case), history.numbers(case)
    rests, earlier = looks.looks(case)
    return paper.CaseFile(
        id=str(case.pk),
        version=case.version,
        hash=hash,
        partner=str(case.organisation),
        names=who.names(case),
        renames=before.renames(case),
        who=who.who(case),
        behind=tuple(sentence(reason) for reason in cases.asked_behind(screening)),
        off_record=tuple(off_record(case).values()),
        statements=behind.on_record(case),
        review=behind.review(case),
        scope=case.scope,
        planned=who.planned(case),
        known=who.facts(case),
        state=case.get_state_display(),
        level=case.get_level_display(),
        level_reasons=tuple(
            sentence(reason) for reason in (*cases.level_reasons(case), *undecided(case))
        ),
        valid=day_of(case.valid_until),
        stops=tuple(_stops(case, on=on)),
        opened=signed(case.opened_by, case.opened_at),
        sponsor=who.sponsor(case),
        assessment=case.assessment,
        looks=rests,
        earlier=earlier,
        unsure=unsure(screening.names) if screening else (),
        hits=hits(case),
        areas=tuple(history.area(topic, numbers=numbers) for topic in cases.topics(case)),
        evidence=tuple(map(history.piece, cases.evidence(case))),
        conditions=tuple(_conditions(case)),
        conflicts=tuple(
            _("%(who)s: %(what)s")
            % {
                "who": signature(conflict.person, conflict.declared_at).name,
                "what": conflict.nature,
            }
            for conflict in people.conflicts_in(case, today=on)
        ),
        decisions=tuple(history.decisions(case)),
        opinions=before.opinions(case),
        rounds=before.rounds(case),
        recalls=before.recalled(case, reader=reader),
        replies=tuple(_replies(case)),
        declarations=declared.declarations(case),
        letters=tuple(map(_letter, case.letters.prefetch_related("sendings"))),
        history=history.lines(case, numbers=numbers),
        pack=f"{_(preset().about.title)} {preset().about.version}",
    )


def _stops(case: Case, *, on: date) -> Iterable[str]:
    """Yield what nobody may overlook: what stops the case, and what it does not rest on."""
    if stopped := _stop(case) or _shaken(case, on=on):
        yield stopped
    yield from (sentence(reason) for reason in cases.weak_lists(case))


def _stop(case: Case) -> str:
    if case.stopped:
        return _(
            "STOPPED: a true match on a sanctions list. Nobody can clear this partner in this case."
        )
    if not cases.waits_for_counsel(case):
        return ""
    if case.legal_opinion is not None:
        return _opinion(case.legal_opinion)
    if case.debarred:
        return _("STOPPED: the partner is debarred, and two approvers vouch for no legal opinion.")
    return _(
        "STOPPED: somebody behind the partner is listed, and two approvers vouch for no legal opinion."
    )


def _opinion(opinion: LegalOpinion) -> str:
    parts = {
        "counsel": opinion.counsel or "–",
        "text": opinion.reason,
        "by": signed(opinion.proposed_by, opinion.proposed_at),
        "agreed": signed(opinion.decided_by, opinion.decided_at) or _("nobody"),
    }
    if opinion.case.debarred:
        return (
            _(
                "Debarred. Legal opinion of %(counsel)s: %(text)s (Recorded: %(by)s; agreed: %(agreed)s.)"
            )
            % parts
        )
    return (
        _(
            "Somebody behind the partner is listed. Legal opinion of %(counsel)s: %(text)s (Recorded: %(by)s; agreed: %(agreed)s.)"
        )
        % parts
    )


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
    if cases.is_called_otherwise(case):
        new_names = _(
            "What the organisation is called, its countries or its numbers have changed since the lists were last looked through."
        )
        return f"{shaken} {new_names}"
    return _("This clearance is over: its last day has passed. Nobody may rely on it.")


def _letter(letter: Letter) -> tuple[str, str, str]:
    until = _("they may reply until %(day)s") % {"day": day_of(letter.reply_until)}
    what = f"{letter.get_kind_display()}, {letter.addressee}; {until}"
    return what, signed(letter.by, letter.at), "; ".join(letters.sendings(letter))


def _replies(case: Case) -> Iterable[tuple[str, str, str, str]]:
    for reply in case.replies.select_related("asked_by", "recorded_by", "silent_by"):
        asked, due = signed(reply.asked_by, reply.asked_at), day_of(reply.due_on) or "–"
        yield reply.question, asked, due, " ".join(_answers(reply)) or _("No answer is on record.")


def _answers(reply: RightOfReply) -> Iterable[str]:
    if reply.silent_by:
        who = signed(reply.silent_by, reply.silent_at)
        yield _("No answer had come: %(who)s.") % {"who": who}
    if reply.answer:
        yield f"{reply.answer} ({signed(reply.recorded_by, reply.answered_at)})"


def _conditions(case: Case) -> Iterable[tuple[str, str, str, str]]:
    for one in case.conditions.select_related("met_by"):
        yield one.text, one.owner, day_of(one.due_on), signed(one.met_by, one.met_at)
