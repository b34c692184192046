"""What a case asks counsel: what listed owners hold by each rule, and countries with sanctions of
their own. Questions, never a match.
"""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from convene.apps.registry import actions as registry
from convene.apps.registry.models import Tie
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries.counsel import counsel, linked
from convene.core.diligence import Level
from convene.core.reasons import worded
from convene.core.shares import Share
from convene.core.ties import Who
from convene.core.watchlists import linked as linked_to
from tests.apps.vetting.people import at_desk_of, look, match, now, opened, partner

pytestmark = pytest.mark.django_db
ROSA = Who(role="owner", kind="person", name="Rosa Quendori", source="Register")


def looked(case: Case, by, *, share: Share | None, decided: str = "") -> Case:
    """Return a case of which an owner may be listed."""
    registry.add_tie(case.organisation, replace(ROSA, share=share), by=by)
    found = replace(match("Rosa Quendori", band="strong"), whom="Rosa Quendori")
    case = actions.screened(case, look(found, of=case.organisation), by=by)
    if decided:
        hit, reason = case.hits.get(), "The same passport number stands in both papers."
        actions.decide_hit(hit, state=decided, reason=reason, by=by)  # type: ignore[arg-type]
    return now(case)


def said(asked) -> list[str]:
    return [worded(reason) for one in asked for reason in one.reasons]


def test_a_listed_owner_is_counted_by_each_rule(builder, reviewer):
    half = Share(Decimal(50), Decimal(50))
    case = looked(opened(by=reviewer), reviewer, share=half, decided="true_match")
    found = counsel(case)
    assert [worded(reason) for reason in found.listed] == [
        "Rosa Quendori holds 50 % of the partner, directly or through others."
    ]
    assert said(found.rules) == [
        "United States (OFAC), 50 Percent Rule: owned. 50 % counts, and 50 % is enough.",
        "European Union, Best Practices: owned. 50 % counts, and 50 % is enough.",
        "European Union, Best Practices also asks who controls the partner, whatever they own: Rosa Quendori.",
        "United Kingdom (OFSI): not owned by what is on record. 50 % counts, and it takes more than 50 %.",
        "United Kingdom (OFSI) also asks who controls the partner, whatever they own: Rosa Quendori.",
    ]
    assert said(found.perhaps) == []
    assert [worded(reason) for reason in found.oddities] == [
        "Who holds 50 % of the partner is not on record."
    ]


def test_an_unknown_share_is_not_known_and_never_nothing(reviewer):
    case = looked(opened(by=reviewer), reviewer, share=None, decided="true_match")
    assert [worded(reason) for reason in counsel(case).listed] == [
        "Rosa Quendori holds from 0 to 100 % of the partner, directly or through others: more is not known."
    ]
    assert said(counsel(case).rules)[0] == (
        "United States (OFAC), 50 Percent Rule: not known. 0–100 % counts, and 50 % is enough."
    )


@pytest.mark.parametrize("looks_again", [False, True])
@pytest.mark.parametrize("decided", ["true_match", ""])
def test_who_was_taken_off_the_record_holds_nothing_now(reviewer, decided, looks_again):
    share = Share(Decimal(0), Decimal("11.51"))
    case = looked(opened(by=reviewer), reviewer, share=share, decided=decided)
    registry.undo_tie(Tie.objects.get(), by=reviewer)
    if looks_again:
        case = actions.screened(now(case), look(of=case.organisation), by=reviewer)
    found = counsel(now(case))
    (ended,) = [worded(reason) for reason in found.listed]
    assert ended.startswith("Rosa Quendori was on record as standing behind the partner until ")
    assert (said(found.rules), said(found.perhaps)) == ([], [])
    page = at_desk_of(reviewer).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "holds from" not in page


def test_a_hit_that_nobody_has_ruled_out_is_counted_apart(reviewer):
    case = looked(opened(by=reviewer), reviewer, share=Share(Decimal(60), Decimal(60)))
    assert (said(counsel(case).rules), len(said(counsel(case).perhaps))) == ([], 5)
    page = at_desk_of(reviewer).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "If the hits that nobody has ruled out are they as well:" in page
    assert "OFAC, FAQs 398 to 402" in page
    reason = "Another Rosa, of another age and country."
    actions.decide_hit(case.hits.get(), state="false_positive", reason=reason, by=reviewer)
    assert not counsel(now(case))


def test_a_country_of_registration_or_of_the_work_is_a_question_and_no_match(builder):
    case = opened(by=builder, of=partner(), countries=["CU", "FR"])
    found = counsel(case)
    assert [one.source.id for one in found.programmes] == ["us-cuba"]
    assert said(found.programmes) == ["The work takes place in CU."]
    assert (case.level, case.hits.count(), case.stopped) == (Level.STANDARD, 0, False)
    bank = partner("Quern and Sons Mill")
    registry.add_tie(bank, replace(ROSA, country="UA"), by=builder)
    case = opened(by=builder, of=bank)
    case = actions.screened(case, look(of=bank), by=builder)
    assert said(counsel(case).programmes) == [
        "Rosa Quendori (UA), who stands behind the partner, is of UA.",
        "The programme is about a part of the country only: Crimea, Donetsk, Luhansk.",
    ]


def test_countries_of_the_work_are_typed_by_name_or_code(builder):
    desk, bank = at_desk_of(builder), partner()
    typed = {"scope": "Open tenders", "at_least": "basic", "countries": "Cuba; fr; Cuba"}
    desk.post(reverse("vetting:open", args=[bank.pk]), typed)
    case = Case.objects.get()
    assert case.countries == ["CU", "FR"]
    page = desk.get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "Cuba, France" in page
    assert "as of 2025-09-01" in page
    refused = desk.post(
        reverse("vetting:correct_facts", args=[case.pk]), {"countries": "Atlantis"}
    ).content.decode()
    assert "is no country we know." in refused


def test_whom_a_list_links_an_entry_to_is_read_and_told_where_it_is_the_partner(reviewer):
    text = "DOB 31 May 1970; Linked To: BLUE RIVER BANK; Linked To: HOTELES Y BIENES S.A."
    assert linked_to(text) == ("BLUE RIVER BANK", "HOTELES Y BIENES S.A")
    found = match("Rosa Quendori", band="strong")
    found = replace(found, whom="Rosa", details={**found.details, "linked": linked_to(text)})
    case = opened(by=reviewer)
    case = actions.screened(case, look(found, of=case.organisation), by=reviewer)
    hit = case.hits.get()
    assert linked(hit) == (("BLUE RIVER BANK", True), ("HOTELES Y BIENES S.A", False))
    page = at_desk_of(reviewer).get(reverse("vetting:hit", args=[case.pk, hit.pk]))
    assert "a name of the partner or of somebody behind it" in page.content.decode()
