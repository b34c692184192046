"""The XML of an Office file: read within limits, and written without names, fields and formulas
that take something from elsewhere.
"""

import re
from collections.abc import Iterator

from lxml import etree

from convene.documents.office_fields import without_calling_fields
from convene.documents.refusing import Refused

DECLARES = (b"<!DOCTYPE", b"<!ENTITY")
NAMES = frozenset(
    {"author", "displayName", "initials", "lastModifiedBy", "providerId", "refreshedBy"}
    | {"userId", "userName"}
)
DROPPED = frozenset(
    {"attachedTemplate", "docVars", "fileSharing", "mailMerge", "saveThroughXslt"}
    | {"webPublishItems", "webPublishing"}
)
KEEPS = frozenset({"blip", "hyperlink", "imagedata", "pageSetup"})
"""Elements that stay without the relationship they named."""
HOLDING = frozenset(
    {"controls", "dataValidations", "definedNames", "externalReferences"}
    | {"oleObjects", "tableParts"}
)
"""Elements that may not be empty."""
DRAWN = frozenset({"fill", "image", "imagedata", "stroke"})
LARGE = frozenset({"sheetData", "sst", "pivotCacheRecords"})
"""Where a workbook keeps its cells: no names and no relationships."""
CALLS = re.compile(
    r"\[\d+\]|\||://|\b(?:WEBSERVICE|FILTERXML|RTD|CALL|REGISTER(?:\.ID)?|EVALUATE|EXEC|IMAGE"
    r"|STOCKHISTORY|CUBE\w+|SQL\.REQUEST|DDE\w*|PY|COPILOT|TRANSLATE)\s*\(",
    re.IGNORECASE,
)
"""What a formula takes from another file, program or place."""
WRITTEN_OUT = ("{*}definedName", "{*}calculatedColumnFormula", "{*}totalsRowFormula")
ASKED = ("{*}formula", "{*}formula1", "{*}formula2")
"""Formulas that colour or check a cell, each in the rule that uses it."""


def parsed(data: bytes, *, broken: bool = False) -> etree._Element:
    """Return the root of a part. Raises Refused for entities, absurd depth and broken markup; where
    `broken` may be, as in the drawings of old, what can be read is.
    """
    if any(mark in data.replace(b"\0", b"") for mark in DECLARES):
        raise Refused("The file declares entities.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        recover=broken,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise Refused("The file is nested too deeply.") from error
        raise Refused("The file is damaged or locked with a password.") from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise Refused("The file declares entities.")
    return root


def written(root: etree._Element) -> bytes:
    """Return a part as it is kept."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def plain(data: bytes, *, lost: frozenset[str], broken: bool = False) -> bytes:
    """Return a part without names, and without what takes something from elsewhere; `lost` are the
    relationships it no longer has.
    """
    root = parsed(data, broken=broken)
    for item in list(_outside_cells(root)):
        _without_lost(item, lost)
        _without_names(item)
    if _local(root) == "comments":
        for name in root.iter("{*}author"):
            name.text = ""
    without_calling_fields(root)
    _without_calling_formulas(root)
    return written(root)


def _local(item: etree._Element) -> str:
    return str(item.tag).rpartition("}")[2]


def _outside_cells(root: etree._Element) -> Iterator[etree._Element]:
    yield root
    if _local(root) not in LARGE:
        for child in root:
            if _local(child) not in LARGE:
                yield from child.iter("*")


def _without_lost(item: etree._Element, lost: frozenset[str]) -> None:
    """Take out what names a relationship that is gone."""
    for name, value in item.attrib.items():
        namespace, _brace, local = str(name).rpartition("}")
        if value in lost and (namespace.endswith("/relationships") or local == "relid"):
            del item.attrib[name]
            if _local(item) not in KEEPS:
                _remove(item)
        if local in ("src", "href") and _local(item) in DRAWN and "://" in value:
            del item.attrib[name]


def _without_names(item: etree._Element) -> None:
    if _local(item) in DROPPED:
        _remove(item)
    for name in item.attrib:
        if str(name).rpartition("}")[2] in NAMES and _is_a_name(item):
            item.set(name, "")
    if _local(item) == "absPath":
        item.set("url", "")  # where on its maker's computer a workbook was last saved


def _is_a_name(item: etree._Element) -> bool:
    """Say whether such an attribute names a person: tables have display names too."""
    return _local(item) not in ("table", "slicer", "slicerCache", "timeline")


def _remove(item: etree._Element) -> None:
    """Take an element out, with those around it that may not be empty; what follows it stays."""
    parent = item.getparent()
    if parent is None:
        return
    if item.tail:
        before = item.getprevious()
        if before is None:
            parent.text = (parent.text or "") + item.tail
        else:
            before.tail = (before.tail or "") + item.tail
    parent.remove(item)
    if not len(parent) and _local(parent) in HOLDING:
        _remove(parent)


def _without_calling_formulas(root: etree._Element) -> None:
    """Leave the values of a sheet where a formula of it takes something from elsewhere: formulas
    may be shared between cells.
    """
    if _local(root) == "worksheet":
        formulas = list(root.iter("{*}f"))
        if any(map(_calls, formulas)):
            for formula in formulas:
                _remove(formula)
    for item in list(root.iter(*WRITTEN_OUT)):
        if _calls(item):
            _remove(item)
    for item in list(root.iter(*ASKED)):
        if _calls(item) and (parent := item.getparent()) is not None:
            _remove(parent)


def _calls(formula: etree._Element) -> bool:
    return bool(CALLS.search("".join(map(str, formula.itertext()))))
