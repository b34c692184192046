"""Lists fetched from a server of our own: unchanged, broken off, cut short, of another kind, too
late.
"""

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from convene.corpus.watchlists import serving
from convene.corpus.watchlists.loading import remove, rollback
from convene.corpus.watchlists.updating import Fetch, config_file, configured, update
from convene.feeds import FeedError, fetching
from tests.corpus.watchlists.lists import START, quiet

LIST = "id,name\n" + "".join(f"{n},Glorp {n}\n" for n in range(10))


@dataclass
class Served:
    """What the server gives out next, and how it was asked."""

    body: bytes = LIST.encode()
    etag: str = '"1"'
    length: int | None = None
    status: int = 200
    wait: float = 0
    sent: int | None = None
    """Bytes after which it breaks off, each time."""
    asked: list[dict[str, str]] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def server(monkeypatch):
    """Serve one list on this machine."""
    monkeypatch.setattr(fetching, "PAUSE", 0.01)
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            served.asked.append(dict(self.headers))
            time.sleep(served.wait)
            if self.headers.get("If-None-Match") == served.etag:
                self.send_response(304)
                self.end_headers()
                return
            start = (
                int(self.headers["Range"][6:-1])
                if self.headers.get("If-Range") == served.etag
                else 0
            )
            body = served.body[start:]
            self.send_response(206 if start else served.status)
            self.send_header("ETag", served.etag)
            self.send_header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
            self.send_header(
                "Content-Range", f"bytes {start}-{len(served.body) - 1}/{len(served.body)}"
            )
            self.send_header(
                "Content-Length", str(len(body) if served.length is None else served.length - start)
            )
            self.end_headers()
            with suppress(BrokenPipeError):  # whoever asked may be gone by now
                self.wfile.write(body[: served.sent])

        def log_message(self, *args):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        served.address = f"http://127.0.0.1:{http.server_port}/own.csv"
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield served
        http.shutdown()


def fetched(server: Served, *, timeout: float = 5, force: bool = False):
    return update(
        Fetch(list="own", form="csv", addresses=(server.address,)),
        at=START,
        timeout=timeout,
        force=force,
        progress=quiet,
    )


def refusal(server: Served, *, timeout: float = 5) -> str:
    with pytest.raises(FeedError) as refused:
        fetched(server, timeout=timeout)
    return str(refused.value)


def test_a_list_is_fetched_loaded_and_asked_for_again_only_if_it_changed(server):
    first, second = fetched(server), fetched(server)

    assert first is not None
    assert (first.meta.entries, second) == (10, None)
    assert (server.asked[1]["If-None-Match"], server.asked[1]["If-Modified-Since"]) == (
        '"1"',
        "Thu, 01 Jan 2026 00:00:00 GMT",
    )


def test_a_changed_list_takes_the_place_of_the_old(server):
    fetched(server)
    server.body, server.etag = (LIST + "99,Zorblax\n").encode(), '"2"'
    loaded = fetched(server)

    assert loaded is not None
    assert loaded.differences.added == ("99",)


def test_a_list_whose_download_breaks_off_goes_on_where_it_stopped_also_the_next_day(server):
    server.sent = 20
    assert "80 of 108 bytes came; start again to go on where it stopped" in refusal(server)

    loaded = fetched(server)

    assert loaded is not None
    assert loaded.meta.entries == 10
    assert [asked.get("Range", "") for asked in server.asked] == [
        "",
        *(f"bytes={n}-" for n in (20, 40, 60, 80, 100)),
    ]


def test_a_list_that_was_refused_is_not_fetched_again_and_refused_again(server):
    fetched(server)
    server.body, server.etag = b"id,name\n1,Zorblax\n", '"2"'

    assert "may be truncated" in refusal(server)
    assert "may be truncated" in refusal(server)
    assert server.asked[2]["If-None-Match"] == '"2"'
    assert fetched(server, force=True).meta.entries == 1


def test_a_list_that_was_removed_is_loaded_again_and_one_that_was_rolled_back_is_not(server):
    fetched(server)
    server.body, server.etag = (LIST + "99,Zorblax\n").encode(), '"2"'
    fetched(server)
    rollback("own", at=START, progress=quiet)

    assert fetched(server) is None
    assert serving.state()[0].entries == 10

    remove("own", at=START, progress=quiet)

    assert fetched(server) is not None
    assert serving.state()[0].entries == 11


def test_two_files_of_one_name_are_both_loaded(server):
    server.body = (
        b'{"id": "a", "schema": "Person", "properties": {"name": ["Ferdinand Quibble"]}}\n'
    )
    addresses = tuple(
        server.address.replace("own.csv", f"{folder}/entities.ftm.json") for folder in ("a", "b")
    )

    loaded = update(
        Fetch(list="own", form="ftm", addresses=addresses), at=START, timeout=5, progress=quiet
    )

    assert loaded is not None
    assert len(loaded.meta.files) == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"length": 10_000}, "of 10,000 bytes came; start again"),
        ({"body": b"<html>We have moved</html>"}, "this is a web page, not data"),
        ({"body": b"code;title\n1;Zorblax\n"}, "there is no column “id”"),
        ({"body": b""}, "the file is empty"),
        ({"body": b"id,name\n1,Zorblax\n"}, "may be truncated"),
        ({"status": 503}, "the server answered 503"),
        ({"wait": 1.0}, "no answer within 0.2 seconds"),
    ],
)
def test_what_goes_wrong_is_said_and_the_old_list_serves_on(server, change, sentence):
    fetched(server)
    for name, value in {"etag": '"2"', **change}.items():
        setattr(server, name, value)

    assert sentence in refusal(server, timeout=0.2)
    assert serving.state()[0].entries == 10

    server.body, server.length, server.status, server.wait, server.etag = (
        (LIST + "99,Zorblax\n").encode(),
        None,
        200,
        0,
        '"3"',
    )
    again = fetched(server)

    assert again is not None
    assert again.meta.entries == 11


def test_an_address_where_nobody_answers_is_named(monkeypatch):
    monkeypatch.setattr(fetching, "PAUSE", 0.01)
    with pytest.raises(FeedError, match=r"http://127\.0\.0\.1:9/own\.csv: the connection broke"):
        update(
            Fetch(list="own", form="csv", addresses=("http://127.0.0.1:9/own.csv",)),
            at=START,
            timeout=2,
            progress=quiet,
        )


def test_nothing_is_configured_unless_someone_did():
    assert configured() == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "lists:\n  - {list: a, form: csv, addresses: ['file:///etc/passwd']}",
            "starting with https:// or http://",
        ),
        (
            "lists:\n  - {list: a, form: pdf, addresses: ['https://x.invalid/a']}",
            "the form “pdf” is not known",
        ),
        ("lists:\n  - {list: a, form: csv, addresses: []}", "give at least one address"),
        (
            "lists:\n  - {list: ../../a, form: csv, addresses: ['https://x.invalid/a']}",
            "“../../a” is no name for a list",
        ),
        (
            "lists:" + 2 * "\n  - {list: a, form: csv, addresses: ['https://x.invalid/a']}",
            "a: this list stands twice",
        ),
        ("lists:\n  - {list: a, form: csv, address: []}", "watchlists.yaml: "),
    ],
)
def test_a_configuration_that_is_not_sound_is_refused(data, text, sentence):
    data.mkdir()
    config_file().write_text(text)

    with pytest.raises(FeedError, match=sentence):
        configured()


def test_a_server_that_never_ends_is_given_up_after_as_long_as_was_allowed(server):
    assert "not done within 0 seconds" in refusal(server, timeout=0)
