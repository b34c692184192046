"""Everybody and everything that the table of reach speaks of, made once: nobody there knows anybody
but whom a line here joins.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from django.utils import timezone

from convene.apps.accounts import actions as accounts
from convene.apps.accounts.models import Invitation, Role, User
from convene.apps.agreements import actions as agreements
from convene.apps.bookkeeping import actions as bookkeeping
from convene.apps.bookkeeping.actions.bringing import Line as Brought
from convene.apps.bookkeeping.actions.bringing import Table as Workbook
from convene.apps.digest.models import Wish
from convene.apps.digest.queries.writing import token
from convene.apps.finder import exports
from convene.apps.finder.tasks import export
from convene.apps.inbox import actions as inbox
from convene.apps.inbox.models import Alert
from convene.apps.jobs import actions as jobs
from convene.apps.ledger import actions as ledger
from convene.apps.ledger.models import Instalment
from convene.apps.practice import actions as practice
from convene.apps.registry import actions as registry
from convene.apps.registry.models import Organisation
from convene.apps.retention import actions as retention
from convene.apps.risks import actions as risks
from convene.apps.statements import actions as statements
from convene.apps.vetting import actions as vetting
from convene.apps.vetting.actions.alerts import tell_without_case
from convene.apps.vetting.models import Case
from convene.apps.vetting.tasks import night
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance, Partner
from convene.apps.workshop.words import Check, ConsentForm, ConsentTo, Said, State
from convene.core.diligence import State as Vetted
from convene.core.draft import Draft
from convene.core.ties import Who
from tests.apps.asking.people import answer, ask
from tests.apps.declarations.people import ASKED, asked, kept, signed
from tests.apps.ledger.people import delivery as delivery_of
from tests.apps.ledger.people import promise as promise_of
from tests.apps.registry.people import organisation, person, uploaded
from tests.apps.retention.people import held_and_due, proposed
from tests.apps.risks.people import terms
from tests.apps.vetting.people import in_research, in_review, look, match, opinion_of, partner
from tests.apps.workshop.people import OPEN_TENDERS, PUBLISH, draft_of
from tests.corpus.open_data.records import MINE, WELL

SITE = "https://convene.example"


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who walks up to every address.

    Nobody has anything to do with `by_role`. `owner` made what the addresses name and lets
    `reader` and `editor` in; `elsewhere` has an alliance, a partner and a case of their own.
    """

    by_role: dict[Role, User]
    owner: User
    reader: User
    editor: User
    elsewhere: User

    def named(self) -> dict[str, User | None]:
        """Return them by what the table calls them."""
        roles = {role.value: user for role, user in self.by_role.items()}
        others = {name: user for name, user in vars(self).items() if name != "by_role"}
        return {"nobody": None, **roles, **others}


NAMES = ("nobody", *(role.value for role in Role), "owner", "reader", "editor", "elsewhere")


def cast() -> Cast:
    return Cast(
        by_role={role: _with_password(role.value, role) for role in Role},
        **{name: _with_password(name) for name in ("owner", "reader", "editor", "elsewhere")},
    )


def _with_password(name: str, role: Role = Role.BUILDER) -> User:
    """Make a person who can be asked for their password once more."""
    return User.objects.create_user(
        email=f"{name}@example.org", name=name, role=role, password="a walk by the river"
    )


def things(who: Cast) -> dict[str, object]:
    """Return what addresses name, for the owner's things: `app key`, or `app:page key` where one
    page means something else.
    """
    _elsewhere(who.elsewhere)
    return {
        **_of_accounts(who),
        **_of_jobs(),
        **_of_the_guide(),
        **_of_the_registry(who),
        **_of_open_data(who),
        **_of_vetting(who),
        **_of_declarations(who),
        "inbox secret": inbox.make_feed(by=who.owner),
        **_of_digests(who),
        **_of_the_workshop(who),
        **_of_retention(),
        **_of_partners(who),
    }


def _of_digests(who: Cast) -> dict[str, object]:
    Wish.objects.create(person=who.owner, every="never", site=SITE, changed_at=timezone.now())
    return {"digest token": token(who.owner)}


def _elsewhere(other: User) -> None:
    theirs = partner("Harbour Trust")
    in_research(match(), by=other, of=theirs)
    draft = draft_of(other, Draft(title="Harbours that tell", country="AO"))
    workshop.add(draft, workshop.Proposed(name="Harbour Trust", organisation=theirs), by=other)


