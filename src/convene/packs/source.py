"""A guide's own text, where an operator has given it: checked by its hash, kept in the data folder,
and shown a passage at a time.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from convene import disk
from convene.core.guide import Guide, Statement

MARKS_OF_LAYOUT = re.compile(r"<[^<>]*>|\*\*|\\(?=\$)")
LOOKS_ALIKE = str.maketrans("’‘“”", "''\"\"")


class NotTheText(ValueError):
    """A file that is not the text whose lines a guide's records count."""


@dataclass(frozen=True)
class Line:
    """A line of a passage: what stands before the anchor, the anchor, and what stands after."""

    before: str
    marked: str = ""
    after: str = ""


def keep(file: Path, *, guides: tuple[Guide, ...]) -> Guide:
    """Keep a text, and return the guide that it is of. Raises NotTheText, OSError."""
    content = file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    guide = next((known for known in guides if known.about.text_sha256 == digest), None)
    if guide is None:
        raise NotTheText(digest)
    place = _place(guide)
    disk.make(place.parent)
    disk.write(place, content)
    return guide


def passage(guide: Guide, cite: Statement) -> tuple[Line, ...]:
    """Return the lines of a passage with its anchor marked, where the text is at hand."""
    lines = _lines(guide)
    if cite.lines is None or not lines:
        return ()
    first, last = cite.lines
    return _marked([plain(line) for line in lines[first - 1 : last] if line.strip()], cite.anchor)


def plain(line: str) -> str:
    """Return a line without its marks of layout."""
    return " ".join(MARKS_OF_LAYOUT.sub("", line).split())


def _marked(lines: list[str], anchor: str) -> tuple[Line, ...]:
    """Mark the anchor, which may run over from one line into the next."""
    whole, wanted = " ".join(lines), plain(anchor)
    start = _alike(whole).find(_alike(wanted))
    end = start + len(wanted)
    shown, before = [], 0
    for line in lines:
        a, b = (max(0, min(len(line), edge - before)) for edge in (start, end))
        shown.append(Line(line[:a], line[a:b], line[b:]) if start >= 0 and b > a else Line(line))
        before += len(line) + 1
    return tuple(shown)


def _alike(text: str) -> str:
    return text.translate(LOOKS_ALIKE).lower()


def _lines(guide: Guide) -> tuple[str, ...]:
    place = _place(guide)
    if not guide.about.text_sha256 or not place.is_file():
        return ()
    return _read(place, place.stat().st_mtime_ns, guide.about.text_sha256)


@lru_cache(maxsize=8)
def _read(place: Path, _changed: int, sha256: str) -> tuple[str, ...]:
    content = place.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        return ()
    return tuple(content.decode("utf-8").splitlines())


def _place(guide: Guide) -> Path:
    return disk.data() / "guides" / f"{guide.about.id}.txt"
