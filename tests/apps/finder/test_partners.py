"""Who might join: what the page shows, to whom, and what it says where nothing is known."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.utils import timezone

from convene.apps.accounts.models import Role, User
from convene.apps.registry import actions as registry
from convene.apps.registry.models import Organisation
from convene.apps.vetting import actions as vetting
from convene.apps.vetting.models import Case
from convene.core.records import Text
from tests.apps.finder.fictional import hired, listed, served
from tests.apps.vetting.people import (
    at_desk_of,
    cleared,
    in_research,
    look,
    match,
    only_hit,
    partner,
    person,
)
from tests.corpus.open_data.snapshot import activity, build, source

pytestmark = pytest.mark.django_db
ANGOLA = "/partners/?country=AO&model=M2"


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))


def page(by: User, address: str = ANGOLA) -> str:
    shown = at_desk_of(by).get(address)
    assert shown.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown.content.decode())).split())


def test_nobody_sees_it_without_signing_in():
    assert at_desk_of(None).get(ANGOLA).status_code == 302


def test_it_asks_where_first_and_names_what_is_wrong():
    paula = person("Paula")
    assert "Where, and for what?" in page(paula, "/partners/")
    assert "ZZ is not one of the available choices" in page(paula, "/partners/?country=ZZ")


def test_before_anything_is_built_it_says_what_to_do():
    assert "No open data is ready here" in page(person("Paula"))


def test_candidates_come_with_evidence_sources_motive_and_what_to_ask():
    served("partners-1")
    text = page(person("Paula"))
    assert "Blue Hill Mining" in text
    assert "Payments it reported to public bodies in Angola: 1 (2020)" in text
    assert "Source: Treasury of Freedonia (1 January 2020)" in text
    assert "Activities of this kind in Angola that it took part in: 1 (no year given)" in text
    assert "A way to begin (our words):" in text
    assert "No record says where it is registered." in text
    assert "Convening House" not in text
    assert "What is left to ask, and whom" in text
    assert "No watchlists are loaded here" in text
    assert "nothing is known here of its vetting" in text


def test_a_source_without_a_day_says_so_and_many_are_counted():
    served("partners-7", undated=3)
    told = "Treasury of Freedonia (1 January 2020), Treasury of Sylvania (no date stated), Treasury of Sylvania (no date stated), and 1 more"
    shown = page(person("Paula"))
    assert told in shown


def test_a_member_of_a_list_stands_there_with_the_lists_day_publisher_and_licence():
    joined = activity(
        "", "Amber", ("member", "Amber"), kind="membership", status="member", countries=("AO",)
    )
    left = activity(
        "",
        "Works",
        ("member", "Works"),
        kind="membership",
        status="lapsed",
        descriptions=(Text("", "Withdrawn"),),
    )
    sold = activity("A-9", "Roads", ("supplier", "Works"), countries=("AO",), kind="contract")
    pledge = source(
        2, publisher="Pledge Office", form="members", title="Clean Trade Pledge", question="Q3"
    )
    build(
        [(1, sold), (2, joined), (2, left)],
        who={"cv-amber": ("Amber",), "cv-works": ("Works",)},
        types={"cv-works": "70"},
        sources=[source(1), pledge],
        name="partners-members",
    )

    shown = page(person("Paula"))

    assert "Member of “Clean Trade Pledge” (as of 2020-01-01): it joined" in shown
    assert "Source: Pledge Office , CC0 (1 January 2020)" in shown
    assert "No longer a member of “Clean Trade Pledge” (“Withdrawn”, as of 2020-01-01)" in shown


def test_nobody_found_is_no_sign_that_there_is_nobody():
    served("partners-2")
    text = page(person("Paula"), "/partners/?country=PE")
    assert "That is no sign that there is nobody" in text
    assert "No record answers this: it has to be asked." in text


def test_ways_begin_from_those_of_ours_that_are_ourselves():
    served("partners-3")
    paula = person("Paula")
    assert "marked as one of ourselves" in page(paula)
    us = partner("Convening House", is_us=True)
    registry.link(us, open_data_id="cv-us", name="Convening House", by=paula)
    text = page(paula)
    assert (
        "Ways from us Convening House was funded by Baobab Foundation (1 record, no year given)"
        in text
    )
    assert "No record connects us within three steps" in text


def test_a_listed_name_is_withheld_until_someone_authorised_has_looked(tmp_path):
    served("partners-4")
    listed(tmp_path, "Quern Harbour Works")
    text = page(person("Paula"))
    assert "1 candidate is withheld until someone authorised has looked." in text
    assert "Quern Harbour Works" not in text
    seen = page(person("Rita", Role.REVIEWER))
    assert (
        "Its name is like “Quern Harbour Works” on the list own (2026-11-01). Nobody has decided yet"
        in seen
    )
    assert "until someone authorised has looked" not in seen
    assert (
        "1 candidate is shown to you and withheld from people who may not decide on watchlists."
        in seen
    )


def test_a_stopped_partner_is_withheld():
    served("partners-5")
    bea, rita = person("Bea"), person("Rita", Role.REVIEWER)
    case = in_research(match(), by=bea)
    registry.link(
        Organisation.objects.get(pk=case.organisation_id),
        open_data_id="cv-blue",
        name="Blue Hill Mining",
        by=bea,
    )
    vetting.decide_hit(only_hit(case), state="true_match", reason="The same number.", by=rita)
    assert "Blue Hill Mining" not in page(bea)
    assert "Its vetting was stopped" in page(rita)


def test_a_stop_withholds_whatever_case_came_after():
    served("partners-5")
    bea, rita = person("Bea"), person("Rita", Role.REVIEWER)
    case = in_research(match(), by=bea)
    organisation = Organisation.objects.get(pk=case.organisation_id)
    registry.link(organisation, open_data_id="cv-blue", name="Blue Hill Mining", by=bea)
    vetting.decide_hit(only_hit(case), state="true_match", reason="The same number.", by=rita)
    Case.objects.filter(pk=case.pk).update(
        state="declined", reason="Listed.", decided_at=timezone.now()
    )
    vetting.open_case(organisation, scope="Something else", recalled=[case.pk], by=bea)
    assert "Blue Hill Mining" not in page(bea)


def test_a_clearance_is_told_with_its_last_day_or_as_one_that_does_not_stand():
    served("partners-5")
    bea, rita, abel = person("Bea"), person("Rita", Role.REVIEWER), person("Abel", Role.APPROVER)
    case = cleared(by=bea, assessor=rita, approver=abel)
    registry.link(
        Organisation.objects.get(pk=case.organisation_id),
        open_data_id="cv-blue",
        name="Blue Hill Mining",
        by=bea,
    )
    assert re.search(r"Blue River Bank : Cleared, until \d", page(bea))
    vetting.change_plan(case, text="Tenders and courts", by=bea)
    for address in (ANGOLA, "/records/organisations/cv-blue/"):
        assert re.search(r"Cleared · does not stand ?\.", page(bea, address))


def test_a_likeness_that_was_ruled_out_withholds_nobody(tmp_path):
    served("partners-6")
    listed(tmp_path, "Quern Harbour Works")
    bea, rita = person("Bea"), person("Rita", Role.REVIEWER)
    found = match(entry="7")
    case = in_research(replace(found, match=replace(found.match, list="own", kind="own")), by=bea)
    registry.link(
        Organisation.objects.get(pk=case.organisation_id),
        open_data_id="cv-port",
        name="Quern Harbour Works",
        by=bea,
    )
    vetting.decide_hit(only_hit(case), state="false_positive", reason="Another country.", by=rita)
    assert "Quern Harbour Works" in page(bea)
    changed = replace(found, match=replace(found.match, list="own", kind="own"), fingerprint="b")
    vetting.screened(case, look(changed, key="second"), by=bea)
    assert "Quern Harbour Works" not in page(bea)


def test_a_long_list_shows_ten_and_folds_the_rest_away():
    who = {f"cv-{n:02}": (f"Foundation {n:02}",) for n in range(11)}
    build(
        [
            (
                1,
                activity(
                    "A-1",
                    "Courts",
                    *(("funder", name) for (name,) in who.values()),
                    countries=("AO",),
                ),
            )
        ],
        who=who,
        types=dict.fromkeys(who, "60"),
    )
    text = page(person("Paula"))
    assert text.count("What speaks for it") == 11
    assert (
        "1 more candidate Plausible Foundation 10" in text
        or "1 more candidate Weak evidence Foundation 10" in text
    )


def test_who_works_for_donors_stands_apart_and_who_also_sells_to_the_state_does_not():
    hired("partners-hired-1")
    joining, _, apart = page(person("Paula")).partition(
        "Those who work for donors here: ask them whom they know"
    )
    asked = apart.partition("What is left to ask, and whom")[0]
    assert "Tide Telephones" in joining
    assert "Paper and Pens" not in joining
    assert (
        "Paper and Pens Paid with aid money in Angola: 1 (no year given). "
        "Of these, 1 paid for the running of an office or were below 10,000." in asked
    )
    assert "Why it might join" not in asked
    assert "Tide Telephones" not in asked


def test_each_candidate_says_why_to_call_what_to_ask_through_whom_and_what_to_find_out_first():
    served("partners-8")
    shown = page(person("Paula"))
    call = re.search(
        r"Why call (.+?) What to ask (.+?) Through whom (.+?) Find out first (.+?) What speaks",
        shown[shown.index("Blue Hill Mining") :],
    )
    assert call
    assert call[1].startswith("Payments it reported to public bodies in Angola: 1 (2020).")
    assert call[2].startswith("What it could give, such as: Cash / financing")
    assert call[3].startswith("Foreign Commercial Service (embassy)")
    assert call[4].startswith("Last seen here in 2020: ask whether it still works")


def test_who_is_left_out_is_counted_by_why_and_named_on_request():
    hired("partners-hired-2")
    paula = person("Paula")
    counted = page(paula)
    assert "Left out: 2 public bodies ." in counted
    assert "Ministry of Tides" not in counted
    named = page(paula, f"{ANGOLA}&left_out=public")
    assert "Who is left out" in named
    assert "Aid of Freedonia Ministry of Tides" in named
    assert "Who is left out" not in page(paula, f"{ANGOLA}&left_out=dragons")
