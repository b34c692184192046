"""What the file of a case says of who stands behind the partner: never the partner's own facts."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from convene.apps.registry import actions as registry
from convene.apps.vetting import actions, exports
from convene.apps.vetting.models import Approval, Case
from convene.apps.vetting.queries import screening
from convene.apps.vetting.queries.people import rests_on
from convene.core.shares import Share
from convene.core.ties import Who
from tests.apps.vetting.people import (
    at_desk_of,
    look,
    match,
    now,
    opened,
    partner,
)
from tests.apps.vetting.test_file import said

pytestmark = pytest.mark.django_db
ROSA = Who(
    role="owner",
    kind="person",
    name="Rosa Quendori",
    share=Share(Decimal(40), Decimal(40)),
    born="1970-05-31",
    nationality="UA",
    country="PY",
    numbers=("P-123",),
    source="Register of companies",
)
LISTED = "A name on a sanctions list may be the partner's"
BEHIND = "Somebody who owns or leads the partner may be on a sanctions list"
PARTNER = "a strong hit that was set aside is not the partner."
OWNER = "a strong hit that was set aside is not Rosa Quendori (1970-05-31), who stands behind the partner."
WHY = "The register gives another founder, number and address."
TO_DECIDE = "To be decided: hits on sanctions lists that may ask for a deeper look."


def told(case: Case) -> Any:
    return exports.written(now(case), on=timezone.localdate())


def of_rosa(*, band: str = "strong", of: Any) -> Any:
    """Return a hit on an owner, as a look would bring it."""
    return replace(
        match("Rosa Quendory", band=band, entry="9"),
        whom="Rosa Quendori (1970-05-31)",
        behind=screening.behind(of),
    )


def looked(reviewer, *found: Any, who: Who = ROSA) -> Case:
    bank = partner()
    registry.add_tie(bank, who, by=reviewer)
    case = opened(by=reviewer, of=bank)
    hits = [of_rosa(of=bank), *found]
    return now(actions.screened(case, look(*hits, of=bank), by=reviewer))


def test_a_hit_on_an_owner_shows_the_owner_beside_the_entry(reviewer):
    (hit,) = told(looked(reviewer)).hits
    assert hit.whom == "Rosa Quendori (1970-05-31)"
    assert hit.sides[:5] == (
        ("Names", "Rosa Quendori (1970-05-31)", "Rosa Quendory; Río Azul (weak, says the list)"),
        ("How they stand behind the partner", "owner, 40 %", "The list does not say"),
        ("Countries", "Paraguay, Ukraine", "Paraguay"),
        ("Numbers", "P-123", "The list does not say"),
        ("Born", "1970-05-31", "The list does not say"),
    )


def test_whoever_agrees_to_what_was_decided_of_a_hit_signs_for_that_and_for_whom_it_is_about(
    reviewer,
):
    case = looked(reviewer, match(band="strong"))
    on_partner, on_owner = case.hits.order_by("whom")

    def decide(hit, state) -> None:
        actions.decide_hit(hit, state=state, reason=WHY, by=reviewer)

    def agreed(*hits) -> str:
        some = [str(hit.pk) for hit in hits]
        return rests_on(
            Approval(screening=case.screenings.get(), agreed=some, at=timezone.now())
        ).partition(" Agreed ")[2]

    for hit in (on_partner, on_owner):
        decide(hit, "false_positive")
    assert agreed(on_partner, on_owner) == f"that {PARTNER} Agreed that {OWNER}"
    assert [agreed(on_partner), agreed(on_owner), agreed()] == [
        f"that {PARTNER}",
        f"that {OWNER}",
        "",
    ]
    for hit in (on_partner, on_owner):
        decide(hit, "possible")
    assert agreed(on_partner) == "that a strong hit may be the partner."
    assert agreed(on_owner) == (
        "that a strong hit may be Rosa Quendori (1970-05-31), who stands behind the partner."
    )


def test_what_nobody_has_decided_or_asked_is_no_no(builder, reviewer):
    case = opened(by=builder)
    known = dict(told(case).known)
    assert (known[LISTED], known[BEHIND]) == ("Not known", "Not known")
    case = actions.screened(case, look(match(), of=case.organisation), by=builder)
    file = told(case)
    assert dict(file.known)[LISTED] == "To be decided"
    assert dict(file.known)[BEHIND] == "Not known"
    assert file.level_reasons[-1] == TO_DECIDE
    page = at_desk_of(reviewer).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert TO_DECIDE in page
    assert "Nothing known asks for a deeper look." not in page
    reason = "Another bank, in another country, founded later."
    actions.decide_hit(case.hits.get(), state="false_positive", reason=reason, by=reviewer)
    file = told(case)
    assert dict(file.known)[LISTED] == "No"
    assert TO_DECIDE not in file.level_reasons


def test_a_hit_on_an_owner_is_to_be_decided_and_a_no_is_one_of_those_on_record(reviewer):
    case = looked(reviewer)
    assert dict(told(case).known)[BEHIND] == "To be decided"
    reason = "Another Rosa, of another age and country."
    actions.decide_hit(case.hits.get(), state="false_positive", reason=reason, by=reviewer)
    assert dict(told(case).known)[BEHIND] == "Of nobody who is on record"


def test_before_a_look_no_list_is_said_to_be_missing(builder):
    case = opened(by=builder)
    address = reverse("vetting:case", args=[case.pk])
    assert "these lists are not loaded" not in at_desk_of(builder).get(address).content.decode()
    actions.screened(case, look(of=case.organisation), by=builder)
    assert "these lists are not loaded" in at_desk_of(builder).get(address).content.decode()


def test_who_stands_behind_it_is_told_with_source_author_and_day(reviewer):
    (rosa,) = told(looked(reviewer)).statements
    assert (rosa.whom, rosa.source) == ("Rosa Quendori (1970-05-31)", "Register of companies")
    assert rosa.how == "Owner, 40 %, Paraguay, Ukraine, P-123"
    assert rosa.entered.startswith("Entered: Rita (Reviewer, rita@example.org), ")


def test_what_is_for_counsel_stands_in_the_file_and_the_certificate(reviewer):
    case = looked(reviewer, who=replace(ROSA, country="CU"))
    review = {part.title: part.lines for part in told(case).review}
    assert review["What those whom a list names, or may name, hold"] == (
        "Rosa Quendori (1970-05-31) holds 40 % of the partner, directly or through others.",
    )
    perhaps = review["If the hits that nobody has ruled out are they as well:"]
    assert perhaps[0].startswith(
        "United States (OFAC), 50 Percent Rule: not owned by what is on record. 40 % counts, and 50 %"
        " is enough. OFAC, FAQs 398 to 402, and its Revised Guidance of 13 August 2014, as of"
        " 2025-09-01."
    )
    assert review["Countries with sanctions of their own:"][0].startswith(
        "United States: Cuba. Rosa Quendori (1970-05-31), who stands behind the partner, is of Cuba."
    )
    assert review["What is not on record, or cannot be as it is"] == (
        "Who holds 60 % of the partner is not on record.",
    )
    address = reverse("vetting:certificate", args=[case.pk, case.screenings.get().pk])
    for text in (
        said(at_desk_of(reviewer).get(address).content),
        said(at_desk_of(reviewer).get(reverse("vetting:file", args=[case.pk, "pdf"])).content),
    ):
        assert "Who holds 60 % of the partner is not on record." in text


@pytest.mark.parametrize("how", ["undone", "ended"])
def test_an_owner_who_was_taken_off_the_record_is_told_as_such(reviewer, how):
    case = looked(reviewer)
    tie = case.organisation.ties.get()
    if how == "undone":
        registry.undo_tie(tie, by=reviewer)
        end = r"until .+, when Rita \(Reviewer, rita@example.org\) took it off as a mistake\."
        entered = "Taken off the record as a mistake: Rita (Reviewer, rita@example.org), "
    else:
        registry.end_tie(tie, until=timezone.localdate() - timedelta(days=1), by=reviewer)
        end = r"until .+, as was entered on .+\."
        entered = "Its end was entered: Rita (Reviewer, rita@example.org), "
    file = told(case)
    (gone,) = file.off_record
    whom = r"Rosa Quendori \(1970-05-31\) was on record as standing behind the partner "
    assert re.fullmatch(whom + end, gone)
    assert file.hits[0].cautions == (gone,)
    assert entered in file.statements[0].entered
    page = at_desk_of(reviewer).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert gone in page
    actions.screened(now(case), look(key="later", of=case.organisation), by=reviewer)
    assert told(case).off_record == (gone,)
