"""Word and Excel files as they are handed out: no names, nothing that acts or reaches elsewhere."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from convene.core.media import DOCX, XLSX
from convene.documents.diligence_files import kind_of, stripped
from convene.documents.refusing import Refused
from tests.documents.test_diligence import (
    PACKAGE,
    RELATIONS,
    SECRET,
    links,
    office,
    package,
    picture,
)

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = f'xmlns:r="{RELATIONS}"'
HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


def word(body: str, *, to: dict[str, str] | None = None, **parts: bytes) -> bytes:
    rels: dict[str, Any] = {"word___rels__document_dot_xml_dot_rels": links(**(to or {}))}
    document = f"<w:document {W} {R}>{body}</w:document>".encode()
    return office(word__document_dot_xml=document, **rels, **parts)


def book(cells: str, *, workbook: str = "", to: dict[str, str] | None = None, **parts: bytes):
    rels: dict[str, Any] = {
        "xl___rels__workbook_dot_xml_dot_rels": links(
            worksheet="worksheets/sheet1.xml", **(to or {})
        )
    }
    return package(
        "xl/workbook.xml",
        xl__workbook_dot_xml=f"<workbook {R}>{workbook}</workbook>".encode(),
        xl__worksheets__sheet1_dot_xml=f"<worksheet {R}>{cells}</worksheet>".encode(),
        **rels,
        **parts,
    )


def cleaned(content: bytes, *, media_type: str = DOCX) -> dict[str, str]:
    with ZipFile(BytesIO(stripped(content, media_type=media_type))) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def text(content: bytes) -> str:
    """What stands in the text of a Word file once it is clean."""
    made = cleaned(content)["word/document.xml"]
    return made.removeprefix(f"{HEAD}<w:document {W} {R}>").removesuffix("</w:document>")


def test_who_changed_or_remarked_is_taken_out():
    remark = f"<w:comments {W}><w:comment w:author='{SECRET}' w:initials='SS' w:id='0'/>".encode()
    made = cleaned(
        word(
            f'<w:ins w:author="{SECRET}" w:date="2020-01-01T00:00:00Z"/>',
            to={"comments": "comments.xml"},
            word__comments_dot_xml=remark + b"</w:comments>",
        )
    )

    assert '<w:comment w:author="" w:initials="" w:id="0"/>' in made["word/comments.xml"]
    assert '<w:ins w:author="" w:date="2020-01-01T00:00:00Z"/>' in made["word/document.xml"]


def test_a_picture_inside_a_word_file_tells_nothing_either():
    made = stripped(
        word(
            "",
            to={"image": "media/image1.jpeg", "header": "media/broken.png"},
            word__media__image1_dot_jpeg=picture("JPEG"),
            word__media__broken_dot_png=b"not a picture",
        ),
        media_type=DOCX,
    )
    with ZipFile(BytesIO(made)) as archive:
        assert SECRET.encode() not in archive.read("word/media/image1.jpeg")
        assert archive.read("word/media/broken.png") == b"not a picture"


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("customXml", "customXml/item1.xml"),
        ("people", "word/people.xml"),
        ("metadata/core-properties", "docProps/core.xml"),
        ("ui/extensibility", "customUI/customUI.xml"),
    ],
)
def test_parts_of_a_word_file_that_tell_of_people_are_left_out(kind, place):
    name = place.replace("/", "__").replace(".", "_dot_")
    made = cleaned(word("", to={kind: f"/{place}"}, **{name: f"<x>{SECRET}</x>".encode()}))

    assert sorted(made) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/document.xml",
    ]
    assert kind not in made["word/_rels/document.xml.rels"]


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("externalLink", "externalLinks/externalLink1.xml"),
        ("revisionHeaders", "revisions/revisionHeaders.xml"),
        ("usernames", "revisions/userNames.xml"),
        ("person", "persons/person.xml"),
        ("threadedComment", "threadedComments/threadedComment1.xml"),
        ("externalLink", "theme/theme1.xml"),
    ],
)
def test_parts_of_a_workbook_that_tell_of_people_or_call_outside_are_left_out(kind, place):
    name = f"xl/{place}".replace("/", "__").replace(".", "_dot_")
    made = cleaned(
        book(
            "<sheetData/>",
            workbook='<externalReferences><externalReference r:id="rId2"/></externalReferences>',
            to={kind: place},
            **{name: f'<x ddeService="cmd">{SECRET}</x>'.encode()},
        ),
        media_type=XLSX,
    )

    assert f"xl/{place}" not in made
    assert made["xl/workbook.xml"] == f"{HEAD}<workbook {R}/>"
    assert SECRET not in "".join(made.values())


def test_a_part_that_nothing_leads_to_is_left_out():
    made = cleaned(word("", word__notes_dot_xml=SECRET.encode(), __etc__x=b"x"))

    assert sorted(made) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/document.xml",
    ]


def test_who_works_at_a_workbook_and_where_is_taken_out():
    made = cleaned(
        book(
            "<sheetData/>",
            workbook=f'<fileSharing userName="{SECRET}"/><absPath url="C:\\{SECRET}"/>'
            f'<pivotCacheDefinition refreshedBy="{SECRET}"/>',
        ),
        media_type=XLSX,
    )["xl/workbook.xml"]

    assert made == (
        f'{HEAD}<workbook {R}><absPath url=""/><pivotCacheDefinition refreshedBy=""/></workbook>'
    )


@pytest.mark.parametrize(
    "formula",
    [
        'WEBSERVICE("https://example.org/"&amp;A2)',
        "[1]Sheet1!A1",
        "cmd|'/c calc'!A0",
        'RTD("x",,"y")',
        'IMAGE("a")',
        "'https://example.org/[b.xlsx]S'!A1",
    ],
)
def test_a_sheet_keeps_its_values_where_a_formula_reaches_elsewhere(formula):
    made = cleaned(
        book(
            f'<sheetData><row r="1"><c r="A1"><f>{formula}</f><v>7</v></c>'
            '<c r="B1"><f>A1+1</f><v>8</v></c></row></sheetData>',
            workbook=f"<definedNames><definedName>{formula}</definedName></definedNames>",
        ),
        media_type=XLSX,
    )

    assert made["xl/worksheets/sheet1.xml"] == (
        f'{HEAD}<worksheet {R}><sheetData><row r="1"><c r="A1"><v>7</v></c>'
        '<c r="B1"><v>8</v></c></row></sheetData></worksheet>'
    )
    assert made["xl/workbook.xml"] == f"{HEAD}<workbook {R}/>"


def test_formulas_that_stay_in_their_workbook_stay():
    cells = '<sheetData><row r="1"><c r="A1"><f>SUM(B1:B9)*1.5</f><v>7</v></c></row></sheetData>'
    made = cleaned(book(cells), media_type=XLSX)

    assert made["xl/worksheets/sheet1.xml"] == f"{HEAD}<worksheet {R}>{cells}</worksheet>"


def field(*says: str, shows: str = "shown") -> str:
    instructions = "".join(f"<w:instrText>{part}</w:instrText>" for part in says)
    return (
        f'<w:fldChar w:fldCharType="begin"/>{instructions}'
        f'<w:fldChar w:fldCharType="separate"/><w:t>{shows}</w:t><w:fldChar w:fldCharType="end"/>'
    )


NESTED = field("DDE", shows="dde").replace("<w:instrText>DDE</w:instrText>", field("QUOTE 68"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (field('DDEAUTO c:\\cmd.exe "/k calc"'), "<w:t>shown</w:t>"),
        (field(" DDE", "AUTO cmd"), "<w:t>shown</w:t>"),
        (field('INCLUDEPICTURE "https://example.org/p.png"'), "<w:t>shown</w:t>"),
        (NESTED, "<w:t>shown</w:t><w:t>dde</w:t>"),
        (
            '<w:fldSimple w:instr="DDEAUTO cmd"><w:t>shown</w:t></w:fldSimple>',
            "<w:t>shown</w:t>",
        ),
        (field('HYPERLINK "\\\\\\\\host\\\\share"'), "<w:t>shown</w:t>"),
        (field(" PAGE "), field(" PAGE ")),
        (field('HYPERLINK "https://example.org"'), field('HYPERLINK "https://example.org"')),
    ],
)
def test_of_a_field_that_reaches_elsewhere_only_what_it_showed_is_left(before, after):
    assert text(word(before)) == after


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("attachedTemplate", '<w:x/><w:attachedTemplate r:id="rId1"/>', "<w:x/>"),
        ("image", '<w:blip r:link="rId1"/>', "<w:blip/>"),
        ("oleObject", '<w:object><w:OLEObject r:id="rId1"/></w:object>', "<w:object/>"),
        ("frame", '<w:frame><w:sourceFileName r:id="rId1"/></w:frame>', "<w:frame/>"),
        (
            "hyperlink",
            '<w:hyperlink r:id="rId1"><w:t>Read</w:t></w:hyperlink>',
            '<w:hyperlink r:id="rId1"><w:t>Read</w:t></w:hyperlink>',
        ),
    ],
)
def test_what_is_taken_from_an_address_is_left_out_and_a_hyperlink_stays(kind, before, after):
    assert text(word(before, to={kind: "https://example.org/x"})) == after


def test_a_hyperlink_to_somebody_s_own_network_is_left_out_and_its_words_stay():
    link = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/hyperlink"'
        ' Target="file://host/share" TargetMode="External"/></Relationships>'
    ).encode()
    content = office(
        word__document_dot_xml=f'<w:document {W} {R}><w:hyperlink r:id="rId1"><w:t>Read</w:t>'
        "</w:hyperlink></w:document>".encode(),
        word___rels__document_dot_xml_dot_rels=link,
    )

    assert text(content) == "<w:hyperlink><w:t>Read</w:t></w:hyperlink>"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            office(word__document_dot_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><w>&a;</w>"),
            "The file declares entities.",
        ),
        (
            office(word__document_dot_xml=b"<w>" * 2000 + b"</w>" * 2000),
            "The file is nested too deeply.",
        ),
        (office(word__document_dot_xml=b"<w>"), "The file is damaged or locked with a password."),
        (
            office(_rels___dot_rels=links(officeDocument="elsewhere.xml")),
            "The file is damaged or locked with a password.",
        ),
        (
            word("", to={"aFChunk": "media/part.bin"}, word__media__part_dot_bin=b"x"),
            "The file holds other files or controls. Take them out, or save it as PDF.",
        ),
        (
            package("xl/workbook.xml", xl__connections_dot_xml=b"<connections/>"),
            "The file fetches values from elsewhere. Save its values, or save it as PDF.",
        ),
        (package("xl/workbook.xml", xl__macrosheets__s_dot_xml=b"<x/>"), "The file holds macros."),
    ],
)
def test_what_cannot_be_made_clean_is_refused_with_the_reason(content, why):
    with pytest.raises(Refused) as refused:
        stripped(content, media_type=kind_of(content))
    assert str(refused.value) == why
