"""Files fetched from an address on the web, which go on where they broke off and are fetched anew
only when they have changed.
"""

import json
import re
import shutil
import string
import time
import urllib.error
import urllib.request
from hashlib import sha256
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path, PurePosixPath
from typing import IO, Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from convene import disk
from convene.core.progress import Progress
from convene.feeds import FeedError

LARGEST = 5_000_000_000
"""Bytes of one file (expert choice: more than any publisher's whole record takes)."""
SPARED = 500_000_000
"""Bytes of the disk that are left to the rest of Convene."""
BLANK = 1000
"""Bytes that no file begins with nothing in."""
PAGES = (b"<!doctype html", b"<html")
CHUNK = 1 << 16
WAIT = 60.0
"""Seconds without a sign of the server."""
LONGEST = 6 * 3600.0
"""Seconds for one file in all."""
TRIES = 4
PAUSE = 0.5
"""Seconds before the second try; twice as many before each further one."""
MARKS = "marks.json"
PARTIAL, NOT_MODIFIED, NOT_SATISFIABLE = 206, 304, 416
PASSING = {408, 425, 429, 500, 502, 503, 504}
"""Answers of a server that may answer better a moment later."""


class _Interrupted(Exception):
    """The connection broke; what came so far is kept."""


class _Useless(FeedError):
    """What has come of a file is of no use, and goes."""


