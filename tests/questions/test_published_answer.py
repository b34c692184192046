"""An answer as JSON, name by name."""

from fractions import Fraction

from convene import packs
from convene.core.answer import Advised, Answer, Joining, Refused, Unknown, WhyNot, strength
from convene.core.json import as_json
from convene.core.reasons import Reason
from convene.core.request import Request
from convene.questions.advice import shape

WHY = Reason("It fits {place}.", {"place": "here"}, ("M2", "EX05"))
SHOWN = {"text": "It fits here.", "cites": ["M2", "EX05"]}
ADVISED = Advised(
    model="M2",
    score=Fraction(50),
    fit="direct",
    band="strong",
    parts={
        "challenge": Fraction(2, 3),
        "motivation": Fraction(1),
        "location": Fraction(1, 8),
        "precedent": Fraction(0),
    },
    because={"challenge": (WHY, WHY), "motivation": (), "location": (WHY,), "precedent": ()},
    precedent="other_region",
    motivations=(Joining(row="MR2", status="printed"),),
    examples=("EX05",),
    partner_kinds=("company",),
    noncash=("TRAINING",),
)
ANSWER = Answer(
    request=Request(),
    outcome="ok",
    models=(ADVISED,),
    leaders=("M2",),
    why_not=(WhyNot(model="M3", offered=False, reasons=(WHY,)),),
    rows={"MR2": (WHY,)},
    traits={"extractives": (WHY,)},
    lessons={"L01": (WHY,)},
    gates={"enhanced_due_diligence": (WHY,)},
    risks={"reputational": (WHY,)},
    resources={"R1": (WHY,)},
    trends={"T1": (WHY,)},
    noncash=("TRAINING", "TECH"),
    dac=("15110",),
    sdg=("16.6",),
    unknown=(Unknown(value="zzz", where="sectors", nearest=("ict",)),),
    refused=(Refused(code="partisan", reason="partisan_use", cite="D4"),),
)


def test_every_part_of_an_answer_is_there():
    assert {
        name: value
        for name, value in as_json(shape(ANSWER, guide=packs.guide())).items()
        if name not in ("records", "in_short", "next_steps")
    } == {
        "outcome": "ok",
        "models": [
            {
                "model": "M2",
                "fit": "direct",
                "band": "strong",
                "parts": {
                    "challenge": 0.67,
                    "motivation": 1.0,
                    "location": 0.12,
                    "precedent": 0.0,
                },
                "precedent": "other_region",
                "motivations": [{"row": "MR2", "status": "printed"}],
                "examples": ["EX05"],
                "partner_kinds": ["company"],
                "noncash": ["TRAINING"],
                "reasons": {
                    "challenge": [SHOWN, SHOWN],
                    "motivation": [],
                    "location": [SHOWN],
                    "precedent": [],
                },
            }
        ],
        "rows": ["MR2"],
        "traits": ["extractives"],
        "lessons": ["L01"],
        "gates": ["enhanced_due_diligence"],
        "risks": ["reputational"],
        "resources": ["R1"],
        "noncash": ["TRAINING", "TECH"],
        "trends": ["T1"],
        "dac": ["15110"],
        "sdg": ["16.6"],
        "unknown": [{"value": "zzz", "where": "sectors", "nearest": ["ict"]}],
        "refused": [{"code": "partisan", "reason": "partisan_use", "cite": "D4"}],
        "why_not": [{"model": "M3", "reasons": [SHOWN]}],
        "reasons": {
            code: [SHOWN]
            for code in (
                "MR2",
                "extractives",
                "L01",
                "enhanced_due_diligence",
                "reputational",
                "R1",
                "T1",
            )
        },
    }


def test_a_part_is_shown_as_up_to_four_marks():
    assert [strength(Fraction(part, 8)) for part in range(9)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_a_model_that_is_not_on_offer_is_none():
    assert ANSWER.advised("M2") == ADVISED
    assert ANSWER.advised("M3") is None


def test_every_record_that_an_answer_rests_on_stands_beside_it_with_its_strength():
    records = as_json(shape(ANSWER, guide=packs.guide()))["records"]

    assert set(records) == {"M2", "EX05", "L01", "R1", "MR2"}
    assert records["L01"] == [
        {
            "text": "A project for local economic development has frequently been the way in, since local government must show that it can deliver.",
            "lines": [420, 420],
            "anchor": "has been the opening point to a DG alliance",
            "strength": "often",
            "scope": "general",
            "by": "guide",
        }
    ]