def _of_accounts(who: Cast) -> dict[str, object]:
    ada, at = who.by_role[Role.ADMINISTRATOR], timezone.now()
    token = accounts.invite(email="new@example.org", role=Role.VIEWER, by=ada, at=at)
    return {
        "accounts pk": person("Somebody").pk,
        "accounts:revoke pk": Invitation.objects.get().pk,
        "accounts token": token,
        "account_confirm_email key": "none",
        "account_reset_password_from_key uidb36": "1",
        "mfa_remove_webauthn pk": 1,
        "mfa_edit_webauthn pk": 1,
        "account_reset_password_from_key key": "none",
    }


def _of_jobs() -> dict[str, object]:
    return {"jobs kind": night.code, "jobs pk": jobs.ask(night).pk}


def _of_the_guide() -> dict[str, object]:
    return {
        "guide pack": "democracy",
        "guide name": "models",
        "guide id": "M1",
        "guide number": 1,
        "countries code": "AO",
    }


def _of_partners(who: Cast) -> dict[str, object]:
    """Return a partner of the owner's alliance, for whom the one who walks as a partner speaks."""
    draft = draft_of(who.owner, Draft(title="Fees that one can check", country="ZM"))
    workshop.share(draft, person=who.reader, may_edit=False, by=who.owner)
    workshop.share(draft, person=who.editor, may_edit=True, by=who.owner)
    bank = workshop.join(
        draft, organisation("Heron Savings Bank", by=who.owner), on=date(2026, 3, 2), by=who.owner
    )
    speaks = who.by_role[Role.PARTNER]
    workshop.let_in(bank, name=speaks.name, email=speaks.email, language="en", by=who.owner)
    return {
        "partnering pk": bank.pk,
        "chasing pk": draft.pk,
        **_of_the_ledger(bank, who),
        **_of_bookkeeping(bank.alliance, by=who.owner),
        **_stated(bank, by=who.owner),
    }


def _stated(bank: Partner, *, by: User) -> dict[str, object]:
    """Return a statement to a partner, which waits for its answer."""
    today = timezone.localdate()
    statement = statements.issue(bank, id=uuid4(), since=today, until=today, by=by)
    of_alliance = ("list", "issue", "letters", "again")
    return {
        **_pages("statements pk", bank.alliance_id, *of_alliance),
        "statements pk": statement.pk,
        "statements partner": bank.pk,
        "statements statement": statement.pk,
        "statements notice": uuid4(),
    }


def _of_retention() -> dict[str, object]:
    """What is held, and what one has proposed to dispose of, by people who walk nowhere."""
    made = held_and_due()
    gone = retention.agree_disposal(
        proposed(made.other, by=person("Proposes", Role.REVIEWER)),
        by=person("Agrees", Role.APPROVER),
    )
    return {
        "retention pk": made.disposal.pk,
        "retention kind": "vetting.case",
        "retention:propose_hold kind": "registry.organisation",
        "retention record": made.partner.pk,
        "retention:certificate pk": gone.pk,
        **_pages("retention pk", made.proposed.pk, "hold", "agree_hold", "refuse_hold"),
        **_pages("retention pk", made.held.pk, "propose_lifting"),
        **_pages("retention pk", made.lifting.hold_id, "agree_lifting", "refuse_lifting"),
    }


def _of_the_registry(who: Cast) -> dict[str, object]:
    bank, copy = organisation(by=who.owner), organisation("Azure River Savings", by=who.owner)
    source = uploaded(who.owner, "name\nOther Works\n")
    merge = registry.propose_merge(copy, kept=bank, reason="One address.", by=who.owner)
    return {
        "registry pk": bank.pk,
        "registry format": "csv",
        **_pages(
            "registry pk", source.pk, "preview", "mend_import", "confirm_import", "undo_import"
        ),
        **_pages("registry pk", merge.pk, "merge", "confirm_merge", "refuse_merge", "split_merge"),
        "registry contact": _contact(bank, by=who.owner),
        "registry tie": registry.add_tie(bank, _OWNER, by=who.owner).pk,
        "registry consent": _consent(bank, by=who.owner),
    }


def _pages(key: str, value: object, *names: str) -> dict[str, object]:
    app, name = key.split()
    return {f"{app}:{page} {name}": value for page in names}


_OWNER = Who(role="owner", kind="person", name="Jo", source="A letter.")


