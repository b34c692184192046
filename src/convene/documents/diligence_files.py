"""Files brought as evidence: what kind they are by their content, and how they leave without what
they say of who made them.
"""

import re
from collections.abc import Mapping

from convene.core.media import DOCX, PDF, XLSX
from convene.documents.clean_office import kind_of_office, stripped_office
from convene.documents.clean_pdf import kind_of_pdf, stripped_pdf
from convene.documents.clean_pictures import JPEG, PNG, kind_of_picture, stripped_picture
from convene.documents.refusing import MB, Refused

LARGEST = 25 * MB
"""Bytes of a file; what is larger belongs in an archive, with a note of where (expert choice)."""
TEXT = "text/plain"
ENDINGS: Mapping[str, str] = {
    PDF: ".pdf",
    PNG: ".png",
    JPEG: ".jpg",
    DOCX: ".docx",
    XLSX: ".xlsx",
    TEXT: ".txt",
}
MARKUP = re.compile(r"\s*<(?:[a-zA-Z!?/])")


def kind_of(content: bytes) -> str:
    """Return the media type of a file by what is in it, whatever it is called. Raises Refused."""
    if not content:
        raise Refused("The file is empty.")
    if len(content) > LARGEST:
        raise Refused(f"The file is larger than {LARGEST // MB} MB.")
    if content.startswith(b"%PDF-"):
        return kind_of_pdf(content)
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return kind_of_picture(content)
    if content.startswith(b"PK\x03\x04"):
        return kind_of_office(content)
    return _text(content)


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
    """Return a file without its metadata, author, software, place and time of taking, comments on
    the document itself, and without what acts or reaches elsewhere when somebody opens it.
    """
    if media_type == PDF:
        return stripped_pdf(content)
    if media_type in (PNG, JPEG):
        return stripped_picture(content, media_type=media_type)
    if media_type in (DOCX, XLSX):
        return stripped_office(content)
    return content


SIGNED = (b"/ByteRange", b"/Type/Sig", b"/Type /Sig")


def is_signed(content: bytes, *, media_type: str) -> bool:
    """Say whether a file bears a signature, which its copy without metadata does not keep."""
    return media_type == PDF and SIGNED[0] in content and any(one in content for one in SIGNED[1:])
