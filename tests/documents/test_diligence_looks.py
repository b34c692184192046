"""One look at the lists on paper: rows of a table, and names with signs that nobody sees."""

from typing import Any

from convene.documents.diligence_facts import AskedRow, Look, NearMiss, SeenList
from convene.documents.diligence_looks import MOST_ROWS, look_blocks, near_blocks
from convene.documents.parts import plain, texts
from convene.documents.speech import speech

LIST = SeenList(title="Own", date="2026-01-01", entries=1, state="Up to date", age=1)


def look(**more: Any) -> Look:
    facts: dict[str, Any] = {"asked": (), "near": (), **more}
    return Look(number=1, when="today", by="Bea", key="k", lists=(LIST,), found=0, **facts)


def said(seen: Look) -> list[str]:
    say = speech("en")
    blocks = [*look_blocks(seen, say), *near_blocks([seen], say)]
    return [plain(text) for block in blocks for text in texts(block)]


def test_names_show_the_signs_that_nobody_sees():
    near = NearMiss(name="Quill\u202e", list="own", entry="7", score=0.5)
    seen = said(look(asked=("\u202eWanda",), others=("Orlan\u200b (owner)",), near=(near,)))

    assert {"[U+202E]Wanda", "Orlan[U+200B] (owner)", "Quill[U+202E]"} <= set(seen)


def test_each_row_of_a_table_is_printed_up_to_a_limit_that_is_said():
    rows = [
        AskedRow(where=f"row {at}", id=f"p-{at}", name="Wanda", beside="born: 1961", asked=at > 2)
        for at in range(2, MOST_ROWS + 4)
    ]
    seen = said(look(rows=tuple(rows)))
    first = seen.index("row 2")

    assert seen[first : first + 5] == ["row 2", "Wanda", "p-2", "born: 1961", "Not asked"]
    assert seen[first + 9] == "Yes"
    assert "row 5001" in seen
    assert "row 5002" not in seen
    assert "Not printed here: 2 more rows. The answers hold them all." in seen
