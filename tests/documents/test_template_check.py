"""A template an organisation broke: which tag, on which page, and what is wrong with it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from convene.documents.filling import own_template
from convene.documents.tags import NAMES
from convene.documents.template_check import Fault, check_template
from convene.documents.word import BrokenTemplate, concept_docx
from tests.documents.samples import concept, short


def saved(document: Doc) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def written(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def noted_break(document: Doc, text: str) -> None:
    """Add a paragraph that Word noted as the first of a page."""
    run = document.add_paragraph().add_run()
    run._r.append(OxmlElement("w:lastRenderedPageBreak"))
    run.add_text(text)


def repacked(data: bytes, **parts: Callable[[bytes], bytes]) -> bytes:
    """Return a file with parts changed; `word__x` stands for `word/x.xml` and `rels` for its
    relationships.
    """
    names = {
        "document": "word/document.xml",
        "rels": "word/_rels/document.xml.rels",
        "types": "[Content_Types].xml",
    }
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            change = next(
                (change for key, change in parts.items() if names.get(key) == name),
                lambda content: content,
            )
            new.writestr(name, change(old.read(name)))
    return file.getvalue()


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old.encode(), new.encode(), 1)


def faults(data: bytes) -> list[str]:
    return [str(fault) for fault in check_template(data)]


@pytest.mark.parametrize("kind", ["concept", "brief"])
def test_our_own_templates_are_sound(kind):
    assert check_template(own_template(kind)) == ()


@pytest.mark.parametrize(
    ("paragraphs", "tag", "problem"),
    [
        (["{{ titel }}"], "{{ titel }}", "there is no “titel” here; did you mean “title”?"),
        (["{{ zzz }}"], "{{ zzz }}", "there is no “zzz” here"),
        (
            ["{{ sections }}"],
            "{{ sections }}",
            "this is a list or has parts; go through it with for, or name one of its parts",
        ),
        (
            ["{{ title.length }}"],
            "{{ title.length }}",
            "“length” is asked of a text, which has no parts",
        ),
        (["{{r title }}"], "{{r title }}", "this holds plain text: write “{{ title }}”"),
        (["{{ title"], "{{ title", "this tag is not closed: “}}” is missing in its paragraph"),
        (
            ["{{ title } and {{ place }}"],
            "{{ title } and",
            "this tag is not closed: “}}” is missing in its paragraph",
        ),
        (["{{ ti", "tle }}"], "{{ ti", "this tag is not closed: “}}” is missing in its paragraph"),
        (
            ["{%p for section in sections %}"],
            "{%p for section in sections %}",
            "this for has no endfor",
        ),
        (["{%p if title %}", "x"], "{%p if title %}", "this if has no endif"),
        (["{%p endfor %}"], "{%p endfor %}", "this has no for before it"),
        (
            ["{%p for section in sektions %}", "{%p endfor %}"],
            "{%p for section in sektions %}",
            "there is no “sektions” here; did you mean “sections”?",
        ),
        (
            ["{%p for x in title %}", "{%p endfor %}"],
            "{%p for x in title %}",
            "this goes through something that is not a list",
        ),
        (
            ["{%p for source in sources %}", "{{ source.entry }}", "{%p endfor %}"],
            "{{ source.entry }}",
            "this holds formatted text: write “{{r source.entry }}”",
        ),
        (
            ["{%p for section in sections %} lost", "{%p endfor %}"],
            "{%p for section in sections %}",
            "this must stand alone in its paragraph: anything beside it would be lost",
        ),
        (
            ["{% for source in sources %}", "{% endfor %}"],
            "{% endfor %}",
            "this ends “{% for source in sources %}” but stands in another place: both must be in the same part of the page",
        ),
        (
            ["{%tr for source in sources %}", "{%tr endfor %}"],
            "{%tr for source in sources %}",
            "this must stand in a row of a table",
        ),
        (
            ["{{ title | indent(99999999) }}"],
            "{{ title | indent(99999999) }}",
            "“indent” is not available; there are only upper, lower, title, trim",
        ),
        (["{{ title.__class__ }}"], "{{ title.__class__ }}", "“__class__” is closed to templates"),
        (["{{ title.upper() }}"], "{{ title.upper() }}", "a template cannot call anything"),
        (
            ["{{ ''.__class__.__mro__ }}"],
            "{{ ''.__class__.__mro__ }}",
            "“__mro__” is closed to templates",
        ),
        (
            ["{{ sources[0] }}"],
            "{{ sources[0] }}",
            "a template cannot pick by number or key; use a for, or a dot and a name",
        ),
        (
            ["{{ title ~ place }}"],
            "{{ title ~ place }}",
            "a template can only show a name, choose with if and go through a list with for",
        ),
        (
            ["{{ 9**9**9 }}"],
            "{{ 9**9**9 }}",
            "a template can only show a name, choose with if and go through a list with for",
        ),
        (
            ["{%p for x in range(10**9) %}", "{%p endfor %}"],
            "{%p for x in range(10**9) %}",
            "a template cannot call anything",
        ),
        (
            ["{% include 'x' %}"],
            "{% include 'x' %}",
            "“include” is not available; there are only for, if, elif and else, and their ends",
        ),
        (
            ["{% set x = 1 %}"],
            "{% set x = 1 %}",
            "“set” is not available; there are only for, if, elif and else, and their ends",
        ),
        (
            [
                "{%p for a in sources %}",
                "{%p for b in sources %}",
                "{%p endfor %}",
                "{%p endfor %}",
            ],
            "{%p for b in sources %}",
            "inside this loop only parts of “a” can be gone through",
        ),
        (
            ["{{ }}"],
            "{{ }}",
            "this cannot be read: Expected an expression, got 'end of print statement'",
        ),
    ],
)
def test_a_broken_tag_is_named_with_its_page(paragraphs, tag, problem):
    found = check_template(written(*paragraphs))
    assert (found[0].tag, found[0].page, found[0].exact, found[0].problem) == (
        tag,
        1,
        False,
        problem,
    )


def test_a_fault_reads_as_a_sentence():
    assert faults(written("{{ titel }}")) == [
        "{{ titel }} (about page 1): there is no “titel” here; did you mean “title”?"
    ]


def test_a_tag_that_word_split_over_runs_is_one_tag():
    document = Document()
    paragraph = document.add_paragraph()
    for part in ("{", "{ ti", "tle", " }", "}"):
        paragraph.add_run(part).bold = part == "tle"
    assert check_template(saved(document)) == ()


def test_pages_are_those_that_word_noted():
    document = Document()
    document.add_paragraph("{{ one }}")
    noted_break(document, "{{ two }}")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    noted_break(document, "{{ three }}")
    noted_break(document, "{{ four }}")
    assert [(fault.tag, fault.page, fault.exact) for fault in check_template(saved(document))] == [
        ("{{ one }}", 1, True),
        ("{{ two }}", 2, True),
        ("{{ three }}", 3, True),
        ("{{ four }}", 4, True),
    ]


def test_without_noted_pages_set_breaks_and_sections_give_a_guess():
    document = Document()
    document.add_paragraph("{{ one }}")
    document.add_page_break()
    document.add_paragraph("{{ two }}")
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("{{ three }}")
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("{{ still }}")
    document.add_paragraph("{{ four }}").paragraph_format.page_break_before = True
    found = check_template(saved(document))
    assert [(fault.tag, fault.page, fault.exact) for fault in found] == [
        ("{{ one }}", 1, False),
        ("{{ two }}", 2, False),
        ("{{ three }}", 3, False),
        ("{{ still }}", 3, False),
        ("{{ four }}", 4, False),
    ]


def test_a_tag_in_a_header_says_so():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ titel }}"
    assert faults(saved(document)) == [
        "{{ titel }} (in a header): there is no “titel” here; did you mean “title”?"
    ]


def test_a_row_goes_through_a_list():
    document = Document()
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "{%tr for source in sources %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ source.number }}", "{{r source.entry }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    assert check_template(saved(document)) == ()
    table.cell(0, 1).text = "lost"
    assert faults(saved(document)) == [
        "{%tr for source in sources %} (about page 1): this must stand alone in its row: anything beside it would be lost"
    ]


def test_round_quotation_marks_are_what_word_makes_of_straight_ones():
    assert (
        check_template(written("{% if place == “Asunción” %}here{% else %}there{% endif %}")) == ()
    )


OUTSIDE = '<Relationship Id="rX" Type="http://x/{kind}" Target="http://example.org/x" TargetMode="External"/></Relationships>'


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "This is not a Word document (.docx), or it is damaged or locked with a password."),
        (
            b"PK\x03\x04 nonsense",
            "This is not a Word document (.docx), or it is damaged or locked with a password.",
        ),
        (b"x" * 5_000_001, "The file is larger than 5 MB."),
        (
            repacked(written("x"), types=swap("main+xml", "main+xml2")),
            "This is not a Word document (.docx).",
        ),
        (
            repacked(
                written("x"),
                types=swap(
                    "openxmlformats-officedocument.wordprocessingml.document.main",
                    "ms-word.document.macroEnabled.main",
                ),
            ),
            "The file holds macros. Save it as a Word document without macros (.docx).",
        ),
        (
            repacked(
                written("x"),
                types=swap("wordprocessingml.document.main", "wordprocessingml.template.main"),
            ),
            "The file is a Word template (.dotx). Save it as a Word document (.docx).",
        ),
        (
            repacked(
                written("x"), rels=swap("</Relationships>", OUTSIDE.format(kind="attachedTemplate"))
            ),
            "The file draws on another file (attachedTemplate: http://example.org/x). Remove that link.",
        ),
        (
            repacked(written("x"), rels=swap("</Relationships>", OUTSIDE.format(kind="image"))),
            "The file fetches something from outside (image: http://example.org/x). Remove that link.",
        ),
        (
            repacked(
                written("x"),
                document=swap(
                    "<w:t>x</w:t>", '<w:instrText> INCLUDETEXT "http://example.org" </w:instrText>'
                ),
            ),
            "The file holds a field that fetches something from elsewhere (INCLUDETEXT). Remove it.",
        ),
        (
            repacked(
                written("x"),
                document=lambda old: old.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1),
            ),
            "The part “word/document.xml” declares entities of its own.",
        ),
        (
            repacked(written("x"), document=lambda _: b"<w:document"),
            "The part “word/document.xml” is damaged.",
        ),
        (
            repacked(written("x"), document=lambda _: b"0" * 40_000_000),
            "Unpacked, the file is larger than 30 MB.",
        ),
        (
            repacked(written("x"), document=lambda _: b" " * 2_000_001),
            "The text part “word/document.xml” is larger than 2 MB.",
        ),
    ],
    ids=[
        "empty",
        "nonsense",
        "large",
        "other",
        "macros",
        "dotx",
        "remote template",
        "remote image",
        "field",
        "entities",
        "damaged",
        "bomb",
        "long",
    ],
)
def test_a_file_that_is_not_safe_is_refused(data, problem):
    assert check_template(data) == (Fault(problem),)


def test_an_ordinary_link_is_no_harm():
    assert (
        check_template(
            repacked(written("x"), rels=swap("</Relationships>", OUTSIDE.format(kind="hyperlink")))
        )
        == ()
    )


def test_a_tag_hidden_in_a_setting_is_found():
    data = repacked(written("x"), document=swap("<w:p>", '<w:p w:rsidR="{{ title.__class__ }}">'))
    assert faults(data) == [
        "{{ title.__class__ }} – a tag stands in the settings of “word/document.xml”, where none is filled in"
    ]


def test_more_tags_than_any_letter_needs_are_refused():
    assert faults(written(*["{{ title }} " * 100] * 11)) == [
        "The template holds more than 1000 tags."
    ]


def test_an_organisations_template_is_filled(tmp_path):
    ours = tmp_path / "ours.docx"
    ours.write_bytes(
        written(
            "OUR LETTERHEAD", "{{ title | upper }}, {{ place }}", "{{ problem }}", "{{ tasks }}"
        )
    )
    read = [item.text for item in Document(io.BytesIO(concept_docx(concept(), ours))).paragraphs]
    assert read == [
        "OUR LETTERHEAD",
        "FAIR ACCESS TO PUBLIC PROCUREMENT, Asunción, Paraguay",
        (
            "Small firms are shut out of public procurement.\nOfficials ask for bribes in everyday services.\n"
            "Named as not working: Opaque or inaccessible public procurement [1]; Corruption in everyday services, such as bribes [2]; Weak tax administration [3]."
        ),
        "Bring 500 small firms onto the portal | Chamber of commerce\nTrain tax officials | open",
    ]


def test_what_a_brief_does_not_have_is_empty_in_an_organisations_template(tmp_path):
    ours = tmp_path / "ours.docx"
    ours.write_bytes(written("Lessons:{{ lessons }}"))
    assert Document(io.BytesIO(concept_docx(short(), ours))).paragraphs[0].text == "Lessons:"


def test_a_broken_template_makes_no_document(tmp_path):
    ours = tmp_path / "ours.docx"
    ours.write_bytes(written("{{ titel }}"))
    with pytest.raises(BrokenTemplate, match="did you mean “title”"):
        concept_docx(concept(), ours)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "{{",
                "}}",
                "{%",
                "%}",
                "{#",
                "#}",
                "p ",
                "r ",
                " for x in sections ",
                "endfor",
                " title ",
                "-",
                "\t",
                "“",
            ]
        ),
        max_size=12,
    )
)
def test_no_jumble_of_tags_breaks_the_check(parts):
    for fault in check_template(written("".join(parts))):
        assert fault.problem


def test_the_how_to_names_every_tag_there_is():
    page = (
        Path(__file__)
        .parents[2]
        .joinpath("docs/how-to/own-template.md")
        .read_text(encoding="utf-8")
    )
    names = set(NAMES) - {"sections", "sources"}
    assert {name for name in names if f"| `{name}` |" not in page} == set()


def test_the_templates_of_the_how_to_are_sound():
    page = (
        Path(__file__)
        .parents[2]
        .joinpath("docs/how-to/own-template.md")
        .read_text(encoding="utf-8")
    )
    examples = [part.partition("```")[0] for part in page.split("```text\n")[1:]]
    assert [faults(written(*example.splitlines())) for example in examples] == [[], []]
