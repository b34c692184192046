"""A paper as PDF/UA-1, set by typst: tagged, with its language and title, and links from every mark
to its source.
"""

import json
import re
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from convene.documents.parts import Paper, as_data

TEMPLATES = Path(__file__).parent / "templates"
UNPRINTED = re.compile(r'the text `"(.+?)"` could not be displayed')
"""How typst names a character that no font at hand can show; PDF/UA forbids printing an empty box
in silence.
"""
ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
MARK = "�"
TRIES = 5
"""Each try marks every character that the last one could not show; text nested in other text may
need a second.
"""
LOCK = Lock()


def render(paper: Paper) -> bytes:
    """Return the paper as a PDF. Characters that no installed font has are marked, and the first
    page says so.
    """
    data = {**as_data(paper), "on": _day(paper), "footer": _footer(paper), "note": ""}
    for _ in range(TRIES):
        try:
            return _compile(data, paper=paper)
        except typst.TypstError as problem:
            missing = _unprinted(f"{problem.message}\n{problem.diagnostic}")
            if not missing:
                raise
            data = {**_marked(data, missing), "note": paper.labels.not_printed.format(mark=MARK)}
    return _compile(data, paper=paper)


def _compile(data: dict[str, Any], *, paper: Paper) -> bytes:
    with LOCK:
        return _compiler().compile(  # type: ignore[return-value]  # bytes, as no file is named
            TEMPLATES / f"{paper.kind}.typ",
            format="pdf",
            sys_inputs={"paper": json.dumps(data)},
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(paper.on, time(), UTC),
        )


@cache
def _compiler() -> typst.Compiler:
    """Return the one compiler of this process: it reads the installed fonts once (a quarter of a
    second).
    """
    return typst.Compiler(root=TEMPLATES)


def _day(paper: Paper) -> dict[str, int]:
    return {"year": paper.on.year, "month": paper.on.month, "day": paper.on.day}


def _footer(paper: Paper) -> str:
    return paper.title if len(paper.title) <= 90 else f"{paper.title[:89]}…"


def _unprinted(problem: str) -> set[str]:
    """Return the characters that typst names in its complaint, where some stand as “\\u{200d}”."""
    named = "".join(UNPRINTED.findall(problem))
    return set(ESCAPED.sub(lambda code: chr(int(code[1], 16)), named)) - set(" \n")


def _marked(data: Any, missing: set[str]) -> Any:
    """Return the data with every missing character marked, wherever it stands."""
    if isinstance(data, str):
        return "".join(MARK if char in missing else char for char in data)
    if isinstance(data, list):
        return [_marked(item, missing) for item in data]
    return (
        {key: _marked(value, missing) for key, value in data.items()}
        if isinstance(data, dict)
        else data
    )
