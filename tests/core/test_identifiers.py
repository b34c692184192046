"""The one normal form of numbers: whichever way one is written, it is the same; what stands for no
number is none.
"""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from convene.core.identifiers import NONE, bare, begins, family, key, normal
from convene.core.resolution import Identifier
from convene.packs.codelists import org_id_schemes

SCHEMES = org_id_schemes()
DASHES = ["-", "–", "—", "‑", "‐", "−", "-", " - ", "–", "\u00ad"]
SEPARATORS = [*DASHES, " ", "/", "_", ":", ".", "\u00a0", "\u200b-", "\\", " / "]
NOTHING = [
    "",
    "0",
    "00",
    "00000000",
    "99999999",
    "99999",
    "12345678",
    "012345678",
    "1234567890",
    "87654321",
    "N/A",
    "n.a.",
    "NA",
    "na",
    "None",
    "null",
    "nil",
    "-",
    "--",
    "?",
    "???",
    "TBC",
    "tbd",
    "T.B.C.",
    "unknown",
    "Not known",
    "not registered",
    "Not Applicable",
    "not-available",
    "XXX",
    "xxxxxxxx",
    "X",
    "########",
    "(none)",
    "[blank]",
    "pending",
    "exempt",
    "Applied for",
    "No aplica",
    "s/n",
    "Sin dato",
    "desconocido",
    "inconnu",
    "néant",
    "keine Angabe",
    "нет",
    "***456**",
    "######12",
]


def found(text: str, *, register: str = "") -> Identifier:
    return normal(text, schemes=SCHEMES, register=register)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GB-COH-01234567", "GB-COH-01234567"),
        ("gb-coh-sc012345", "GB-COH-SC012345"),
        ("GB-COH-GB-COH-01234567", "GB-COH-01234567"),
        ("GB-COH-COH-01234567", "GB-COH-01234567"),
        ("GB COH 0123 4567", "GB-COH-01234567"),
        ("GBCOH01234567", "GB-COH-01234567"),
        ("ＧＢ－ＣＯＨ－０１２３４５６７", "GB-COH-01234567"),
        ("GB-COH-1234567.0", "GB-COH-1234567"),
        ("GB-COH-Company No. 01234567", "GB-COH-01234567"),
        ("GB-COH-GB-CHC-1000002", "GB-CHC-1000002"),
        ("GB-CHC-1000002\u200b", "GB-CHC-1000002"),
        ("ca cra acr 106700012RR0001", "CA-CRA_ACR-106700012RR0001"),
        ("GB-SC-SC012345", "GB-SC-SC012345"),
        ("US-EIN-13-3327220", "US-EIN-13-3327220"),
        ("xi-ror-052gg0110", "XI-ROR-052gg0110"),
        ("XM-DAC-1", "XM-DAC-1"),
        ("XI-IATI-EC_NEAR", "XI-IATI-EC_NEAR"),
    ],
)
def test_a_number_of_a_known_register_has_one_spelling(text: str, expected: str):
    assert found(text).value == expected
    assert found(text).scheme == expected.rpartition("-")[0].removesuffix("-13")


@pytest.mark.parametrize(
    ("register", "text", "expected"),
    [
        ("GB-COH", "01000001", ("GB-COH", "GB-COH-01000001")),
        ("GB-COH", "GB-COH 01000001", ("GB-COH", "GB-COH-01000001")),
        ("gb–coh", "01000001", ("GB-COH", "GB-COH-01000001")),
        ("COH", "GB-COH-01000001", ("GB-COH", "GB-COH-01000001")),
        ("GB-COH", "GB-CHC-1000002", ("GB-CHC", "GB-CHC-1000002")),
        (
            "https://find-and-update.company-information.service.gov.uk",
            "01000003",
            ("GB-COH", "GB-COH-01000003"),
        ),
        (
            "https://evil-companieshouse.gov.uk.example",
            "1",
            ("", "https://evil-companieshouse.gov.uk.example-1"),
        ),
        ("ZZ-LAMP", "0100", ("", "ZZ-LAMP-0100")),
        ("ZZ-LAMP", "ZZ-LAMP-0100", ("", "ZZ-LAMP-0100")),
        ("ZZ-LAMP", "N/A", ("", "")),
    ],
)
def test_the_register_that_a_field_beside_it_names_counts(register, text, expected):
    assert found(text, register=register) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GB-COH-01234567", "GB-COH-1234567"),
        ("GB-COH-SC012345", "GB-COH-sc12345"),
        ("GB-NIC-NIC100012", "GB-NIC-100012"),
        ("GB-SC-SC012345", "GB-SC-012345"),
        ("ZZ-LAMP-0100", "zz lamp 100"),
        ("ZZ-LAMP-ZZ-LAMP-100", "ZZ-LAMP-100"),
        ("XI-DUNS-00-958-5279", "XI-DUNS-9585279"),
    ],
)
def test_zeros_and_signs_that_publishers_lose_do_not_tell_numbers_apart(one: str, other: str):
    assert key(found(one)) == key(found(other)) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GB-COH-1000002", "GB-CHC-1000002"),
        ("GB-COH-SC012345", "GB-COH-012345"),
        ("GB-COH-01234567", "GB-COH-01234568"),
        ("GB-COH-01234567", "GB-COH-12345670"),
        ("ZZ-LAMP-100", "ZZ-MOTH-100"),
    ],
)
def test_different_numbers_stay_different(one: str, other: str):
    assert key(found(one)) != key(found(other))


