"""What a listing means and what lowers a match, as the tables that the tests run."""

from collections.abc import Mapping
from typing import Any

from convene.packs.read import parse_file
from tools.pages.layout import ROOT, capital, page, table

LISTS = {
    "sanction": "sanctions",
    "debarment": "debarred firms",
    "other": "no list of those who are barred",
}
ASKED = {"unknown": "anyone", "person": "a person", "organisation": "an organisation"}
WHY = {
    "weak_alias": "the list calls the name weak",
    "a_ship": "it is a ship",
    "an_aircraft": "it is an aircraft",
    "over": "its period has ended",
    "initials": "others may share the initials",
    "split": "a mere sign parts it",
}


def watchlists_page() -> str:
    tables = parse_file(ROOT / "tests/spec/watchlists.yaml")
    listings, bands, parts = tables["listings"], tables["bands"], tables["parts"]
    head = ("Topics", "Counts as", "At most", "Read with it")
    return page(
        "What a match on a watchlist means",
        "Matches are alerts for people to decide on, never a verdict. The tests run every row (`tests/spec/watchlists.yaml`), so this page is "
        "what the rules do. From which score on a name is near is measured in [the matcher](matcher.md); "
        "[Screen partners](../how-to/screen-partners.md) says how people work with it.",
        f"## What a list says of an entry\n\n{listings['about'].strip()}\n\n"
        f"{table(head, (_listing(row) for row in listings['rows']))}",
        f"## What lowers a match, and what holds it up\n\n{bands['about'].strip()}\n\n"
        f"{table(('Case', 'The name came', 'Asked for', 'Match'), (_band(row) for row in bands['rows']))}",
        f"## A name that holds several\n\n{parts['about'].strip()}\n\n"
        f"{table(('What came near', 'It came', 'Match'), (_part(row) for row in parts['rows']))}",
    )


def _listing(row: Mapping[str, Any]) -> tuple[str, ...]:
    thing = f"It is {row['thing']}." if "thing" in row else ""
    return (
        ", ".join(f"`{topic}`" for topic in row["topics"]) or "none",
        LISTS[row["kind"]],
        "strong" if row["counts"] else "weak",
        " ".join([thing, *row.get("says", ())]).strip(),
    )


def _band(row: Mapping[str, Any]) -> tuple[str, ...]:
    why = ", ".join(WHY[code] for code in row.get("why", ()))
    return (
        capital(row["name"]),
        row["near"],
        ASKED[row.get("asked", "unknown")],
        f"{row['band']}: {why}" if why else row["band"],
    )


def _part(row: Mapping[str, Any]) -> tuple[str, ...]:
    why = ", ".join(WHY[code] for code in row.get("why", ()))
    return capital(row["name"]), row["near"], f"{row['band']}: {why}" if why else row["band"]