def _contact(bank: Organisation, *, by: User) -> int:
    made = registry.add_contact(
        bank,
        name="Josefa",
        channel="A door",
        consent="To be asked",
        keep_until=date(2030, 1, 1),
        by=by,
    )
    return made.pk


def _consent(bank: Organisation, *, by: User) -> int:
    made = registry.record_consent(
        bank,
        subject="name",
        given_by="Josefa",
        given_on=date(2026, 1, 1),
        evidence="A letter",
        by=by,
    )
    return made.pk


def _of_open_data(who: Cast) -> dict[str, object]:
    mine = organisation("Glitter Mining", by=who.owner)
    names = {"a": "A", "b": "B"}
    said = registry.decide_sameness(names, same=True, reason="One address.", by=who.owner)
    file = jobs.ask(export, by=who.owner, asked="q=water", format="csv", rows=1, language="en")
    exports.place(file.pk, format="csv").touch()
    return {
        "finder format": "csv",
        "finder:paper format": "html",
        "finder id": WELL,
        "finder build": "b1",
        "finder number": 0,
        "finder:unlink pk": registry.link(mine, open_data_id=MINE, name="Glitter", by=who.owner).pk,
        "finder:undo pk": said.pk,
        **_pages("finder pk", file.pk, "exported", "exported_file", "stop_export"),
    }


def _of_vetting(who: Cast) -> dict[str, object]:
    alba = partner("Alba Works")
    case = in_research(match(), by=who.owner, of=partner("Blue River Bank"))
    for member in (who.reader, who.editor):
        vetting.add_member(case, person=member, by=who.owner)
    return {
        "vetting pk": case.pk,
        **_pages("vetting pk", case.organisation_id, "organisation", "open", "declare"),
        "vetting hit": case.hits.get().pk,
        "vetting kind": "note",
        "vetting format": "docx",
        "vetting who": who.reader.pk,
        "vetting occasion": _occasion(alba),
        "vetting conflict": _conflict(alba, by=who.owner),
        **_declared(case, by=who.owner),
        **_research(case, by=who.owner, judge=who.by_role[Role.REVIEWER]),
        **_retraction(who),
        **_opinion(who),
        **_recall(who),
    }


def _of_declarations(who: Cast) -> dict[str, object]:
    declaration, token = asked(organisation("Amber Works", by=who.owner), by=who.owner)
    kept(declaration)
    return {"declarations token": token}


def _declared(case: Case, *, by: User) -> dict[str, object]:
    """A declaration that the partner has signed, and another that waits for it."""
    first, _link = vetting.ask_declaration(case, **ASKED, by=by)
    signed(first.declaration)
    second, _link = vetting.ask_declaration(case, **ASKED, by=by)
    return {
        "vetting asking": first.pk,
        "vetting:withdraw_declaration asking": second.pk,
        "vetting part": "owner",
        "vetting place": 0,
    }


def _research(case: Case, *, by: User, judge: User) -> dict[str, object]:
    note = vetting.add_note(case, title="Call", note="They sent their accounts.", by=by)
    file = vetting.add_file(case, title="Letter", content=b"All is well.", name="letter.txt", by=by)
    finding = vetting.add_finding(
        case, area="image", text="Nothing.", rating="clear", evidence=[note], by=by
    )
    condition = vetting.add_condition(case, text="Publish it.", owner="Us", by=judge)
    reply = vetting.ask_reply(case, question="Is it so?", by=by)
    told: dict[str, Any] = {
        "addressee": "The board",
        "reply_until": date(2027, 1, 1),
        "language": "en",
    }
    return {
        "vetting letter": vetting.write_letter(case, **told, to="board@example.org", by=judge).pk,
        "vetting look": case.screenings.values_list("pk", flat=True)[0],
        "vetting evidence": file.pk,
        "vetting:correct_note evidence": note.pk,
        "vetting finding": finding.pk,
        "vetting condition": condition.pk,
        "vetting reply": reply.pk,
    }


def _opinion(who: Cast) -> dict[str, object]:
    """A debarred partner, and counsel's opinion that waits for a second approver."""
    debarred = match(kind="debarment", entry="7")
    case = in_research(debarred, by=who.owner, of=partner("Gray River Bank"))
    counsel, judge = person("Counsel's", Role.APPROVER), person("Judy", Role.REVIEWER)
    vetting.decide_hit(case.hits.get(), state="true_match", reason="Same.", by=judge)
    made = vetting.add_legal_opinion(
        case,
        counsel="Counsel & Co",
        text="It may go on.",
        evidence=opinion_of(case, by=who.owner),
        by=counsel,
    )
    return {
        **_pages("vetting pk", case.pk, "agree_opinion", "refuse_opinion"),
        "vetting opinion": made.pk,
    }


