"""What to ask of whom: what partners of each kind gave in the guide's examples, then the rest."""

import pytest

from convene import packs
from convene.core.advice import advise
from convene.core.answer import Answer
from convene.core.asks import AskRow, ask_list, column, columns, silent, told
from convene.core.request import Request
from convene.packs import places

GUIDE = packs.guide()


def answer(**asked: object) -> Answer:
    request = Request(**asked)  # type: ignore[arg-type]  # as the tests write them
    return advise(request, guide=GUIDE, regions=places.regions())


def test_the_ask_list_of_a_model_has_a_row_for_each_kind_of_party_and_donors_last():
    rows = ask_list("M2", answer=answer(challenges=("weak_municipal_capacity",)), guide=GUIDE)

    assert rows[:5] == (
        AskRow(
            "company",
            cash=("CASH",),
            kind=("TRAINING", "DISCOUNT", "EXPERTISE_TECH", "GOODS"),
            influence=("LOCAL_KNOWLEDGE",),
            cites={
                "CASH": ("EX03", "EX06"),
                "TRAINING": ("EX03",),
                "DISCOUNT": ("EX04",),
                "EXPERTISE_TECH": ("CS1",),
                "LOCAL_KNOWLEDGE": ("CS1",),
                "GOODS": ("CS1",),
            },
        ),
        AskRow(
            "ngo",
            cash=(),
            kind=("TRAINING", "EXPERTISE_TECH"),
            influence=(),
            cites={"TRAINING": ("EX05",), "EXPERTISE_TECH": ("EX05",)},
        ),
        AskRow(
            "subnational_gov",
            cash=(),
            kind=("MONITORING",),
            influence=(),
            cites={"MONITORING": ("EX06",)},
        ),
        AskRow(
            "foundation",
            cash=("CASH",),
            kind=("COORDINATION",),
            influence=(),
            cites={"COORDINATION": ("CS1",), "CASH": ("CS1",)},
        ),
        AskRow(
            "donor",
            cash=("CASH",),
            kind=("EXPERTISE_TECH", "COORDINATION"),
            influence=("LEGITIMACY",),
            cites={
                "EXPERTISE_TECH": ("EX03", "EX06", "CS1"),
                "LEGITIMACY": ("EX04",),
                "COORDINATION": ("EX06", "CS1"),
                "CASH": ("CS1",),
            },
        ),
    )


GIVEN = {  # by hand from the guide's text: party -> cash, in kind, influence, what is unsure
    "M1": {
        "national_gov": ("FINANCING_TERMS", "", "", {}),
        "company": ("", "TECH TRAINING", "", {}),
        "university": ("", "TRAINING", "", {"TRAINING": "unattributed"}),
    },
    "M3": {
        "donor": ("CASH", "TRAINING EXPERTISE_TECH", "GOVERNMENT_LIAISON LOCAL_KNOWLEDGE", {}),
        "business_association": ("", "REHAB CASE_SYSTEM", "", {}),
        "ngo": (
            *("", "EXPERTISE_LEGAL TRAINING", ""),
            {"EXPERTISE_LEGAL": "unattributed", "TRAINING": "unattributed"},
        ),
        "company": ("CASH", "EQUIPMENT_OFFICE", "", {}),
        "financial_firm": ("CASH", "EXPERTISE_TECH", "", {}),
    },
    "M4": {
        "company": (
            *(
                "CASH",
                "IN_KIND_UNSPECIFIED OWN_RESOURCES_UNSPECIFIED EMPLOYMENT MENTORING TRAINING",
                "UNITED_VOICE",
            ),
            dict.fromkeys(("EMPLOYMENT", "MENTORING", "TRAINING"), "planned"),
        ),
    },
    "M5": {
        "media": ("", "MEDIA_PRODUCTION MEDIA_SPACE", "", {}),
        "foundation": ("CASH", "", "", {}),
        "donor": ("CASH", "", "", {}),
    },
    "M6": {
        "company": ("", "MENTORING TRAINING", "GOVERNANCE_SEAT", {}),
        "law_firm": ("", "EXPERTISE_LEGAL", "", {}),
        "donor": ("", "COORDINATION PROMOTION", "", {}),
    },
    "M7": {
        "union": ("", "STAFF_TIME", "CONVENING", {}),
        "company": ("", "STAFF_TIME PAID_TRAINING_TIME", "CONVENING NETWORK_ACCESS", {}),
        "business_association": ("", "STAFF_TIME", "CONVENING", {}),
        "ngo": ("", "TRAINING", "BEST_PRACTICE NETWORK_ACCESS LOCAL_KNOWLEDGE", {}),
        "donor": ("", "", "CONVENING MORAL_AUTHORITY", {}),
    },
    "M8": {
        "media": ("", "MEDIA_PRODUCTION EVENTS", "", {}),
        "philanthropic_intermediary": (
            "",
            "DONATION_PLATFORM",
            "",
            {"DONATION_PLATFORM": "planned"},
        ),
        "individual_donors": ("CASH", "", "", {"CASH": "planned"}),
        "donor": ("", "EXPERTISE_TECH", "", {}),
    },
}
SILENT = {
    "M1": ("donor",),
    "M2": (),
    "M3": ("national_gov",),
    "M4": ("donor", "business_association", "ngo"),
    "M5": ("business_association", "implementer"),
    "M6": ("foundation", "professional_body", "ngo"),
    "M7": ("national_gov", "implementer"),
    "M8": ("foundation", "company"),
}


