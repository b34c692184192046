"""Files from folders, archives and a real server on this machine."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from convene.feeds import FeedError, fetching, unpacking
from convene.feeds.opening import files

BODY = bytes(range(256)) * 4_000


def quiet(what: str, done: int, of: int) -> None:
    """Say nothing."""


def opened(target: str, *, into: Path) -> list[tuple[str, str, bytes]]:
    return [
        (each.name, each.address, each.path.read_bytes())
        for each in files([target], into=into, progress=quiet)
    ]


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


# --- On this disk


def test_a_folder_yields_what_can_be_read_in_order_and_leaves_the_rest(tmp_path: Path):
    folder = tmp_path / "in"
    (folder / "deeper" / ".hidden").mkdir(parents=True)
    for name in ("b.json", "deeper/a.XML", "README.md", ".c.json", "deeper/.hidden/d.json"):
        (folder / name).write_text(name)

    assert [name for name, *_ in opened(str(folder), into=tmp_path / "out")] == ["b.json", "a.XML"]


def test_a_glob_yields_what_it_matches(tmp_path: Path):
    for name in ("one.json", "two.json", "three.xml"):
        (tmp_path / name).write_text(name)

    assert [name for name, *_ in opened(str(tmp_path / "*.json"), into=tmp_path / "out")] == [
        "one.json",
        "two.json",
    ]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("none.json", "there is no such file"),
        ("*.json", "no file is called like this"),
        (
            ".",
            "the folder holds no file to read (.xml, .json, .jsonl, .ndjson, .csv, .xlsx, .gz, .zip)",
        ),
    ],
)
def test_what_is_not_there_is_said(tmp_path: Path, target: str, said: str):
    with pytest.raises(FeedError, match=r".*") as refused:
        opened(str(tmp_path / target), into=tmp_path / "out")

    assert str(refused.value).endswith(said)


def test_gz_is_unpacked_under_its_own_name_and_removed_in_the_end(tmp_path: Path):
    (tmp_path / "a.xml.gz").write_bytes(gzip.compress(b"<a/>"))

    assert opened(str(tmp_path / "a.xml.gz"), into=tmp_path / "out") == [
        ("a.xml", str(tmp_path / "a.xml.gz"), b"<a/>")
    ]
    assert list((tmp_path / "out").iterdir()) == []


def test_a_zip_is_unpacked_a_file_at_a_time_and_its_names_lead_nowhere(tmp_path: Path):
    inner = packed(**{"c.json": b"c"})
    content = packed(
        **{
            "../../a.json": b"a",
            "x/b.csv": b"b",
            "notes.md": b"",
            "/etc/e.json": b"e",
            "in.zip": inner,
            "d.xml.gz": gzip.compress(b"d"),
        }
    )
    (tmp_path / "all.zip").write_bytes(content)

    found = opened(str(tmp_path / "all.zip"), into=tmp_path / "out")

    assert [(name, address.removeprefix(str(tmp_path)), data) for name, address, data in found] == [
        ("a.json", "/all.zip#../../a.json", b"a"),
        ("b.csv", "/all.zip#x/b.csv", b"b"),
        ("e.json", "/all.zip#/etc/e.json", b"e"),
        ("c.json", "/all.zip#in.zip#c.json", b"c"),
        ("d.xml", "/all.zip#d.xml.gz", b"d"),
    ]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["all.zip", "out"]


def test_a_workbook_is_no_archive(tmp_path: Path):
    (tmp_path / "book.xlsx").write_bytes(packed(**{"[Content_Types].xml": b"<Types/>"}))

    assert [name for name, *_ in opened(str(tmp_path / "book.xlsx"), into=tmp_path)] == [
        "book.xlsx"
    ]


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(unpacking, "BIG", 1_000_000)
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(bytes(8_000_000)))
    (tmp_path / "bomb.zip").write_bytes(packed(**{"bomb.json": bytes(8_000_000)}))
    nested = b"x"
    for _ in range(5):
        nested = gzip.compress(nested)
    (tmp_path / "nested.gz").write_bytes(nested)

    for name, said in (
        ("bomb.gz", "unpacks to far more"),
        ("bomb.zip", "unpacks to far more"),
        ("nested.gz", "more than 3 deep"),
    ):
        with pytest.raises(FeedError, match=said):
            opened(str(tmp_path / name), into=tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("name", ["cut.gz", "cut.zip", "wrong.zip"])
def test_an_archive_that_is_not_whole_is_refused(tmp_path: Path, name: str):
    whole = gzip.compress(BODY) if name == "cut.gz" else packed(**{"a.json": BODY})
    damaged = (
        whole[:10] + bytes([whole[10] ^ 255]) + whole[11:]
        if name != "wrong.zip"
        else whole.replace(b"\0\1\2\3", b"\0\1\2\4")
    )
    (tmp_path / name).write_bytes(
        whole[: len(whole) // 2]
        if name != "wrong.zip"
        else damaged[:60] + b"\xff" * 40 + damaged[100:]
    )

    with pytest.raises(FeedError, match="not whole"):
        opened(str(tmp_path / name), into=tmp_path / "out")


# --- From a server


class Server(BaseHTTPRequestHandler):
    """Serves BODY in good and in bad ways; remembers what it was asked."""

    asked: list[dict[str, str]] = []  # noqa: RUF012 - one server a test, made below
    paths: list[str] = []  # noqa: RUF012 - as above

    def do_GET(self) -> None:
        self.asked.append(dict(self.headers))
        self.paths.append(self.path)
        getattr(self, "serve_" + self.path.strip("/").split(".")[0])()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""

    def answer(self, code: int, body: bytes, *, sent: int | None = None, **headers: str) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body[:sent])

    def serve_good(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.answer(304, b"", ETag='"v1"')
        else:
            self.answer(200, BODY, ETag='"v1"')

    def serve_breaks(self) -> None:
        """Send 300,000 bytes at most each time."""
        if (wanted := self.headers.get("Range")) and self.headers.get("If-Range") == '"v1"':
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            self.answer(
                206,
                BODY[start:],
                sent=300_000,
                ETag='"v1"',
                Content_Range=f"bytes {start}-{len(BODY) - 1}/{len(BODY)}",
            )
        else:
            self.answer(200, BODY, sent=300_000, ETag='"v1"')

    def serve_changes(self) -> None:
        """Break off, and be another file by the time of the next question."""
        first = len(self.asked) == 1
        self.answer(
            200,
            BODY if first else b"new",
            sent=1_000 if first else None,
            ETag='"v1"' if first else '"v2"',
        )

    def serve_shrinks(self) -> None:
        """Be "old" first, then a longer file that breaks off, of which no rest can be asked for."""
        if self.headers.get("Range"):
            self.answer(416, b"")
        elif self.headers.get("If-None-Match") == '"v2"':
            self.answer(304, b"", ETag='"v2"')
        elif len(self.asked) == 1:
            self.answer(200, b"old", ETag='"v1"')
        else:
            self.answer(200, BODY, sent=1_000 if len(self.asked) == 2 else None, ETag='"v2"')

    def serve_truncated(self) -> None:
        self.answer(200, BODY, sent=1_000)

    def serve_busy(self) -> None:
        self.answer(503 if len(self.asked) == 1 else 200, b"{}")

    def serve_missing(self) -> None:
        self.answer(404, b"")

    def serve_page(self) -> None:
        self.answer(200, b"\n <!DOCTYPE html><p>We have moved")

    def serve_blank(self) -> None:
        self.answer(200, b" " * 3_000_000)

    def serve_away(self) -> None:
        self.answer(302, b"", Location="ftp://127.0.0.1/a.json")

    def serve_inwards(self) -> None:
        self.answer(302, b"", Location="file:///etc/passwd")

    def serve_round(self) -> None:
        self.answer(302, b"", Location="/round.json")

    def serve_moved(self) -> None:
        self.answer(302, b"", Location="/good.json")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(fetching, "PAUSE", 0.01)
    monkeypatch.setattr(Server, "asked", [])
    monkeypatch.setattr(Server, "paths", [])
    found = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    found.server_close()


def test_a_file_is_fetched_once_and_asked_after_from_then_on(server: str, tmp_path: Path):
    for _ in range(2):
        assert opened(f"{server}/good.bin", into=tmp_path) == [
            ("good.bin", f"{server}/good.bin", BODY)
        ]

    assert [asked.get("If-None-Match", "") for asked in Server.asked] == ["", '"v1"']


def test_a_download_that_breaks_off_goes_on_where_it_stopped(server: str, tmp_path: Path):
    assert (
        fetching.fetch(f"{server}/breaks.bin", into=tmp_path, progress=quiet).read_bytes() == BODY
    )

    assert [asked.get("Range", "") for asked in Server.asked] == [
        "",
        "bytes=300000-",
        "bytes=600000-",
        "bytes=900000-",
    ]


def test_a_later_call_goes_on_too(server: str, tmp_path: Path):
    with pytest.raises(
        FeedError, match=r"300,000 of 1,024,000 bytes came; start again to go on where it stopped"
    ):
        fetching.fetch(f"{server}/breaks.bin", into=tmp_path, progress=quiet, tries=1)

    assert (
        fetching.fetch(f"{server}/breaks.bin", into=tmp_path, progress=quiet).read_bytes() == BODY
    )
    assert Server.asked[1]["Range"] == "bytes=300000-"


def test_a_file_that_changed_meanwhile_is_fetched_anew(server: str, tmp_path: Path):
    assert (
        fetching.fetch(f"{server}/changes.json", into=tmp_path, progress=quiet).read_bytes()
        == b"new"
    )


def test_a_rest_that_cannot_be_had_does_not_bring_the_old_file_back(server: str, tmp_path: Path):
    assert (
        fetching.fetch(f"{server}/shrinks.bin", into=tmp_path, progress=quiet).read_bytes()
        == b"old"
    )
    assert (
        fetching.fetch(f"{server}/shrinks.bin", into=tmp_path, progress=quiet).read_bytes() == BODY
    )


def test_a_server_that_is_busy_is_asked_again(server: str, tmp_path: Path):
    assert (
        fetching.fetch(f"{server}/busy.json", into=tmp_path, progress=quiet).read_bytes() == b"{}"
    )


def test_a_redirect_within_the_web_is_followed(server: str, tmp_path: Path):
    assert (
        fetching.fetch(f"{server}/moved.json", into=tmp_path, progress=quiet).read_bytes() == BODY
    )


def test_spaces_and_letters_outside_ascii_in_an_address_are_sent_as_their_bytes(
    server: str, tmp_path: Path
):
    assert opened(f"{server}/good.données 2019.bin?é=%20", into=tmp_path) == [
        ("good.données 2019.bin", f"{server}/good.données 2019.bin?é=%20", BODY)
    ]

    assert Server.paths == ["/good.donn%C3%A9es%202019.bin?%C3%A9=%20"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("truncated.json", "1,000 of 1,024,000 bytes came"),
        ("missing.json", "the server answered 404 Not Found"),
        ("inwards.json", "'file:///etc/passwd' is not allowed"),
        (
            "away.json",
            "the server leads to ftp://127.0.0.1/a.json, which is no address starting with https:// or http://",
        ),
        ("round.json", "the server answered 302"),
    ],
)
def test_what_cannot_be_fetched_says_why(server: str, tmp_path: Path, path: str, said: str):
    with pytest.raises(FeedError) as refused:
        fetching.fetch(f"{server}/{path}", into=tmp_path, progress=quiet)

    assert said in str(refused.value)


def test_a_file_is_neither_too_large_nor_too_slow(server: str, tmp_path: Path):
    with pytest.raises(FeedError, match="more than 500,000 bytes"):
        fetching.fetch(f"{server}/good.bin", into=tmp_path / "a", progress=quiet, largest=500_000)
    with pytest.raises(FeedError, match=r"not done within 0 seconds; start again"):
        fetching.fetch(f"{server}/good.bin", into=tmp_path / "b", progress=quiet, longest=0)
    assert [path.name for path in (tmp_path / "a").rglob("*") if path.is_file()] == []
    assert sorted(path.name for path in (tmp_path / "b").rglob("*") if path.is_file()) == [
        "marks.json",
        "part",
    ]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("page.json", "this is a web page, not data"),
        ("blank.json", "the file begins with nothing but blanks"),
    ],
)
def test_what_is_no_data_is_told_by_its_first_bytes_and_not_kept(
    server: str, tmp_path: Path, path: str, said: str
):
    with pytest.raises(FeedError, match=said):
        fetching.fetch(f"{server}/{path}", into=tmp_path, progress=quiet)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_that_the_disk_has_no_room_for_is_not_begun(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fetching, "SPARED", 1 << 60)
    with pytest.raises(FeedError, match=r"the disk has no room for it"):
        fetching.fetch(f"{server}/good.bin", into=tmp_path, progress=quiet)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "https:///a",
        "data://x",
        "http://[::1/a",
        "http://127.0.0.1:port/a",
    ],
)
def test_only_the_web_is_fetched_from(tmp_path: Path, address: str):
    with pytest.raises(FeedError, match="is no address starting with"):
        opened(address, into=tmp_path)


def test_a_server_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetching, "PAUSE", 0.01)
    with pytest.raises(FeedError, match="the connection broke"):
        fetching.fetch("http://127.0.0.1:9/a.json", into=tmp_path, progress=quiet)
