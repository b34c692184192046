"""The relationships that hold the parts of an Office file together: which stay, and which parts are
reached by those.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from convene.documents.office_markup import parsed, written
from convene.documents.refusing import Refused

ROOT = "_rels/.rels"
KEPT = frozenset(
    [
        "chart",
        "chartcolorstyle",
        "chartsheet",
        "chartstyle",
        "chartusershapes",
        "comments",
        "commentsextended",
        "commentsextensible",
        "commentsids",
        "ctrlprop",
        "diagramcolors",
        "diagramdata",
        "diagramdrawing",
        "diagramlayout",
        "diagramquickstyle",
        "drawing",
        "endnotes",
        "font",
        "fonttable",
        "footer",
        "footnotes",
        "glossarydocument",
        "hdphoto",
        "header",
        "hyperlink",
        "image",
        "numbering",
        "officedocument",
        "pivotcachedefinition",
        "pivotcacherecords",
        "pivottable",
        "settings",
        "sharedstrings",
        "sheetmetadata",
        "slicer",
        "slicercache",
        "styles",
        "styleswitheffects",
        "table",
        "tablesinglecells",
        "theme",
        "themeoverride",
        "timeline",
        "timelinecache",
        "vmldrawing",
        "websettings",
        "worksheet",
    ]
)
"""Relationships, by the last word of their type: all others lead to who made a file and with what,
to what acts, or elsewhere.
"""
FOREIGN = frozenset({"oleobject", "package", "control", "afchunk"})
CLICKED = ("http://", "https://", "mailto:", "#")


@dataclass(frozen=True)
class Links:
    """What is left of a part's relationships, empty for none; the ids of those that are not; and
    the parts it leads to.
    """

    kept: bytes = b""
    lost: frozenset[str] = field(default=frozenset())
    targets: tuple[str, ...] = ()


def place_of_links(path: str) -> str:
    """Return where the relationships of a part are kept."""
    folder, name = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def holds_files(parts: Mapping[str, bytes]) -> bool:
    """Say whether a file of another kind, or a control, lies in this one."""
    return any(
        _kind(link) in FOREIGN and not _is_outside(link)
        for path, data in parts.items()
        if path.lower().endswith(".rels")
        for link in parsed(data)
    )


def reachable(parts: Mapping[str, bytes]) -> dict[str, Links]:
    """Return the parts that are reached by relationships which stay, each with its own. The root of
    the file is the part with an empty path. Raises Refused.
    """
    spelt = {path.lower(): path for path in parts}
    reached: dict[str, Links] = {}
    waiting = [""]
    while waiting:
        path = waiting.pop()
        if path not in reached and (not path or path in parts):
            data = parts.get(spelt.get(place_of_links(path).lower(), ""))
            reached[path] = _links(data, folder=posixpath.dirname(path)) if data else Links()
            waiting += [spelt.get(target.lower(), target) for target in reached[path].targets]
    if not {"word/document.xml", "xl/workbook.xml"} & reached.keys():
        raise Refused("The file is damaged or locked with a password.")
    return reached


def _links(data: bytes, *, folder: str) -> Links:
    root = parsed(data)
    lost = [link for link in root if not _stays(link)]
    for link in lost:
        root.remove(link)
    return Links(
        kept=written(root),
        lost=frozenset(link.get("Id", "") for link in lost),
        targets=tuple(_place(link, folder) for link in root if not _is_outside(link)),
    )


def _kind(link: etree._Element) -> str:
    return link.get("Type", "").lower().rpartition("/")[2]


def _is_outside(link: etree._Element) -> bool:
    target = link.get("Target", "")
    says = link.get("TargetMode", "").strip().lower()
    return says == "external" or "://" in target or target.startswith("\\\\")


def _stays(link: etree._Element) -> bool:
    target = link.get("Target", "").lower()
    if _kind(link) == "hyperlink":
        return target.startswith(CLICKED)
    return _kind(link) in KEPT and not _is_outside(link) and not target.endswith(".svg")


def _place(link: etree._Element, folder: str) -> str:
    target = link.get("Target", "")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def plain_types(data: bytes, *, reached: frozenset[str]) -> bytes:
    """Return which part is of which kind, without the parts that are left out."""
    root, known = parsed(data), {path.lower() for path in reached}
    for item in list(root):
        named = item.get("PartName")
        if named is not None and named.lstrip("/").lower() not in known:
            root.remove(item)
    return written(root)
