"""What a row of a table of organisations says, and what of it cannot be read."""

import pytest

from convene.apps.registry.queries.rows import Read, read
from convene.core.organisations import Content, Number, OtherName

pytestmark = pytest.mark.django_db


def test_a_row_is_read_whole():
    row = {
        "name": " Banco  del Río Azul ",
        "language": "es",
        "other_names": "Blue River Bank; Банк Синей реки",
        "former_names": "Caja Azul",
        "identifiers": "py-ruc-80012345-6; GB-COH-01234567",
        "kind": "Company",
        "iati_type": "70",
        "country": "Paraguay",
        "sector": "Banking and finance",
        "state_owned": "No",
        "extractive": "",
        "at_risk": "Elevated",
        "state": "active",
    }
    assert read(row).content == Content(
        name="Banco del Río Azul",
        language="es",
        other_names=(
            OtherName(text="Blue River Bank"),
            OtherName(text="Банк Синей реки"),
            OtherName(text="Caja Azul", kind="former"),
        ),
        identifiers=(
            Number(scheme="PY-RUC", value="80012345-6"),
            Number(scheme="GB-COH", value="01234567"),
        ),
        kind="company",
        iati_type="70",
        country="PY",
        sector="finance",
        state_owned=False,
        extractive=None,
        at_risk="elevated",
        state="active",
    )


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        ({}, ("The name is missing.",)),
        ({"name": "—"}, ("“—” is no name: it has no letter and no digit.",)),
        ({"name": "x" * 301}, (f"“{'x' * 59}…” is longer than 300 characters.",)),
        ({"name": "A", "at_risk": "rather"}, ("“rather” is not in the list for “at_risk”.",)),
    ],
)
def test_a_row_without_a_name_or_whose_protection_cannot_be_read_stays_out(row, problems):
    assert (read(row).content, read(row).problems) == (None, problems)


@pytest.mark.parametrize(
    ("column", "text", "why"),
    [
        ("country", "Burma?", "“Burma?” is no country we know."),
        ("kind", "Firm", "“Firm” is not in the list for “kind”."),
        ("extractive", "maybe", "“maybe” should be yes, no or empty."),
        ("state", "merged", "“merged” is not in the list for “state”."),
        ("language", "Spanish!", "“Spanish!” is no code of a language, as es or pt-BR are."),
        (
            "identifiers",
            "12345",
            "“12345” does not start with a register we know, as GB-COH-01234567 does.",
        ),
        ("parent", "Nobody", "No organisation here is called “Nobody” yet."),
    ],
)
def test_a_cell_that_cannot_be_read_is_set_aside_and_its_row_comes(column, text, why):
    parsed = read({"name": "A", column: text})
    assert parsed.content == Content(name="A")
    assert parsed.problems == ()
    assert [(fault.column, fault.value, fault.why) for fault in parsed.faults] == [
        (column, text, why)
    ]


def test_every_fault_of_a_row_is_named_at_once():
    assert [fault.why for fault in read({"country": "XX", "sector": "!"}).faults] == [
        "The name is missing.",
        "“XX” is no country we know.",
        "“!” is not in the list for “sector”.",
    ]


def test_of_several_values_in_a_cell_only_those_are_set_aside_that_cannot_be_read():
    parsed = read({"name": "A", "identifiers": "12345; GB-COH-01234567", "other_names": "—; B"})
    assert parsed.content == Content(
        name="A",
        other_names=(OtherName(text="B"),),
        identifiers=(Number(scheme="GB-COH", value="01234567"),),
    )
    assert [fault.value for fault in parsed.faults] == ["—", "12345"]


@pytest.mark.parametrize(
    "nothing", ["n/a", "N.A.", "unknown", "-", "?", "Unknown", "s/d", "inconnu"]
)
def test_a_word_for_nothing_is_an_empty_cell_and_no_fault(nothing):
    row = dict.fromkeys(("country", "state_owned", "kind", "identifiers", "parent"), nothing)
    assert read({"name": "A", **row}) == Read(content=Content(name="A"))


@pytest.mark.parametrize(
    ("text", "owned"), [("Y", True), ("Sí", True), ("Oui", True), ("n", False), ("FALSE", False)]
)
def test_yes_and_no_are_read_as_people_write_them(text, owned):
    assert read({"name": "A", "state_owned": text}).content == Content(name="A", state_owned=owned)
