"""Why an answer says what it says: every sentence with the records that it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from convene import packs
from convene.core.advice import advise
from convene.core.answer import Advised, Answer, Refused, Unknown, strength
from convene.core.guide import Bands, Guide, Weights
from convene.core.reasons import Reason
from convene.core.request import Request
from convene.packs import places

GUIDE = packs.guide()
CLOSED = "closed_civic_space"
NO_EXAMPLE = (
    "We know no alliance of the guide for the problems named. That is no sign that there was none."
)
ELSEWHERE = "Told of at: Region, state or province, City or town, Several countries."
INFERRED = (
    "Preference for collective action (inferred, because the guide's own cell is misprinted)."
)
Told = list[tuple[str, tuple[str, ...]]]


def ask(*, guide: Guide = GUIDE, **asked: Any) -> Answer:
    return advise(Request(**asked), guide=guide, regions=places.regions())


def told(reasons: Iterable[Reason]) -> Told:
    return [(str(reason), reason.cites) for reason in reasons]


def why(answer: Answer, model: str, part: str) -> Told:
    return told(advised(answer, model).because[part])


def advised(answer: Answer, model: str) -> Advised:
    found = answer.advised(model)
    assert found is not None
    return found


def test_the_problems_that_a_model_answers_best_are_told_first():
    answer = ask(
        challenges=(
            "administrative_corruption",
            "grand_corruption",
            "regulatory_burden",
            "procurement_opacity",
        )
    )

    assert why(answer, "M1", "challenge") == [
        (
            "Answers “Unclear or heavy business regulation, property rights” directly.",
            ("M1",),
        ),
        ("Answers “Opaque or inaccessible public procurement” directly.", ("M1", "EX01")),
        ("Supports work on “Corruption in everyday services, such as bribes”.", ("M1", "EX02")),
        ("Makes a side contribution to “State capture, high-level corruption”.", ("M1",)),
    ]
    assert why(answer, "M3", "challenge") == [
        ("Supports work on “State capture, high-level corruption”.", ("M3",)),
        (
            "Makes a side contribution to “Corruption in everyday services, such as bribes”.",
            ("M3",),
        ),
        (
            "Makes a side contribution to “Unclear or heavy business regulation, property rights”.",
            ("M3",),
        ),
    ]


def test_a_motive_is_told_as_printed_or_as_inferred():
    answer = ask(challenges=("commercial_crime",), sectors=("ict",), partner_types=("chamber",))

    assert why(answer, "M3", "motivation") == [
        ("Less than optimal business environment (printed in the guide).", ("MR1",)),
        (
            INFERRED,
            ("MR4",),
        ),
    ]


def test_no_motive_is_told_too():
    assert why(ask(challenges=("commercial_crime",)), "M3", "motivation") == [
        ("You named nobody who is around, so no motive counts yet.", ())
    ]
    asked = ask(challenges=("commercial_crime",), partner_types=("municipality",))
    assert why(asked, "M3", "motivation") == [
        ("The guide's matrix leads none of those named to this kind of alliance.", ())
    ]


def test_a_motive_that_a_model_s_own_text_prints_is_told_where_the_matrix_has_none():
    assert why(ask(challenges=("civic_values",)), "M5", "motivation") == [
        (
            "Its own text prints a motive, which counts once you name somebody who is around.",
            ("M5",),
        ),
    ]


@pytest.mark.parametrize(
    ("asked", "model", "reason"),
    [
        (
            {"challenges": ("commercial_crime",), "level": "national"},
            "M3",
            (
                "National: the guide tells of work at this level.",
                ("EX07", "EX08", "EX10"),
            ),
        ),
        (
            {"challenges": ("access_to_justice",), "level": "subnational"},
            "M3",
            ("Region, state or province: the guide tells of work at this level.", ("EX09",)),
        ),
        (
            {"challenges": ("trafficking_awareness",), "level": "multi_country"},
            "M8",
            ("Several countries: the guide tells of work at this level.", ("EX18",)),
        ),
        (
            {"challenges": ("labour_rights_violations",), "level": "national"},
            "M7",
            ("National: our judgement. Told of at: Several countries.", ("CS2",)),
        ),
        (
            {"challenges": ("commercial_crime",), "level": "city"},
            "M3",
            (
                "The guide tells of work at another level: National, Region, state or province.",
                ("EX07", "EX08", "EX09", "EX10"),
            ),
        ),
        (
            {"challenges": ("poor_local_services",)},
            "M2",
            (
                ELSEWHERE,
                ("EX03", "EX04", "EX05", "EX06", "CS1"),
            ),
        ),
        (
            {"challenges": ("poor_local_services",), "level": "national", "sectors": ("tourism",)},
            "M2",
            ("A partner cannot move its business.", ("M2",)),
        ),
        (
            {"challenges": ("civic_values",), "level": "national"},
            "M5",
            ("We tie this kind to no level.", ()),
        ),
    ],
)
def test_a_place_fits_by_its_level_or_by_what_is_there(
    asked: Mapping[str, Any], model: str, reason: tuple[str, tuple[str, ...]]
):
    assert why(ask(**asked), model, "location") == [reason]


@pytest.mark.parametrize(
    ("challenge", "country", "model", "reason"),
    [
        (
            "commercial_crime",
            "AO",
            "M3",
            (
                "The guide tells of an alliance of this kind in the same region, without an outcome; that it bears on the problem is our reading.",
                ("EX07",),
            ),
        ),
        (
            "commercial_crime",
            "PY",
            "M3",
            (
                "The guide tells of an alliance of this kind in another region; that it bears on the problem is our reading.",
                ("EX07",),
            ),
        ),
        (
            "election_credibility",
            "PY",
            "M5",
            (
                "The guide tells of an alliance of this kind in the same region, but for other problems.",
                ("EX13",),
            ),
        ),
        (
            "election_credibility",
            "AO",
            "M5",
            (
                NO_EXAMPLE,
                (),
            ),
        ),
        (
            "weak_municipal_capacity",
            "UA",
            "M2",
            (
                "The guide tells of an alliance of this kind in the same country and reports an outcome; that it bears on the problem is our reading.",
                ("EX06",),
            ),
        ),
        (
            "weak_municipal_capacity",
            "PL",
            "M2",
            (
                "The guide tells of an alliance of this kind in the same region and reports an outcome; that it bears on the problem is our reading.",
                ("EX06",),
            ),
        ),
        (
            "weak_municipal_capacity",
            "RU",
            "M2",
            (
                "The guide tells of an alliance of this kind in the same region and reports an outcome; that it bears on the problem is our reading.",
                ("EX06",),
            ),
        ),
        (
            "weak_municipal_capacity",
            "AO",
            "M2",
            (
                "The guide tells of an alliance of this kind in the same country, without an outcome; that it bears on the problem is our reading.",
                ("EX03",),
            ),
        ),
    ],
)
def test_a_precedent_is_told_with_where_it_was(
    challenge: str, country: str, model: str, reason: tuple[str, tuple[str, ...]]
):
    assert why(ask(challenges=(challenge,), country=country), model, "precedent") == [reason]


def lacks(answer: Answer, model: str) -> Told:
    (item,) = (item for item in answer.why_not if item.model == model)
    return told(item.reasons)


def test_a_model_that_ranks_below_says_each_part_in_which_it_is_weaker():
    side = ask(challenges=("trafficking_awareness",), country="VN", level="national")
    assert lacks(side, "M5") == [
        ("It makes only a side contribution to the problems named.", ("M5",)),
        ("We tie this kind to no level.", ()),
        (
            NO_EXAMPLE,
            (),
        ),
    ]

    supporting = ask(challenges=("procurement_opacity", "administrative_corruption"), country="PY")
    assert lacks(supporting, "M5")[0] == (
        "It supports work on the problems named but answers none directly.",
        ("M5",),
    )

    fewer = ask(
        challenges=("commercial_crime", "access_to_justice", "procurement_opacity"), country="AO"
    )
    assert lacks(fewer, "M1")[0] == ("It answers fewer of the problems you named.", ("M1",))


def test_a_model_that_answers_the_problems_as_well_lacks_only_other_parts():
    answer = ask(challenges=("poor_access_to_information",), country="PA", level="national")

    assert lacks(answer, "M5") == [
        ("We tie this kind to no level.", ()),
        (
            "The guide tells of an alliance of this kind in the same country, but for other problems.",
            ("EX13",),
        ),
    ]
    assert lacks(answer, "M2") == [("None of the problems named points here.", ())]


def test_a_model_below_the_leaders_is_offered_and_one_that_no_problem_points_to_is_not():
    answer = ask(challenges=("poor_access_to_information",), country="PA", level="national")
    below = [item.model for item in answer.why_not if item.offered is True]

    assert (answer.leaders, below) == (("M1",), ["M5"])
    apart = [item.model for item in answer.why_not if item.offered is False]
    assert apart == ["M2", "M3", "M4", "M6", "M7", "M8"]


def test_a_purpose_that_no_alliance_may_serve_is_refused_and_all_that_was_asked_is_kept():
    votes = GUIDE.prohibited[0]
    request = Request(challenges=(votes.id, "zzz"))

    assert advise(request, guide=GUIDE, regions={}) == Answer(
        request=request,
        outcome="refused",
        refused=(Refused(code=votes.id, reason=votes.reason, cite=votes.cite),),
        risks={votes.reason: (Reason(votes.because, {}, (votes.cite,)),)},
        unknown=(Unknown(value="zzz", where="challenges", nearest=()),),
    )


def test_a_sentence_without_blanks_holds_no_values():
    side = ask(challenges=("trafficking_awareness",), country="VN", level="national")
    (lacking,) = (item for item in side.why_not if item.model == "M5")
    courts = ask(challenges=("commercial_crime",), country="AO")

    assert lacking.reasons[0] == Reason(
        "It makes only a side contribution to the problems named.", {}, ("M5",)
    )
    assert courts.lessons["L02"] == (Reason("We put it before every alliance."),)
    assert advised(courts, "M3").because["precedent"] == (
        Reason(
            "The guide tells of an alliance of this kind in the same region, without an outcome; that it bears on the problem is our reading.",
            {},
            ("EX07",),
        ),
    )


def test_a_place_holds_its_level_and_those_of_the_guide_s_examples():
    asked = ask(challenges=("commercial_crime",), level="city")
    (elsewhere,) = advised(asked, "M3").because["location"]

    assert elsewhere.values == {"levels": (Reason("National"), Reason("Region, state or province"))}


def test_a_trait_says_who_brought_it():
    answer = ask(
        challenges=("police_distrust",),
        traits=("antagonism",),
        sectors=("telecom",),
        civic_space="closed",
        reprisal_risk="high",
    )

    assert {code: told(reasons) for code, reasons in answer.traits.items()} == {
        "antagonism": [("This was said to be so.", ())],
        "mobile_technology": [("Telecoms is around.", ())],
        "security_sector": [
            ("“Bad community-police relations” is among the problems named.", ("EX11",))
        ],
        "closed_civic_space": [("Civic space is said to be Closed.", ())],
        "reprisal_risk": [("The risk of reprisal is said to be high.", ())],
    }


def test_repressed_civic_space_is_told_as_such_and_less_is_not():
    def told_of(space: str) -> Told:
        return told(ask(challenges=("commercial_crime",), civic_space=space).traits.get(CLOSED, ()))

    assert told_of("repressed") == [("Civic space is said to be Repressed.", ())]
    assert told_of("obstructed") == []


def test_a_row_says_who_brought_it():
    answer = ask(
        challenges=("commercial_crime",),
        sectors=("ict", "apparel"),
        partner_types=("chamber",),
        civic_space="closed",
        reprisal_risk="high",
    )

    assert {code: told(reasons) for code, reasons in answer.rows.items()} == {
        "MR1": [("Software and information technology is around.", ("MR1",))],
        "MR4": [
            ("Clothing and textiles is around.", ("MR4",)),
            ("Chamber of commerce or business association is around.", ("MR4",)),
            ("Partners may face reprisal: in many cases acting together answers it.", ("L05",)),
            (
                "Civic space is repressed or closed: our judgement; acting together may help, and it may add danger. The guide speaks of fear of reprisal only.",
                (),
            ),
        ],
    }


def test_acting_together_is_brought_by_a_guide_that_has_no_other_row():
    (together,) = (row for row in GUIDE.motivations if row.id == "MR4")
    guide = replace(GUIDE, motivations=(together,))

    assert list(ask(guide=guide, reprisal_risk="high").rows) == ["MR4"]
    assert ask(guide=replace(GUIDE, motivations=()), reprisal_risk="high").rows == {}


def test_what_traits_bring_rests_on_its_own_record_or_on_their_lessons():
    answer = ask(challenges=("grand_corruption",), sectors=("extractives",))

    assert told(answer.lessons["L11"]) == [("Extractive industry is involved.", ("L11",))]
    assert told(answer.resources["R1"]) == [("Extractive industry is involved.", ("R1",))]
    assert told(answer.gates["enhanced_due_diligence"]) == [
        ("Extractive industry is involved.", ("L11",))
    ]


def test_what_only_the_problems_named_point_to_is_our_reading_and_cites_nothing_of_them():
    reading = "Partners may face reprisal: our reading of the problems named."
    answer = ask(challenges=("grand_corruption",))
    assert told(answer.risks["reprisal"]) == [(reading, ())]
    assert told(answer.gates["protection_plan"]) == [(reading, ())]
    told_so = ask(challenges=("grand_corruption",), reprisal_risk="high")
    assert told(told_so.risks["reprisal"]) == [("Partners may face reprisal.", ())]


def test_a_foundation_brings_what_the_guide_says_of_philanthropies():
    answer = ask(challenges=("weak_csos",), partner_types=("foundation",))

    assert told(answer.resources["PP"]) == [("Foundation is around.", ("PP",))]


def test_lessons_stand_in_the_guide_s_order_and_say_who_brought_them():
    answer = ask(challenges=("commercial_crime",), partner_types=("chamber",))

    assert {code: told(reasons) for code, reasons in answer.lessons.items()} == {
        "L02": [("We put it before every alliance.", ())],
        "L03": [("We put it before every alliance.", ())],
        "L10": [("We put it before every alliance.", ())],
        "L15": [("Chamber of commerce or business association is around.", ("L15",))],
        "L16": [("We put it before every alliance.", ())],
    }
    assert list(answer.lessons) == ["L02", "L03", "L10", "L15", "L16"]


def test_an_answer_keeps_what_was_asked_and_what_it_comes_to():
    request = Request(
        challenges=("procurement_opacity", "weak_tax_administration"),
        country="PY",
        sectors=("extractives",),
    )
    answer = advise(request, guide=GUIDE, regions=places.regions())

    assert (answer.request, answer.region) == (request, "latin_america")
    assert answer.challenges == ("procurement_opacity", "weak_tax_administration")
    assert answer.dac == ("15125", "15114")
    assert answer.sdg == ("16.5", "16.6", "12.7", "17.1", "17.17")
    assert answer.noncash == (
        *("TECH", "TRAINING", "EXPERTISE_LEGAL"),  # of the model
        *("LOCAL_KNOWLEDGE", "STAFF_TIME", "EQUIPMENT", "FACILITY_TRAINING", "PRINTING"),  # MR2
        *("EQUIPMENT_OFFICE", "MACHINERY", "EXPERTISE_OTHER"),  # MR3
    )
    model = advised(answer, "M1")
    assert model.partner_kinds == (
        "company_ict",
        "ministry_of_finance_or_procurement_agency",
        "university_or_business_school",
        "sme_association",
    )
    assert model.noncash == ("TECH", "TRAINING", "EXPERTISE_LEGAL")


def test_a_trend_is_told_by_the_problem_that_is_one():
    answer = ask(challenges=("weak_citizen_voice", "commercial_crime"))

    assert {code: told(reasons) for code, reasons in answer.trends.items()} == {
        "T01": [
            (
                "“Citizens cannot reach representatives” is among the problems named.",
                ("OI01", "OI02"),
            )
        ]
    }


def test_no_country_is_in_no_region():
    nowhere = advise(Request(), guide=GUIDE, regions={"XXXX": "africa"})

    assert nowhere.region is None


def test_a_region_that_was_said_stands_before_that_of_the_country():
    assert ask(region="africa", country="PY").region == "africa"
    assert ask(region="atlantis", country="PY").region == "latin_america"


@pytest.mark.parametrize(
    ("strong", "plausible", "band"),
    [(72, 45, "strong"), (73, 45, "plausible"), (80, 72, "plausible"), (80, 73, "weak")],
)
def test_a_band_begins_at_its_score(strong: int, plausible: int, band: str):
    guide = replace(GUIDE, bands=Bands(strong=strong, plausible=plausible))
    answer = ask(guide=guide, challenges=("commercial_crime",), country="AO", level="national")

    assert advised(answer, "M3").score == 72
    assert advised(answer, "M3").band == band


def test_five_points_are_too_close_to_call():
    even = Weights(challenge=0.5, motivation=0.25, location=0.1, precedent=0.0)
    answer = ask(
        guide=replace(GUIDE, weights=even),
        challenges=("poor_access_to_information",),
        level="national",
    )

    assert advised(answer, "M1").score - advised(answer, "M5").score == 5
    assert answer.leaders == ("M1", "M5")


def test_a_part_is_shown_as_up_to_four_marks():
    assert [strength(Fraction(part, 8)) for part in range(9)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
