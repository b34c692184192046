"""Is a Word file safe to open: what kind it is, how big it gets, and whether it reaches outside
itself.
"""

import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

MB = 1_000_000
BIGGEST_FILE = 5 * MB
BIGGEST_UNPACKED = 30 * MB
BIGGEST_TEXT = 2 * MB
MOST_PARTS = 500
"""Limits of a template (expert choice): far above any letterhead, far below what could hurt."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FETCHING = ("INCLUDEPICTURE", "INCLUDETEXT", "DDE", "DDEAUTO", "IMPORT", "LINK", "DATABASE", "RD")
"""Fields that make Word fetch something from elsewhere."""


class Refusal(ValueError):
    """Why a file is not taken as a template, in plain words."""


def read(data: bytes) -> Mapping[str, etree._Element]:
    """Return every XML part of a Word file by its path. Raises Refusal for a file that is not safe
    to fill.
    """
    if len(data) > BIGGEST_FILE:
        raise Refusal(f"The file is larger than {BIGGEST_FILE // MB} MB.")
    parts = _unpack(data)
    trees = {
        path: _tree(path, content)
        for path, content in parts.items()
        if path.endswith((".xml", ".rels"))
    }
    if "word/document.xml" not in trees or "[Content_Types].xml" not in trees:
        raise Refusal("This is not a Word document (.docx).")
    for problem in _problems(parts, trees):
        raise Refusal(problem)
    return trees


def _unpack(data: bytes) -> Mapping[str, bytes]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS:
                raise Refusal(f"The file holds more than {MOST_PARTS} parts.")
            if len({entry.filename.lower() for entry in entries}) < len(entries):
                raise Refusal("The file holds two parts of the same name.")
            if sum(entry.file_size for entry in entries) > BIGGEST_UNPACKED:
                raise Refusal(f"Unpacked, the file is larger than {BIGGEST_UNPACKED // MB} MB.")
            return {
                entry.filename: archive.read(entry) for entry in entries
            }  # reads no more than the size checked above
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as broken:
        raise Refusal(
            "This is not a Word document (.docx), or it is damaged or locked with a password."
        ) from broken


def _tree(path: str, content: bytes) -> etree._Element:
    if (
        len(content) > BIGGEST_TEXT
        and path.startswith("word/")
        and "theme" not in path
        and "styles" not in path
    ):
        raise Refusal(f"The text part “{path}” is larger than {BIGGEST_TEXT // MB} MB.")
    try:
        root = etree.fromstring(
            content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except etree.XMLSyntaxError as broken:
        raise Refusal(f"The part “{path}” is damaged.") from broken
    if getattr(root.getroottree().docinfo, "doctype", ""):  # the stubs do not know it
        raise Refusal(f"The part “{path}” declares entities of its own.")
    return root


def _problems(parts: Mapping[str, bytes], trees: Mapping[str, etree._Element]) -> Iterator[str]:
    kinds = {
        item.get("PartName", ""): item.get("ContentType", "")
        for item in trees["[Content_Types].xml"].iter(TYPE)
    }
    main = kinds.get("/word/document.xml", "")
    if "macroEnabled" in main or any("vba" in path.lower() for path in parts):
        yield "The file holds macros. Save it as a Word document without macros (.docx)."
    elif "template" in main:
        yield "The file is a Word template (.dotx). Save it as a Word document (.docx)."
    elif main != DOCUMENT:
        yield "This is not a Word document (.docx)."
    if any(path.lower().startswith(("word/embeddings/", "word/activex/")) for path in parts):
        yield "The file holds embedded files or controls. Remove them."
    for path, tree in trees.items():
        yield from _outside(path, tree)


def _outside(path: str, tree: etree._Element) -> Iterator[str]:
    for link in tree.iter(RELATIONSHIP):
        kind = link.get("Type", "").rpartition("/")[2]
        if kind in ("attachedTemplate", "aFChunk", "oleObject", "subDocument"):
            yield f"The file draws on another file ({kind}: {link.get('Target', '')[:80]}). Remove that link."
        elif link.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            yield f"The file fetches something from outside ({kind}: {link.get('Target', '')[:80]}). Remove that link."
    for paragraph in tree.iter(f"{W}p"):
        codes = "".join(item.text or "" for item in paragraph.iter(f"{W}instrText"))
        codes += " ".join(item.get(f"{W}instr", "") for item in paragraph.iter(f"{W}fldSimple"))
        if fetching := [word for word in codes.upper().split() if word in FETCHING]:
            yield f"The file holds a field that fetches something from elsewhere ({fetching[0]}). Remove it."
