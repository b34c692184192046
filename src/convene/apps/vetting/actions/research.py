"""What is gathered about a partner: evidence, findings that cite it, conditions, and what the
partner says itself.
"""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.vetting.actions.record import (
    NotNow,
    allow,
    lock,
    ongoing,
    signed,
    unbarred,
    write,
)
from convene.apps.vetting.models import (
    Case,
    Condition,
    Evidence,
    Finding,
    LegalOpinion,
    RightOfReply,
)
from convene.core.diligence import WORKING
from convene.documents.diligence_files import kind_of


class NoEvidence(ValueError):
    """A finding cites at least one piece of evidence of its own case."""


def add_file(
    case: Case, *, title: str, content: bytes, name: str, by: User, note: str = ""
) -> Evidence:
    """Keep a file as it is, under a random name, with its hash. Raises `diligence_files.Refused`
    for what is not a known kind of file.
    """
    media_type = kind_of(content)
    evidence = Evidence(
        kind="file", title=title, note=note, file_name=name[-200:], media_type=media_type
    )
    evidence.size, evidence.sha256 = len(content), sha256(content).hexdigest()
    evidence.file.save("", ContentFile(content), save=False)
    return _add(case, evidence, by=by)


def add_link(
    case: Case, *, title: str, url: str, read_on: date, by: User, note: str = ""
) -> Evidence:
    return _add(
        case, Evidence(kind="link", title=title, url=url, read_on=read_on, note=note), by=by
    )


def add_note(case: Case, *, title: str, note: str, by: User) -> Evidence:
    return _add(case, Evidence(kind="note", title=title, note=note), by=by)


@transaction.atomic
def _add(case: Case, evidence: Evidence, *, by: User) -> Evidence:
    """Evidence can come in as long as a case is not decided: a legal opinion may arrive in second
    review.
    """
    allow(by, "vetting.research_case")
    locked, at = lock(case), timezone.now()
    ongoing(locked)
    evidence.case, evidence.added_by, evidence.added_at = locked, by, at
    signed(evidence, by=by, at=at).save(force_insert=True)
    write(locked, by=by, at=at, why="evidence added")
    return evidence


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
    allow(by, "vetting.research_case")
    locked, at = lock(case), timezone.now()
    ongoing(locked, *WORKING)
    cited = list(dict.fromkeys(evidence))
    if not cited or any(one.case_id != locked.pk for one in cited):
        raise NoEvidence
    finding = Finding(
        case=locked,
        area=area,
        question=question,
        text=text.strip(),
        rating=rating,
        evidence=cited[0],
        by=by,
        at=at,
    )
    signed(finding, by=by, at=at).save(force_insert=True)
    finding.more_evidence.set(cited[1:])
    write(locked, by=by, at=at, why="finding added")
    return finding


@transaction.atomic
def add_condition(
    case: Case, *, text: str, owner: str, by: User, due_on: date | None = None
) -> Condition:
    """Set a condition, before the case is decided. Raises NotNow, Barred."""
    allow(by, "vetting.assess_case")
    locked, at = lock(case), timezone.now()
    unbarred(locked, by, judging=True)
    ongoing(locked)
    condition = Condition(
        case=locked, text=text.strip(), owner=owner.strip(), due_on=due_on, added_by=by, added_at=at
    )
    signed(condition, by=by, at=at).save()
    write(locked, by=by, at=at, why="condition set")
    return condition


@transaction.atomic
def meet_condition(condition: Condition, *, by: User) -> None:
    """Note that a condition has been met. Raises Barred."""
    allow(by, "vetting.assess_case")
    case, at = lock(condition.case), timezone.now()
    unbarred(case, by, judging=True)
    found = Condition.objects.get(pk=condition.pk)
    if found.met_at is None:
        found.met_by, found.met_at = by, at
        signed(found, by=by, at=at).save()
        write(case, by=by, at=at, why="condition met")


@transaction.atomic
def add_legal_opinion(case: Case, *, text: str, evidence: Evidence, by: User) -> LegalOpinion:
    """Record counsel's opinion on a debarment, which an approver vouches for. It lifts no sanctions
    stop. Raises NotNow, Barred, NoEvidence.
    """
    allow(by, "vetting.approve_case")
    locked, at = lock(case), timezone.now()
    unbarred(locked, by)
    ongoing(locked)
    if not locked.debarred:
        raise NotNow
    if evidence.case_id != locked.pk:
        raise NoEvidence
    opinion = LegalOpinion.objects.create(
        case=locked, text=text.strip(), evidence=evidence, by=by, at=at
    )
    locked.legal_opinion = opinion
    write(locked, by=by, at=at, why="legal opinion recorded")
    return opinion


@transaction.atomic
def ask_reply(case: Case, *, question: str, by: User) -> RightOfReply:
    """Note what the partner was asked to answer to."""
    allow(by, "vetting.research_case")
    locked, at = lock(case), timezone.now()
    reply = RightOfReply(case=locked, question=question.strip(), asked_by=by, asked_at=at)
    signed(reply, by=by, at=at).save()
    write(locked, by=by, at=at, why="reply asked for")
    return reply


@transaction.atomic
def answer_reply(reply: RightOfReply, *, answer: str, by: User) -> None:
    """Write down what the partner answered, once. Raises NotNow when there is an answer already."""
    allow(by, "vetting.research_case")
    case, at = lock(reply.case), timezone.now()
    found = RightOfReply.objects.get(pk=reply.pk)
    if found.answered_at:
        raise NotNow
    found.answer, found.answered_at, found.recorded_by = answer.strip(), at, by
    signed(found, by=by, at=at).save()
    write(case, by=by, at=at, why="reply received")
