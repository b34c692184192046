"""A reason is a sentence with named values: kept as both, and worded in any language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.reasons import (
    Language,
    Place,
    Reason,
    Value,
    as_text,
    filled,
    from_text,
    kept,
    recalled,
    worded,
)

SOURCE = Path(__file__).parents[2] / "src" / "convene"
MARKERS = {
    "gettext_noop",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
    "_",
}
SPANISH = Language(
    code="es",
    translate={
        "Both are in {country}.": "Ambas están en {country}.",
        "It is {who}.": "Es {who}.",
        "a journalist": "un periodista",
    }.__getitem__,
    number=lambda number: f"{number:,}".replace(",", "."),
    place={"KE": "Kenia"}.__getitem__,
)


def test_a_reason_is_worded_in_a_language_with_its_numbers_places_and_words():
    both = Reason("Both are in {country}.", {"country": Place("KE")})
    who = Reason("It is {who}.", {"who": Reason("a journalist")})

    assert (str(both), worded(both, SPANISH)) == ("Both are in KE.", "Ambas están en Kenia.")
    assert (str(who), worded(who, SPANISH)) == ("It is a journalist.", "Es un periodista.")


def test_what_others_wrote_stands_as_they_wrote_it_in_every_language():
    quoted = Reason("It is {who}.", {"who": "a journalist"})

    assert worded(quoted, SPANISH) == "Es a journalist."


def test_several_values_stand_one_after_the_other_and_empty_ones_are_left_out():
    several = Reason("{names}: {count}.", {"names": ("A", "", "B"), "count": 1_234_567})

    assert str(several) == "A, B: 1,234,567."


def test_a_sentence_takes_of_some_values_those_that_it_names():
    assert filled("{left} stands alone.", {"left": "A", "right": "B"}).values == {"left": "A"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Both have “health”.",
        "The names are “{a}” and “{b}”.",
        '{"text": is how a name began.',
        "",
    ],
)
def test_a_finished_sentence_of_earlier_days_is_said_as_it_stands(sentence: str):
    assert str(recalled(sentence)) == sentence


def test_a_sentence_without_values_is_kept_as_it_is():
    assert kept(Reason("They are in the same country.")) == "They are in the same country."


texts = st.text(max_size=20)
values = st.recursive(
    st.one_of(texts, st.integers(), st.builds(Place, st.sampled_from(["KE", "PY"]))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.builds(lambda value: Reason("On {what}", {"what": value}), inner),
        st.just(Reason("a journalist")),
    ),
    max_leaves=6,
)


@given(value=values, cites=st.lists(texts, max_size=2).map(tuple))
def test_a_reason_that_was_kept_is_the_same_reason(value: Value, cites: tuple[str, ...]):
    reason = Reason("It says {what}.", {"what": value}, cites)

    assert recalled(kept(reason)) == reason
    assert from_text(as_text(reason)) == reason


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in the source that marks or translates a text, with its place."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and name_of(node.func) in MARKERS:
                yield f"{file.relative_to(SOURCE)}:{node.lineno}", node


def name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def built(node: ast.expr) -> bool:
    """Say whether a text is put together from parts: by an f-string, `+`, `%` or `.format`."""
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        return True
    return isinstance(node, ast.Call) and name_of(node.func) in {"format", "join", "replace"}


def test_no_message_is_built_from_parts():
    assert [place for place, call in calls() if any(map(built, call.args))] == []


def test_what_is_marked_for_translation_is_a_literal():
    marked = [(place, call) for place, call in calls() if name_of(call.func) == "gettext_noop"]

    assert len(marked) > 100
    assert [place for place, call in marked if not isinstance(call.args[0], ast.Constant)] == []


@pytest.mark.parametrize("text", ['f"Both have {word}"', '"Both have " + word', '"%s" % word'])
def test_a_planted_message_of_parts_is_seen(text: str):
    (call,) = (node for node in ast.walk(ast.parse(f"_({text})")) if isinstance(node, ast.Call))

    assert built(call.args[0])


def reasons() -> Iterator[tuple[str, str, set[str]]]:
    """Yield each `Reason(...)` whose sentence and values stand where it is made."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and name_of(node.func) == "Reason" and node.args:
                first, second = (
                    node.args[0],
                    node.args[1] if len(node.args) > 1 else ast.Dict([], []),
                )
                if isinstance(first, ast.Call) and isinstance(second, ast.Dict):
                    text = ast.literal_eval(first.args[0])
                    given = {ast.literal_eval(key) for key in second.keys if key is not None}
                    yield f"{file.relative_to(SOURCE)}:{node.lineno}", text, given


def test_every_sentence_has_the_values_that_it_names():
    found = list(reasons())

    assert len(found) > 30
    assert [
        place
        for place, text, given in found
        if {name for _, name, _, _ in Formatter().parse(text) if name} != given
    ] == []


def test_blanks_are_named():
    texts = [
        ast.literal_eval(call.args[0])
        for _, call in calls()
        if name_of(call.func) == "gettext_noop"
    ]

    assert [text for text in texts if re.search(r"\{\d*\}|%s|%d", text)] == []
