"""How risks are weighed and signed off, and which are proposed: the tables that the tests run."""

from collections.abc import Callable, Mapping
from typing import Any

from convene import packs
from convene.core.risks import LABELS
from convene.core.safeguards import Safeguard
from convene.packs.alliances import safeguards
from convene.packs.read import parse_file
from tools.pages.layout import ROOT, page, table

Row = Mapping[str, Any]


def risks_page() -> str:
    """Return the page on risks."""
    lead = (
        "What the register of risks of an alliance holds people to. The tests run every row of the tables (`tests/spec/risks.yaml`). "
        "[ADR 56](../adr/0056-a-risk-is-signed-off-by-somebody-else.md) says why."
    )
    tables = parse_file(ROOT / "tests/spec/risks.yaml")
    assert list(tables) == list(SECTIONS)
    return page("Risks", lead, *(_section(name, spec) for name, spec in tables.items()), _table())


def _section(name: str, spec: Row) -> str:
    title, head, cells = SECTIONS[name]
    rows = table(head, map(cells, spec["rows"]))
    return f"## {title}\n\n{spec['about'].strip()}\n\n{rows}"


def _table() -> str:
    about = (
        "Each comes up where one of these is known, or where the answer of the guide brings it. Which fact points to which risk is an expert choice; "
        "records of the guide are cited where it speaks of the same."
    )
    head = ("Code", "Risk", "Category", "Words", "A partner that is", "Technology", "The guide")
    return f"## What is proposed\n\n{about}\n\n{table(head, map(_proposed, safeguards()))}"


def _proposed(risk: Safeguard) -> tuple[str, ...]:
    title = risk.title or packs.guide().word("risks", risk.id).title
    words = "; ".join(", ".join(several) for several in risk.words.values())
    marks = ", ".join(mark.replace("_", " ") for mark in risk.partners)
    used = "is used" if risk.technology else ""
    return (f"`{risk.id}`", title, risk.category, words, marks, used, ", ".join(risk.guide))


def _steps(given: Any) -> str:
    return "not rated" if given is None else " × ".join(map(str, given))


def _known(known: Row) -> str:
    parts: Mapping[str, Callable[[Any], str]] = {
        "technology": lambda value: "technology is used" if value else "no technology is used",
        "partners": lambda value: "; ".join(f"{name}: {', '.join(marks)}" for name, marks in value),
        "texts": lambda value: "; ".join(f"“{text}”" for text in value),
        "risks": lambda value: "the guide: " + "; ".join(value),
    }
    return "; ".join(parts[name](value) for name, value in known.items()) or "nothing"


def _offered(proposed: Row) -> str:
    return "; ".join(f"`{code}`: {' '.join(why)}" for code, why in proposed.items()) or "nothing"


SECTIONS: Mapping[str, tuple[str, tuple[str, ...], Callable[[Row], tuple[str, ...]]]] = {
    "weights": (
        "What a risk weighs",
        ("Likelihood", "Impact", "Product", "Band", "Signed off?"),
        lambda row: (
            str(row["likelihood"]),
            str(row["impact"]),
            str(row["score"]),
            LABELS[row["band"]],
            "yes" if row["sign_off"] else "no",
        ),
    ),
    "held": (
        "What a risk is held to",
        ("Case", "Before the response", "After it", "Held to"),
        lambda row: (
            row["name"],
            _steps(row["before"]),
            _steps(row["after"]),
            "not known" if row["score"] is None else str(row["score"]),
        ),
    ),
    "lowered": (
        "Who lowers a risk",
        ("Case", "Ratings", "Held to", "Waits for a second person"),
        lambda row: (
            row["name"],
            "; ".join(f"{x} × {y} by {by}" for x, y, by in row["ratings"]) or "none",
            "not known" if row["holds"] is None else str(row["holds"]),
            "nothing" if row["waits"] is None else str(row["waits"]),
        ),
    ),
    "ends": (
        "What ends a sign-off",
        ("Case", "New rating", "Last of its kind", "Signed for", "Ends it?"),
        lambda row: (
            row["name"],
            _steps(row["new"]),
            "none" if row["last"] is None else _steps(row["last"]),
            str(row["signed"]),
            "yes" if row["ends"] else "no",
        ),
    ),
    "becomes": (
        "What a risk may become",
        ("From", "To"),
        lambda row: (row["was"], ", ".join(row["to"])),
    ),
    "proposed": (
        "Which risks are proposed",
        ("Case", "What is known", "Proposed, and why"),
        lambda row: (row["name"], _known(row["known"]), _offered(row["proposed"])),
    ),
}
