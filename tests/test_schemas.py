"""Schemas that are read off types: sound, explained, and strict enough to refuse an answer that has
changed.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import jsonschema
import pytest

from tools.pages import corpus_schemas, country_schema, longlist_schema
from tools.pages.typed import Defs, answer, shape_of


@dataclass(frozen=True)
class Well:
    """A well
    and its depth."""

    depth: Decimal | None
    kind: Literal["dug", "drilled"]
    near: "tuple[Well, ...]" = ()
    """Those in reach."""


WRONG: list[dict[str, object]] = [
    {"depth": 12.5, "kind": "dug", "near": []},
    {"kind": "dug", "near": []},
    {"depth": None, "kind": "deep", "near": []},
]


def test_a_record_becomes_an_object_that_explains_itself_and_allows_nothing_else():
    defs: Defs = {}
    schema = answer("A well", shape_of(Well, defs), defs)

    assert schema["$defs"]["Well"]["description"] == "A well and its depth."
    assert schema["$defs"]["Well"]["properties"]["near"] == {
        "type": "array",
        "items": {"$ref": "#/$defs/Well"},
        "description": "Those in reach.",
    }
    jsonschema.validate(
        {"depth": "12.5", "kind": "dug", "near": [{"depth": None, "kind": "drilled", "near": []}]},
        schema,
    )
    for wrong in WRONG:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_a_type_that_no_answer_holds_is_refused():
    with pytest.raises(TypeError):
        shape_of(complex, {})


@pytest.mark.parametrize(
    "schema",
    [
        corpus_schemas.find_schema(),
        corpus_schemas.organisation_schema(),
        corpus_schemas.status_schema(),
        country_schema.country_schema(),
        longlist_schema.longlist_schema(),
    ],
    ids=lambda schema: schema["title"],
)
def test_each_published_schema_is_one(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
