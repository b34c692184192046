"""What the partner declares in a case: beside what is on record, and in the way of who decides."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from convene.apps.declarations import actions as declarations
from convene.apps.registry import actions as registry
from convene.apps.registry.models import Tie
from convene.apps.registry.queries import names_of
from convene.apps.vetting import actions, exports
from convene.apps.vetting.models import Case, CaseDeclaration
from convene.apps.vetting.queries import declared
from convene.core.diligence import State
from convene.core.shares import Share
from convene.core.ties import Who
from tests.apps.declarations.people import ASKED, signed
from tests.apps.vetting.people import (
    at_desk_of,
    cleared,
    in_research,
    in_review,
    look,
    match,
    now,
    partner,
    person,
)

pytestmark = pytest.mark.django_db
SIXTY = Share(Decimal(60), Decimal(60))


@pytest.fixture(autouse=True)
def nobody_guessed_yet():
    cache.clear()


def declare(case: Case, *, by: Any, **said: str) -> CaseDeclaration:
    asking, _token = actions.ask_declaration(case, **ASKED, by=by)
    signed(asking.declaration, **said)
    asking.declaration.refresh_from_db()
    return asking


def beside(case: Case) -> dict[tuple[str, str], str]:
    return {
        (line.part, str(line.declared and getattr(line.declared, "names", [line.declared])[0])): (
            line.state
        )
        for line in declared.lines(case)
    }


def test_names_numbers_owners_and_people_stand_beside_what_is_on_record(builder):
    bank = partner("Banco del Río Azul", kind="company")
    registry.add_tie(
        bank,
        Who(role="owner", kind="person", name="Cruz, Juan", share=SIXTY, source="Register"),
        by=builder,
    )
    registry.add_tie(bank, Who(role="director", kind="person", name="Nora", source="R"), by=builder)
    case = in_research(match(), by=builder, of=bank)
    declare(
        case,
        by=builder,
        **{
            "who-name": "BANCO DEL RIO AZUL",
            "name-0-text": "Blue River Bank",
            "owner-TOTAL_FORMS": "2",
            "owner-1-name": "Hill Holdings",
            "owner-1-kind": "organisation",
            "owner-1-share": "40",
            "person-0-name": "Ana Gil",
            "person-0-role": "director",
        },
    )
    assert beside(case) == {
        ("name", "BANCO DEL RIO AZUL"): "spelt",
        ("other_name", "Blue River Bank"): "unrecorded",
        ("country", "PY"): "same",
        ("kind", "company"): "same",
        ("owner", "Juan Cruz"): "spelt",
        ("owner", "Hill Holdings"): "unrecorded",
        ("person", "Ana Gil"): "unrecorded",
        ("person", ""): "undeclared",
    }
    assert [str(reason) for reason in declared.to_know(case)] == [
        "Declared and not yet asked of the lists: Blue River Bank, Hill Holdings, Ana Gil.",
        "On record and not declared: Nora.",
    ]


def test_a_declared_owner_is_taken_over_with_who_declared_them(builder):
    bank = partner()
    case = in_research(match(), by=builder, of=bank)
    asking = declare(case, by=builder)
    actions.take_declared(asking, part="owner", place=0, by=builder)
    tie = Tie.objects.get()
    assert (tie.name, tie.role, tie.kind, tie.share) == (
        "Juan Cruz",
        "owner",
        "person",
        SIXTY,
    )
    day = timezone.localdate(asking.declaration.signed_at).isoformat()
    assert tie.source == f"Declared by Olga Ortiz, Director, {day}"
    assert declared.to_know(case) == ()
    assert [line.code for line in declared.history(now(case))][:2] == [
        "vetting.declared_taken",
        "declarations.signed",
    ]
    assert "Juan" not in str(declared.history(case)[0])
    with pytest.raises(actions.NotNow):
        actions.take_declared(asking, part="owner", place=0, by=builder)


def test_what_is_taken_over_asks_for_another_look(builder, reviewer):
    case = in_review(by=builder, assessor=reviewer)
    asking = declare(case, by=builder)
    actions.take_declared(asking, part="owner", place=0, by=builder)
    with pytest.raises(actions.NotNow) as refused:
        actions.submit(actions.return_to_research(case, reason="New.", by=reviewer), by=reviewer)
    assert refused.value.hurdles == ()
    actions.screened(now(case), look(of=case.organisation, key="second"), by=builder)
    assert now(case).screenings.all()[0].behind[0][0] == "Juan Cruz"


def test_a_name_and_a_number_are_taken_over(builder):
    bank = partner()
    case = in_research(match(), by=builder, of=bank)
    said = {
        "name-0-text": "Banco del Río Azul",
        "number-0-register": "PY-RUC",
        "number-0-value": "80012345-6",
    }
    asking = declare(case, by=builder, **said)
    actions.take_declared(asking, part="other_name", place=0, by=builder)
    actions.take_declared(asking, part="number", place=0, by=builder)
    (first, *others) = names_of(bank)
    assert [name.text for name in (first, *others)] == ["Blue River Bank", "Banco del Río Azul"]
    assert len(first.identifiers) == 1
    assert {"other_name", "number"}.isdisjoint(
        line.part for line in declared.lines(case) if not line.agrees
    )


def test_a_number_of_a_register_that_is_not_known_here_is_not_taken(builder):
    case = in_research(match(), by=builder)
    said = {"number-0-register": "Guild of Bankers", "number-0-value": "17"}
    asking = declare(case, by=builder, **said)
    with pytest.raises(actions.NotNow):
        actions.take_declared(asking, part="number", place=0, by=builder)


def test_nobody_clears_over_what_was_declared_without_saying_that_they_know(
    builder, reviewer, approver
):
    case = in_review(by=builder, assessor=reviewer)
    declare(case, by=builder)
    clear = {"decision": State.CLEARED, "reason": "All is well.", "by": approver}
    with pytest.raises(actions.NotNow) as refused:
        actions.decide(case, **clear)
    assert refused.value.hurdles == ("declared",)
    assert actions.decide(case, **clear, compared=True).state == State.CLEARED
    (approval,) = case.approvals.all()
    assert approval.acknowledged == [
        {
            "text": "Declared and not yet asked of the lists: {names}.",
            "values": {"names": ["Juan Cruz"]},
        }
    ]


def test_declining_needs_no_such_word(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    declare(case, by=builder)
    declined = actions.decide(case, decision=State.DECLINED, reason="No.", by=approver)
    assert declined.state == State.DECLINED


def test_the_form_of_a_decision_asks_for_it_only_where_something_weighs(
    builder, reviewer, approver
):
    case = in_review(by=builder, assessor=reviewer)
    desk, place = at_desk_of(approver), reverse("vetting:decide", args=[case.pk])
    assert "compared" not in desk.get(place).context["form"].fields
    declare(case, by=builder)
    field = desk.get(place).context["form"].fields["compared"]
    assert (
        field.help_text
        == '<p class="inline-caution">Declared and not yet asked of the lists: Juan Cruz.</p>'
    )


@pytest.mark.parametrize("typed", ["<img src=x onerror=alert(1)>", "{{ 7 }} & <b>Bold"])
def test_nothing_that_a_partner_declares_is_markup_on_the_page_of_who_decides(
    typed, builder, reviewer, approver
):
    case = in_review(by=builder, assessor=reviewer)
    declare(case, by=builder, **{"owner-0-name": typed})
    desk = at_desk_of(approver)
    for place in ("vetting:decide", "vetting:case"):
        page = desk.get(reverse(place, args=[case.pk])).content.decode()
        assert typed not in page
        assert escape(typed) in page


def test_what_a_partner_owns_up_to_stands_before_whoever_decides(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    said = {
        "owner-0-name": "",
        "owner-0-kind": "",
        "owner-0-share": "",
        "answers-convictions": "yes",
        "answers-convictions_said": "Our former treasurer was.",
        "answers-officials": "unsaid",
        "agreed-bribes": "",
    }
    declare(case, by=builder, **said)
    known = [
        "The partner answered yes about: Convictions and charges.",
        "The partner would rather not answer in the form about: Public officials.",
        "The partner did not agree to: “We neither offer, give, ask for nor accept a bribe or a favour in this work”.",
    ]
    assert list(map(str, declared.to_know(case))) == known
    desk = at_desk_of(approver)
    page = desk.get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert all(sentence in page for sentence in known)
    field = desk.get(reverse("vetting:decide", args=[case.pk])).context["form"].fields["compared"]
    assert [field.help_text.count(escape(sentence)) for sentence in known] == [1, 1, 1]
    with pytest.raises(actions.NotNow) as refused:
        actions.decide(case, decision=State.CLEARED, reason="All is well.", by=approver)
    assert refused.value.hurdles == ("declared",)


def test_only_who_works_on_a_case_asks_in_it(builder):
    case = in_research(match(), by=builder)
    with pytest.raises(PermissionDenied):
        actions.ask_declaration(case, **ASKED, by=person("Elsewhere"))


def test_nobody_asks_in_a_case_that_is_decided(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    with pytest.raises(actions.NotNow):
        actions.ask_declaration(case, **ASKED, by=builder)


def test_the_link_is_shown_once_and_sent_where_there_is_mail(builder, settings, mailoutbox):
    settings.CAN_SEND_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    case = in_research(match(), by=builder)
    desk, place = at_desk_of(builder), reverse("vetting:ask_declaration", args=[case.pk])
    shown = desk.post(place, {**ASKED, "language": "es", "mail": "on"})
    link = shown.context["link"]
    assert "no-store" in shown["Cache-Control"]
    assert desk.get(link).status_code == 200
    (sent,) = mailoutbox
    assert sent.to == ["olga@example.org"]
    assert sent.subject == "Una declaración sobre Blue River Bank"
    assert link in sent.body
    page = desk.get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert link.split("/")[-2] not in page
    assert "Asked of Olga Ortiz by" in page


def test_a_withdrawn_link_is_told_and_opens_nothing(builder):
    case = in_research(match(), by=builder)
    asking, token = actions.ask_declaration(case, **ASKED, by=builder)
    actions.withdraw_declaration(asking, by=builder)
    with pytest.raises(actions.NotNow):
        actions.withdraw_declaration(asking, by=builder)
    page = at_desk_of(builder).get(reverse("vetting:case", args=[case.pk]))
    assert "Withdrawn on" in page.content.decode()
    assert at_desk_of(None).get(f"/declare/{token}/").status_code == 410


def test_the_page_shows_both_sides_and_the_declaration_whole(builder):
    case = in_research(match(), by=builder)
    asking = declare(case, by=builder, **{"answers-officials": "unsaid"})
    desk = at_desk_of(builder)
    page = desk.get(reverse("vetting:case", args=[case.pk])).content.decode()
    for words in (
        "Declared and not yet asked of the lists: Juan Cruz.",
        "Take into the registry",
        "Would rather not say it in the form",
        "The partner&#x27;s declaration was signed by Olga Ortiz, Director.",
    ):
        assert words in page
    whole = desk.get(reverse("vetting:declaration", args=[case.pk, asking.pk])).content.decode()
    assert asking.declaration.sha256 in whole
    file = desk.get(reverse("vetting:declaration_file", args=[case.pk, asking.pk]))
    assert file.content.startswith(b"%PDF")


def test_a_button_takes_an_owner_over(builder):
    case = in_research(match(), by=builder)
    asking = declare(case, by=builder)
    place = reverse("vetting:take_declared", args=[case.pk, asking.pk, "owner", 0])
    page = at_desk_of(builder).post(place, follow=True).content.decode()
    assert "It stands in the registry now. Look through the lists again." in page
    assert Tie.objects.get().name == "Juan Cruz"


def test_a_signature_waits_in_the_inbox_until_somebody_goes_on_with_the_case(builder):
    case = in_research(match(), by=builder)
    asking = declare(case, by=builder)
    desk = at_desk_of(builder)
    assert "Declarations that partners have signed" in desk.get("/vetting/").content.decode()
    actions.take_declared(asking, part="owner", place=0, by=builder)
    assert "Declarations that partners have signed" not in desk.get("/vetting/").content.decode()


def test_the_file_of_a_case_says_what_was_declared_by_whom_and_what_differs(builder):
    case = in_research(match(), by=builder)
    earlier, _token = actions.ask_declaration(case, **ASKED, by=builder)
    hash = declare(case, by=builder, **{"agreed-records": ""}).declaration.sha256
    last, first = exports.written(now(case), on=timezone.localdate()).declarations
    assert dict(last.signed)["SHA-256 hash of what was signed"] == f"{hash[:32]}\n{hash[32:]}"
    assert last.lines == (
        ("Legal name", "Blue River Bank", "Blue River Bank", "The same"),
        ("Country of registration", "Paraguay", "Paraguay", "The same"),
        ("Kind of organisation", "Company", "", "Not on record"),
        ("Owner", "Juan Cruz: owner; share: 60 %", "", "Not on record"),
    )
    assert last.differences == (
        "Declared and not yet asked of the lists: Juan Cruz.",
        "The partner did not agree to: “We keep records of this work, and show them to you when you ask”.",
    )
    assert last.answers[-1][1] == "Not agreed"
    assert first.asked.endswith("Withdrawn, unsigned.")
    assert (first.signed, first.lines) == ((), ())
    assert earlier.declaration.signed_at is None


def test_a_declaration_stays_in_its_case_and_is_of_its_partner(builder):
    case = in_research(match(), by=builder)
    declare(case, by=builder)
    another = in_research(match(), by=builder, of=partner("Red River Bank"))
    for statement, rule in (
        (f"UPDATE vetting_casedeclaration SET case_id = '{another.pk.hex}'", "only_added_to"),
        ("DELETE FROM vetting_casedeclaration", "only_added_to"),
    ):
        with pytest.raises(DatabaseError, match=rule), transaction.atomic():
            connection.cursor().execute(statement)
    elsewhere, _token = declarations.ask(another.organisation, **ASKED, by=builder)
    with (
        pytest.raises(DatabaseError, match="a_declaration_is_of_the_partner_of_its_case"),
        transaction.atomic(),
    ):
        CaseDeclaration.objects.create(case=case, round=1, declaration=elsewhere)
