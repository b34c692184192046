"""No page sets a space before a stop: what a tag leaves behind reads as carelessness. In French,
which wants one before some stops, it never breaks a line.
"""

import io
import re
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Catalog
from django.test import Client

from convene.site.translations import compiled
from tests.journeys.test_main_job import PUBLIC

BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|t[drh]|tr|section|nav|summary|br|form)\b")
LOOSE = re.compile(r"[\w”)’] [.,;:](?=\s|$)")


def lines(page: str) -> list[str]:
    """Return what the main part of a page says, a line for each block."""
    main = page[page.index("<main") : page.index("</main")]
    main = re.sub(r"<(script|style|svg|textarea)\b.*?</\1>", "", main, flags=re.DOTALL)
    broken = re.sub(BLOCK.pattern + r"[^>]*>", "\n", re.sub(r"[ \n]+", " ", main))
    return [re.sub(r" +", " ", re.sub(r"<[^>]+>", "", line)).strip() for line in broken.split("\n")]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PUBLIC.values(), ids=PUBLIC)
def test_no_stop_stands_after_a_space(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert [line for line in lines(page) if LOOSE.search(line)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["start", "a problem", "a country", "answer", "refusal"])
def test_no_french_line_can_begin_with_a_stop(client: Client, page: str) -> None:
    page = client.get(PUBLIC[page], headers={"accept-language": "fr"}).content.decode()
    assert [line for line in lines(page) if re.search(r"(?<! ) [:;?!»]|« ", line)] == []


def test_french_keeps_its_stops_and_marks_beside_their_words() -> None:
    catalog = Catalog(locale="fr")
    catalog.add("Why?", "Pourquoi ? «\N{NO-BREAK SPACE}Parce que » :")
    catalog.add(("one", "many"), ("un : %(n)s", "des : %(n)s %"))
    read = GNUTranslations(io.BytesIO(compiled(catalog)))
    kept = read.gettext("Why?"), read.ngettext("one", "many", 2)
    assert [text.replace("\N{NO-BREAK SPACE}", "_") for text in kept] == [
        "Pourquoi_? «_Parce que_»_:",
        "des_: %(n)s %",
    ]


def test_other_languages_are_compiled_as_they_are_written() -> None:
    catalog = Catalog(locale="es")
    catalog.add("Why?", "¿Por qué : no ?")
    assert GNUTranslations(io.BytesIO(compiled(catalog))).gettext("Why?") == "¿Por qué : no ?"
