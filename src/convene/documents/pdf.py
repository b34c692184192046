"""A paper as PDF/A-2a and PDF/UA-1, set by typst: tagged, with its language and title, links from
every mark to its source, and every font inside: the same on every machine and for as long as kept.
"""

import json
import re
from datetime import UTC, datetime, time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from anyascii import anyascii

from convene.documents.parts import Paper, as_data

TEMPLATES = Path(__file__).parent / "templates"
FONTS = ("manimgx_fonts", "manimgx_fonts_cjk")
"""Packages that hold nothing but Noto fonts. What is installed on the machine is never looked at:
the same paper is the same file everywhere.
"""
UNPRINTED = re.compile(r'the text `"(.+?)"` could not be displayed')
"""How typst names a character that no font at hand can show; PDF/UA forbids printing an empty box
in silence.
"""
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""Characters that mean something else to everybody: a file to be kept may hold none."""
ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
MARK = "�"
TRIES = 5
"""Each try marks every character that the last one could not show; text nested in other text may
need a second.
"""
LOCK = Lock()


def render(paper: Paper) -> bytes:
    """Return the paper as a PDF. Characters that no font has are marked, and the first page says
    so; a title that has some stands there in Latin letters too.
    """
    data = {**as_data(paper), "on": _day(paper), "footer": _footer(paper), "note": "", "latin": ""}
    if private := set(PRIVATE.findall(json.dumps(data, ensure_ascii=False))):
        data = _noted(data, private, paper=paper)
    for _ in range(TRIES):
        try:
            return _compile(data, paper=paper)
        except typst.TypstError as problem:
            missing = _unprinted(f"{problem.message}\n{problem.diagnostic}")
            if not missing:
                raise
            data = _noted(data, missing, paper=paper)
    return _compile(data, paper=paper)


def _noted(data: dict[str, Any], missing: set[str], *, paper: Paper) -> dict[str, Any]:
    """Return the data with every missing character marked, and what says so."""
    marked = _marked(data, missing)
    latin = _latin(paper.title) if marked["title"] != paper.title else ""
    return {**marked, "note": paper.labels.not_printed.format(mark=MARK), "latin": latin}


def _compile(data: dict[str, Any], *, paper: Paper) -> bytes:
    with LOCK:
        return _compiler().compile(  # type: ignore[return-value]  # bytes, as no file is named
            TEMPLATES / f"{paper.kind}.typ",
            format="pdf",
            sys_inputs={"paper": json.dumps(data).replace("\\ufeff", "\\u2060")},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=datetime.combine(paper.on, time(), UTC),
        )


@cache
def _compiler() -> typst.Compiler:
    """Return the one compiler of this process: it reads the fonts once (a third of a second)."""
    return typst.Compiler(root=str(TEMPLATES), font_paths=_fonts(), ignore_system_fonts=True)


def _fonts() -> list[str]:
    found = [spec for spec in map(find_spec, FONTS) if spec and spec.origin]
    return [str(Path(str(spec.origin)).parent) for spec in found]


def _latin(title: str) -> str:
    """Return a title in Latin letters; a character that has none there, by its number."""
    return "".join(anyascii(char) or f"U+{ord(char):04X} " for char in title).strip()


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