def _recall(who: Cast) -> dict[str, object]:
    """A partner that was declined, and a new case on it."""
    once = in_review(by=who.owner, assessor=person("Sums up", Role.REVIEWER), of=partner("Ochre"))
    judge = person("Turned it down", Role.APPROVER)
    vetting.decide(once, decision=Vetted.DECLINED, reason="Sued.", by=judge)
    case = vetting.open_case(
        once.organisation, scope="Again", facts={}, recalled=[once.pk], by=who.owner
    )
    return {
        **_pages("vetting pk", case.pk, "answer_recall"),
        "vetting recall": case.recalls.get().pk,
    }


def _retraction(who: Cast) -> dict[str, object]:
    """A mistaken match in another case, which an approver nobody else knows wants taken back."""
    reviewer, approver = person("Judge", Role.REVIEWER), person("Second", Role.APPROVER)
    case = in_research(match(), by=who.owner, of=partner("Red River Bank"))
    for member in (who.reader, who.editor):
        vetting.add_member(case, person=member, by=who.owner)
    note = vetting.add_note(case, title="Register", note="A namesake.", by=who.owner)
    hit = vetting.decide_hit(case.hits.get(), state="true_match", reason="Same.", by=reviewer)
    made = vetting.propose_retraction(hit, reason="A namesake.", evidence=note, by=approver)
    return {
        **_pages("vetting pk", case.pk, "agree", "refuse"),
        "vetting retraction": made.pk,
    }


def _occasion(of: Organisation) -> int:
    tell_without_case(of, look(match()), family=[of.pk], at=timezone.now())
    return Alert.objects.get(organisation=of).occasion_id


def _conflict(of: Organisation, *, by: User) -> int:
    return vetting.declare(of, nature="I worked there.", since=date(2026, 1, 1), by=by).pk


def _of_the_workshop(who: Cast) -> dict[str, object]:
    draft = draft_of(who.owner, replace(OPEN_TENDERS, country="AO"))
    workshop.share(draft, person=who.reader, may_edit=False, by=who.owner)
    workshop.share(draft, person=who.editor, may_edit=True, by=who.owner)
    return {
        **_of_risks(draft, by=who.editor),
        **_of_asking(draft, by=who.editor),
        **_of_practice(draft, by=who.editor),
        **_of_agreements(draft, by=who.editor),
        "workshop pk": draft.pk,
        "workshop candidate": _candidate(draft, by=who.owner),
        "workshop version": draft.version,
        "workshop which": "default",
        "workshop kind": "concept",
        "workshop format": "html",
        "workshop:partners_file format": "xlsx",
        "workshop state": "suspended",
        "workshop code": "G1.questions",
        "workshop check": "harm",
        "workshop task": PUBLISH,
        "workshop asset": workshop.add_asset(
            draft, workshop.Bequest(what="Two buses"), id=uuid4(), by=who.owner
        ).pk,
        **_joined(draft, by=who.owner),
        **_asked(who),
    }


def _joined(draft: Alliance, *, by: User) -> dict[str, object]:
    """Return a partner of an alliance, and a consent of it."""
    joined = date(2026, 3, 2)
    fund = workshop.join(draft, organisation("Lantern Fund", by=by), on=joined, by=by)
    given = workshop.consent(
        fund,
        what=ConsentTo.NAME,
        given_by="Grace Mwila",
        form=ConsentForm.SIGNED,
        since=joined,
        by=by,
    )
    return {"workshop partner": fund.pk, "workshop consent": given.pk}


def _asked(who: Cast) -> dict[str, object]:
    """Return an alliance on its way, and an override of it that somebody else has asked for."""
    draft = draft_of(who.owner, Draft(title="Doors that open", country="AO"))
    asker = person("Asks")
    workshop.share(draft, person=who.reader, may_edit=False, by=who.owner)
    for editor in (who.editor, asker):
        workshop.share(draft, person=editor, may_edit=True, by=who.owner)
    workshop.move(draft, to=State.SCOPING, by=who.owner)
    asked_for = workshop.ask_override(
        draft,
        code="G1.questions",
        reason="The ministry answers in January, as it wrote to us.",
        last_day=date(2099, 1, 1),
        by=asker,
    )
    return {
        "workshop:agree_override pk": draft.pk,
        "workshop:agree_override override": asked_for.pk,
    }


