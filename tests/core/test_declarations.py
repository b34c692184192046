"""What is declared beside what is on record, as plain data."""

from dataclasses import replace

import pytest

from convene.core.declarations import Declared, DeclaredNumber, Party, Statement, hash_of, written
from convene.core.declarations.comparing import Line, Recorded, compare, told
from convene.core.organisations import Number

BANK = Declared(name="Blue Bank")
RECORD = Recorded(names=("Blue Bank",))
JUAN = Party(names=("Juan Cruz",), role="owner", share="60")


def same(one: str, other: str, kind: str) -> bool:
    return one.casefold() == other.casefold()


def alike(one: str, other: str, kind: str) -> bool:
    return one[:3] == other[:3]


def beside(declared: Declared, recorded: Recorded) -> list[Line]:
    """Return how everything compares but for a legal name that is the same."""
    lines = compare(declared, recorded, same=same, alike=alike)
    return [line for line in lines if (line.part, line.state) != ("name", "same")]


def owned(*owners: Party) -> Declared:
    return replace(BANK, owners=owners)


def known(*parties: Party) -> Recorded:
    return replace(RECORD, parties=parties)


@pytest.mark.parametrize(
    ("declared", "recorded", "state", "beside_it"),
    [
        ("Blue Bank", ("Blue Bank",), "same", "Blue Bank"),
        ("BLUE BANK", ("Blue Bank",), "spelt", "Blue Bank"),
        ("Azul", ("Blue Bank", "Azul"), "same", "Azul"),
        ("Red Bank", ("Blue Bank",), "otherwise", "Blue Bank"),
    ],
)
def test_a_legal_name(declared, recorded, state, beside_it):
    line = compare(Declared(name=declared), Recorded(names=recorded), same=same, alike=alike)[0]
    assert (line.part, line.state, line.recorded) == ("name", state, beside_it)


def test_each_other_name_is_on_record_or_not_and_each_on_record_is_declared_or_not():
    declared = replace(BANK, other_names=("AZUL", "Caja"))
    recorded = Recorded(names=("Blue Bank", "Azul", "Old Bank"))
    assert [
        (line.state, line.declared, line.recorded, line.place)
        for line in beside(declared, recorded)
    ] == [
        ("spelt", "AZUL", "Azul", 0),
        ("unrecorded", "Caja", "", 1),
        ("undeclared", "", "Old Bank", 0),
    ]


def test_a_name_that_is_another_leaves_the_main_one_to_stand_beside_it_once():
    lines = compare(
        Declared(name="Red Bank", other_names=("Azul",)),
        Recorded(names=("Blue Bank", "Azul")),
        same=same,
        alike=alike,
    )
    assert [(line.part, line.state) for line in lines] == [
        ("name", "otherwise"),
        ("other_name", "same"),
    ]


@pytest.mark.parametrize(
    ("declared", "recorded", "states"),
    [
        (("PY-RUC", "80012345-6"), ["80012345-6"], ["same"]),
        (("PY-RUC", "800123456"), ["80012345-6"], ["spelt"]),
        (("PY-RUC", "9"), ["80012345-6"], ["otherwise"]),
        (("", "80012345-6"), ["80012345-6"], ["spelt"]),
        (("", "17"), ["80012345-6"], ["unrecorded", "undeclared"]),
        (("", "-"), ["80012345-6"], ["unrecorded", "undeclared"]),
        (("GB-COH", "80012345-6"), ["80012345-6"], ["unrecorded", "undeclared"]),
        (None, ["80012345-6"], ["undeclared"]),
    ],
)
def test_numbers_are_compared_in_their_normal_form(declared, recorded, states):
    scheme, value = declared or ("", "")
    number = DeclaredNumber(register="A register", scheme=scheme, value=value)
    said = replace(BANK, numbers=(number,) if declared else ())
    there = tuple(Number(scheme="PY-RUC", value=value) for value in recorded)
    assert [line.state for line in beside(said, replace(RECORD, numbers=there))] == states


@pytest.mark.parametrize(
    ("declared", "recorded", "state"),
    [
        ("PY", ("PY", "AR"), "same"),
        ("BR", ("PY",), "otherwise"),
        ("PY", (), "unrecorded"),
        ("", ("PY",), "undeclared"),
    ],
)
def test_a_country(declared, recorded, state):
    (line,) = beside(replace(BANK, country=declared), replace(RECORD, countries=recorded))
    assert (line.part, line.state) == ("country", state)


