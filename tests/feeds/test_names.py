"""What counts as a name. The names here are made up or are words that stand in for one."""

import gzip
import html
import re
from collections import Counter
from pathlib import Path

import pytest

from convene.feeds.names import folded, marks, person, rules, unnamed

SHARED = Path(__file__).parents[2].parent / "shared" / "data"

NO_NAMES = {
    "redacted": (
        "USAID redacted this field in accordance with the exceptions outlined in the Foreign Aid Transparency and Accountability Act of 2016.",
        "[REDACTED]",
        "Name withheld",
        "Withheld for security reasons",
        "Anonymous donor",
        "Anonymous",
        "Caviardé",
        "Geschwärzt",
        "Reservado",
        "Конфиденциально",
    ),
    "placeholder": (
        "",
        "-",
        "???",
        "nan",
        "NaN",
        "None",
        "N/A",
        "n.a.",
        "unknown",
        "TBD",
        "to be determined",
        "Not Available",
        "Sans objet",
        "Non renseigné",
        "Sin especificar",
        "Não informado",
        "Unbekannt",
        "keine Angabe",
        "Неизвестно",
        "غير معروف",
        "未知",
        "Not Mapped",
        "12345",
    ),
    "group": (
        "Enterprise - Non United States Other",
        "Enterprise - Non United States Unknown",
        "NGO - United States Other",
        "Government - Country unknown",
        "Church and Faith Based - Non United States Other",
        "University/Research Institute - United States Other",
        "U.S. Government - Other",
        "Unspecified Vendors - Sri Lanka",
        "VARIOUS LOCAL VENDORS-MOROCCO",
        "Vendor implementing direct administrative services",
        "Personal Services Contractors - USAID",
        "Invitational Travelers - USAID",
        "Miscellaneous Foreign Awardees",
        "Multiple",
        "Multiple recipients",
        "Various",
        "various suppliers",
        "Individuals",
        "Varios proveedores",
        "Plusieurs partenaires",
        "Verschiedene",
        "International NGO",
        "Guatemalan private sector",
        "Физические лица",
        "Federal Government",
        "Municipal government (City Hall)",
        "Local Governments of Ruritania",
        "Other Ruritanian Governments",
        "Local communities in the Kubo district",
        "Miscellaneous PIH beneficiaries",
        "County Recorder (Various)",
        "Fonctionnaires",
        "Trust Funds",
        "Growth Activity Modified Acquisition and Assistance Request Document (MAARD) Vendor",
    ),
}

NAMES = (
    "Multiple Sclerosis Society",
    "Multiple Choice",
    "Bedfordshire Multiple Births Association",
    "Various Artists Theatre Company",
    "Other Foundation",
    "Mother and Child",
    "Alcoholics Anonymous",
    "Anonymous Content Collective",
    "The Individual Giving Trust",
    "Individuals Matter Ltd",
    "Center for Private Enterprise",
    "Private Sector Foundation of Nowhere",
    "Public Enterprise Agency",
    "Small Enterprise Assistance Fund",
    "Government of Ruritania",
    "Local Government Association",
    "Unknown Worlds Theatre",
    "None Left Behind Trust",
    "Test Valley Council",
    "Foundation for Civil Society",
    "Community Foundation for Nowhere",
    "Retired Nurses Society",
    "Miscellaneous Youth Theatre",
    "Personal Support Unit",
    "Ruritanian Development Bank - Other",
    "Vendor Services Ltd",
    "Lakeside Fund + NOT MAPPED",
    "Local Governments for Sustainability",
    "Federal Government of Ruritania",
    "Provincial Government of Nowhere",
    "Local Community of Kubo",
    "Trust Funds for Nowhere",
    "Other Voices",
    "Receiver General",
    "3F",
    "ASK",
    "Фонд народної освіти",
    "مؤسسة التنمية",
    "红十字会",
)


@pytest.mark.parametrize(
    ("reason", "text"), [(reason, text) for reason, texts in NO_NAMES.items() for text in texts]
)
def test_what_names_no_one_says_why(reason: str, text: str):
    assert unnamed(text) == reason


