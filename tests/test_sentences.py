"""No sentence of the source that is translated is put together from parts, and each has the values
that it names.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "convene"
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
