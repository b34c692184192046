"""Code lists of others."""

from pathlib import Path

import pytest
from lxml.etree import parse

from convene import packs
from convene.core.mapping import fold
from convene.packs import codelists
from convene.packs.load import PackError


def test_registers_are_known_by_code_and_name():
    schemes = codelists.org_id_schemes()
    assert (schemes["GB-COH"], schemes["XI-LEI"], len(schemes)) == (
        "Companies House",
        "Global Legal Entity Identifier Index",
        96,
    )


def test_iati_types_are_text_not_numbers():
    assert codelists.iati_organisation_types()["70"] == "Private sector"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "source: us\ncodes:\n  - {code: A, name: One}\n  - {code: A, name: Two}\n",
            "“A” stands twice",
        ),
        ("source: us\ncodes:\n  - {code: 1, name: One}\n", "should be a valid string"),
        ("codes: []\n", "source: is missing"),
    ],
)
def test_a_broken_list_says_what_is_wrong(tmp_path, text, said):
    file = tmp_path / "list.yaml"
    file.write_text(text)
    with pytest.raises(PackError, match=said):
        codelists.names(file)


PUBLISHED = (
    Path(__file__).parents[2].parent / "shared/data/iati-standard/IATI-Codelists-NonEmbedded/xml"
)
needs_published = pytest.mark.skipif(
    not PUBLISHED.is_dir(), reason="the publisher's code lists are not at hand; only ours ship"
)


def published(name: str) -> dict[str, str]:
    """Return a code list as its publisher has it, each name folded: case, marks and the sign for
    “and” set aside.
    """
    items = parse(PUBLISHED / f"{name}.xml").iterfind(".//codelist-item")
    return {
        item.findtext("code", ""): folded(item.findtext("name/narrative", "")) for item in items
    }


def folded(name: str) -> str:
    return " ".join(
        fold(
            name.replace("&", " and ").replace("policies/programmes", "policies programmes")
        ).split()
    )


@needs_published
def test_the_categories_are_those_of_the_standard():
    assert {code: folded(name) for code, name in codelists.dac_categories().items()} == published(
        "SectorCategory"
    )


@needs_published
def test_the_types_of_organisations_are_those_of_the_standard():
    assert codelists.iati_organisation_types().keys() == published("OrganisationType").keys()


@needs_published
def test_each_code_that_speaks_of_a_sector_or_a_model_is_one_of_the_standard():
    purposes, categories = published("Sector"), published("SectorCategory")
    sectors = codelists.names(codelists.HERE / "dac_sectors.yaml")
    titled = {each.code: folded(each.title) for each in packs.guide().purposes}

    assert sectors.keys() <= purposes.keys() | categories.keys()
    assert titled == {code: purposes.get(code) for code in titled}


def test_each_sector_that_a_code_speaks_of_is_one_of_the_guide():
    sectors = codelists.names(codelists.HERE / "dac_sectors.yaml")

    assert set(sectors.values()) <= {rule.id for rule in packs.guide().sectors}
