"""Schemas that are read off types: sound, explained, and strict enough to refuse an answer that has
changed.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import jsonschema
import pytest
from pydantic.errors import PydanticSchemaGenerationError

from convene.core.reasons import Reason
from tools.pages.schemas import PUBLISHED, read, schema


@dataclass(frozen=True)
class Well:
    """A well
    and its depth."""

    depth: Decimal | None
    kind: Literal["dug", "drilled"]
    near: tuple[str, ...] = ()
    """Those in reach, the
    nearest first."""
    why: Reason = field(default_factory=lambda: Reason("It is deep."))


WRONG: list[dict[str, object]] = [
    {"depth": 12.5, "kind": "dug", "near": [], "why": ""},
    {"kind": "dug", "near": [], "why": ""},
    {"depth": None, "kind": "deep", "near": [], "why": ""},
]


def test_a_record_becomes_an_object_that_explains_itself_and_allows_nothing_else():
    schema = read(Well, title="A well")

    assert schema["description"] == "A well and its depth."
    assert schema["properties"]["near"] == {
        "type": "array",
        "items": {"type": "string"},
        "description": "Those in reach, the nearest first.",
    }
    assert schema["required"] == ["depth", "kind", "near", "why"]
    jsonschema.validate(
        {"depth": "12.5", "kind": "dug", "near": ["the old one"], "why": "It is deep."},
        schema,
    )
    for wrong in WRONG:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_a_type_that_no_answer_holds_is_refused():
    with pytest.raises(PydanticSchemaGenerationError):
        read(object(), title="No answer")


@pytest.mark.parametrize("name", PUBLISHED)
def test_each_published_schema_is_one(name):
    jsonschema.Draft202012Validator.check_schema(schema(name))


def test_a_match_has_the_same_fields_in_every_answer():
    held = {name: schema(name).get("$defs", {}).get("Match") for name in PUBLISHED}
    found = {name: list(match["properties"]) for name, match in held.items() if match}
    fields = ["list", "list_date", "entry", "name", "score", "band", "why", "kind"]
    fields += ["countries", "born", "identifiers", "until", "facts"]

    assert found == {"longlist": fields, "screen": fields}
