"""The shapes of `convene find`, `org` and `corpus status` with `--json`, as JSON Schemas."""

from typing import Any

from convene.core.open_data import Found, OrganisationPage
from convene.corpus.status import Status
from tools.pages.shapes import record
from tools.pages.typed import Defs, answer, shape_of


def find_schema() -> dict[str, Any]:
    defs: Defs = {}
    found = shape_of(Found, defs)
    both = record(
        "What was found in the open data that is loaded. What is not found may still have happened.",
        organisations=found,
        activities=found,
    )
    return answer("What a search found", {**both, "required": [], "minProperties": 1}, defs)


def organisation_schema() -> dict[str, Any]:
    defs: Defs = {}
    return answer("An organisation in all its roles", shape_of(OrganisationPage, defs), defs)


def status_schema() -> dict[str, Any]:
    defs: Defs = {}
    return answer(
        "What serves, out of which sources, and what waits for the next build",
        shape_of(Status, defs),
        defs,
    )
