"""In which scripts a name is found about as surely as in Latin letters."""

import pytest

from convene.core.scripts import is_found_surely, should_ask_in_latin


@pytest.mark.parametrize(
    ("name", "surely"),
    [
        ("Zorblax Trading", True),
        ("Зорблакс Трейдинг", True),
        ("Ζορμπλάξ", True),
        ("Żörbłáx", True),
        ("ABC 商事", True),
        ("12345", True),
        ("زربلاكس", False),
        ("זורבלקס", False),
        ("瑞禾国际", False),
        ("별빛은행", False),
        ("สมชาย", False),
        ("नरेन्द्र", False),
        ("ዐቢይ", False),
        ("あすか 高橋", False),
        ("ყვარელი", False),
        ("Bank زربلاكس العامة", False),
    ],
)
def test_more_than_half_of_the_letters_decide(name: str, surely: bool):
    assert is_found_surely(name) is surely


def test_one_name_that_is_found_surely_is_enough():
    assert not should_ask_in_latin(["สมชาย", "Somchai"])
    assert should_ask_in_latin(["สมชาย", "ያ"])
    assert not should_ask_in_latin([])