class BrokeOff(FeedError):
    """What had come of a file is kept, and the next fetch goes on from there."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to http and https only."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        _check(newurl, of=req.full_url)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(
    address: str,
    *,
    into: Path,
    progress: Progress,
    name: str = "",
    wait: float = WAIT,
    longest: float = LONGEST,
    largest: int = LARGEST,
    tries: int = TRIES,
) -> Path:
    """Return the file at an address, under a name of one's own or that of the address. Raises
    FeedError: of what is refused nothing stays; of what `BrokeOff` all that had come by then, and
    the next call goes on from there.
    """
    _check(address)
    folder = into / sha256(address.encode()).hexdigest()[:16]
    disk.make(folder)
    until = time.monotonic() + longest
    for attempt in range(1, tries + 1):
        try:
            return _try(
                address,
                folder / (name or _name(address)),
                progress=progress,
                wait=wait,
                until=until,
                longest=longest,
                largest=largest,
            )
        except _Interrupted as error:
            if attempt == tries or time.monotonic() > until:
                raise BrokeOff(
                    f"{address}: {error}; start again to go on where it stopped"
                ) from error
            time.sleep(PAUSE * 2 ** (attempt - 1))
    raise AssertionError("one try at least")


def _check(address: str, *, of: str = "") -> None:
    if not _on_the_web(address):
        who = (
            f"{of}: the server leads to {address[:120]}, which" if of else f"{address[:120]}: this"
        )
        raise FeedError(f"{who} is no address starting with https:// or http://")


def _on_the_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _try(
    address: str,
    file: Path,
    *,
    progress: Progress,
    wait: float,
    until: float,
    longest: float,
    largest: int,
) -> Path:
    folder = file.parent
    part, marks = folder / "part", _marks(folder)
    asked = _asked(file, part, marks=marks)
    request = urllib.request.Request(_spelt(address), headers=asked)  # noqa: S310 - web only
    try:
        left = max(0.1, min(wait, until - time.monotonic()))
        with urllib.request.build_opener(_Redirects).open(request, timeout=left) as answer:
            _receive(
                answer,
                part,
                file=file,
                address=address,
                progress=progress,
                until=until,
                longest=longest,
                largest=largest,
            )
    except urllib.error.HTTPError as error:
        if error.code == NOT_MODIFIED and file.is_file():
            return file
        if error.code == NOT_SATISFIABLE and part.exists():
            (folder / MARKS).unlink(
                missing_ok=True
            )  # they tell of what had come, not of the older file that may still be there
            part.unlink()
            raise _Interrupted("what had come of the file no longer fits") from error
        if error.code in PASSING:
            raise _Interrupted(f"the server answered {error.code} {error.reason}") from error
        raise FeedError(f"{address}: the server answered {error.code} {error.reason}") from error
    except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError) as error:
        late = isinstance(error, TimeoutError) or isinstance(
            getattr(error, "reason", None), TimeoutError
        )
        raise _Interrupted(
            f"no answer within {wait:g} seconds"
            if late
            else f"the connection broke ({_plain(error)})"
        ) from error
    except OSError as error:
        _forget(folder)
        raise FeedError(f"{address}: cannot be kept: {error.strerror or error}") from error
    except _Useless:
        _forget(folder)
        raise
    part.replace(file)
    return file


def _forget(folder: Path) -> None:
    """Let go of what has come, and of the marks, which tell of it and not of the file before."""
    for name in ("part", MARKS):
        (folder / name).unlink(missing_ok=True)


def _spelt(address: str) -> str:
    """Return an address as it is sent: spaces and letters outside ASCII in its path and query as
    their bytes.
    """
    parts = urlsplit(address)
    path, query = (quote(part, safe=string.punctuation) for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def _asked(file: Path, part: Path, *, marks: dict[str, str]) -> dict[str, str]:
    """Ask for the rest of a file that broke off, unless it has changed; for a whole one, only if it
    has changed.
    """
    asked = {"User-Agent": "convene", "Accept-Encoding": "identity"}
    etag, modified = marks.get("etag", ""), marks.get("modified", "")
    strong = etag if not etag.startswith("W/") else ""
    if part.is_file() and part.stat().st_size and (strong or modified):
        return {**asked, "Range": f"bytes={part.stat().st_size}-", "If-Range": strong or modified}
    if file.is_file() and not part.is_file():
        asked |= {"If-None-Match": etag} if etag else {}
        asked |= {"If-Modified-Since": modified} if modified else {}
    return asked


def _receive(
    answer: HTTPResponse,
    part: Path,
    *,
    file: Path,
    address: str,
    progress: Progress,
    until: float,
    longest: float,
    largest: int,
) -> None:
    going_on = answer.status == PARTIAL and _starts_at(answer) == (
        part.stat().st_size if part.is_file() else -1
    )
    done = part.stat().st_size if going_on else 0
    expected = done + answer.length if answer.length else 0
    with open(part, "ab" if going_on else "wb", opener=disk.own) as stream:
        if not going_on:  # with the new part there: without it, marks tell of the whole file
            _mark(answer, part.with_name(MARKS))
        room = done + shutil.disk_usage(part.parent).free - SPARED
        while chunk := answer.read1(CHUNK):
            if not done:
                _check_start(chunk, address=address)
            done += len(chunk)
            _check_size(max(done, expected), largest=largest, room=room, address=address)
            stream.write(chunk)
            progress(f"Fetching {file.name}", done, expected)
            if time.monotonic() > until:
                raise BrokeOff(
                    f"{address}: not done within {longest:g} seconds; start again to go on where it stopped"
                )
    if expected and done < expected:
        raise _Interrupted(f"{done:,} of {expected:,} bytes came")


def _check_size(size: int, *, largest: int, room: int, address: str) -> None:
    if size > largest:
        raise _Useless(f"{address}: more than {largest:,} bytes")
    if size > room:
        raise _Useless(f"{address}: {size:,} bytes so far; the disk has no room for it")


def _check_start(chunk: bytes, *, address: str) -> None:
    """Refuse the page that servers answer with when a file has moved, and what begins with
    nothing.
    """
    start = chunk.lstrip(b"\xef\xbb\xbf \r\n\t")[:16].lower()
    if start.startswith(PAGES):
        raise _Useless(f"{address}: this is a web page, not data")
    if len(chunk) > BLANK and not chunk.strip(b"\0 \r\n\t"):
        raise _Useless(f"{address}: the file begins with nothing but blanks")


def _mark(answer: HTTPResponse, marks: Path) -> None:
    """Write down what tells whether the file has changed since."""
    kept = {
        "etag": answer.headers.get("ETag", ""),
        "modified": answer.headers.get("Last-Modified", ""),
    }
    disk.write(marks, json.dumps(kept))


def _starts_at(answer: HTTPResponse) -> int:
    found = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
    return int(found[1]) if found else -2


def _marks(folder: Path) -> dict[str, str]:
    try:
        kept: Any = json.loads((folder / MARKS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: str(mark) for name, mark in kept.items()} if isinstance(kept, dict) else {}


def _name(address: str) -> str:
    """Return a name for a fetched file from its address; it leads to no other folder and is none of
    those kept beside it.
    """
    last = re.sub(r"[^\w.\- ]", "_", PurePosixPath(unquote(urlsplit(address).path)).name)[
        -100:
    ].lstrip(".")
    return last if last and last not in {"part", MARKS} else "file"


def _plain(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return (getattr(reason, "strerror", None) or str(reason) or type(error).__name__)[:120]
