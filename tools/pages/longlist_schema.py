"""The shape of `convene longlist --json`, as a JSON Schema."""

from typing import Any

from tools.pages.schemas import DRAFT
from tools.pages.shapes import count, listed, record, text

CODE = {"type": "string"}
YEAR = {"type": ["integer", "null"], "description": "Null where no record names one."}


def longlist_schema() -> dict[str, Any]:
    shape = record(
        "Who might join an alliance in a country, by the open data that is loaded. Nobody on it has been asked or checked for this.",
        wanted=_wanted(),
        considered=count("Organisations looked at: of each recorded type, those with the most that could be evidence."),
        left_out={
            "type": "object",
            "description": "Public and multilateral bodies on record, by kind.",
            "additionalProperties": {"type": "integer"},
        },
        lists=listed(CODE, "Watchlists that each name was held against; none: nobody was."),
        candidates=listed(_candidate(), "The likeliest first."),
        questions=listed(_question(), "The guide's six questions, with what is left to ask."),
        coverage={"type": "object", "description": "What this rests on and does not cover, as in `convene find --json`."},
    )
    return {"$schema": DRAFT, "title": "A longlist", **shape}


def _wanted() -> dict[str, Any]:
    return record(
        "What was asked.",
        country=text("ISO 3166-1 alpha-2 code."),
        region=text("The guide's region."),
        models=listed(CODE, "Codes of kinds of alliance; none: any."),
        sectors=listed(CODE, "Codes of the guide's sectors; none: any."),
    )


def _candidate() -> dict[str, Any]:
    return record(
        "Someone who might join.",
        organisation=text("Its id in the open data; `convene org ID` shows it."),
        name=text("What it is called."),
        type=text("IATI organisation type; empty where records give none."),
        party=text("What it is taken for."),
        countries=listed(CODE, "Where it is registered, as far as records say."),
        band={"enum": ["strong", "plausible", "weak"], "description": "How much records say for it."},
        evidence=listed(_evidence(), "What records show."),
        row=text("Row of the guide's matrix of motivations; empty where none fits."),
        link={"enum": ["printed", "inferred", "none"], "description": "How the guide links that row with what is wanted."},
        opening=text("A way to begin a first conversation: our words."),
        asks=record("What to ask for.", **{kind: listed(CODE, "Codes of contributions.") for kind in ("cash", "kind", "influence")}),
        unknown=listed(CODE, "What no record says."),
        paths=listed({"type": "object"}, "Ways from those given as --us, the shortest."),
        alerts=listed({"type": "object"}, "Likenesses with watchlists. A likeness of names is no finding."),
    )


def _evidence() -> dict[str, Any]:
    return record(
        "One line of evidence.",
        question=text("The guide's question that it answers."),
        sentence=text("What records show."),
        inferred={"type": "boolean", "description": "Our conclusion; the guide does not say so."},
        count=count("Records that show it."),
        first_year=YEAR,
        last_year=YEAR,
        sources=listed({"type": "integer"}, "Numbers of sources in `coverage`."),
    )


def _question() -> dict[str, Any]:
    return record(
        "A question of the guide.",
        question=text("Its id."),
        text=text("Its words."),
        answered=count("Candidates for whom records say something."),
        ask=listed(CODE, "Whom to ask: ids of the guide's sources of partners."),
    )
