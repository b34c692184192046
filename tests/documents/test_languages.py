"""Papers, the case file and the terminal speak the language asked for; what the guide says stands
in its own until somebody translates it.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from docx import Document
from pypdf import PdfReader

from convene.core.guide import Model, Statement
from convene.core.reasons import Language
from convene.documents import diligence_words, words
from convene.documents.formats import make
from convene.documents.guides import told
from convene.documents.parts import plain
from convene.documents.shortlist import Line, docx
from convene.documents.speech import Speech, speech
from convene.documents.terminal import answer_text
from tests.documents.samples import FULL, GUIDE, answer, cells, concept, lines, section, short
from tests.documents.test_formats import bare, word

SAID = {
    "es": (
        "Nota conceptual",
        "Preparado por",
        "22 de noviembre de 2026",
        "El problema",
        "Encaje fuerte",
        "Responde directamente a «Contratación pública opaca o inaccesible».",
        "más de 20.000",
        "Guía, Model 1 (Alliance models: what works?, desde la p. 4), líneas 180–182",
    ),
    "fr": (
        "Note conceptuelle",
        "Préparé par",
        "22 novembre 2026",
        "Le problème",
        "Forte adéquation",
        "Répond directement à «\xa0Marchés publics opaques ou inaccessibles\xa0».",
        "plus de 20\u202f000",
        "Guide, Model 1 (Alliance models: what works?, à partir de la p. 4), lignes 180–182",
    ),
}


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_a_paper_is_in_the_language_asked_for_in_every_format(language: str, format: str):
    paper = concept(language=language)
    read = {
        "docx": lambda: "".join(word(paper)),
        "pdf": lambda: "".join(
            page.extract_text() for page in PdfReader(io.BytesIO(make(paper, format="pdf"))).pages
        ),
        "html": lambda: make(paper, format="html").decode(),
    }[format]()

    assert [said for said in SAID[language] if bare(said) not in bare(read)] == []
    assert bare("The problem") not in bare(read)


@pytest.mark.parametrize("language", SAID)
def test_files_say_which_language_they_are_in(language: str):
    paper = concept(language=language)
    root = PdfReader(io.BytesIO(make(paper, format="pdf"))).trailer["/Root"]

    assert str(root["/Lang"]) == language  # type: ignore[index]  # a PDF's root is a dictionary
    assert f'<html lang="{language}"' in make(paper, format="html").decode()
    assert Document(io.BytesIO(make(paper, format="docx"))).core_properties.language == language


@pytest.mark.parametrize("language", SAID)
def test_the_brief_is_one_page_in_every_language(language: str):
    pages = PdfReader(io.BytesIO(make(short(language=language), format="pdf"))).pages

    assert len(pages) == 1


def test_what_the_guide_says_stands_in_its_own_language():
    spoken = lines(section(concept(language="es"), "proposal"))

    assert f"Por qué existe: {GUIDE.get('M1', Model).rationale.text}" in spoken
    assert cells(concept(language="es"), "codes")[0][0] == (
        "Contratación pública opaca o inaccesible"
    )


def test_a_guide_that_somebody_translated_is_printed_so_and_keeps_its_codes():
    model = GUIDE.get("M1", Model)
    say = Speech(Language(code="es", translate=lambda text: f"<{text}>"))
    spoken = told(GUIDE, say)

    assert spoken.get("M1", Model) == replace(
        model,
        title=f"<{model.title}>",
        rationale=replace(model.rationale, text=f"<{model.rationale.text}>"),
        what_it_does=angled(model.what_it_does),
        private_benefit=angled(model.private_benefit),
        motive=angled(model.motive),
    )
    assert spoken.records.keys() == GUIDE.records.keys()
    assert (spoken.about, spoken.sections) == (GUIDE.about, GUIDE.sections)


def angled(statement: Statement | None) -> Statement | None:
    """Return a statement whose text alone is translated; its anchor stands in the guide."""
    return replace(statement, text=f"<{statement.text}>") if statement else None


def test_a_guide_is_printed_as_it_is_in_its_own_language():
    assert told(GUIDE, speech("en")) is GUIDE


SAME = {
    "es": {"USD {value}"},
    "fr": {
        "Condition",
        "Conditions",
        "Contact",
        "Guide, {places}",
        "Note",
        "Signature",
        "Sources",
        "note",
        "sources",
    },
}
"""What reads alike in English and in the language."""


@pytest.mark.parametrize("language", SAID)
def test_every_word_of_the_documents_is_translated(language: str):
    found = {text for module in (words, diligence_words) for text in texts(vars(module))}
    say = speech(language)

    assert len(found) > 200
    assert {text for text in found if say(text) == text} == SAME[language]


def texts(value: object) -> Iterator[str]:
    """Yield every text that holds a word beside its blanks."""
    if isinstance(value, dict):
        for name, each in value.items():
            if not str(name).startswith("__"):
                yield from texts(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str) and re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", value)):
        yield value


def test_a_shortlist_is_in_the_language_asked_for():
    line = Line(
        name="Blue Hill",
        state="shortlisted",
        why=(),
        sources=(),
        note="",
        assigned_to="",
        added="Paula",
    )
    made = Document(io.BytesIO(docx("Puertos", [line], say=speech("es"))))

    assert made.paragraphs[0].text == "Quién podría sumarse: Puertos"
    assert [cell.text for cell in made.tables[0].rows[0].cells][:2] == ["Nombre", "Por qué"]
    assert made.tables[0].rows[1].cells[1].text == "Agregada a mano."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "Encaja con el problema"),
        ("fr", "Répond au problème"),
        ("en", "Fits the problem  ●●●●  Answers"),
    ],
)
def test_the_terminal_answers_in_the_language_asked_for(language: str, said: str):
    assert said in answer_text(answer(FULL.request), guide=GUIDE, language=language)


def test_a_paper_names_its_place_in_its_language():
    assert plain(concept(replace(FULL, country="DE"), language="fr").place) == "Asunción, Allemagne"