@pytest.mark.parametrize("text", NOTHING)
@pytest.mark.parametrize("before", ["", "GB-COH-", "gb coh ", "GB-COH-GB-COH-", "ZZ-LAMP-"])
def test_what_stands_for_no_number_is_none(before: str, text: str):
    assert found(before + text) == NONE or (before == "ZZ-LAMP-" and not text.strip("-?#"))


@pytest.mark.parametrize("text", NOTHING)
def test_nor_is_it_beside_a_register(text: str):
    assert found(text, register="GB-COH") == NONE
    assert found(text, register="ZZ-LAMP") == NONE


@pytest.mark.parametrize("text", ["GB-COH", "gb coh", "GB-COH-GB-COH", "GBCOH", "GB-COH-COH"])
def test_a_bare_prefix_is_no_number(text: str):
    assert found(text) == NONE
    assert begins(text, schemes=SCHEMES)


@pytest.mark.parametrize("text", ["GB-COHEN-1", "GB school 12", "COH-12", "org:12", "E12345"])
def test_what_only_looks_like_a_register_is_none(text: str):
    assert found(text).scheme == ""
    assert bare(text) != ""


NUMBERS = st.from_regex(r"(?:[A-Z]{2})?[1-9][0-9]{3,7}", fullmatch=True).filter(bare)


@given(
    scheme=st.sampled_from(sorted(SCHEMES)),
    number=NUMBERS,
    zeros=st.integers(0, 4),
    times=st.integers(1, 4),
    separators=st.lists(st.sampled_from(SEPARATORS), min_size=20, max_size=20),
    small=st.booleans(),
)
def test_every_way_to_write_one_number_meets(scheme, number, zeros, times, separators, small):
    signs = iter(separators)
    letters = "".join(sign for sign in number if sign.isalpha())
    padded = letters + "0" * zeros + number.removeprefix(letters)
    parts = scheme.replace("_", "-").split("-") * times
    written = "".join(part + next(signs) for part in parts) + padded
    variant = found(written.lower() if small else written)

    assert variant.scheme == scheme
    assert key(variant) == key(found(f"{scheme}-{number}"))


@example(text="A´0", register="GB-COH")
@given(text=st.text(max_size=60), register=st.sampled_from(["", "GB-COH", "ZZ-LAMP"]))
def test_the_normal_form_of_a_normal_form_is_itself(text, register):
    once = found(text, register=register)

    assert found(once.value) == once
    assert key(found(once.value)) == key(once)


@given(text=st.text(alphabet="GBCOHgbcoh-– 0123N/AXx.*", max_size=40))
def test_so_it_is_of_texts_that_are_nearly_numbers(text):
    once = found(text)

    assert found(once.value) == once
    assert (key(once) == "") == (once == NONE)


@pytest.mark.parametrize("number", ["GB-CHC-111111", "GB-COH-22222222", "GB-CHC-333333"])
def test_digits_that_are_all_the_same_are_a_number_of_a_register(number):
    assert normal(number, schemes=SCHEMES).value == number


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (("GB-COH", "GB-COH-1234567"), "GB-COH"),
        (("", "GB-EDU-123871"), "GB-EDU"),
        (("", "fr-siren-552100554"), "FR-SIREN"),
        (("", "SV-ORP0039506"), ""),
        (("", "360G-moth:77"), "360G-MOTH"),
        (("", "41114"), ""),
        (("", "GB-EDU-N/A"), ""),
    ],
)
def test_a_number_names_the_list_it_is_of(number, named):
    assert family(Identifier(*number)) == named
