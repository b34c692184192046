"""What the built-in preset says is read in the reader's language, on pages and in files."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from convene.apps.vetting import actions, exports
from convene.apps.vetting.models.words import list_title
from convene.core.diligence import Level
from tests.apps.vetting.people import at_desk_of, look, match, now, opened, partner
from tools.messages import diligence_strings

pytestmark = pytest.mark.django_db
LOCAL = {
    "es": {
        "area": "Finanzas y propiedad",
        "question": "¿Qué personas son en último término sus dueños o lo controlan?",
        "exclusion": "Juegos de azar",
        "list": "Estados Unidos (OFAC): lista SDN",
        "why": "El socio extrae petróleo, gas, minerales o madera del suelo o del bosque",
        "programme": "Estados Unidos: Cuba. ",
    },
    "fr": {
        "area": "Finances et propriété",
        "question": "Quelles personnes le possèdent ou le contrôlent en définitive\u00a0?",
        "exclusion": "Jeux d’argent",
        "list": "États-Unis (OFAC)\u00a0: liste SDN",
        "why": "Le partenaire tire du pétrole, du gaz, des minerais ou du bois du sol ou de la forêt",
        "programme": "États-Unis\u00a0: Cuba. ",
    },
}


@pytest.mark.parametrize("language", ["es", "fr"])
def test_a_file_says_the_pack_in_its_language(builder, language):
    case = opened(by=builder, of=partner(extractive=True), countries=["CU"])
    case = actions.screened(case, look(match(), of=case.organisation), by=builder)
    words = LOCAL[language]
    with translation.override(language):
        file: Any = exports.written(now(case), on=timezone.localdate())
        assert list_title("ofac") == words["list"]
    assert words["area"] in [area.title for area in file.areas]
    assert words["exclusion"] in dict(next(area.asked for area in file.areas if area.asked))
    assert words["why"] in dict(file.known)
    assert file.level_reasons[0].startswith(words["why"])
    assert words["list"] in [seen.title for seen in file.looks[0].lists]
    assert file.hits[0].list == words["list"]
    assert any(line.startswith(words["programme"]) for part in file.review for line in part.lines)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_the_page_says_areas_and_questions_in_its_language(builder, language):
    case = opened(by=builder, at_least=Level.ENHANCED)
    desk = at_desk_of(builder)
    desk.cookies["django_language"] = language
    page = desk.get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert LOCAL[language]["area"] in page
    assert LOCAL[language]["question"] in page
    form = desk.get(reverse("vetting:add_finding", args=[case.pk])).content.decode()
    assert LOCAL[language]["exclusion"] in form


@pytest.mark.parametrize("language", ["es", "fr"])
def test_nothing_of_the_pack_is_left_in_english(language):
    alike = {"Sanctions"}
    with translation.override(language):
        left = [text for text in diligence_strings() if translation.gettext(text) == text]
    assert set(left) <= alike
