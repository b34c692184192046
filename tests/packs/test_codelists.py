"""Code lists of others."""

import pytest

from convene.packs import codelists
from convene.packs.load import PackError


def test_registers_are_known_by_code_and_name():
    schemes = codelists.org_id_schemes()
    assert (schemes["GB-COH"], schemes["XI-LEI"], len(schemes)) == ("Companies House", "Global Legal Entity Identifier Index", 96)


def test_iati_types_are_text_not_numbers():
    assert codelists.iati_organisation_types()["70"] == "Private sector"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("source: us\ncodes:\n  - {code: A, name: One}\n  - {code: A, name: Two}\n", "“A” stands twice"),
        ("source: us\ncodes:\n  - {code: 1, name: One}\n", "should be a valid string"),
        ("codes: []\n", "source: is missing"),
    ],
)
def test_a_broken_list_says_what_is_wrong(tmp_path, text, said):
    file = tmp_path / "list.yaml"
    file.write_text(text)
    with pytest.raises(PackError, match=said):
        codelists.names(file)
