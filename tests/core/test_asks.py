"""What to ask of whom: what partners of each kind gave in the guide's examples, then the rest."""

from convene import packs
from convene.core.advice import advise
from convene.core.answer import Answer
from convene.core.asks import AskRow, ask_list, column, columns
from convene.core.request import Request
from convene.packs import places

GUIDE = packs.guide()


def answer(**asked: object) -> Answer:
    request = Request(**asked)  # type: ignore[arg-type]  # as the tests write them
    return advise(request, guide=GUIDE, regions=places.regions())


def test_the_ask_list_of_a_model_has_a_row_for_each_kind_of_party_and_donors_last():
    rows = ask_list("M2", answer=answer(challenges=("weak_municipal_capacity",)), guide=GUIDE)

    assert rows[:4] == (
        AskRow(
            "company",
            cash=("CASH",),
            kind=("TRAINING", "EXPERTISE_FIN", "DISCOUNT", "MATERIALS", "EQUIPMENT"),
            influence=(),
            cites=("EX03", "EX04", "EX06"),
        ),
        AskRow("ngo", cash=(), kind=("TRAINING", "EXPERTISE_TECH"), influence=(), cites=("EX05",)),
        AskRow("subnational_gov", cash=(), kind=("MONITORING",), influence=(), cites=("EX06",)),
        AskRow(
            "donor",
            cash=(),
            kind=("EXPERTISE_TECH", "COORDINATION"),
            influence=("LEGITIMACY",),
            cites=("EX03", "EX04", "EX06"),
        ),
    )


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
            "FACILITY_TRAINING",
            "STAFF_TIME",
            "PRINTING",
            "EXPERTISE_LEGAL",
            "EQUIPMENT_OFFICE",
            "MACHINERY",
        ),
        influence=("LOCAL_KNOWLEDGE",),
        cites=("M2", "MR2", "MR3"),
    )


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


def test_what_only_says_that_something_was_given_stands_in_none():
    codes = ("IN_KIND_UNSPECIFIED", "CASH", "TRAINING", "CONVENING", "EQUIPMENT")

    assert columns(codes, guide=GUIDE) == {
        "cash": ("CASH",),
        "kind": ("TRAINING", "EQUIPMENT"),
        "influence": ("CONVENING",),
    }
