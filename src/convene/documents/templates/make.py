"""Make the Word templates that ship with Convene. For maintainers: `python -m
convene.documents.templates.make`.
"""

# ruff: noqa: SLF001  # python-docx has no public way to the XML of rows, cells and runs
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
ACCENT, SOFT, INK = (
    RGBColor(0x0B, 0x5A, 0x5C),
    RGBColor(0x56, 0x5F, 0x66),
    RGBColor(0x1D, 0x23, 0x27),
)
SERIF, SANS = "Georgia", "Calibri"
"""Faces that Word and LibreOffice have, or replace by one with the same widths."""


def main() -> None:
    for name, size, margin, leading in (
        ("concept", 10.5, 25, 1.1),
        ("brief", 9.0, 18, 1.0),
        ("diligence", 10.0, 22, 1.05),
    ):
        document = Document()
        _page(document, margin=margin)
        _styles(document, size=size, leading=leading)
        _head(document)
        _sections(document)
        _sources(document, together=name == "brief")
        _footer(document)
        document.save(str(HERE / f"{name}.docx"))


def _page(document: Doc, *, margin: int) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(margin)
    page.top_margin = page.bottom_margin = Mm(margin - 3)
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = (
        "",
        "",
        "",
        "en-GB",
    )


def _styles(document: Doc, *, size: float, leading: float) -> None:
    _style(
        document, "Normal", face=SANS, size=size, colour=INK, after=size / 2
    ).paragraph_format.line_spacing = leading
    _style(document, "Title", face=SERIF, size=size * 2.3, colour=INK, bold=True, after=3)
    _style(
        document,
        "Heading 1",
        face=SERIF,
        size=size * 1.45,
        colour=ACCENT,
        bold=True,
        before=size * 1.3,
        after=4,
    )
    _style(
        document,
        "Heading 2",
        face=SERIF,
        size=size * 1.1,
        colour=INK,
        bold=True,
        before=size * 0.8,
        after=3,
    )
    _style(document, "List Bullet", after=3)
    caution = _style(document, "Caution", before=4, after=6, base="Normal")
    looks = caution.element.get_or_add_pPr()
    looks.insert(
        0, parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FBF0DC"/>')
    )
    border = '<w:left w:val="single" w:sz="18" w:space="8" w:color="7A4B00"/>'
    looks.insert(0, parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"))
    _style(document, "Cell", after=0, base="Normal")
    _style(document, "Source", size=size * 0.85, after=2, base="Normal")
    _style(document, "Kind", size=size, colour=ACCENT, bold=True, after=0, base="Normal")
    annex = _style(document, "Annex", size=size, colour=ACCENT, bold=True, base="Normal")
    annex.paragraph_format.page_break_before = True
    _style(document, "Who", colour=SOFT, after=10, base="Normal")
    title = document.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)


def _style(
    document: Doc,
    name: str,
    *,
    face: str = "",
    size: float = 0,
    colour: RGBColor | None = None,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    base: str = "",
) -> ParagraphStyle:
    style = (
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) if base else document.styles[name]
    )
    assert isinstance(style, ParagraphStyle)
    if base:
        style.base_style = document.styles[base]
    if face:
        _face(style, face)
    if size:
        style.font.size = Pt(round(size * 2) / 2)
    if colour is not None:
        style.font.color.rgb = colour
    if bold:
        style.font.bold = True
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    return style


def _face(style: ParagraphStyle, face: str) -> None:
    """Set the face for every script; python-docx alone leaves the theme's fonts in charge of the
    headings.
    """
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), face)


def _head(document: Doc) -> None:
    document.add_paragraph("{{ kind }}", style="Kind")
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph(
        "{% if place %}{{ place }} · {% endif %}{{ date }}"
        "{% if prepared_by %} · {{ labels.prepared_by }} {{ prepared_by }}{% endif %}",
        style="Who",
    )


