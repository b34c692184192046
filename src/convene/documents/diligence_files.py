"""Files brought as evidence: what kind they are by their content, and how they leave without what
they say of who made them.
"""

import re
import warnings
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

from convene.core.media import DOCX, PDF, XLSX

MB = 1_000_000
LARGEST = 25 * MB
"""Bytes of a file; what is larger belongs in an archive, with a note of where (expert choice)."""
UNPACKED = 100 * MB
"""Bytes that the parts of an Office file may come to; a real one of the largest size stays far
below.
"""
PARTS = 5_000
PIXELS = 100_000_000
PNG, JPEG, TEXT = "image/png", "image/jpeg", "text/plain"
ENDINGS: Mapping[str, str] = {
    PDF: ".pdf",
    PNG: ".png",
    JPEG: ".jpg",
    DOCX: ".docx",
    XLSX: ".xlsx",
    TEXT: ".txt",
}
MAIN = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
MARKUP = re.compile(r"\s*<(?:[a-zA-Z!?/])")


class Refused(ValueError):
    """The file is not kept; the message says why, in one sentence."""


def kind_of(content: bytes) -> str:
    """Return the media type of a file by what is in it, whatever it is called. Raises Refused."""
    if not content:
        raise Refused("The file is empty.")
    if len(content) > LARGEST:
        raise Refused(f"The file is larger than {LARGEST // MB} MB.")
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _image(content)
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return _text(content)


def _pdf(content: bytes) -> str:
    try:
        with pikepdf.open(BytesIO(content)) as document:
            if not len(document.pages):
                raise Refused("The PDF has no pages.")
    except pikepdf.PasswordError as locked:
        raise Refused("The PDF is locked with a password.") from locked
    except pikepdf.PdfError as broken:
        raise Refused("The PDF is damaged.") from broken
    return PDF


def _image(content: bytes) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > PIXELS:
                    raise Refused("The picture is too large.")
                picture.load()
                return PNG if picture.format == "PNG" else JPEG
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
            raise Refused("The picture is too large.") from bomb
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as broken:
            if isinstance(broken, Refused):
                raise
            raise Refused("The picture is damaged.") from broken


def _office(content: bytes) -> str:
    parts = _parts(content)
    kinds = [kind for path, kind in MAIN.items() if path in parts]
    if len(kinds) != 1 or "[Content_Types].xml" not in parts:
        raise Refused(
            "This is a ZIP file. Of those, only Word (.docx) and Excel (.xlsx) files are kept."
        )
    types = parts["[Content_Types].xml"].lower()
    if any("vbaproject" in path.lower() for path in parts) or b"macroenabled" in types:
        raise Refused("The file holds macros.")
    if any("/embeddings/" in path or "/activex/" in path.lower() for path in parts):
        raise Refused("The file holds other files or controls. Take them out, or save it as PDF.")
    return kinds[0]


def _parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of an Office file, counting what is really unpacked: sizes that a file
    states can lie.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            if len(archive.infolist()) > PARTS:
                raise Refused("The file has too many parts.")
            parts: dict[str, bytes] = {}
            room = UNPACKED
            for info in archive.infolist():
                with archive.open(info) as part:
                    data = part.read(room + 1)
                room -= len(data)
                if room < 0:
                    raise Refused("The file unpacks to far more than it seems.")
                parts[info.filename] = data
            return parts
    except (
        BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        KeyError,
    ) as broken:
        if isinstance(broken, Refused):
            raise
        raise Refused("The file is damaged or locked with a password.") from broken


def _text(content: bytes) -> str:
    known = "Only PDF, PNG, JPEG, Word (.docx), Excel (.xlsx) and plain text in UTF-8 are kept."
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as binary:
        raise Refused(known) from binary
    if MARKUP.match(text) or any(char < " " and char not in "\t\n\r\f" for char in text):
        raise Refused(known)
    return TEXT


