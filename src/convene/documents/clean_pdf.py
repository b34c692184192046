"""A PDF looked into, and its copy without metadata, without names of those who remarked, and
without anything that acts, holds another file or takes one from elsewhere.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from convene.core.media import PDF
from convene.documents.refusing import MB, Refused

UNPACKED = 1_000 * MB
"""Bytes that the streams of a PDF may come to (expert choice: four of the largest pictures)."""
CHUNK = 1 * MB
FLATE = ("/FlateDecode", "/Fl")
TELLING = ("/Metadata", "/PieceInfo", "/LastModified")
WRITER = ("/NM", "/M", "/CreationDate")
ACTING = ("/AA", "/OpenAction", "/PA", "/JS", "/JavaScript", "/XFA", "/Perms")
ELSEWHERE = ("/EF", "/RF", "/AF", "/EmbeddedFiles", "/Collection", "/AlternatePresentations")
OUTSIDE = ("/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI")
"""Where a stream says that its content lies in another file."""
LEADS = ("/URI", "/GoTo")
"""The actions that stay: they lead to an address or a page once somebody clicks."""
ACTS = [
    "/GoToR",
    "/GoToE",
    "/GoToDp",
    "/Launch",
    "/Thread",
    "/Sound",
    "/Movie",
    "/Hide",
    "/Named",
    "/SubmitForm",
    "/ResetForm",
    "/ImportData",
    "/JavaScript",
    "/SetOCGState",
    "/Rendition",
    "/Trans",
    "/GoTo3DView",
    "/RichMediaExecute",
]
PLAYERS = ("/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D", "/RichMedia")
"""Annotations that hold or play a file."""


def kind_of_pdf(content: bytes) -> str:
    """Return that a file is a PDF that can be read. Raises Refused."""
    try:
        with pikepdf.open(BytesIO(content)) as document:
            if not len(document.pages):
                raise Refused("The PDF has no pages.")
            _check_size(document)
    except pikepdf.PasswordError as locked:
        raise Refused("The PDF is locked with a password.") from locked
    except pikepdf.PdfError as broken:
        raise Refused("The PDF is damaged.") from broken
    return PDF


def _check_size(document: pikepdf.Pdf) -> None:
    """Refuse what unpacks to more than is looked into, without ever holding it."""
    room = UNPACKED
    for item in document.objects:
        if isinstance(item, pikepdf.Stream):
            room -= _unpacked(item, most=room)
            if room < 0:
                raise Refused("The PDF unpacks to far more than it seems.")


def _unpacked(stream: pikepdf.Stream, *, most: int) -> int:
    """Return how many bytes a stream unpacks to, or a few more than `most`; what is damaged counts
    as far as it can be read.
    """
    chunks: Iterator[bytes] = iter((stream.read_raw_bytes(),))
    for name in _filters(stream):
        if name not in FLATE:
            break
        chunks = _inflated(chunks)
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            break
    return size


def _filters(stream: pikepdf.Stream) -> list[str]:
    named = stream.get("/Filter", ())
    return [str(name) for name in (named if isinstance(named, pikepdf.Array) else (named,))]


def _inflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    unpacking = zlib.decompressobj()
    try:
        for chunk in chunks:
            waiting = chunk
            while waiting:
                yield unpacking.decompress(waiting, CHUNK)
                waiting = unpacking.unconsumed_tail
    except zlib.error:
        return


def stripped_pdf(content: bytes) -> bytes:
    """Return a PDF without what it says of who made it and without what acts."""
    made = BytesIO()
    with pikepdf.open(BytesIO(content)) as document:
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        for item, keys in _within(document):
            if isinstance(item, pikepdf.Array):
                _without_players(item)
            else:
                _without_names(item, keys)
                _disarm(item, keys)
        document.remove_unreferenced_resources()
        document.save(made, deterministic_id=True, fix_metadata_version=False)
    return made.getvalue()


def _within(document: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, set[str]]]:
    """Yield every dictionary, array and stream of a PDF once, those that lie in others too, and the
    keys of those that have some.
    """
    for item in document.objects:
        waiting = [item]
        while waiting:
            here = waiting.pop()
            if isinstance(here, pikepdf.Array):
                yield here, set()
                waiting += [child for child in here if _lies_within(child)]
            elif isinstance(here, pikepdf.Dictionary | pikepdf.Stream):
                keys = set(here.keys())
                yield here, keys
                waiting += [
                    child for key in keys if key in here and _lies_within(child := here[key])
                ]


def _lies_within(child: object) -> bool:
    return isinstance(child, pikepdf.Dictionary | pikepdf.Array) and not child.is_indirect


def _without_names(item: pikepdf.Object, keys: set[str]) -> None:
    """Take out who made something and when; of a field of a form, /T is its name."""
    _forget(item, keys, *TELLING)
    if kind := _annotation(item, keys):
        _forget(item, keys, *WRITER, *(() if kind == "/Widget" else ("/T",)))
    if "/FT" in keys and item.FT == "/Sig":
        _forget(item, keys, "/V")  # the signature holds no longer, and tells whose it was


def _disarm(item: pikepdf.Object, keys: set[str]) -> None:
    """Take out what acts, what holds a file, and what is taken from elsewhere."""
    _forget(item, keys, *(key for key in ACTING if key in keys and not _is_font(item[key])))
    _forget(item, keys, *ELSEWHERE)
    if isinstance(item, pikepdf.Stream):
        _forget(item, keys, *OUTSIDE)
    if "/S" in keys and item.S in ACTS and not _is_structure(item, keys):
        _forget(item, keys, *(keys - {"/S", "/Length"}))
    if "/S" in keys and item.S in LEADS:
        _forget(item, keys, "/Next")
    if "/A" in keys and "/A" in item and _acts(item.A):
        _forget(item, keys, "/A")


def _acts(action: object) -> bool:
    """Say whether what a click does is more than to lead somewhere."""
    return isinstance(action, pikepdf.Dictionary) and "/S" in action and action.S not in LEADS


def _is_font(value: object) -> bool:
    """Say whether a name stands for a font: pages name theirs as they like."""
    return isinstance(value, pikepdf.Dictionary) and value.get("/Type") == "/Font"


def _is_structure(item: pikepdf.Object, keys: set[str]) -> bool:
    """Say whether this is a piece of the structure of a text, whose kinds a file names as it
    likes.
    """
    return "/K" in keys or ("/Type" in keys and item.Type == "/StructElem")


def _without_players(items: pikepdf.Array) -> None:
    for position in reversed(range(len(items))):
        item = items[position]
        if isinstance(item, pikepdf.Dictionary) and _annotation(item, set(item.keys())) in PLAYERS:
            del items[position]


def _annotation(item: pikepdf.Object, keys: set[str]) -> str:
    return str(item.Subtype) if {"/Subtype", "/Rect"} <= keys else ""


def _forget(item: pikepdf.Object, keys: set[str], *names: str) -> None:
    for name in names:
        if name in keys and name in item:
            del item[name]