def _of_the_ledger(bank: Partner, who: Cast) -> dict[str, object]:
    """Return a promise of a partner with what is due and has come, and another day proposed."""
    ledger.open_book(bank.alliance, base="ZMW", by=who.owner)
    promise = promise_of(bank)
    came, shown = delivery_of(promise), delivery_of(promise)
    file: dict[str, Any] = {"title": "Statement", "content": b"Page 3.", "name": "page.txt"}
    due = Instalment.objects.create(
        contribution=promise, position=0, due_on=date(2026, 10, 30), amount=promise.amount
    )
    change = ledger.propose_due(
        due, due_on=date(2099, 1, 15), reason="The board meets then.", by=who.editor
    )
    return {
        "ledger pk": bank.alliance_id,
        "ledger promise": promise.pk,
        "ledger delivery": came.pk,
        "ledger due": due.pk,
        "ledger change": change.pk,
        "ledger:file delivery": shown.pk,
        "ledger:file evidence": ledger.add_file(shown, **file, by=who.editor).pk,
    }


def _of_risks(draft: Alliance, *, by: User) -> dict[str, object]:
    """Return a risk of an alliance that somebody else than its owner wrote, and the code of one
    that is proposed since technology is used.
    """
    workshop.answer(draft, Check.TECHNOLOGY, Said.YES, note="Clerks use phones.", by=by)
    written = risks.add(Alliance.objects.get(pk=draft.pk), id=uuid4(), terms=terms(), by=by)
    return {"risks pk": draft.pk, "risks risk": written.pk, "risks code": "surveillance"}


def _of_asking(draft: Alliance, *, by: User) -> dict[str, object]:
    """Return an approach that somebody else than the owner wrote, and an answer to it."""
    whom = organisation("Mwala Mills", by=by)
    approach = ask(Alliance.objects.get(pk=draft.pk), whom, by=by)
    return {
        "asking pk": draft.pk,
        "asking whom": whom.pk,
        "asking format": "csv",
        "asking approach": approach.pk,
        "asking answer": answer(approach, by=by).pk,
    }


def _of_practice(draft: Alliance, *, by: User) -> dict[str, object]:
    """Return a way that nobody has gone yet, and one that was, with a file that shows it."""
    outcome = "Twelve companies came."
    gone = practice.say_done(draft, "W3", on=date(2026, 6, 1), outcome=outcome, by=by)
    file: dict[str, Any] = {"title": "Minutes", "content": b"Twelve came.", "name": "minutes.txt"}
    terms = practice.Terms(title="Ask early", text="Ask counsel early.", stage="seek")
    lesson = practice.write_down(draft, id=uuid4(), terms=terms, by=by)
    return {
        "practice pk": draft.pk,
        "practice lesson": lesson.pk,
        "practice code": "W1",
        **{f"practice:{page} code": "W3" for page in ("take_back", "evidence", "file")},
        "practice evidence": practice.add_file(gone, **file, by=by).pk,
    }


def _of_agreements(draft: Alliance, *, by: User) -> dict[str, object]:
    """Return a paper with one of its clauses."""
    paper = agreements.begin(draft, id=uuid4(), kind="intent", language="en", by=by)
    return {
        "agreements pk": draft.pk,
        "agreements paper": paper.pk,
        "agreements clause": paper.clauses.all()[0].pk,
        "agreements format": "docx",
    }


def _of_bookkeeping(draft: Alliance, *, by: User) -> dict[str, object]:
    line = Brought(sheet="promises", number=2, cells={"title": "Fuel"})
    table = Workbook(
        file_name="promises.xlsx",
        sha256="0" * 64,
        columns={"promises": {"id": 0, "version": 1, "title": 2}},
        lines=(line,),
    )
    waits, done = (bookkeeping.preview_upload(draft, table, by=by) for _time in range(2))
    bookkeeping.apply_upload(done, by=by)
    upload = {"bookkeeping upload": waits.pk, "bookkeeping:undo upload": done.pk}
    return {"bookkeeping pk": draft.pk, **upload}


def _candidate(draft: Alliance, *, by: User) -> object:
    return workshop.add(draft, workshop.Proposed(name="Quill and Sons"), by=by).pk