@pytest.mark.parametrize("model", GIVEN)
def test_the_table_says_who_gave_what_and_what_was_only_planned(model: str):
    """Case studies count like examples; a plan and a gift without a giver are marked."""
    rows = {row.party: row for row in told(model, guide=GUIDE)}

    assert {
        party: (*map(" ".join, (row.cash, row.kind, row.influence)), dict(row.states))
        for party, row in rows.items()
    } == GIVEN[model]


@pytest.mark.parametrize("model", SILENT)
def test_who_took_part_without_a_word_on_gifts_is_named_and_nothing_is_filled_in(model: str):
    assert silent(model, guide=GUIDE) == SILENT[model]


def test_every_gift_of_an_alliance_stands_in_the_table_of_its_model():
    for model in GUIDE.models:
        rows = told(model.id, guide=GUIDE)
        shown = {
            (row.party, code) for row in rows for code in (*row.cash, *row.kind, *row.influence)
        }
        given = {(partner.kind, gift.code) for _, partner, gift in GUIDE.gifts(model.id)}
        assert shown == given


def test_each_gift_cites_only_alliances_in_which_such_a_party_gave_it():
    for model in GUIDE.models:
        for row in told(model.id, guide=GUIDE):
            assert row.cites.keys() == {*row.cash, *row.kind, *row.influence}
            for code, ids in row.cites.items():
                assert set(ids) == {
                    alliance.id
                    for alliance, partner, gift in GUIDE.gifts(model.id)
                    if (partner.kind, gift.code) == (row.party, code)
                }


def test_what_else_the_guide_points_to_comes_last_and_cites_the_rows_that_lead_there():
    rows = ask_list(
        "M2",
        answer=answer(challenges=("weak_municipal_capacity",), sectors=("extractives",)),
        guide=GUIDE,
    )

    assert rows[-1] == AskRow(
        "",
        cash=(),
        kind=(
            "STAFF_TIME",
            "EQUIPMENT",
            "FACILITY_TRAINING",
            "PRINTING",
            "EXPERTISE_LEGAL",
            "EQUIPMENT_OFFICE",
            "MACHINERY",
            "EXPERTISE_OTHER",
        ),
        influence=(),
        cites={
            **dict.fromkeys(("STAFF_TIME", "EQUIPMENT", "PRINTING"), ("MR2",)),
            **dict.fromkeys(("FACILITY_TRAINING", "EXPERTISE_LEGAL"), ("MR2", "MR3")),
            **dict.fromkeys(("EQUIPMENT_OFFICE", "MACHINERY", "EXPERTISE_OTHER"), ("MR3",)),
        },
        basis="matrix",
    )


def test_what_neither_an_alliance_nor_the_matrix_names_is_ours_and_cites_nothing():
    (*_, ours) = ask_list("M2", answer=answer(challenges=("poor_local_services",)), guide=GUIDE)

    assert ours == AskRow("", (), ("FACILITY_TRAINING",), (), cites={}, basis="ours")


def test_a_model_that_is_not_advised_is_asked_for_by_its_examples_alone():
    nothing = answer(challenges=("violent_crime",))

    assert nothing.advised("M1") is None
    assert [row.party for row in ask_list("M1", answer=nothing, guide=GUIDE)] == [
        "national_gov",
        "company",
        "university",
    ]


def test_a_contribution_stands_in_one_column():
    assert [column(code, guide=GUIDE) for code in ("CASH", "FINANCING_TERMS")] == ["cash", "cash"]
    assert column("TRAINING", guide=GUIDE) == "kind"
    assert column("CONVENING", guide=GUIDE) == "influence"


def test_what_only_says_that_something_was_given_stands_in_kind():
    codes = ("IN_KIND_UNSPECIFIED", "CASH", "TRAINING", "CONVENING", "EQUIPMENT")

    assert columns(codes, guide=GUIDE) == {
        "cash": ("CASH",),
        "kind": ("IN_KIND_UNSPECIFIED", "TRAINING", "EQUIPMENT"),
        "influence": ("CONVENING",),
    }
