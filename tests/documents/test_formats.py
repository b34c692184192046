"""The same paper as Word, PDF and HTML: what stands in it, what it links to, and what it never
does.
"""

import io
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import BooleanObject, DictionaryObject, StreamObject

from convene.core.draft import Draft
from convene.core.guide import Example
from convene.core.request import Request
from convene.documents.formats import FORMATS, make
from convene.documents.parts import Paper, clean, plain, texts
from convene.documents.pdf import MARK
from tests.documents.samples import EMPTY, FULL, GUIDE, REQUEST, concept, short
from tests.flat import flat

HOSTILE = [
    "{{7*7}}",
    "{% for x in range(10**9) %}{{ x }}{% endfor %}",
    "{_{ title }_}",
    "<script>alert(1)</script>",
    '#read("/etc/passwd")',
    "$ x $ *bold* _soft_ `raw` @label \\u{41} // gone",
    "]]> <w:t> & &amp; &#65; ' \"",
    "عنوان عن النزاهة",
    "Честные закупки",
    "\u202egnp.exe\u202c",
    "Smile 😀 and ✓",
    "=cmd|'/c calc'!A1",
    "0123456789" * 1000,
]


class Reading(HTMLParser):
    """What a browser shows, and everything that it would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags, self.links = "", set[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [
            value or ""
            for name, value in attrs
            if name in ("href", "src", "action", "style", "srcset")
        ]

    def handle_data(self, data: str) -> None:
        self.text += data


def html(paper: Paper) -> Reading:
    reading = Reading()
    reading.feed(make(paper, format="html").decode())
    return reading


def word(paper: Paper) -> list[str]:
    """Return every paragraph of the Word file, tables included, as its reader sees it."""
    document = Document(io.BytesIO(make(paper, format="docx")))
    return [_seen(paragraph) for paragraph in document.element.body.iter(qn("w:p"))]


def _seen(paragraph) -> str:
    shown = {
        qn("w:t"): lambda item: item.text or "",
        qn("w:br"): lambda _: "\n",
        qn("w:tab"): lambda _: "\t",
    }
    return "".join(
        shown[item.tag](item)
        for item in paragraph.iter(*shown)
        if not item.getparent().tag.endswith("tabs")
    )


def pdf(paper: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(make(paper, format="pdf")))


def bare(text: str) -> str:
    """Return text as it can be compared across lines and pages."""
    return re.sub(r"[\s\u00ad\u2060-]+", "", text)


@pytest.mark.parametrize("write", [concept, short])
@pytest.mark.parametrize("draft", [FULL, EMPTY])
def test_word_holds_every_sentence_of_the_paper(write, draft):
    paper = write(draft)
    read = "\n".join(re.sub(r"\d+(,\d+)*(?=\s|$|[.;:])", "", line) for line in word(paper))
    for section in paper.sections:
        assert section.heading in read
        for block in section.blocks:
            for item in texts(block):
                for span in item:
                    assert re.sub(r"\d+(,\d+)*(?=\s|$|[.;:])", "", span.text).strip() in read


def test_word_has_real_headings_tables_with_header_rows_and_properties():
    document = Document(io.BytesIO(make(concept(), format="docx")))
    found = [(item.style.name, item.text) for item in document.paragraphs if item.style is not None]
    headings = [text for style, text in found if style == "Heading 1"]
    assert headings[:2] == ["The problem", "What we propose"]
    assert headings[-1] == "Sources"
    assert ("Title", "Fair access to public procurement") in found
    assert [cell.text for cell in document.tables[0].rows[0].cells] == [
        "From",
        "Cash or financing",
        "In kind, with a value",
        "Influence, never priced",
    ]
    assert all(
        next(table.rows[0]._tr.iter(qn("w:tblHeader")), None) is not None
        for table in document.tables
    )
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Fair access to public procurement",
        "Ana Duarte",
        "en",
    )
    assert (properties.last_modified_by, properties.comments, str(properties.modified)[:10]) == (
        "",
        "",
        "2026-11-22",
    )
    page = document.sections[0]
    assert [round((length or Mm(0)).mm) for length in (page.page_width, page.page_height)] == [
        210,
        297,
    ]


def test_every_mark_in_word_leads_to_a_source():
    body = Document(io.BytesIO(make(concept(), format="docx"))).element.body
    marks = {item.get(qn("w:anchor")) for item in body.iter(qn("w:hyperlink"))}
    sources = {item.get(qn("w:name")) for item in body.iter(qn("w:bookmarkStart"))}
    assert marks == sources == {f"source_{source.number}" for source in concept().sources}


def test_the_pdf_is_accessible_and_says_so():
    made = pdf(concept())
    catalogue = made.root_object
    marked = catalogue["/MarkInfo"]
    assert isinstance(marked, DictionaryObject)
    assert marked["/Marked"] == BooleanObject(True)
    assert str(catalogue["/Lang"]) == "en"
    assert made.metadata is not None
    assert (made.metadata.title, made.metadata.author) == (
        "Fair access to public procurement",
        "Ana Duarte",
    )
    metadata = catalogue["/Metadata"].get_object()
    assert isinstance(metadata, StreamObject)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata.get_data()


def test_the_pdf_holds_every_sentence_and_numbers_its_pages():
    paper = concept()
    made = pdf(paper)
    read = bare("".join(page.extract_text() for page in made.pages))
    assert all(bare(section.heading) in read for section in paper.sections)
    assert bare(GUIDE.get("EX02", Example).results[1].caution) in read
    assert f"1 / {len(made.pages)}" in made.pages[0].extract_text()


@pytest.mark.parametrize("draft", [FULL, EMPTY])
def test_the_brief_is_one_page(draft):
    assert len(pdf(short(draft)).pages) == 1


@pytest.mark.parametrize("challenge", [challenge.id for challenge in GUIDE.challenges])
def test_every_problem_the_guide_knows_makes_a_paper_that_can_be_set(challenge):
    request = Request(
        country="KE",
        challenges=(challenge,),
        sectors=("extractives", "telecom"),
        partner_types=("chamber",),
        civic_space="closed",
    )
    for model in ("", "M2", "M7"):
        assert make(concept(Draft(title="Any", model=model, request=request)), format="html")
    assert pdf(short(Draft(title="Any", request=request))).pages


def test_the_same_paper_is_the_same_pdf():
    assert make(concept(), format="pdf") == make(concept(), format="pdf")


@pytest.mark.parametrize("write", [concept, short])
def test_the_html_needs_nothing_else_and_runs_nothing(write):
    reading = html(write())
    assert {link for link in reading.links if not link.startswith("#source-")} == set()
    assert not reading.tags & {"script", "link", "img", "iframe", "form", "object"}
    assert "@import" not in reading.text
    assert "url(" not in reading.text


@pytest.mark.parametrize("said", HOSTILE, ids=lambda said: said[:20])
def test_whatever_is_typed_comes_out_as_typed(said):
    draft = replace(FULL, title=said, problem=said, place=said, model_reason=said)
    paper = concept(draft, by=said)
    assert [line for line in word(paper) if line == said][:2] == [said, said]
    assert html(paper).text.count(said) >= 4
    shown = bare("".join(page.extract_text() for page in pdf(paper).pages))
    if said.isascii():
        assert bare(said)[:200] in shown
        assert "root:" not in shown


@pytest.mark.parametrize(
    "said",
    ["Честные закупки", "عنوان عن النزاهة", "中文标题", "👩‍👩‍👧 family", "𓀀", "\ue000 \uf8ff"],
)
def test_a_pdf_in_any_script_is_made_and_says_what_it_could_not_print(said):
    made = pdf(concept(replace(FULL, title=said)))
    assert made.metadata is not None
    printed = made.metadata.title or ""
    noted = bare("our fonts do not have them") in bare(made.pages[0].extract_text())
    assert noted == (MARK in printed)
    assert len(printed) == len(said)
    assert all(shown in (MARK, typed) for shown, typed in zip(printed, said, strict=True))


SCRIPTS = {
    "Arabic": "البنك المركزي",
    "Hebrew": "בנק ישראל",
    "Cyrillic": "Честные закупки",
    "Greek": "Διαφανείς συμβάσεις",
    "Devanagari": "भारतीय रिज़र्व",
    "Thai": "ธนาคารกลาง",
    "Georgian": "ეროვნული ბანკი",
    "Armenian": "Կենտրոնական բանկ",
    "Ethiopic": "ብሔራዊ ባንክ",
    "Chinese": "中国银行",
    "Japanese": "日本の銀行カナ",
    "Korean": "한국은행",
    "Bengali": "বাংলাদেশ ব্যাংক",
    "emoji": "👩‍👩‍👧 family",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_pdf_prints_every_script_with_fonts_of_its_own(script):
    made = pdf(concept(replace(FULL, title=SCRIPTS[script], problem=SCRIPTS[script])))
    assert made.metadata is not None
    assert made.metadata.title == SCRIPTS[script]
    assert MARK not in "".join(page.extract_text() for page in made.pages)


def test_a_title_that_cannot_be_set_is_given_in_latin_letters_too():
    first = pdf(concept(replace(FULL, title="𐌰𐍄𐍄𐌰 Bank"))).pages[0].extract_text()
    assert bare("atta Bank") in bare(first)


def test_pages_are_numbered_from_left_to_right_below_a_title_from_right_to_left():
    made = pdf(concept(replace(FULL, title=SCRIPTS["Arabic"])))
    for number, page in enumerate(made.pages, start=1):
        assert f"{number} / {len(made.pages)}" in page.extract_text()


def test_a_pdf_is_made_to_be_kept_and_to_be_read_aloud():
    metadata = pdf(concept()).xmp_metadata
    assert metadata is not None
    packet = metadata.stream.get_data().decode()
    for said in (
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ):
        assert said in packet


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_title_makes_a_pdf(said):
    assert pdf(concept(replace(FULL, title=said or "x"))).pages


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_any_text_survives_word_and_html(said):
    draft = Draft(title="Any", model="M1", model_reason=said, request=REQUEST)
    written = clean(said)
    paper = concept(draft)
    assert (f"Our reason: {written}" in word(paper)) is bool(written)
    assert (f"Our reason: {written}" in html(paper).text) is bool(written)


def test_what_no_document_can_hold_is_left_out_and_nothing_else():
    assert clean(" a\x00b\x0bc\ud800d\ufffee\r\nf\tg\u202eh\xa0 ") == "abcde\nf\tg\u202eh"


def test_a_title_is_one_line_and_what_is_empty_leaves_no_mark():
    paper = concept(replace(FULL, title="  Two\nlines ", place=""))
    assert (paper.title, plain(paper.place)) == ("Two lines", "Paraguay")
    page = flat(make(concept(replace(FULL, country="", place=""), by=""), format="html").decode())
    assert '<p class="who">22 November 2026</p>' in page


def test_formats_name_their_extension_and_media_type():
    assert {name: (found.extension, found.media_type) for name, found in FORMATS.items()} == {
        "docx": (
            ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        "pdf": (".pdf", "application/pdf"),
        "html": (".html", "text/html; charset=utf-8"),
    }


def test_only_word_takes_a_template(tmp_path):
    with pytest.raises(ValueError, match="pdf has none"):
        make(concept(), format="pdf", template=tmp_path / "ours.docx")


def test_the_room_is_cheap_to_enter():
    code = "import sys, convene.documents.formats; print(sorted({'typst', 'docxtpl', 'docx', 'jinja2'} & set(sys.modules)))"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        == "[]\n"
    )