@pytest.mark.parametrize(
    ("change", "there", "state", "otherwise"),
    [
        ({}, {}, "same", ()),
        ({"names": ("JUAN CRUZ",)}, {}, "spelt", ()),
        ({"share": "60.0"}, {}, "same", ()),
        ({"share": "25"}, {}, "otherwise", ("share",)),
        ({"share": ""}, {}, "otherwise", ("share",)),
        ({}, {"share": ""}, "otherwise", ("share",)),
        ({}, {"role": "beneficial"}, "otherwise", ("role",)),
        ({"born": "1970"}, {"born": "1970-05-31"}, "same", ()),
        ({"born": "1971"}, {"born": "1970-05-31"}, "otherwise", ("born",)),
        ({"born": "1970"}, {}, "otherwise", ("born",)),
        ({}, {"born": "1970", "nationality": "PY", "country": "PY"}, "same", ()),
        ({"nationality": "AR"}, {"nationality": "PY"}, "otherwise", ("nationality",)),
        ({"country": "AR"}, {"country": "PY"}, "otherwise", ("country",)),
        ({"names": ("Juan Krus",)}, {}, "otherwise", ("name",)),
    ],
)
def test_an_owner(change, there, state, otherwise):
    declared, recorded = replace(JUAN, **change), replace(JUAN, **there)
    (line,) = beside(owned(declared), known(recorded))
    assert (line.part, line.state, line.otherwise) == ("owner", state, otherwise)


def test_a_person_and_an_organisation_of_one_name_are_two():
    there = replace(JUAN, kind="organisation")
    assert [line.state for line in beside(owned(JUAN), known(there))] == [
        "unrecorded",
        "undeclared",
    ]


def test_who_owns_and_leads_is_compared_in_each_role():
    owner, director = replace(JUAN, share=""), replace(JUAN, role="director", share="")
    declared = replace(BANK, owners=(owner,), people=(director,))
    lines = beside(declared, known(director, owner))
    assert [(line.part, line.state) for line in lines] == [("owner", "same"), ("person", "same")]


def test_one_owner_declared_in_two_spellings_is_one_on_record():
    lines = beside(owned(replace(JUAN, names=("JUAN CRUZ",)), JUAN), known(JUAN))
    assert [(line.state, line.recorded) for line in lines] == [("spelt", JUAN), ("same", JUAN)]
    assert told(lines) == ()


def test_father_and_son_of_one_name_are_two():
    father, son = replace(JUAN, born="1950-01-01"), replace(JUAN, born="1980-01-01")
    lines = beside(owned(father, son), known(father))
    assert [line.state for line in lines] == ["same", "unrecorded"]


@pytest.mark.parametrize(
    ("change", "states"),
    [
        ({"names": ("Juan Krus",), "role": "beneficial"}, ["otherwise"]),
        ({"names": ("Cruz, J. Ernesto",)}, ["unrecorded", "undeclared"]),
        ({"names": ("Cruz, J. Ernesto",), "born": "1970-05-31", "share": "5"}, ["otherwise"]),
        ({"names": ("Rosa Cruz",), "born": "1971-06-01"}, ["unrecorded", "undeclared"]),
        ({"names": ("Nora Vera",), "born": "1970-05-31"}, ["unrecorded", "undeclared"]),
    ],
)
def test_one_owner_spelt_otherwise_than_on_record_is_one_line(change, states):
    there = known(replace(JUAN, born="1970-05-31"))
    assert [line.state for line in beside(owned(replace(JUAN, **change)), there)] == states


def test_an_organisation_is_known_by_any_of_its_names():
    hill = Party(names=("Hill", "Colina"), role="owner", kind="organisation")
    (line,) = beside(owned(replace(hill, names=("Colina",))), known(hill))
    assert line.state == "same"


def test_nobody_overlooks_who_was_declared_otherwise_or_not_at_all():
    declared = replace(
        BANK, kind="company", other_names=("Caja",), owners=(replace(JUAN, share="10"),)
    )
    nora = Party(names=("Nora",), role="director")
    recorded = replace(known(JUAN, nora), kind="union")
    lines = beside(declared, recorded)
    assert [str(reason) for reason in told(lines)] == [
        "Declared and not yet asked of the lists: Caja.",
        "Declared otherwise than it is on record: Juan Cruz.",
        "On record and not declared: Nora.",
    ]
    assert {line.part for line in lines if line.can_be_taken} == {"other_name"}


def test_where_all_is_the_same_nothing_is_told():
    assert told(beside(owned(JUAN), known(JUAN))) == ()


def test_a_declaration_has_one_hash_whatever_the_order_of_its_fields():
    said = Statement(
        partner="Blue Bank",
        asked_by="Bea",
        asked_on="2026-01-01",
        language="en",
        declared=owned(JUAN),
        answers=(),
        agreed=(),
    )
    assert written(said).startswith('{"agreed": [], "answers": [], "asked_by": "Bea"')
    assert hash_of(said) == hash_of(replace(said))
    assert hash_of(said) != hash_of(replace(said, name="Olga"))
