"""A score says in whole sentences what counted for it and against it."""

from convene.core.names import Name
from convene.matching import explain


def why(left: str, right: str) -> tuple[str, ...]:
    found = explain(Name(text=left, schema="organisation"), Name(text=right, schema="organisation"))
    return tuple(map(str, found.why))


def test_words_that_match_are_named_and_common_ones_count_little():
    assert why("Banco Zarovia Ltd", "Zarovia Bank Ltd") == (
        "“banco” and “bank” are one word in two spellings or languages. It is a common word, so it counts less.",
        "Both have “zarovia”.",
        "Their legal forms mean the same.",
        "The words stand in another order.",
    )


def test_words_that_are_alone_are_named():
    assert (
        why("Lantern Harbour", "Lantern Mountain")[-1]
        == "“harbour” and “mountain” stand for nothing in the other name."
    )
    assert (
        why("Lantern Harbour", "Lantern Harbour Mountain")[-1]
        == "Only one of the names has “mountain”."
    )


def test_numbers_and_legal_forms_that_differ_are_named():
    said = why("Lantern Harbour 2 GmbH", "Lantern Harbour 3 AG")

    assert "Their numbers differ: “2” and “3”." in said
    assert "Their legal forms differ in kind." in said


def test_slips_sounds_glue_and_initials_are_named():
    assert "“zarofian” and “zarovian” differ by a few letters." in why(
        "Zarovian Lantern Works", "Zarofian Lantern Works"
    )
    assert "“harboor” and “harbour” sound alike." in why("Lantern Harbour", "Lantern Harboor")
    assert "“smile harbour” is written as “smileharbour”." in why(
        "Smileharbour Lantern Works", "Smile Harbour Works"
    )
    assert "One is the initials of the other." in why(
        "ZNDFO", "Zarovian National Development Fund Office"
    )


def test_names_without_letters_are_said_to_be_so():
    assert why("…", "Lantern") == ("A name without letters or digits can't be compared.",)
