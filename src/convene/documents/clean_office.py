"""A Word or Excel file looked into, and its copy without names, without what acts, and without what
is taken from elsewhere.
"""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from convene.core.media import DOCX, XLSX
from convene.documents.clean_pictures import kind_of_picture, stripped_picture
from convene.documents.office_links import holds_files, place_of_links, plain_types, reachable
from convene.documents.office_markup import plain
from convene.documents.refusing import MB, Refused

UNPACKED = 100 * MB
"""Bytes that the parts of an Office file may come to; a real one of the largest size stays far
below.
"""
PARTS = 5_000
QUICKLY = 3
"""How hard a copy is packed: half the time, for a tenth more bytes."""
TYPES = "[Content_Types].xml"
MAIN = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
PICTURES = (".png", ".jpg", ".jpeg")
MARKUP = (".xml", ".rels", ".vml")
FETCHING = ("xl/connections.xml", "xl/querytables/", "xl/model/")
MACROS = ("vbaproject", "vbadata", "xl/macrosheets/", "xl/dialogsheets/")


def kind_of_office(content: bytes) -> str:
    """Return whether a file is one of Word or of Excel that can be kept. Raises Refused."""
    parts = _parts(content)
    kinds = [kind for path, kind in MAIN.items() if path in parts]
    if len(kinds) != 1 or TYPES not in parts:
        raise Refused(
            "This is a ZIP file. Of those, only Word (.docx) and Excel (.xlsx) files are kept."
        )
    paths = [path.lower() for path in parts]
    if _any(paths, MACROS) or b"macroenabled" in parts[TYPES].lower():
        raise Refused("The file holds macros.")
    if _any(paths, ("/embeddings/", "/activex/")) or holds_files(parts):
        raise Refused("The file holds other files or controls. Take them out, or save it as PDF.")
    if _any(paths, FETCHING):
        raise Refused("The file fetches values from elsewhere. Save its values, or save it as PDF.")
    return kinds[0]


def _any(paths: list[str], marks: tuple[str, ...]) -> bool:
    return any(mark in path for path in paths for mark in marks)


def _parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of an Office file, counting what is really unpacked: sizes that a file
    states can lie.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            if len(archive.infolist()) > PARTS:
                raise Refused("The file has too many parts.")
            return _unpacked(archive)
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


def _unpacked(archive: ZipFile) -> dict[str, bytes]:
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


def stripped_office(content: bytes) -> bytes:
    """Return a file of Office without what it says of who made, changed or commented it, without
    the parts that act or take something from elsewhere, and without what led to them.
    """
    parts = _parts(content)
    reached = reachable(parts)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=QUICKLY) as archive:
        archive.writestr(_info(TYPES), plain_types(parts[TYPES], reached=frozenset(reached)))
        for path, links in reached.items():
            if path:
                archive.writestr(_info(path), _stripped_part(path, parts[path], lost=links.lost))
            if links.kept:
                archive.writestr(_info(place_of_links(path)), links.kept)
    return made.getvalue()


def _info(path: str) -> ZipInfo:
    info = ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = ZIP_DEFLATED
    return info


def _stripped_part(path: str, data: bytes, *, lost: frozenset[str]) -> bytes:
    if path.lower().endswith(PICTURES):
        return _stripped_if_sound(data)
    return plain(data, lost=lost, broken=path.endswith(".vml")) if _is_markup(path, data) else data


def _is_markup(path: str, data: bytes) -> bool:
    """Say whether a part is XML, whatever its name says."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return path.lower().endswith(MARKUP) or start.startswith((b"<", b"\xff\xfe", b"\xfe\xff"))


def _stripped_if_sound(data: bytes) -> bytes:
    """Return a picture inside a document without its metadata; one that cannot be read is left as
    it is.
    """
    try:
        return stripped_picture(data, media_type=kind_of_picture(data))
    except Refused:
        return data
