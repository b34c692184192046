import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from convene.core import media
from convene.ground.files import at_most, attachment
from convene.ground.paging import page_of


def links(rf: Any, at: str, **words: str) -> list[tuple[str, str, str]]:
    request = rf.get(at)
    context = {"page": page_of(request, range(45), per_page=20), **words}
    page = render_to_string("ground/pages.html", context, request=request)
    return re.findall(r'rel="(\w+)" href="([^"]*)">\s*([^<]*?)\s*<', page)


def test_a_long_list_comes_a_page_at_a_time_and_keeps_what_was_looked_for(rf: Any) -> None:
    assert links(rf, "/?q=aid") == [("next", "?q=aid&amp;page=2", "Next page")]
    assert links(rf, "/?q=aid&page=2", back="Newer", next="Older") == [
        ("prev", "?q=aid&amp;page=1", "Newer"),
        ("next", "?q=aid&amp;page=3", "Older"),
    ]


@pytest.mark.parametrize(("asked", "number"), [("0", 3), ("99", 3), ("two", 1), ("", 1)])
def test_a_page_that_is_not_there_is_the_nearest_one(rf: Any, asked: str, number: int) -> None:
    assert page_of(rf.get("/", {"page": asked}), range(45)).number == number


def test_the_page_that_a_form_was_on_is_kept_when_it_is_posted(rf: Any) -> None:
    assert list(page_of(rf.post("/", {"page": "3"}), range(45))) == [40, 41, 42, 43, 44]


def test_a_list_of_one_page_leads_nowhere(rf: Any) -> None:
    page = page_of(rf.get("/"), range(20))
    assert render_to_string("ground/pages.html", {"page": page}).strip() == ""


def test_a_file_that_is_too_large_is_refused_and_one_that_just_fits_is_not() -> None:
    check = at_most(3, refusal="Larger than three bytes.")
    check(SimpleUploadedFile("a.txt", b"abc"))
    with pytest.raises(ValidationError, match=r"Larger than three bytes\."):
        check(SimpleUploadedFile("a.txt", b"abcd"))


def test_a_file_is_saved_under_its_name_in_every_script_and_not_shown() -> None:
    plain = attachment(b"a,b\r\n", name="records.csv", media_type=media.CSV)
    assert (plain["Content-Disposition"], plain["Content-Type"], plain.content) == (
        'attachment; filename="records.csv"',
        "text/csv; charset=utf-8",
        b"a,b\r\n",
    )
    assert attachment(b"", name="Жито.xlsx", media_type=media.XLSX)[
        "Content-Disposition"
    ].startswith("attachment; filename*=utf-8''")
