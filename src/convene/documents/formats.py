"""One way in: a paper and a format go in, a file comes out. Each format is loaded when it is first
asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal

from convene.core import media
from convene.documents.parts import Paper

Format = Literal["docx", "pdf", "html"]


@dataclass(frozen=True)
class FileType:
    """How a format is named in a file name and in a response."""

    extension: str
    media_type: str


FORMATS: Mapping[Format, FileType] = {
    "docx": FileType(".docx", media.DOCX),
    "pdf": FileType(".pdf", media.PDF),
    "html": FileType(".html", "text/html; charset=utf-8"),
}
ROOMS: Mapping[Format, str] = {"docx": "word", "pdf": "pdf", "html": "html"}


def known(name: str) -> Format | None:
    """Return the format of that name, such as a file's ending without its dot; None when there is
    none.
    """
    return next((format for format in FORMATS if format == name.lower()), None)


def make(paper: Paper, *, format: Format, template: Path | None = None) -> bytes:
    """Return the paper as a file. `template` is an organisation's own Word template; only Word has
    one.

    Raises `word.BrokenTemplate` when the template cannot be used, and ValueError when it is given
    for another format.
    """
    if template is not None and format != "docx":
        raise ValueError(f"Only Word documents have a template; {format} has none.")
    room = import_module(f"convene.documents.{ROOMS[format]}")
    made: bytes = room.render(paper, template=template) if format == "docx" else room.render(paper)
    return made