@pytest.mark.parametrize("text", NAMES)
def test_a_name_that_holds_such_a_word_stays_a_name(text: str):
    assert unnamed(text) == ""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("QUILLER, WANDA", True),
        ("Quill, Wandala", True),
        ("Quill-O'Marsh,Wandala", True),
        ("QUILLER, Wanda", False),  # as “UNICEF, Sahel” is written
        ("QUILL FUND, THE", False),
        ("Quill Group, The", False),
        ("Quill, Inc", False),
        ("QUILLER, LLC", False),
        ("Quill, Inc.", False),
        ("Quill, Angola", False),
        ("Quill, Côte d'Ivoire", False),
        ("Quill, Marsh", True),  # a surname and a place look alike; ADR 17
        ("Quill House, Marsh", False),
        ("Quill, Marsh and Reed", False),
        ("Hospital, Quill", False),
        ("quill, wanda", False),
        ("Wanda Quill", False),
        ("Quill 3, Wanda", False),
    ],
)
def test_a_surname_and_a_given_name_are_a_person(name: str, told: bool):
    assert person(name, identifier="", role="implementer") is told


def test_whoever_has_a_number_or_gives_is_no_person():
    assert not person("Quill, Wandala", identifier="XI-1", role="implementer")
    assert not person("Quill, Wandala", identifier="", role="funder")
    assert not person("Quill, Wandala", identifier="", role="buyer")


@pytest.mark.skipif(
    not (SHARED / "iati-usaid").exists(), reason="the shared data is not beside this checkout"
)
def test_of_all_names_with_a_comma_in_the_real_files_exactly_the_people_are_told():
    """All were read through when the rule was written: four of them name people, one of them two
    people, even with all taken as if they had no number.
    """
    names: set[str] = set()
    for file in (
        *(SHARED / "iati-usaid").glob("*.xml.gz"),
        *(SHARED / "iati-other").rglob("*.xml"),
    ):
        read = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        found = re.findall(
            r"<narrative[^>]*>([^<]*)</narrative>\s*</(?:participating|provider|receiver|reporting)-org>",
            read.decode(),
        )
        names.update(html.unescape(name) for name in found)
    for file in (SHARED / "procurement-ocds").rglob("*.json"):
        names.update(re.findall(r'"name"\s*:\s*"([^"\\]*)"', file.read_text(encoding="utf-8")))
    indexed = [name for name in names if "," in name]

    assert (
        len(indexed),
        sum(person(name, identifier="", role="supplier") for name in indexed),
    ) == (191, 4)


def test_every_rule_is_written_as_it_is_compared_and_no_two_say_the_same():
    whole = [text for rule in rules().rules for text in rule.whole]

    assert [text for text in whole if text != folded(text) and text.isascii()] == []
    assert (
        sorted(
            text
            for text in {folded(t) for t in whole}
            if [folded(t) for t in whole].count(text) > 1
        )
        == []
    )


def test_no_pattern_takes_long_over_a_long_text():
    assert unnamed("various " * 20_000 + "!") == ""
    assert unnamed("unspecified local " * 20_000) == ""


@pytest.mark.skipif(
    not (SHARED / "gold").exists(), reason="the shared data is not beside this checkout"
)
def test_no_name_of_the_labelled_organisations_is_taken_for_none():
    lines = (SHARED / "gold" / "org_name_pairs_dev.csv").read_text(encoding="utf-8").splitlines()
    words = {
        cell
        for line in lines[1:]
        for cell in re.findall(r'"([^"]+)"|([^,]+)', line)
        for cell in cell
        if cell
    }

    taken = {word for word in words if unnamed(word) in {"redacted", "group"}}

    assert taken == set()


@pytest.mark.skipif(
    not (SHARED / "iati-usaid").exists(), reason="the shared data is not beside this checkout"
)
def test_every_text_of_the_real_files_that_names_no_one_is_told_from_the_names():
    """The other 1,382 were read through when these rules were written: they are names, ten of them
    with a mark behind.
    """
    texts: set[str] = set()
    for file in (SHARED / "iati-usaid").glob("*.xml.gz"):
        read = gzip.decompress(file.read_bytes()).decode()
        texts.update(
            re.findall(
                r"<narrative[^>]*>([^<]*)</narrative>\s*</(?:participating|provider|receiver|reporting)-org>",
                read,
            )
        )

    counts = Counter(unnamed(text) for text in texts)
    marked = {re.sub(marks(), "", text) for text in texts if re.search(marks(), text)}

    assert counts == {"": 1382, "group": 44, "redacted": 2, "placeholder": 1}
    assert len(marked) == 10
    assert not any(unnamed(name) or "MAPPED" in name for name in marked)
