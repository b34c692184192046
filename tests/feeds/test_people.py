"""People among those who receive. Every name here is made up."""

import pytest

from convene.core.records import Role
from convene.feeds.names import person, unnamed

PEOPLE = """Ing. Wanda Quill Marsh|Dr. Juan Quill|Lic. Ana Marsh Quill|Mr John Marsh|Mme Claire Marsh|C. José Quill Marsh
ADz Aram Quillyan|Aram Quillyan ADz|ԱՁ Արամ Քուիլյան|ИП Иванов Иван Иванович|ИП Квилл И.И.|Индивидуальный предприниматель Квилл
ФОП Квіл Ганна Іванівна|Фізична особа-підприємець Квіл|Jovan Quillović PR|Ion Quill PFA|Î.I. Quill Ion|Quill Wanda, sole trader
Entrepreneur individuel Quill|Persona física Quill|Ing. Dr. Petr Quill|JUDr. Jana Quillová|个体工商户 李明|Quill egyéni vállalkozó"""
BARE = """JUAN QUILL MARSH|Ana Maria Quill de Marsh|QUILL MARSH CARLOS|Олена Квіл|Сергей Квилл Петрович|Mohamed Ali Quill"""
FIRMS = """Dr. Oetker|Dr Quill Laboratories|Mr. Price|ИП «Квилл»|ЧП "Квилл"|ПП Квил|Juan Quill S.A.|Quill y Cía. SRL|Ana Quill Consulting
San José|Santa Maria|C.C. Quillcoop|Quill Works Ltd|John Quill and Sons|Construcciones Juan Quill|Maria Quill Foundation|Farol|S.P. Quill Trading
M. Quill Motors|Centre Marie Quill|Banco Juan Quill|Hospital Ana Quill|Eduardo Quill Marsh SAC|Lantern Harbour|Quill Marsh Reed"""


@pytest.mark.parametrize("name", PEOPLE.replace("\n", "|").split("|"))
@pytest.mark.parametrize("role", ["supplier", "implementer", "payee"])
def test_titles_and_forms_of_those_who_trade_alone_tell_people(name: str, role: Role):
    assert person(name, identifier="", role=role)


@pytest.mark.parametrize("name", BARE.split("|"))
def test_a_bare_personal_name_is_a_person_among_suppliers_only(name: str):
    assert person(name, identifier="", role="supplier")
    assert person(name, identifier="Tax office-754010", role="bidder")
    assert not person(name, identifier="GB-COH-01234560", scheme="GB-COH", role="supplier")
    assert not person(name, identifier="", role="implementer")
    assert not person(name, identifier="", role="funder")


@pytest.mark.parametrize("name", FIRMS.replace("\n", "|").split("|"))
def test_firms_that_bear_a_title_or_a_persons_name_stay_organisations(name: str):
    assert not person(name, identifier="", role="supplier")


@pytest.mark.parametrize(
    "name", ["Missing", "Sealed", "1625", "Redacted Theatre Company", "Various", "Multiple"]
)
def test_what_a_register_numbers_is_a_name(name: str):
    assert unnamed(name, scheme="GB-COH") == ""
    assert unnamed(name, scheme="GB-CHC") == ""
    assert unnamed(name) != ""
    assert unnamed(name, scheme="XI-DUNS") != ""


@pytest.mark.parametrize(
    "text",
    [
        "N/A",
        "-",
        "tbc",
        "Not available",
        "Name redacted",
        "USAID redacted this field in accordance with the Act",
        "",
    ],
)
def test_what_says_that_no_name_is_given_is_none_even_beside_a_number(text: str):
    assert unnamed(text, scheme="GB-COH") != ""


def test_a_name_made_to_be_slow_is_read_at_once():
    assert not person("Dr. " * 50_000, identifier="", role="supplier")
