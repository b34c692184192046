"""Names as they are kept."""

import pytest

from convene.core import writing
from convene.core.organisations import Number, number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Fundacio\u0301n Alba", "Fundación Alba"),
        ("  Alba \t Works\u00a0Ltd\n", "Alba Works Ltd"),
        ("Alba\u202e skroW\u2066", "Alba skroW"),
        ("Al\u200bba\x00\x07", "Alba"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("株式会社あおば", "株式会社あおば"),
        ("\u200e\u200f", ""),
        ("Al\ue000b\ud800a\uffff", "Alba"),  # kept for private use, half a character, no character
    ],
)
def test_a_name_is_composed_on_one_line_and_has_nothing_invisible(typed, kept):
    assert writing.tidy(typed) == kept


@pytest.mark.parametrize(
    ("name", "script", "direction"),
    [
        ("Alba Works", "Latn", "ltr"),
        ("ООО Рассвет", "Cyrl", "ltr"),
        ("مؤسسة الفجر", "Arab", "rtl"),
        ("עמותת שחר", "Hebr", "rtl"),
        ("曙光有限公司", "Hani", "ltr"),
        ("株式会社あおば", "Jpan", "ltr"),
        ("あおば株abc", "Jpan", "ltr"),  # three syllables and one sign against three letters
        ("アab", "Latn", "ltr"),
        ("\U00017000", "", "ltr"),  # Tangut, of which we hold no code
        ("12345", "", "ltr"),
        ("", "", "ltr"),
    ],
)
def test_script_and_direction(name, script, direction):
    assert (writing.script(name), writing.direction(writing.script(name))) == (script, direction)


@pytest.mark.parametrize(
    ("name", "says"), [("A", True), ("7", True), ("光", True), ("—…!", False), ("🌍", False)]
)
def test_a_name_has_a_letter_or_a_digit(name, says):
    assert writing.says_something(name) is says


def test_folding_forgets_case_and_accents():
    assert writing.fold("Asociación ЗАРЯ Straße") == "asociacion заря strasse"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("GB-COH-01234567", Number(scheme="GB-COH", value="01234567")),
        ("py-ruc-80012345-6", Number(scheme="PY-RUC", value="80012345-6")),
        ("CA-CRA_ACR-1", Number(scheme="CA-CRA_ACR", value="1")),
        ("GB-COH- 01234567 ", Number(scheme="GB-COH", value="01234567")),
        ("GB-COH-", None),
        ("GB-COH---", None),
        ("ZZ-NOT-1", None),
        ("", None),
    ],
)
def test_a_number_starts_with_its_register(written, read):
    assert number(written, schemes=("GB-COH", "PY-RUC", "CA-CC", "CA-CRA_ACR")) == read


def test_of_two_registers_that_begin_alike_the_longer_is_meant():
    for schemes in (("XI-LOC", "XI"), ("XI", "XI-LOC")):
        assert number("XI-LOC-7", schemes=schemes) == Number(scheme="XI-LOC", value="7")


@pytest.mark.parametrize(
    ("written", "read"),
    [("12", 12), ("007", 7), ("٣", 3), ("²", None), ("-1", None), ("", None), ("9" * 5000, None)],
)
def test_a_number_in_digits_is_read_unless_it_is_far_too_long(written: str, read: int | None):
    """Of 5,000 digits Python makes no number: a count of rows that long closed a form for good."""
    assert writing.whole_number(written) == read
