"""The shape of `convene country --json`, as a JSON Schema."""

from typing import Any

from convene.core.open_data import ActiveIn
from tools.pages.shapes import count, listed, record, text
from tools.pages.typed import Defs, answer, shape_of

NUMBER = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}


def country_schema() -> dict[str, Any]:
    defs: Defs = {}
    shape = record(
        "Where a country stands, what that may point to, and who is active there. Figures are text, so that no digit is lost.",
        name=text("What the country is called in English."),
        country=text("ISO 3166-1 alpha-2 code."),
        group=text("Its income group; empty where the source lists none."),
        results=listed(_result(), "One for each indicator."),
        passed=count("Indicators that pass."),
        judged=count("Indicators that pass or do not."),
        missing=count("Indicators that cannot be judged."),
        half=_held("At least half of the indicators pass."),
        corruption=_held("Control of corruption passes."),
        rights=_held("Political rights or civil liberties pass, by what stands in for them."),
        passes=_held(
            "All three hold. Our reckoning, not the Millennium Challenge Corporation's decision."
        ),
        stand_ins=listed(_stand_in(), "What stands in for a right that has no figure of its own."),
        points_to=listed(
            _pointer(), "What the indicators that do not pass may point to in the guide."
        ),
        active={
            **shape_of(ActiveIn | None, defs),
            "description": "Who is active there; null where no open data has been built.",
        },
        sources=listed(_source(), "Who published the figures."),
    )
    return answer("A country", shape, defs)


def _result() -> dict[str, Any]:
    return record(
        "An indicator of one country.",
        indicator=text("Its code."),
        figure={"oneOf": [_figure("The figure of the edition."), {"type": "null"}]},
        earlier={
            "oneOf": [_figure("An earlier edition's figure: told, never judged."), {"type": "null"}]
        },
        median={
            "oneOf": [NUMBER, {"type": "null"}],
            "description": "Of the income group in the same year; null under five countries.",
        },
        countries=count("Countries of the group with a figure of that year."),
        passes=_held("Above the median, or at the bar."),
        by={"enum": ["median", "bar", ""], "description": "What decided."},
        near={"type": "boolean", "description": "The median lies within the margin of error."},
    )


def _figure(about: str) -> dict[str, Any]:
    return record(
        about,
        country=text("ISO 3166-1 alpha-2 code."),
        indicator=text("Its code."),
        year={"type": "integer", "description": "The year it is for."},
        value={**NUMBER, "description": "On the indicator's own scale; higher is better."},
        error={
            "oneOf": [NUMBER, {"type": "null"}],
            "description": "Standard error, where it is an estimate.",
        },
        rank={
            "oneOf": [NUMBER, {"type": "null"}],
            "description": "Per cent of countries that it is above, where published.",
        },
    )


def _stand_in() -> dict[str, Any]:
    return record(
        "A stand-in.",
        id=text("The right."),
        stood_in_for_by=text("The indicator."),
        because=text("Why."),
    )


def _pointer() -> dict[str, Any]:
    return record(
        "Problems an indicator may point to.",
        indicator=text("Its code."),
        challenges=listed(
            {"type": "string"}, "Codes of problems; `convene challenges` lists them."
        ),
        because=text("Why we read it so."),
        inferred={"const": True, "description": "Our reading, not the guide's."},
    )


def _source() -> dict[str, Any]:
    names = {
        "id": "Its code.",
        "title": "Its title.",
        "publisher": "Who published it.",
        "licence": "Its licence.",
        "address": "Where it is.",
    }
    edition = {"type": "integer", "description": "The year its figures are for."}
    return record(
        "A source.",
        **{name: text(about) for name, about in names.items()},
        edition=edition,
        note=text("What to know."),
    )


def _held(about: str) -> dict[str, Any]:
    return {"type": ["boolean", "null"], "description": f"{about} Null: it cannot be said."}
