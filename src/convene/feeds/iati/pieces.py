"""A record of activities cut into its elements by its bytes, without parsing it (ADR 16).

Only text without comments, CDATA and instructions may be cut: there, a “<” always starts a tag. A
cut is right only if each piece turns out to be one whole element when it is parsed, so nothing is
taken in that the parser has not seen.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

CLOSE = b"</transaction>"
_SPACE = rb"[ \t\r\n]*"
_ELEMENT = (
    rb"<([^\s/<>]++)[^>]*+>(?:(?<=/>)|[^<]*+(?:<(?!/\%d[ \t\r\n]*>)[^<]*+)*+</\%d[ \t\r\n]*>)"
)
"""An element up to the first end tag of its name. Once past something it never steps back, so that
no text takes long.
"""
_SUM = (
    rb"""<transaction(?:[ \t\r\n]+ref="[ !#-%'-;=-~]*")?(?:[ \t\r\n]+humanitarian="[01]")?[ \t\r\n]*>"""
    rb"""[ \t\r\n]*(<transaction-type[^>]*+(?<=/)>[ \t\r\n]*<transaction-date[^>]*+(?<=/)>[ \t\r\n]*<value[^>]*+>)[ \t\r\n]*(-?[0-9]{1,19}(?:\.[0-9]{1,2})?)"""
    rb"""[ \t\r\n]*</value>((?s:.*+))"""
)
"""A transaction that begins as the standard has it: its type, date and start of its value; the
amount, which can mean one thing only; all behind it but its end tag.
"""
_OTHER = rb"<transaction[ \t\r\n>](?s:.*+)"
"""Any other transaction but its end tag."""
_LEFT = rb"((?s:.+))"
"""Takes all that is left where nothing else fits, so that no text is searched twice."""
_OPENING = re.compile(_SPACE + rb"(<iati-activity(?=[ \t\r\n>])[^<>]*(?<!/)>)")
_CHILD = re.compile(
    _SPACE + rb"(?:" + _SUM + rb"|(" + _ELEMENT % (5, 5) + rb"|" + _OTHER + rb"))|" + _LEFT
)
_PIECE = re.compile(_SPACE + rb"(" + _ELEMENT % (2, 2) + rb")|" + _LEFT)
_CLOSING = re.compile(_SPACE + rb"</iati-activity[ \t\r\n]*>" + _SPACE)
_NOTHING = re.compile(_SPACE)

Child = tuple[bytes, bytes, bytes, bytes, bytes, bytes]
"""The three pieces of a transaction; or another element and its name; or what is left."""


class Pieces(NamedTuple):
    """A record: its start tag, and its elements in their order."""

    opening: bytes
    children: list[Child]


def pieces(record: bytes) -> Pieces | None:
    """Cut a record; None when anything but elements stands in it, or its start tag declares what
    names inside it mean.
    """
    opening = _OPENING.match(record)
    if opening is None or b"xmlns" in opening.group():
        return None
    *texts, last = record[opening.end() :].split(
        CLOSE
    )  # to look for one end tag is many times faster than to step over all others
    before = _up_to_transactions(texts)
    *after, (*_, left) = _CHILD.findall(last) or [(b"",)]
    return (
        Pieces(opening.group(1), before + after)
        if before is not None and _CLOSING.fullmatch(left)
        else None
    )


def _up_to_transactions(texts: Sequence[bytes]) -> list[Child] | None:
    """Return the elements of texts, each of which the end tag of a transaction followed; None when
    one does not end in a transaction.
    """
    children: list[Child] = []
    for text in texts:
        matched: list[Child] = _CHILD.findall(text)
        if not matched or matched[-1][-1]:
            return None
        if not matched[-1][0]:
            matched[-1] = b"", b"", b"", matched[-1][3] + CLOSE, b"", b""
        children += matched
    return children


def elements(content: bytes) -> list[bytes] | None:
    """Cut what an element holds; None when anything but elements stands in it."""
    pieces_and_rest = _PIECE.findall(content)
    left = pieces_and_rest[-1][-1] if pieces_and_rest else b""
    return [piece for piece, _, _ in pieces_and_rest if piece] if _NOTHING.fullmatch(left) else None