def _sections(document: Doc) -> None:
    document.add_paragraph("{%p for section in sections %}")
    _when(document, "section.annex", "{{ section.annex }}", style="Annex")
    document.add_paragraph("{{ section.heading }}", style="Heading 1")
    document.add_paragraph("{%p for block in section.blocks %}")
    _when(document, "block.heading", "{{ block.heading }}", style="Heading 2")
    _when(document, "block.paragraph", "{{r block.paragraph }}", style="Normal")
    _when(document, "block.caution", "{{r block.caution }}", style="Caution")
    document.add_paragraph("{%p for item in block.bullets %}")
    document.add_paragraph("{{r item }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p if block.table %}")
    _table(document)
    document.add_paragraph("")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")


def _when(document: Doc, name: str, shown: str, *, style: str) -> None:
    document.add_paragraph(f"{{%p if {name} %}}")
    document.add_paragraph(shown, style=style)
    document.add_paragraph("{%p endif %}")


def _table(document: Doc) -> None:
    table = document.add_table(rows=4, cols=3)
    _ruled(table)
    _fill(table, 0, "{%tc for title in block.table.head %}", "{{ title }}", "{%tc endfor %}")
    head = table.rows[0].cells[1].paragraphs[0].runs[0]
    head.font.bold, head.font.color.rgb = True, ACCENT
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    _fill(table, 1, "{%tr for row in block.table.rows %}", "", "")
    _fill(table, 2, "{%tc for cell in row %}", "{{r cell }}", "{%tc endfor %}")
    table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    _fill(table, 3, "{%tr endfor %}", "", "")


def _fill(table: Table, row: int, *cells: str) -> None:
    for cell, text in zip(table.rows[row].cells, cells, strict=True):
        cell.paragraphs[0].style = "Cell"
        cell.paragraphs[0].add_run(text)
        for width in cell._tc.get_or_add_tcPr().findall(qn("w:tcW")):
            width.set(qn("w:type"), "auto")
            width.set(qn("w:w"), "0")


def _ruled(table: Table) -> None:
    """Give a table its rules and full width. Word refuses a file whose properties stand in another
    order than its schema's.
    """
    rule = 'w:val="single" w:sz="4" w:space="0" w:color="DDD8CD"'
    head = 'w:val="single" w:sz="8" w:space="0" w:color="0B5A5C"'
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 50), ("left", 80), ("bottom", 50), ("right", 80))
    )
    table._tbl.replace(
        table._tbl.tblPr,
        parse_xml(
            f'<w:tblPr {nsdecls("w")}><w:tblW w:w="5000" w:type="pct"/><w:jc w:val="left"/>'
            f"<w:tblBorders><w:top {head}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
            f'<w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
        ),
    )


def _sources(document: Doc, *, together: bool) -> None:
    """Add the list of sources: one to a line, or, where room is short, all in one paragraph."""
    document.add_paragraph("{{ labels.sources }}", style="Heading 1")
    document.add_paragraph("{{ guide }}", style="Source")
    if together:
        document.add_paragraph(
            "{% for source in sources %}{{r source.entry }}  {% endfor %}", style="Source"
        )
        return
    document.add_paragraph("{%p for source in sources %}")
    document.add_paragraph("{{r source.entry }}", style="Source")
    document.add_paragraph("{%p endfor %}")


def _footer(document: Doc) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = 2
    for part in ("PAGE", " / ", "NUMPAGES"):
        _part(paragraph, part)


def _part(paragraph: Paragraph, part: str) -> None:
    run = paragraph.add_run(part if part == " / " else "")
    run.font.size, run.font.color.rgb = Pt(8.5), SOFT
    if part != " / ":
        for piece in (
            f'<w:fldChar {nsdecls("w")} w:fldCharType="begin"/>',
            f"<w:instrText {nsdecls('w')}>{part}</w:instrText>",
        ):
            run._r.append(parse_xml(piece))
        run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="end"/>'))


if __name__ == "__main__":
    main()
