"""Signs that nobody sees, and letters that look like others."""

import pytest

from convene.core.lookalikes import hides_letters, look_alike, shown


@pytest.mark.parametrize(
    "sign", ["\u3164", "\u115f", "\u2800", "\u200b", "\u2060", "\u202e", "\u00ad"]
)
def test_a_name_with_a_sign_that_nobody_sees_is_known(sign: str) -> None:
    assert hides_letters(f"Anna{sign} Approve")


@pytest.mark.parametrize("name", ["Anna Approve", "مریم نوری", "می\u200cخواهم", "अनु\u200dज"])
def test_joiners_that_scripts_need_are_none(name: str) -> None:
    assert not hides_letters(name)


def test_small_capitals_look_like_letters() -> None:
    assert look_alike("Aɴɴa Approve", "Anna Approve")


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("\u202egpj.exe", "[U+202E]gpj.exe"),
        ("Anna\u3164 Approve\x07", "Anna[U+3164] Approve[U+0007]"),
        ("Anna\nApprove", "Anna\nApprove"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Anna", "Anna"),
    ],
)
def test_signs_that_nobody_sees_are_shown_by_their_numbers(name: str, seen: str) -> None:
    assert shown(name) == seen
