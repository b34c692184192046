"""Columns of tables on paper: none starves or leaves the page, whatever stands in it."""

import io
import re
import shutil
import subprocess
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from convene.documents import pdf
from convene.documents.columns import LINE, columns
from convene.documents.diligence import CaseFile, Round, Signature, Statement, case_file
from convene.documents.parts import Paper, Table, plain

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
MAIL = "maria.fernanda.etcheverry-quintanilla@registro-de-transparencia.example.org"
LINK = "https://registry.example.org/search?name=Etcheverry&country=PY&page=1&sort=newest#results"
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
NAMES = (
    "شركة الخليج العالمية للاستثمارات الصناعية والتجارية المحدودة",
    "中国国际贸易促进委员会对外经济技术合作有限责任公司",
    "María Fernanda de los Ángeles Etcheverry Quintanilla-Benavides",
    LONG,
    MAIL,
    *(f"Owner Number {number} of a Holding" for number in range(1, 6)),
)
SAID = (
    "The clauses of the resolution were read beside the register, and nothing in them bars a grant "
    "as long as no payment passes through the account that is named there. "
) * 12


def hard(language: str = "en") -> Paper:
    """Return the file of a case in which everything is long."""
    case = CaseFile(
        id=HASH,
        version=3,
        hash=HASH,
        partner=" ".join(NAMES[:3]),
        names=tuple(
            (name, "Also called, in a script that is written here at length") for name in NAMES
        ),
        renames=tuple(("1 November 2026, 10:00", MAIL, name, LONG) for name in NAMES),
        who=(("Website", LINK), ("Numbers", HASH)),
        behind=NAMES,
        off_record=(f"{LONG} is no longer on record.",),
        statements=tuple(
            Statement(whom=name, how="owner, 10 %", source=LINK, entered=f"Ana Duarte, {MAIL}")
            for name in NAMES
        ),
        review=(),
        scope=LINK,
        planned=((LONG, LINK),),
        known=(
            ("The partner takes oil, gas, minerals or timber out of the ground or forest", "no"),
        ),
        state="Declined",
        level="Enhanced",
        level_reasons=(),
        valid="–",
        stops=(HASH,),
        opened="1 November 2026",
        sponsor=MAIL,
        assessment=SAID,
        looks=(),
        earlier=(),
        unsure=(),
        hits=(),
        areas=(),
        evidence=(),
        conditions=((SAID, MAIL, "1 December 2026", "no"),),
        conflicts=(),
        decisions=(Signature(what="Cleared, with conditions", who=MAIL, when="1 May", why=SAID),),
        opinions=tuple(
            (f"{LONG} & Partners, {MAIL}", SAID, "1 May 2026, Ana", LINK) for _ in range(3)
        ),
        rounds=tuple(
            Round(number=number, plan=LINK, assessment=SAID * number, signed=f"{MAIL}, 1 May 2026")
            for number in (1, 2, 3)
        ),
        recalls=((LONG, SAID),),
        replies=((SAID, "1 May", "1 June", MAIL),),
        declarations=(),
        letters=((LONG, "1 May", MAIL),),
        history=tuple(Signature(what=HASH, who=MAIL, when="1 May 2026, 10:00") for _ in range(40)),
        pack="ours",
    )
    return case_file(case, by=MAIL, on=date(2026, 12, 1), language=language)


@cache
def made(language: str) -> bytes:
    return pdf.render(hard(language))


def bare(text: str) -> str:
    return re.sub(r"[\s\u2060]+", "", text)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_cell_is_whole(language):
    paper = hard(language)
    read = PdfReader(io.BytesIO(made(language)))
    printed = "".join(bare(page.extract_text()) for page in read.pages)
    tables = [block for part in paper.sections for block in part.blocks if isinstance(block, Table)]
    for cell in (plain(cell) for table in tables for row in table.rows for cell in row):
        if cell not in NAMES[:2] and len(cell) < 1000:
            assert bare(cell) in printed


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext of poppler")
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_no_word_leaves_the_margins(language, tmp_path):
    (tmp_path / "file.pdf").write_bytes(made(language))
    words = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "file.pdf", "-"],
        capture_output=True,
        check=True,
        text=True,
    )
    places = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"', words.stdout)
    left, right = 62.3 - 1, 595.3 - 62.3 + 1
    assert len(places) > 1000
    assert [place for place in places if float(place[0]) < left or float(place[1]) > right] == []


text = st.text(alphabet=st.sampled_from("aW .-中ع"), max_size=300)


@given(st.integers(1, 6).flatmap(lambda count: st.lists(st.tuples(*[text] * count), min_size=1)))
def test_every_column_gets_a_part_of_the_page(rows):
    widths = columns(rows[0], rows)
    assert len(widths) == len(rows[0])
    assert abs(sum(widths) - 1) < 0.001
    assert min(widths) > 0.02


def test_a_short_column_beside_long_ones_holds_its_words_in_a_line():
    widths = columns(("Round", "Plan", "Assessment", "When"), [("1", LINK, SAID, "1 May 2026")])
    assert min(widths[0], widths[3]) * LINE > len("Round") + 2
    assert widths[2] > max(widths[0], widths[1], widths[3])
