"""How a longlist is made, as the tables that the tests run."""

from collections.abc import Mapping
from typing import Any

from convene.core.guide import Motivation
from convene.packs import guide
from convene.packs.read import parse_file
from tools.pages.layout import ROOT, capital, page, table

Row = Mapping[str, Any]
LISTS = {
    "sanction": "sanctions",
    "debarment": "debarred firms",
    "ended": "a period that has ended",
    "own": "your own",
    "other": "any other",
}


def longlist_page() -> str:
    tables = parse_file(ROOT / "tests/spec/longlist.yaml")
    return page(
        "How a longlist is made",
        "Whom to talk to about an alliance: the guide's six questions, put to open data. Weights are our own judgement. The tests run every row "
        "(`tests/spec/longlist.yaml`), so this page is what the rules do. They ask about Angola (AO) and alliances of model M2 unless a row says "
        "more; it is 2026, and what is seen is of 2022 to 2025. [Find partners](../how-to/find-partners.md) says how people work with it.",
        *(
            f"## {title}\n\n{tables[name]['about'].strip()}\n\n{table(head, map(cells, tables[name]['rows']))}"
            for name, (title, head, cells) in SECTIONS.items()
        ),
    )


def _case(row: Row) -> str:
    """Return a row's name, and what is asked for where that is not model M2."""
    wanted = [*row.get("models", ()), *row.get("sectors", ())]
    return (
        f"{capital(row['name'])} ({', '.join(wanted)} wanted)" if wanted else capital(row["name"])
    )


def _party(row: Row) -> tuple[str, ...]:
    return capital(row["name"]), row["party"], "yes" if row["listed"] else "no"


def _evidence(row: Row) -> tuple[str, ...]:
    return _case(row), "<br>".join(_line(line) for line in row["lines"]) or "nothing"


def _line(line: Row) -> str:
    row = f", {line['row']}" if "row" in line else ""
    inferred = ", inferred" if line.get("inferred") else ""
    return f"{line['question']}, {line['weighs']}{row}{inferred}: “{line['says']}”"


def _band(row: Row) -> tuple[str, ...]:
    return _case(row), str(row["points"]), row["band"]


def _motivation(row: Row) -> tuple[str, ...]:
    title = f"{row['row']} {guide().get(row['row'], Motivation).title}" if row["row"] else "none"
    return _case(row), title, row["link"], ", ".join(f"`{code}`" for code in row["asks"])


def _order(row: Row) -> tuple[str, ...]:
    return capital(row["name"]), ", ".join(row["order"])


def _donor(row: Row) -> tuple[str, ...]:
    apart = "left out" if "elsewhere" in row else "yes" if row["apart"] else "no"
    return capital(row["name"]), apart, " ".join(row.get("says", ()))


def _call(row: Row) -> tuple[str, ...]:
    call = row["call"]
    return _case(row), call["why"], call["ask"], call["through"], call["first"]


def _variety(row: Row) -> tuple[str, ...]:
    return capital(row["name"]), row["ranked"], row["listed"]


def _unknown(row: Row) -> tuple[str, ...]:
    return capital(row["name"]), " ".join(row["says"]) or "nothing"


def _withheld(row: Row) -> tuple[str, ...]:
    ruled_out = {True: "this entry", None: "nothing"}
    given = row.get("ruled_out")
    return (
        LISTS[row["kind"]],
        row["band"],
        str(ruled_out.get(given, given)),
        "withheld" if row["withheld"] else "shown",
    )


SECTIONS: Mapping[str, tuple[str, tuple[str, ...], Any]] = {
    "parties": ("Who is looked for", ("Who", "Taken for", "May be listed"), _party),
    "evidence": ("What speaks for someone", ("Who", "Told"), _evidence),
    "bands": ("How strong that is", ("Who", "Points", "Evidence"), _band),
    "motivations": (
        "Why they might join, and what to ask for",
        ("Who", "Row of the matrix", "Link", "Ask for"),
        _motivation,
    ),
    "donors": ("Who works for donors", ("Who", "Stands apart", "Told"), _donor),
    "calling": (
        "What to know before a call",
        ("Who", "Why call", "What to ask", "Through whom", "Find out first"),
        _call,
    ),
    "order": ("In which order", ("Case", "Order"), _order),
    "variety": ("No ten look-alikes", ("Case", "By points", "As listed"), _variety),
    "unknown": ("What nobody knows", ("Case", "Told"), _unknown),
    "withheld": ("Who is withheld", ("List", "Likeness", "Ruled out before", "Then"), _withheld),
}
