"""People, partners and looks at the lists that the tests of vetting speak of. All names are made
up.
"""

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from django.test import Client

from convene.apps.accounts.models import Role, User
from convene.apps.evidence.models import Evidence
from convene.apps.registry import actions as registry
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import names_of
from convene.apps.vetting import actions, events
from convene.apps.vetting.models import Case, Hit
from convene.apps.vetting.queries import screening
from convene.apps.vetting.queries.screening import Found, ListSeen, Result
from convene.core.diligence import Level, State
from convene.core.organisations import Content
from convene.core.reasons import Reason
from convene.core.watchlists import Kind, Match
from convene.ground import changes, trail
from convene.packs.diligence import preset
from tests.unguarded import unguarded

OFAC = ListSeen(list="ofac", date="2026-11-01", entries=3, stale=False)
CORE = tuple(replace(OFAC, list=id) for id in ("ofac", "un", "eu", "uk"))
SAFE = {"political_owner": False, "security_sector": False, "closed_space": False}


def person(name: str, role: Role = Role.BUILDER) -> User:
    return User.objects.create_user(email=f"{name.lower()}@example.org", name=name, role=role)


def at_desk_of(user: User | None) -> Client:
    """Return a browser where somebody, or nobody, is signed in."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def partner(name: str = "Blue River Bank", **facts: Any) -> Organisation:
    by = User.objects.filter(name="Wanda").first() or person("Wanda")
    return registry.create(
        Content(name=name, country="PY", **{"state_owned": False, "extractive": False, **facts}),
        by=by,
    )


def match(
    name: str = "Blue Rivers Bank",
    *,
    kind: Kind = "sanction",
    band: Any = "possible",
    entry: str = "1",
    fingerprint: str = "a",
    until: str = "",
) -> Found:
    why = (Reason("“Blue” and “Bank” stand in both names."), Reason("No country is known of it."))
    found = Match(
        list="ofac",
        list_date="2026-11-01",
        entry=entry,
        name=name,
        score=0.8,
        band=band,
        why=why,
        kind=kind,
    )
    return Found(
        match=found,
        fingerprint=fingerprint,
        details={
            "name": name,
            "aliases": [["Río Azul", "weak"]],
            "countries": ["PY"],
            "until": until,
        },
    )


LOADED: list[ListSeen] = []
"""The lists of the last look: to those who ask what is loaded now, nothing has changed since."""


loaded = screening.versions_loaded
screening.versions_loaded = lambda: loaded() or screening.versions(map(asdict, LOADED))


def look(
    *found: Found,
    key: str = "first",
    lists: tuple[ListSeen, ...] | None = None,
    at: str = "Blue River Bank",
    of: Organisation | None = None,
) -> Result:
    """Return what a look would bring at the partner, or at another organisation."""
    lists = tuple(replace(one, version=key) for one in CORE) if lists is None else lists
    LOADED[:] = lists
    questions = screening.questions(names_of(of)) if of else ((at, "PY", ""),)
    return Result(
        lists=lists,
        names=tuple(name for name, *_ in questions),
        questions=questions,
        found=found,
        key=key,
        owner=screening.owner(of) if of else "",
        behind=screening.behind(of) if of else (),
    )


def opened(*, by: User, of: Organisation | None = None, **more: Any) -> Case:
    return actions.open_case(
        of or partner(), scope="Open tenders in Paraguay", by=by, facts=SAFE, **more
    )


def in_research(*found: Found, by: User, **more: Any) -> Case:
    """Return a case whose lists were looked through, with the hits that this brought."""
    case = opened(by=by, **more)
    case = actions.screened(case, look(*found, of=case.organisation), by=by)
    return actions.begin_research(case, by=by)


def researched(case: Case, *, by: User) -> Case:
    """Return the case with a finding in every area that its level needs,
    all resting on one note.
    """
    evidence = actions.add_note(
        case, title="Call with the bank", note="They sent their accounts.", by=by
    )
    find_all(case, evidence, by=by)
    return now(case)


def find_all(case: Case, evidence: Evidence, *, by: User) -> None:
    for area in preset().missing(Level(case.level), covered=()):
        actions.add_finding(
            case,
            area=area,
            text="Nothing against them.",
            rating="clear",
            evidence=[evidence],
            by=by,
        )


def in_review(*found: Found, by: User, assessor: User, **more: Any) -> Case:
    """Return a case that waits for an approver, its hits all ruled out."""
    case = in_research(*found, by=by, **more)
    for hit in case.hits.all():
        actions.decide_hit(hit, state="false_positive", reason="Another country.", by=assessor)
    case = researched(case, by=by)
    actions.assess(case, assessment="A sound partner.", by=assessor)
    return actions.submit(case, by=assessor)


def cleared(*, by: User, assessor: User, approver: User, **more: Any) -> Case:
    case = in_review(by=by, assessor=assessor, **more)
    return actions.decide(case, decision=State.CLEARED, reason="All is well.", by=approver)


def opinion_of(case: Case, *, by: User) -> Evidence:
    """Return counsel's letter, as it was brought in a case."""
    return actions.add_file(
        case, title="Opinion", content=b"It may go on.", name="opinion.txt", by=by
    )


def vouched(case: Case, text: str = "It may go on.", *, by: User, agreed: User) -> Case:
    """Return the case with a legal opinion that two approvers vouch for."""
    letter = opinion_of(case, by=by)
    said: dict[str, Any] = {"counsel": "Counsel & Co", "text": text, "evidence": letter}
    return actions.agree_legal_opinion(actions.add_legal_opinion(case, **said, by=by), by=agreed)


def now(case: Case) -> Case:
    """Return a case as it stands in the database."""
    return Case.objects.get(pk=case.pk)


def any_line(case: Case) -> datetime:
    """Write a line of the trail of a case that nothing led to; return its moment."""
    at = changes.now(now(case))
    trail.record(events.ANOTHER_PLAN, on=case, by=None, at=at)
    return at


def edited(case: Case, **to: Any) -> None:
    """Change the row of a case past every action, with a line of the trail."""
    Case.objects.filter(pk=case.pk).update(changed_at=any_line(case), **to)


def ends_on(case: Case, day: date) -> None:
    """Let a clearance end on a day, as an earlier decision would have had it."""
    with unguarded():
        Case.objects.filter(pk=case.pk).update(valid_until=day)


def only_hit(case: Case) -> Hit:
    return case.hits.get()