def stripped(content: bytes, *, media_type: str) -> bytes:
    """Return a file without its metadata: author, software, place and time of taking, comments on
    the document itself.
    """
    if media_type == PDF:
        return _stripped_pdf(content)
    if media_type in (PNG, JPEG):
        return _stripped_image(content, media_type=media_type)
    if media_type in (DOCX, XLSX):
        return _stripped_office(content)
    return content


TELLING = ("/Metadata", "/PieceInfo", "/LastModified")
WRITER = ("/T", "/M", "/CreationDate")
REMARKS = tuple(
    pikepdf.Name(f"/{kind}")
    for kind in (
        "Text",
        "FreeText",
        "Highlight",
        "Underline",
        "StrikeOut",
        "Squiggly",
        "Ink",
        "Stamp",
        "Popup",
    )
)


def _forget(item: pikepdf.Object, *names: str) -> None:
    for name in names:
        if name in item:
            del item[name]


def _stripped_pdf(content: bytes) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(content)) as document:
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                _forget(item, *TELLING, *(WRITER if item.get("/Subtype") in REMARKS else ()))
        _forget(document.Root, "/OpenAction", "/AA")
        if isinstance(names := document.Root.get("/Names"), pikepdf.Dictionary):
            _forget(names, "/JavaScript")
        document.remove_unreferenced_resources()
        document.save(made, deterministic_id=True, fix_metadata_version=False)
    return made.getvalue()


def _stripped_image(content: bytes, *, media_type: str) -> bytes:
    """Return the picture alone, turned as its metadata said it should be seen."""
    made = BytesIO()
    with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
        upright = ImageOps.exif_transpose(picture)
        plain = Image.new(upright.mode, upright.size)
        if upright.mode == "P" and (palette := upright.getpalette()):
            plain.putpalette(palette)
        plain.paste(upright)
        options: dict[str, Any] = {"quality": 95} if media_type == JPEG else {}
        if "transparency" in upright.info:
            options["transparency"] = upright.info["transparency"]
        plain.save(made, format="PNG" if media_type == PNG else "JPEG", **options)
    return made.getvalue()


DOC_PROPS = re.compile(rb"<(?:\w+:)?(?:Override|Relationship)\b[^>]*docProps/[^>]*/>")
NAMED = re.compile(rb'\b(\w+:author|w:initials|w15:userId)="[^"]*"')
WRITTEN = re.compile(rb"(<(?:\w+:)?author>)[^<]*(?=<)")
PERSON = re.compile(rb'\b(displayName|userId|providerId)="[^"]*"')
PLACE = re.compile(rb'(<\w+:absPath\b[^>]*\burl=)"[^"]*"')
"""Where on its maker's computer a workbook was last saved."""
PICTURES = (".png", ".jpg", ".jpeg")


def _stripped_office(content: bytes) -> bytes:
    """Return the parts without `docProps/` and the references to it, who wrote, changed or
    commented, and what pictures tell.
    """
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for path, data in _parts(content).items():
            if not path.startswith("docProps/"):
                archive.writestr(
                    ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0)),
                    _stripped_part(path, data),
                    ZIP_DEFLATED,
                )
    return made.getvalue()


def _stripped_part(path: str, data: bytes) -> bytes:
    if path.lower().endswith(PICTURES):
        return _stripped_if_sound(data)
    if not path.endswith((".xml", ".rels")):
        return data
    plain = PLACE.sub(rb'\1""', NAMED.sub(rb'\1=""', DOC_PROPS.sub(b"", data)))
    if "/comments" in path:
        plain = WRITTEN.sub(rb"\1", plain)
    return PERSON.sub(rb'\1=""', plain) if "/persons/" in path else plain


def _stripped_if_sound(data: bytes) -> bytes:
    """Return a picture inside a document without its metadata; one that cannot be read is left as
    it is.
    """
    try:
        return _stripped_image(data, media_type=_image(data))
    except Refused:
        return data


SIGNED = (b"/ByteRange", b"/Type/Sig", b"/Type /Sig")


def is_signed(content: bytes, *, media_type: str) -> bool:
    """Say whether a file bears a signature, which its copy without metadata does not keep."""
    return media_type == PDF and SIGNED[0] in content and any(one in content for one in SIGNED[1:])
