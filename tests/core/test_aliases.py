"""One alias is one name: what marks stand between, and what does not part a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.aliases import parts, spread
from convene.core.watchlists import Alias, Entry


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Northern Relief; Orbis Lumen; GTA", ("Northern Relief", "Orbis Lumen", "GTA")),
        ("a) Zorban Tal b) Abu Zorban", ("Zorban Tal", "Abu Zorban")),
        ("Quendor Foods a.k.a. Quendor Trading", ("Quendor Foods", "Quendor Trading")),
        ("Quendor Foods A/K/A Quendor Trading", ("Quendor Foods", "Quendor Trading")),
        ("Quendor Foods (f.k.a. Zorblax Ltd.)", ("Quendor Foods", "Zorblax Ltd.")),
        ("Quendor Foods, also d/b/a Quendor", ("Quendor Foods", "Quendor")),
        ("Quendor Foods (formerly known as Zorblax)", ("Quendor Foods", "Zorblax")),
        ("Zorban Tal (previously listed as Zorban Talib)", ("Zorban Tal", "Zorban Talib")),
        ("Zorban Tal (original script: Зорбан Тал)", ("Zorban Tal", "Зорбан Тал")),
        ("Зорбан Тал (in Cyrillic script)", ("Зорбан Тал",)),
        ("Quendor Foods (Arabic: كوندور للأغذية)", ("Quendor Foods", "كوندور للأغذية")),
        (
            "Orbis Lumen (OL) (كوندور (original script); Quendor; Quendor Foods)",
            ("Orbis Lumen (OL)", "كوندور", "Quendor", "Quendor Foods"),
        ),
        (
            "كوندور (the Quendor Front; Jabhat Quendor)",
            ("كوندور", "the Quendor Front", "Jabhat Quendor"),
        ),
        ("World Wells and Pumps Programme (WWPP)", ("WWPP",)),
        ("Petro Quendor Development Company (PEDCO) Limited", ("PEDCO",)),
        ("Лунный свет (Moonlight)", ()),
        ("Moonlight (Лунный свет)", ("Лунный свет",)),
        ("Iskmar Ltd\nJorvang Ltd", ("Iskmar Ltd", "Jorvang Ltd")),
        ("Hostrig Limited | Wendlar Limited", ("Hostrig Limited", "Wendlar Limited")),
        ("Zorblan|Quendor", ("Zorblan", "Quendor")),
        ("1. Kastimo Brothers 2. Nerudal Brothers", ("Kastimo Brothers", "Nerudal Brothers")),
        ("i) Alpha Trust ii) Beta Trust", ("Alpha Trust", "Beta Trust")),
        ("Minsk Wheeled Tractor Plant (MZKT)", ("MZKT",)),
        ("SHARIKAT DORVENTA (DGT)", ("DGT",)),
        ("Internal Force (ISF-IM)", ("ISF-IM",)),
        (
            "Karvonel Ltd (прежнее название Дубравск)",
            ("Karvonel Ltd", "Дубравск", "прежнее название Дубравск"),
        ),
        ("formerly Zorblax Ltd", ("Zorblax Ltd",)),
        ("AKA ZORBLAX TRADING", ("ZORBLAX TRADING",)),
        ("Quendor aka Zorblax", ("Quendor", "Zorblax")),
    ],
)
def test_the_names_of_one_field(text, names):
    assert parts(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Quendor Foods Ltd",
        "Quendor (Private) Limited",
        "Bank of Formerlia",
        "D'Aventura Orbis",
        "Zorblax Aka Baba Holding",
        "AKA QUENDOR",
        "Aka Zorban Tal",
        "Casa Ka Quendor",
        "Quendor Foods (UK)",
        "Quendor Foods (USA) (PVT) Ltd",
        "PETRO QUENDOR (DALIAN)",
        "Quendor Battalion 3. Company",
        "1. Quendor Battalion",
        "Wandolin\nTarvesk",
        "QUENDOR HOLDINGS (ANGOLA) LDA",
        "",
    ],
)
def test_one_name_stays_one(text):
    assert parts(text) == ()


def test_parts_keep_the_quality_of_their_field_and_the_field_stays_whole():
    entry = Entry(
        list="un", id="1", name="GUARDIANS", aliases=(Alias(text="Orbis; Lumen", quality="weak"),)
    )

    assert [(alias.text, alias.quality) for alias in spread(entry).aliases] == [
        ("Orbis; Lumen", "weak"),
        ("Orbis", "weak"),
        ("Lumen", "weak"),
    ]


@given(st.lists(st.from_regex(r"[A-Z][a-z]{3,9}( [A-Z][a-z]{3,9})?", fullmatch=True), min_size=2))
def test_whatever_stands_between_semicolons_is_a_name(names):
    kept = [name for name in dict.fromkeys(names) if parts(name) == ()]

    assert set(kept) <= {*parts("; ".join(names)), "; ".join(names)}


def test_an_acronym_that_nobody_can_read_off_the_name_beside_it_is_a_weak_alias():
    entry = spread(Entry(list="own", id="1", name="Minsk Tractor Plant (MZKT) (MTP)"))

    assert [(alias.text, alias.quality) for alias in entry.aliases] == [
        ("MZKT", "weak"),
        ("MTP", "strong"),
    ]
