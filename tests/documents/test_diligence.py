"""Files brought as evidence: what is kept, what is refused, and what leaves."""

import zipfile
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from docx import Document
from openpyxl import Workbook
from PIL import Image

from convene.core.media import DOCX, PDF, XLSX
from convene.documents import clean_office
from convene.documents import diligence_files as files
from convene.documents.clean_pictures import JPEG, PNG
from convene.documents.diligence_files import TEXT, kind_of, stripped
from convene.documents.refusing import Refused

SECRET = "Secret Source"


def pdf() -> bytes:
    made = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Author"] = SECRET
        with document.open_metadata() as metadata:
            metadata["dc:creator"] = [SECRET]
        document.save(made)
    return made.getvalue()


def picture(format: str) -> bytes:
    made = BytesIO()
    image = Image.new("RGB", (40, 20), (10, 90, 92))
    exif = Image.Exif()
    exif[0x013B] = SECRET  # artist
    exif[0x0112] = 6  # lying on its side
    image.save(made, format=format, exif=exif)
    return made.getvalue()


def word() -> bytes:
    made = BytesIO()
    document = Document()
    document.add_paragraph("Their accounts.")
    document.core_properties.author = document.core_properties.last_modified_by = SECRET
    document.save(made)
    return made.getvalue()


def sheet() -> bytes:
    made = BytesIO()
    book = Workbook()
    book.active["A1"] = "Their accounts."  # type: ignore[index]  # a new workbook has a sheet
    book.properties.creator = SECRET
    book.save(made)
    return made.getvalue()


def zipped(**parts: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return made.getvalue()


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def links(**targets: str) -> bytes:
    """The relationships of a part: each by the last word of its type, in order rId1, rId2, …"""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'.encode()


def office(**more: bytes) -> bytes:
    return package("word/document.xml", **more)


def package(main: str, /, **more: bytes) -> bytes:
    """A file of Office with the one part that its root leads to."""
    name = main.replace("/", "__").replace(".", "_dot_")
    return zipped(
        **{
            "[Content_Types]_dot_xml": b"<Types/>",
            "_rels___dot_rels": links(officeDocument=main),
            name: b"<w/>",
            **more,
        }
    )


KEPT = {
    "a PDF": (pdf(), PDF),
    "a PNG": (picture("PNG"), PNG),
    "a JPEG": (picture("JPEG"), JPEG),
    "a Word file": (word(), DOCX),
    "an Excel file": (sheet(), XLSX),
    "a text": ("Café, Москва, 北京\r\n\tdone".encode(), TEXT),
    "a text with a byte order mark": (b"\xef\xbb\xbfhello", TEXT),
}
HOSTILE = {
    "nothing": b"",
    "a program": b"MZ\x90\x00\x03\x00\x00\x00",
    "a program for Linux": b"\x7fELF\x02\x01\x01\x00",
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "an SVG after a declaration": b'\n <?xml version="1.0"?><svg/>',
    "a page": b"<!DOCTYPE html><script>alert(1)</script>",
    "a page after a byte order mark": b"\xef\xbb\xbf  <html>",
    "a GIF": b"GIF89a\x01\x00\x01\x00",
    "a damaged PDF": b"%PDF-1.7\nnothing more",
    "a cut PNG": picture("PNG")[:60],
    "a cut JPEG": picture("JPEG")[:-200],
    "a ZIP of something else": zipped(readme_dot_txt=b"hello"),
    "a cut Word file": word()[:1000],
    "a Word file with macros": office(word__vbaProject_dot_bin=b"x"),
    "a Word file that says macros": zipped(
        **{
            "[Content_Types]_dot_xml": b"application/vnd.ms-word.document.macroEnabled.main+xml",
            "word__document_dot_xml": b"<w/>",
        }
    ),
    "a Word file with a program inside": office(word__embeddings__oleObject1_dot_bin=b"x"),
    "both Word and Excel": office(xl__workbook_dot_xml=b"<x/>"),
    "Latin-1": "Café".encode("latin-1"),
    "text with zero bytes": b"hello\x00world",
}


@pytest.mark.parametrize("what", KEPT)
def test_kept_for_what_it_is(what):
    content, kind = KEPT[what]
    assert kind_of(content) == kind


@pytest.mark.parametrize("what", HOSTILE)
def test_refused_with_a_sentence(what):
    with pytest.raises(Refused, match=r"\.$"):
        kind_of(HOSTILE[what])


def test_a_zip_bomb_is_refused_by_what_it_really_unpacks_to(monkeypatch):
    monkeypatch.setattr(clean_office, "UNPACKED", 1_000_000)
    with pytest.raises(Refused, match="unpacks to far more"):
        kind_of(office(word__media__image_dot_bin=b"\0" * 5_000_000))


def test_a_real_zip_bomb_is_refused_too():
    bomb = office(**{f"word__media__{n}_dot_bin": b"\0" * 30_000_000 for n in range(5)})
    assert len(bomb) < 1_000_000
    with pytest.raises(Refused, match="unpacks to far more"):
        kind_of(bomb)


def test_too_many_parts_are_refused():
    with pytest.raises(Refused, match="too many parts"):
        kind_of(office(**{f"p{n}": b"" for n in range(clean_office.PARTS)}))


def test_a_picture_with_too_many_pixels_is_refused():
    made = BytesIO()
    Image.new("1", (20_000, 10_000)).save(made, format="PNG")
    with pytest.raises(Refused, match="too large"):
        kind_of(made.getvalue())


def test_a_locked_pdf_is_refused():
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as document:
        document.save(made, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(Refused, match="password"):
        kind_of(made.getvalue())


def test_what_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 10)
    with pytest.raises(Refused, match="larger than"):
        kind_of(b"hello hello")


def test_a_pdf_leaves_without_author_or_metadata():
    with pikepdf.open(BytesIO(stripped(pdf(), media_type=PDF))) as document:
        assert "/Info" not in document.trailer
        assert "/Metadata" not in document.Root
        assert len(document.pages) == 1
        made = BytesIO()
        document.save(
            made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all
        )
    assert SECRET.encode() not in made.getvalue()


@pytest.mark.parametrize("format", ["PNG", "JPEG"])
def test_a_picture_leaves_upright_and_alone(format):
    content = picture(format)
    assert SECRET.encode() in content
    made = stripped(content, media_type=PNG if format == "PNG" else JPEG)
    with Image.open(BytesIO(made)) as seen:
        assert (seen.size, dict(seen.getexif()), seen.format) == ((20, 40), {}, format)
        assert not {"exif", "xmp", "icc_profile", "comment"} & seen.info.keys()
    assert SECRET.encode() not in made


@pytest.mark.parametrize(("content", "kind"), [(word(), DOCX), (sheet(), XLSX)])
def test_an_office_file_leaves_without_its_properties_and_still_opens(content, kind):
    made = stripped(content, media_type=kind)
    with ZipFile(BytesIO(made)) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names)
    assert not [name for name in names if name.startswith("docProps/")]
    assert b"docProps/" not in everything
    assert SECRET.encode() not in everything
    assert kind_of(made) == kind
    assert zipfile.is_zipfile(BytesIO(made))
    if kind == DOCX:
        assert [paragraph.text for paragraph in Document(BytesIO(made)).paragraphs] == [
            "Their accounts."
        ]


def test_a_text_leaves_as_it_came():
    assert stripped(b"as it is", media_type=TEXT) == b"as it is"
