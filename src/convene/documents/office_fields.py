"""The fields of a Word file, as a page number is one: those that only say what the file itself
holds stay, and of the others what they last showed.
"""

from dataclasses import dataclass, field

from lxml import etree

HARMLESS = frozenset(
    [
        "=",
        "ADVANCE",
        "BIBLIOGRAPHY",
        "CITATION",
        "CREATEDATE",
        "DATE",
        "EDITTIME",
        "EQ",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "FORMTEXT",
        "GREETINGLINE",
        "HYPERLINK",
        "INDEX",
        "LISTNUM",
        "MERGEFIELD",
        "NOTEREF",
        "NUMCHARS",
        "NUMPAGES",
        "NUMWORDS",
        "PAGE",
        "PAGEREF",
        "PRINTDATE",
        "REF",
        "REVNUM",
        "SAVEDATE",
        "SECTION",
        "SECTIONPAGES",
        "SEQ",
        "STYLEREF",
        "SYMBOL",
        "TA",
        "TC",
        "TIME",
        "TOA",
        "TOC",
        "XE",
    ]
)
ELSEWHERE = ("file:", "javascript:", "\\\\")
"""Addresses on the reader's own machine or network."""


@dataclass
class _Field:
    """A field that is open: what it says to do, and the elements that say so."""

    says: str = ""
    items: list[etree._Element] = field(default_factory=list)
    has_result: bool = False


def without_calling_fields(root: etree._Element) -> None:
    """Leave of each field that is not known to be harmless only what it last showed."""
    open_ones: list[_Field] = []
    over: list[_Field] = []
    for item in root.iter("{*}fldChar", "{*}instrText", "{*}delInstrText"):
        if _kind(item) == "begin":
            open_ones.append(_Field())
        if open_ones:
            _read(item, open_ones[-1])
            if _kind(item) == "end":
                over.append(open_ones.pop())
    for done in (*over, *open_ones):
        if not _harmless(done.says):
            for item in done.items:
                _take_out(item)
    for simple in list(root.iter("{*}fldSimple")):
        if not _harmless(_attribute(simple, "instr")):
            _unwrap(simple)


def _read(item: etree._Element, here: _Field) -> None:
    here.items.append(item)
    if _kind(item) == "separate":
        here.has_result = True
    elif not here.has_result:
        here.says += item.text or ""


def _kind(item: etree._Element) -> str:
    return _attribute(item, "fldCharType")


def _attribute(item: etree._Element, name: str) -> str:
    values = [value for key, value in item.attrib.items() if str(key).rpartition("}")[2] == name]
    return str(values[0]) if values else ""


def _harmless(says: str) -> bool:
    words = says.upper().split()
    leads = any(mark in says.lower() for mark in ELSEWHERE)
    return bool(words) and not leads and (words[0].startswith("=") or words[0] in HARMLESS)


def _take_out(item: etree._Element) -> None:
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)


def _unwrap(item: etree._Element) -> None:
    """Put what an element holds in its place."""
    parent = item.getparent()
    if parent is not None:
        place = parent.index(item)
        parent[place : place + 1] = list(item)
