"""The shape of `convene longlist --json`, as a JSON Schema."""

from typing import Any

from convene.core.longlist import Wanted
from convene.core.open_data import Coverage, Path
from convene.core.watchlists import Match
from tools.pages.shapes import count, listed, record, text
from tools.pages.typed import Defs, answer, shape_of

CODE = {"type": "string"}
YEAR = {"type": ["integer", "null"], "description": "Null where no record names one."}


def longlist_schema() -> dict[str, Any]:
    defs: Defs = {}
    shape = record(
        "Who might join an alliance in a country, by the open data that is loaded.",
        wanted=shape_of(Wanted, defs),
        considered=count(
            "Organisations looked at: of each recorded type, those with the most that could be evidence."
        ),
        left_out={
            "type": "object",
            "description": "Public and multilateral bodies on record, by kind.",
            "additionalProperties": {"type": "integer"},
        },
        lists=listed(CODE, "Watchlists that each name was held against; none: nobody was."),
        candidates=listed(_candidate(defs), "The likeliest first."),
        questions=listed(_question(), "The guide's six questions, with what is left to ask."),
        coverage=shape_of(Coverage, defs),
    )
    return answer("A longlist", shape, defs)


def _candidate(defs: Defs) -> dict[str, Any]:
    return record(
        "Someone who might join.",
        organisation=text("Its id in the open data; `convene org ID` shows it."),
        name=text("What it is called."),
        type=text("IATI organisation type; empty where records give none."),
        party=text("What it is taken for."),
        countries=listed(CODE, "Where it is registered, as far as records say."),
        band={
            "enum": ["strong", "plausible", "weak"],
            "description": "How much records say for it.",
        },
        evidence=listed(_evidence(), "What records show."),
        row=text("Row of the guide's matrix of motivations; empty where none fits."),
        link={
            "enum": ["printed", "inferred", "none"],
            "description": "How the guide links that row with what is wanted.",
        },
        opening=text("A way to begin a first conversation: our words."),
        asks=record(
            "What to ask for.",
            **{
                kind: listed(CODE, "Codes of contributions.")
                for kind in ("cash", "kind", "influence")
            },
        ),
        vetting={
            "type": "null",
            "description": "Not known at the terminal; the pages show it to people who are signed in.",
        },
        unknown=listed(CODE, "What no record says."),
        paths=listed(shape_of(Path, defs), "Ways from those given as --us, the shortest."),
        alerts=listed(
            shape_of(Match, defs), "Likenesses with watchlists. A likeness of names is no finding."
        ),
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
