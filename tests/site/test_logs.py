"""What is written down of a request, an error and a job, and what never is."""

import ast
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from convene.apps.accounts.models import Role
from convene.site import logs
from tests.apps.registry.people import at_desk_of, person

pytestmark = pytest.mark.django_db
SOURCE = Path(logs.__file__).parents[1]
HOSTILE = "Jane-Doe-Secret"


def explode(request: HttpRequest, word: str) -> HttpResponse:
    try:
        int(word)
    except ValueError as error:
        raise LookupError(f"No such person: {word}") from error
    return HttpResponse(word)


handler500 = "convene.site.requests.failed"
urlpatterns = [
    path("explode/<str:word>/", explode),
    path("", include("convene.site.urls")),
]


@pytest.fixture
def written(monkeypatch) -> Iterator[io.StringIO]:
    """What the log holds after a test, from the lowest level."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Lines())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


def lines(stream: io.StringIO, *, logger: str = "convene.site.requests") -> list[dict[str, Any]]:
    every = [json.loads(line) for line in stream.getvalue().splitlines()]
    return [line for line in every if line["logger"] == logger]


def test_a_request_is_one_line_of_what_is_known_without_names(written):
    vera = person("Vera", Role.VIEWER)
    answer = at_desk_of(vera).get("/organisations/?q=" + HOSTILE)
    (line,) = lines(written)
    assert list(line) == [
        "time",
        "level",
        "logger",
        "message",
        "request",
        "method",
        "path",
        "status",
        "ms",
        "person",
    ]
    assert (line["level"], line["message"], line["method"], line["path"], line["status"]) == (
        "INFO",
        "request",
        "GET",
        "/organisations/",
        200,
    )
    assert (line["person"], line["request"]) == (vera.pk, answer.headers["X-Request-ID"])
    assert line["ms"] > 0
    assert "person" not in lines(written)[0] or HOSTILE not in written.getvalue()


def test_an_address_is_written_as_its_pattern(client, written):
    client.get("/learn/democracy/M1/")
    assert lines(written)[0]["path"] == "/learn/<slug:pack>/<str:id>/"


@pytest.mark.parametrize(
    "address",
    [
        f"/learn/{HOSTILE}/",
        f"/{HOSTILE}/{HOSTILE}",
        f"/records/?q={HOSTILE}&country={HOSTILE}",
        f"/organisations/{HOSTILE}/",
        f"/account/join/{HOSTILE}/",
        f"/explode/{HOSTILE}/?name={HOSTILE}",
    ],
)
@pytest.mark.urls(__name__)
def test_nothing_that_somebody_typed_is_written(written, address):
    client = Client(
        raise_request_exception=False,
        headers={
            "User-Agent": HOSTILE,
            "Referer": f"http://testserver/{HOSTILE}",
            "X-Request-ID": f"{HOSTILE} ",
            "Cookie": f"sessionid={HOSTILE}",
        },
    )
    client.get(address)
    client.post(address, {"name": HOSTILE, HOSTILE: "x"})
    client.generic(HOSTILE, address)
    assert len(lines(written)) == 3
    assert lines(written)[2]["method"] == "another"
    assert HOSTILE not in written.getvalue()


def test_a_name_of_a_host_that_is_refused_is_not_written(written, settings):
    settings.DEBUG = False
    answer = Client(headers={"Host": f"{HOSTILE}.example"}).get("/")
    assert answer.status_code == 400
    assert HOSTILE not in written.getvalue()
    (line,) = lines(written, logger="django.security.DisallowedHost")
    kind = f"{DisallowedHost.__module__}.{DisallowedHost.__qualname__}"
    assert "message" not in line
    assert line["error"][0]["kind"] == kind


@pytest.mark.urls(__name__)
def test_an_error_is_written_with_its_lines_of_code_and_shown_under_its_id(written):
    client = Client(raise_request_exception=False)
    answer = client.get(f"/explode/{HOSTILE}/")
    id = answer.headers["X-Request-ID"]
    assert answer.status_code == 500
    assert f"This error stands in the log under {id}." in answer.content.decode()
    (line,) = lines(written, logger="django.request")
    assert (line["level"], line["request"], line["message"]) == ("ERROR", id, "%s: %s")
    outer, inner = line["error"]
    assert (outer["kind"], inner["kind"]) == ("LookupError", "ValueError")
    number = explode.__code__.co_firstlineno
    assert outer["at"][-1] == (
        f"site/test_logs.py:{number + 4} explode: "
        'raise LookupError(f"No such person: {word}") from error'
    )
    assert inner["at"] == [f"site/test_logs.py:{number + 2} explode: int(word)"]
    (request,) = lines(written)
    assert (request["level"], request["status"], request["request"]) == ("ERROR", 500, id)
    assert "path" in request
    assert request["path"] == "/explode/<str:word>/"


@pytest.mark.parametrize("given", ["a1b2c3d4", "0" * 64, "Trace_Id-0001"])
def test_a_plain_token_that_comes_with_a_request_is_its_id(client, written, given):
    answer = client.get("/", headers={"X-Request-ID": given})
    assert answer.headers["X-Request-ID"] == given
    assert lines(written)[0]["request"] == given


@pytest.mark.parametrize("given", ["", "short", "0" * 65, "two words", 'a1b2c3d4"}', "a1b2c3d4é"])
def test_anything_else_is_not(client, written, given):
    answer = client.get("/", headers={"X-Request-ID": given})
    id = answer.headers["X-Request-ID"]
    assert id != given
    assert len(id) == 16
    assert int(id, 16) >= 0
    assert lines(written)[0]["request"] == id


def test_each_request_has_an_id_of_its_own_and_none_after_its_end(client, written):
    ids = {client.get("/").headers["X-Request-ID"] for _ in range(5)}
    assert len(ids) == 5
    assert logs.REQUEST.get() == ""


def test_what_a_library_says_is_kept_only_where_its_blanks_are_empty(written):
    library = logging.getLogger("somebody.else")
    library.warning("Not found: %s", HOSTILE, extra={"path": HOSTILE})
    library.warning(f"Not found: {HOSTILE}")  # as a careless library would
    template, nothing = lines(written, logger="somebody.else")
    assert template["message"] == "Not found: %s"
    assert "message" not in nothing
    assert HOSTILE not in written.getvalue()


@pytest.mark.parametrize(
    ("given", "terminal", "wanted"),
    [
        ("", True, "WARNING"),
        ("", False, "INFO"),
        ("debug", True, "DEBUG"),
        (" Error ", False, "ERROR"),
    ],
)
def test_a_terminal_shows_only_what_is_wrong_unless_told_otherwise(given, terminal, wanted):
    assert logs.level(given, terminal=terminal) == wanted


@pytest.mark.parametrize(
    ("given", "ours", "of_libraries"),
    [("info", "INFO", "WARNING"), ("debug", "DEBUG", "DEBUG"), ("error", "ERROR", "ERROR")],
)
def test_what_libraries_say_for_information_is_not_kept(given, ours, of_libraries):
    config = logs.config(given)
    assert (config["loggers"]["convene"]["level"], config["root"]["level"]) == (ours, of_libraries)


def test_a_level_that_is_none_is_refused():
    with pytest.raises(logs.BadLevel) as refused:
        logs.level("loud", terminal=False)
    assert str(refused.value) == (
        "CONVENE_LOG_LEVEL should be one of DEBUG, INFO, WARNING, ERROR, not “loud”."
    )


def calls() -> Iterator[tuple[str, ast.Call]]:
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "logger"
            ):
                yield f"{file.relative_to(SOURCE)}:{node.lineno}", node


def test_our_own_messages_are_constants_and_carry_only_what_is_known_to_be_harmless():
    every = dict(calls())
    assert len(every) >= 6
    for place, call in every.items():
        assert isinstance(call.func, ast.Attribute)
        words = call.args[1:] if call.func.attr == "log" else call.args
        assert [type(word) for word in words] == [ast.Constant], place
        assert {keyword.arg for keyword in call.keywords} <= {"extra", "exc_info"}, place
        for keyword in call.keywords:
            if keyword.arg == "extra":
                assert isinstance(keyword.value, ast.Dict), place
                keys = {key.value for key in keyword.value.keys if isinstance(key, ast.Constant)}
                assert keys <= set(logs.KEPT), place
