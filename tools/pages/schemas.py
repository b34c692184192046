"""The published shapes as JSON Schemas, read off the types and docstrings of their records."""

from typing import Any

from pydantic import ConfigDict, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode
from pydantic_core import core_schema

from convene.core.leverage import Rule
from convene.core.lifecycle import Case
from convene.core.open_data import Found, Of, OrganisationPage
from convene.core.reasons import Reason
from convene.core.request import Request
from convene.corpus.status import Status
from convene.corpus.watchlists.serving import ListState
from convene.questions.shapes.advice import Advice
from convene.questions.shapes.alliance import Checked
from convene.questions.shapes.country import Country
from convene.questions.shapes.leverage import Leverage, LeverageCase
from convene.questions.shapes.longlist import Longlist
from convene.questions.shapes.rows import Screened, SetAside
from convene.questions.shapes.suggest import Suggestions

DRAFT = "https://json-schema.org/draft/2020-12/schema"
PUBLISHED: dict[str, tuple[str, Any]] = {
    "advice-answer": ("An answer to a request for advice", Advice),
    "advice-request": ("A request for advice", Request),
    "alliance-case": ("What is known of an alliance", Case),
    "alliance-check": ("Where an alliance stands on its path", Checked),
    "corpus-set-aside": ("Records that could not be read", tuple[SetAside, ...]),
    "corpus-status": (
        "What serves, out of which sources, and what waits for the next build",
        Status,
    ),
    "country": ("A country", Country),
    "find": ("What a search found in the open data that is loaded", dict[Of, Found]),
    "leverage": ("How much partners give for each unit of own money", Leverage),
    "leverage-case": ("What partners of an alliance promised and gave", LeverageCase),
    "leverage-rule": ("A rule for leverage", Rule),
    "longlist": ("A longlist", Longlist),
    "organisation": ("An organisation in all its roles", OrganisationPage),
    "screen": ("What the watchlists hold of one name", Screened),
    "suggest": ("Known problems nearest to a text", Suggestions),
    "watchlist-status": ("The watchlists that serve", tuple[ListState, ...]),
}
"""Each schema by its name, with its title and what it is read off."""
ASKED = (Case, LeverageCase, Request, Rule)
"""What others write, and may leave out of it what has a default."""


def _sentence(*_: Any) -> core_schema.StringSchema:
    return core_schema.str_schema()


# A reason is published as its sentence; what fills its blanks could not be written down as a shape.
Reason.__get_pydantic_core_schema__ = _sentence  # type: ignore[attr-defined]  # for pydantic


class _Read(GenerateJsonSchema):
    """Records as `core.json.as_json` writes them: sentences in English, amounts as text."""

    def field_title_should_be_set(self, _schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def decimal_schema(self, _schema: core_schema.DecimalSchema) -> dict[str, Any]:
        text = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
        return text if self.mode == "serialization" else {"anyOf": [text, {"type": "number"}]}


def schema(name: str) -> dict[str, Any]:
    """Return a published schema by its name. In an answer every field is there."""
    title, record = PUBLISHED[name]
    return read(record, title=title, mode="validation" if record in ASKED else "serialization")


def read(record: Any, *, title: str, mode: JsonSchemaMode = "serialization") -> dict[str, Any]:
    """Return the schema of a record. Raises a pydantic error for a type that JSON cannot hold."""
    config = ConfigDict(
        use_attribute_docstrings=True,
        extra="forbid",
        json_schema_serialization_defaults_required=True,
    )
    # A config may not be given for a record itself, so it is read as the one kind in a list.
    listed: TypeAdapter[Any] = TypeAdapter(list[record], config=config)
    found = _plain(listed.json_schema(mode=mode, schema_generator=_Read))
    whole, records = found["items"], found["$defs"]
    if "$ref" in whole:
        whole = records.pop(whole["$ref"].rpartition("/")[2])
    return {"$schema": DRAFT, "title": title, **whole, **({"$defs": records} if records else {})}


def _plain(schema: Any) -> Any:
    """Return a schema without the names of classes as titles, and with each description on one
    line.
    """
    if isinstance(schema, list):
        return [_plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _plain(value) for key, value in schema.items() if not _is_title(key, value)}
    if isinstance(about := kept.get("description"), str):
        kept["description"] = " ".join(about.split())
    return kept


def _is_title(key: str, value: Any) -> bool:
    return key == "title" and isinstance(value, str)
