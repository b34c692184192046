"""The catalogues of the interface, compiled from what translators write. Nothing compiled is kept
in git: `./run` makes it, and so does a server that finds it missing or older.
"""

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from convene import disk

FOLDER = Path(__file__).parent / "locale"
SPACED = re.compile(r" (?=[:;?!»])|(?<=«) ")
"""A space that French keeps beside a sign, so that no line begins with the sign."""


def _french(text: str) -> str:
    return SPACED.sub("\N{NO-BREAK SPACE}", text)


TYPESET: Mapping[str, Callable[[str], str]] = {"fr": _french}
"""How a language sets its signs, so that translators need not think of it."""


def catalogue(file: Path) -> Catalog:
    """Return a language's catalogue; its folder says which language,
    and so how many plural forms.
    """
    with file.open("rb") as stream:
        catalog = read_po(stream)
    catalog.locale = file.parts[-3]  # after reading: the header that makemessages writes names none
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as gettext reads it, its signs set as its language sets them."""
    typeset = TYPESET.get(str(catalog.locale), str)
    for message in catalog:
        text = message.string
        message.string = typeset(text) if isinstance(text, str) else tuple(map(typeset, text or ()))
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def compile_changed(folder: Path = FOLDER) -> list[str]:
    """Compile each catalogue that has changed since it was compiled; return their languages.

    Raises OSError where the folder may not be written.
    """
    changed = [file for file in sorted(folder.rglob("*.po")) if not _is_compiled(file)]
    for file in changed:
        with disk.whole(file.with_suffix(".mo")) as new:  # several processes may be at it
            new.write_bytes(compiled(catalogue(file)))
    return [file.parts[-3] for file in changed]


def _is_compiled(file: Path) -> bool:
    made = file.with_suffix(".mo")
    written = max(source.stat().st_mtime_ns for source in (file, Path(__file__)))
    return made.exists() and made.stat().st_mtime_ns > written


if __name__ == "__main__":
    compile_changed()
