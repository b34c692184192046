"""A text that is too long is refused with how much it is too long, in every form and language."""

import re

import pytest
from django import forms
from django.utils.translation import override

from tests.flat import flat


class Said(forms.Form):
    words = forms.CharField(max_length=5, widget=forms.Textarea({"rows": 3}))
    name = forms.CharField(max_length=5, required=False)


@pytest.mark.parametrize(
    ("language", "typed", "says"),
    [
        ("en", "123456", "This is 1 character too long: at most 5 fit here."),
        ("en", "12345678", "This is 3 characters too long: at most 5 fit here."),
        ("es", "12345678", "Sobran 3 caracteres: caben 5 como máximo."),
        (
            "fr",
            "12345678",
            "Il y a 3 caractères de trop\N{NO-BREAK SPACE}: 5 au maximum tiennent ici.",
        ),
    ],
)
def test_it_says_by_how_much(language: str, typed: str, says: str) -> None:
    with override(language):
        assert Said({"words": typed}).errors["words"] == [says]


def test_what_just_fits_is_taken() -> None:
    assert Said({"words": "12345"}).is_valid()


def test_no_field_lets_the_browser_cut_what_is_typed() -> None:
    page = "".join(str(field) for field in Said())
    assert "maxlength" not in page
    assert re.findall(r'data-limit="(\d+)"', page) == ["5", "5"]


def test_without_javascript_the_limit_stands_beside_the_field() -> None:
    notes = flat(Said()["words"].as_field_group())
    assert '<noscript><div class="help">At most 5 characters.</div></noscript>' in notes
    assert "At most" not in Said()["name"].as_field_group()
