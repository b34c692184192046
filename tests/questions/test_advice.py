"""What is published of an answer of the guide."""

from convene import packs
from convene.core.json import as_json
from convene.core.request import Request
from convene.questions.advice import answer, shape


def test_the_json_shape_is_the_published_one() -> None:
    asked = Request(
        challenges=("procurement_opacity", "procurment"),
        country="PY",
        level="national",
        sectors=("ict",),
    )
    shown = as_json(shape(answer(asked), guide=packs.guide()))
    assert list(shown) == [
        "outcome",
        "in_short",
        "next_steps",
        "models",
        "rows",
        "traits",
        "lessons",
        "gates",
        "risks",
        "resources",
        "noncash",
        "trends",
        "dac",
        "sdg",
        "unknown",
        "refused",
        "why_not",
        "reasons",
        "records",
    ]
    assert shown["records"]["M1"][2] == {
        "text": "A more transparent and supportive environment for business.",
        "lines": [178, 178],
        "anchor": "the private sector benefits from a more transparent",
        "strength": "is",
        "scope": "general",
        "by": "guide",
    }
    model = shown["models"][0]
    assert {
        key: model[key]
        for key in ("model", "fit", "band", "parts", "precedent", "motivations", "examples")
    } == {
        "model": "M1",
        "fit": "direct",
        "band": "strong",
        "precedent": "same_region",
        "examples": ["EX01"],
        "parts": {"challenge": 1.0, "motivation": 1.0, "location": 1.0, "precedent": 0.8},
        "motivations": [{"row": "MR1", "status": "printed"}],
    }
    assert shown["unknown"] == [
        {"value": "procurment", "where": "challenges", "nearest": ["procurement_opacity"]}
    ]
