"""What is gathered about a partner: evidence, findings that cite it, conditions, and what the
partner says itself.
"""

from collections.abc import Callable, Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.evidence.actions import handed_out, keep_file, keep_link, keep_note, keep_search
from convene.apps.evidence.models import Evidence
from convene.apps.vetting import events
from convene.apps.vetting.actions.record import NoEvidence, NotNow, ongoing, unbarred
from convene.apps.vetting.actions.sealing import noting
from convene.apps.vetting.models import (
    Case,
    Condition,
    Exhibit,
    Finding,
    RightOfReply,
)
from convene.core.diligence import REPLY, WORKING
from convene.documents.cleaning import clean
from convene.ground.changes import allow, lock, now, save, write
from convene.ground.storing import with_rows


def add_file(
    case: Case, *, title: str, content: bytes, name: str, by: User, note: str = ""
) -> Evidence:
    """Keep a file, and a copy of it without metadata to hand out. Raises `refusing.Refused`
    for what is not a known kind of file, or takes too much to look into.
    """
    allow(by, "vetting.research_case", case)
    ongoing(case)
    file = {"content": content, "cleaned": clean(content), "name": name}
    with with_rows():
        return _add(case, keep_file, by=by, title=title, note=note, **file)


def add_link(
    case: Case, *, title: str, url: str, read_on: date, by: User, note: str = ""
) -> Evidence:
    return _add(case, keep_link, by=by, title=title, url=url, read_on=read_on, note=note)


def add_note(case: Case, *, title: str, note: str, by: User) -> Evidence:
    return _add(case, keep_note, by=by, title=title, note=note)


def add_search(
    case: Case, *, words: str, place: str, read_on: date, note: str, by: User, url: str = ""
) -> Evidence:
    """Keep a search that somebody made elsewhere, with what came of it."""
    made = {"words": words, "place": place, "read_on": read_on, "note": note, "url": url}
    return _add(case, keep_search, by=by, **made)


@transaction.atomic
def _add(case: Case, keep: Callable[..., Evidence], *, by: User, **details: object) -> Evidence:
    """Evidence can come in as long as a case is not decided: a legal opinion may arrive in second
    review.
    """
    allow(by, "vetting.research_case", case)
    locked = lock(case)
    ongoing(locked)
    at = now(locked)
    evidence = bring(locked, keep(by=by, at=at, **details))
    write(locked, what=events.EVIDENCE_ADDED, by=by, at=at, evidence=[str(evidence.pk)])
    return evidence


def hand_out(case: Case, evidence: Evidence, *, by: User) -> bytes:
    """Return the clean copy of a file to somebody who may read its case. Raises NoEvidence,
    `refusing.Refused` where no copy can be made, and Broken, which is then on record.
    """
    allow(by, "vetting.read_case", case)
    (exhibit,) = of_its_case(case, [evidence])
    with noting(exhibit):
        return handed_out(exhibit, by=by)


def bring(case: Case, evidence: Evidence) -> Evidence:
    """Make evidence that is kept an exhibit of a case, which the caller holds locked."""
    Exhibit.objects.create(case=case, evidence=evidence)
    return evidence


def of_its_case(case: Case, evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return what is cited, each once. Raises NoEvidence for none, and for that of another case."""
    cited = list(dict.fromkeys(evidence))
    if not cited or case.exhibits.filter(evidence__in=cited).count() < len(cited):
        raise NoEvidence
    return cited


@transaction.atomic
def add_finding(
    case: Case,
    *,
    area: str,
    text: str,
    rating: str,
    evidence: Iterable[Evidence],
    by: User,
    question: str = "",
) -> Finding:
    """Write down what was found, with the evidence for it. Raises NoEvidence, NotNow."""
    allow(by, "vetting.research_case", case)
    locked = lock(case)
    ongoing(locked, *WORKING)
    first, *others = of_its_case(locked, evidence)
    finding = Finding(case=locked, area=area, question=question, text=text.strip(), rating=rating)
    finding.round, finding.evidence, finding.by, finding.at = locked.round, first, by, now(locked)
    save(finding, by=by, at=finding.at, new=True)
    finding.more_evidence.set(others)
    cited = [str(piece.pk) for piece in (first, *others)]
    write(
        locked,
        what=events.FINDING_ADDED,
        by=by,
        at=finding.at,
        finding=str(finding.pk),
        evidence=cited,
    )
    return finding


@transaction.atomic
def add_condition(
    case: Case, *, text: str, owner: str, by: User, due_on: date | None = None
) -> Condition:
    """Set a condition, before the case is decided. Raises NotNow, Barred."""
    allow(by, "vetting.assess_case")
    locked = lock(case)
    unbarred(locked, by, judging=True)
    ongoing(locked)
    at = now(locked)
    condition = Condition(case=locked, text=text.strip(), owner=owner.strip(), due_on=due_on)
    condition.added_by, condition.added_at = by, at
    write(locked, what=events.CONDITION_SET, by=by, at=at)
    return save(condition, by=by, at=at)


@transaction.atomic
def meet_condition(condition: Condition, *, by: User) -> None:
    """Note that a condition has been met. Raises Barred."""
    allow(by, "vetting.assess_case")
    case = lock(condition.case)
    unbarred(case, by, judging=True)
    locked, at = lock(condition), now(case)
    if locked.met_at is None:
        locked.met_by, locked.met_at = by, at
        write(case, what=events.CONDITION_MET, by=by, at=at)
        save(locked, by=by, at=at)


@transaction.atomic
def ask_reply(case: Case, *, question: str, by: User, due_on: date | None = None) -> RightOfReply:
    """Note what the partner was asked to answer to, and by when: two weeks, if nobody says."""
    allow(by, "vetting.research_case", case)
    locked = lock(case)
    at = now(locked)
    write(locked, what=events.REPLY_ASKED, by=by, at=at)
    reply = RightOfReply(case=locked, question=question.strip(), asked_by=by, asked_at=at)
    reply.due_on = due_on or timezone.localdate(at) + REPLY
    return save(reply, by=by, at=at)


@transaction.atomic
def answer_reply(reply: RightOfReply, *, answer: str, by: User) -> None:
    """Write down what the partner answered, once. Raises NotNow when there is an answer already."""
    allow(by, "vetting.research_case", reply.case)
    case = lock(reply.case)
    locked, at = lock(reply), now(case)
    if locked.answered_at:
        raise NotNow
    locked.answer, locked.answered_at, locked.recorded_by = answer.strip(), at, by
    locked.silent_by = locked.silent_at = None
    save(locked, by=by, at=at)
    write(case, what=events.REPLY_NOTED, by=by, at=at)
