"""A file screened: one JSON line for each row, in the order of the rows. Killed, it goes on where
it stood when it is run again.

Answers are written to a hidden file beside the one that was asked for, which gets its name when the
last row is answered. The hidden file's name holds what the answers depend on (the rows, the lists,
the threshold), so answers never mix.
"""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from glob import escape
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path
from typing import IO, Any

from convene import disk
from convene.core.json import as_json
from convene.core.progress import Progress
from convene.corpus.watchlists import serving
from convene.corpus.watchlists.asked import asked
from convene.feeds import FeedError
from convene.feeds.writing import write_xlsx
from convene.questions.certificates import certify, tally
from convene.questions.screening import ASK_AGAIN, Count, each, not_shown

LISTED = ("kind", "born", "countries", "identifiers", "until")
"""What the list says of an entry."""
BESIDE = ("asked_type", "asked_country", "asked_nationality", "asked_born", "asked_numbers")
ASKED = ("query", "where", "id", "of", *BESIDE, "answered")
"""What was asked, and whether it could be: who could not be asked was not screened."""
HEADER = (*ASKED, "list", "list_date", "entry", "name", "score", "band", *LISTED, "why")
SHAPE = 8
"""Changes when the shape of an answer does, so that one file never holds two shapes."""


def screen_file(
    file: Path, *, out: Path, threshold: float, progress: Progress, certificate: Path | None = None
) -> Count:
    """Screen a table into a .jsonl or .xlsx file, and write a certificate of it where one is asked
    for. Raises FeedError.
    """
    lists, count = serving.pointer(), Count()
    part = _part(file, lists, out=out, threshold=threshold)
    with part.open("a+b") as stream:
        _lock(stream, out=out)
        _take_up(stream, count)
        count.resumed = count.rows
        rows = islice(asked(file), count.rows, None)
        for answer in each(rows, threshold=threshold, count=count, progress=progress):
            stream.write(json.dumps(as_json(answer), ensure_ascii=False).encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
        if serving.pointer() != lists:
            raise FeedError(f"{file.name}: the lists changed while it was asked; run it again")
        counted = tally(part) if certificate else None
        _finish(part, out=out)
    if certificate and counted:
        certify(counted, file=file, answers=out, to=certificate, now=datetime.now(UTC))
    return count


def _part(file: Path, lists: str, *, out: Path, threshold: float) -> Path:
    """Return the hidden file, having removed those of other rows, lists or thresholds. Raises
    FeedError while one of them is written.
    """
    try:
        with file.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise FeedError(f"{file}: {error.strerror}") from error
    key = sha256(f"{digest} {lists} {threshold} {SHAPE}".encode()).hexdigest()[:16]
    part = out.with_name(f".{out.name}.{key}.part")
    for other in out.parent.glob(f".{escape(out.name)}.*.part"):
        if other != part:
            with other.open("ab") as stream:
                _lock(stream, out=out)
                other.unlink()
    return part


def _lock(stream: IO[bytes], *, out: Path) -> None:
    if not disk.locked(stream):
        raise FeedError(f"{out.name}: another screening is writing this file")


def _take_up(stream: IO[bytes], count: Count) -> None:
    """Count the answers that are whole, and cut off one that is not."""
    stream.seek(0)
    end = 0
    for raw in stream:
        try:
            answer = json.loads(raw) if raw.endswith(b"\n") else None
        except ValueError:
            answer = None
        if answer is None:
            break
        bands = [match["band"] for match in answer["matches"]]
        wrong, notes = answer["error"], answer["notes"]
        count.add(answer["query"], bands=bands, error=wrong, notes=notes)
        end += len(raw)
    stream.truncate(end)
    stream.seek(end)


def _finish(part: Path, *, out: Path) -> None:
    if out.suffix.lower() == ".xlsx":
        with disk.whole(out) as new:
            write_xlsx(new, header=HEADER, lines=_cells(part))
        part.unlink()
    else:
        part.replace(out)


def _cells(part: Path) -> Iterator[tuple[str | float, ...]]:
    """Yield a row for each match; of a name without any, one that may say what was wrong."""
    with part.open("rb") as stream:
        for answer in map(json.loads, stream):
            for match in answer["matches"] or [dict.fromkeys(HEADER, "")]:
                why = " ".join([*match["why"], *_besides(answer)])
                yield _row(answer, {**match, "why": why})
            if answer["more"]:
                yield _row(answer, {**dict.fromkeys(HEADER, ""), "why": not_shown(answer["more"])})


def _besides(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield what was wrong with a row, and that its name should be asked in Latin letters."""
    if answer["error"]:
        yield answer["error"]
    if any(note.endswith(ASK_AGAIN) for note in answer["notes"]):
        yield ASK_AGAIN


def _row(answer: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[str | float, ...]:
    asked = {name: answer[name] for name in ASKED if name in answer}
    whole = {**row, **asked, "answered": "no" if answer["error"] else "yes"}
    return tuple(_cell(whole[name]) for name in HEADER)


def _cell(value: Any) -> str | float:
    """Return what stands in one cell: several values with semicolons between them."""
    if not isinstance(value, list):
        return value if isinstance(value, float) else str(value)
    return "; ".join(" ".join(part) if isinstance(part, list) else part for part in value)
