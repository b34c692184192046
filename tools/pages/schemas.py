"""The shape of a request and of an answer, as JSON Schemas."""

from typing import Any, get_args

from pydantic import TypeAdapter

from convene.core import answer
from convene.core.request import Request

DRAFT = "https://json-schema.org/draft/2020-12/schema"
REQUEST_FIELDS = {
    "country": "ISO 3166-1 alpha-2 code, such as PY.",
    "region": "A code of the family “regions”; derived from the country when not given.",
    "level": "A code of the family “levels”.",
    "challenges": "Codes of the problems; `convene challenges` lists them.",
    "sectors": "Codes of the family “sectors”: who is around.",
    "partner_types": "Codes of the family “partner_types”: who else is around.",
    "civic_space": "A code of the family “civic_spaces”.",
    "reprisal_risk": "A code of the family “reprisal_risks”.",
    "traits": "Codes of the family “traits”: what else is true.",
}


def request_schema() -> dict[str, Any]:
    schema = TypeAdapter(Request).json_schema()
    for name, property in schema["properties"].items():
        property.pop("title", None)
        property["description"] = REQUEST_FIELDS[name]
    return {
        "$schema": DRAFT,
        "title": "A request for advice",
        **_without(schema, "title", "additionalProperties"),
        "additionalProperties": False,
    }


def _without(schema: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Leave out what we say ourselves, so that the order is the same whoever asked for the type
    before.
    """
    return {name: value for name, value in schema.items() if name not in keys}


def _object(about: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "description": about,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _text(about: str) -> dict[str, Any]:
    return {"type": "string", "description": about}


def _one_of(choices: Any, about: str) -> dict[str, Any]:
    return {"enum": list(get_args(choices)), "description": about}


def _list(items: Any, about: str) -> dict[str, Any]:
    return {"type": "array", "description": about, "items": items}


def _codes(about: str) -> dict[str, Any]:
    return _list({"type": "string"}, about)


REASONS = {"$ref": "#/$defs/reasons"}


def answer_schema() -> dict[str, Any]:
    """Return the schema of `convene advise --json`, as `core.advice.as_json` writes it."""
    shape = _object(
        "What could work, best first, with a reason for every element.",
        outcome=_one_of(answer.Outcome, "Whether and how well something fits."),
        models=_list(_model_schema(), "Kinds of alliance on offer, best first."),
        rows=_codes("Rows of the motivations matrix that the situation brings."),
        traits=_codes("What is true of the situation, said or derived."),
        lessons=_codes("Lessons that apply, in the guide's order."),
        gates=_codes("Safeguards that must stand before anyone signs."),
        risks=_codes("Risks to plan for."),
        resources=_codes("Resources to turn to."),
        noncash=_codes("What to ask for beyond cash."),
        trends=_codes("Trends that the problems belong to."),
        dac=_codes("OECD DAC purpose codes of the problems."),
        sdg=_codes(
            "SDG targets of the problems; 17.17 holds for every alliance and is not repeated."
        ),
        unknown=_list(
            _object(
                "A value that is no code.",
                value=_text("What was given."),
                nearest=_codes("Codes that look like it."),
            ),
            "Left out.",
        ),
        refused=_list(
            _refused_schema(),
            "Purposes no alliance may serve; with one of these, nothing is offered.",
        ),
        why_not=_list(
            _object("A kind of alliance below the best.", model=_text("Its id."), reasons=REASONS),
            "Why the others are not first.",
        ),
        reasons={
            "type": "object",
            "description": "Why each code above is there.",
            "additionalProperties": REASONS,
        },
    )
    sentence = _object(
        "A reason.",
        text=_text("One sentence."),
        cites=_codes("Ids of the records it rests on; none: expert judgement."),
    )
    return {
        "$schema": DRAFT,
        "title": "An answer to a request for advice",
        **shape,
        "$defs": {"reasons": _list(sentence, "Reasons.")},
    }


def _model_schema() -> dict[str, Any]:
    part = {"type": "number", "minimum": 0, "maximum": 1}
    joining = _object(
        "A row that leads here.", row=_text("Its id."), status={"enum": ["printed", "inferred"]}
    )
    return _object(
        "A kind of alliance and why it fits.",
        model=_text("Its id."),
        fit=_one_of(answer.Fit, "How it answers the problem it answers best."),
        band=_one_of(answer.Band, "How well it fits altogether."),
        parts=_object(
            "The four parts, 0 to 1, rounded to hundredths.", **dict.fromkeys(answer.PARTS, part)
        ),
        precedent=_one_of(answer.Precedent, "Where the guide tells of it."),
        motivations=_list(joining, "Why partners would join."),
        examples=_codes("Examples and cases it rests on, those of the same region first."),
        partner_kinds=_codes("Partners the guide's examples used, most typical first."),
        noncash=_codes("What to ask for beyond cash."),
        reasons=_object("Why each part is as it is.", **dict.fromkeys(answer.PARTS, REASONS)),
    )


def _refused_schema() -> dict[str, Any]:
    return _object(
        "A refusal.",
        code=_text("The purpose."),
        reason=_text("In a word."),
        cite=_text("The record that says why."),
    )
