"""A file screened: one JSON line for each row, in the order of the rows. Killed, it goes on where
it stood when it is run again.

Answers are written to a hidden file beside the one that was asked for, which gets its name when the
last row is answered. The hidden file's name holds what the answers depend on (the rows, the lists,
the threshold), so answers never mix.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from glob import escape
from hashlib import file_digest, sha256
from itertools import islice, tee
from pathlib import Path
from typing import Any

from convene.core.watchlists import Match
from convene.corpus.watchlists import screening
from convene.corpus.watchlists.asked import Asked, asked
from convene.feeds import FeedError
from convene.feeds.tables import write_xlsx

Progress = Callable[[int], None]
HEADER = ("query", "id", "list", "entry", "name", "score", "band", "why")


@dataclass
class Count:
    """How a batch went. `resumed` rows had been answered before."""

    rows: int = 0
    resumed: int = 0
    alerts: int = 0
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def line(one: Asked, matches: Iterable[Match], *, threshold: float) -> dict[str, Any]:
    """Return the answer for one row as JSON has it."""
    kept = [match for match in matches if match.score >= threshold]
    found: dict[str, Any] = {
        "query": one.query.name,
        "id": one.query.id,
        "matches": [as_match(match) for match in kept],
    }
    if one.fault:
        found["error"] = one.fault
    if one.notes:
        found["notes"] = list(one.notes)
    return found


def as_match(match: Match) -> dict[str, Any]:
    """Return a match as JSON has it."""
    return {
        "list": match.list,
        "entry": match.entry,
        "name": match.name,
        "score": round(match.score, 6),
        "band": match.band,
        "why": [str(reason) for reason in match.why],
    }


def lines(
    rows: Iterable[Asked], *, threshold: float, count: Count, progress: Progress
) -> Iterator[dict[str, Any]]:
    """Answer row after row; rows at fault are answered with what is wrong with them. Counts as it
    goes.
    """
    ahead, behind = tee(rows)
    answers = screening.screen_many(one.query for one in ahead if not one.fault)
    for one in behind:
        found = line(one, [] if one.fault else next(answers), threshold=threshold)
        counted(found, count)
        progress(count.rows)
        yield found


def counted(found: dict[str, Any], count: Count) -> None:
    """Count an answer."""
    count.rows += 1
    count.alerts += any(match["band"] != "weak" for match in found["matches"])
    count.faults += [found["error"]] if "error" in found else []
    count.notes += found.get("notes", [])


def screen_file(file: Path, *, out: Path, threshold: float, progress: Progress) -> Count:
    """Screen a table into a .jsonl or .xlsx file. Raises FeedError."""
    part = _part(file, out=out, threshold=threshold)
    count = Count()
    with part.open("a+b") as stream:
        _lock(stream.fileno(), out=out)
        _take_up(stream, count)
        count.resumed = count.rows
        rows = islice(asked(file), count.rows, None)
        for found in lines(rows, threshold=threshold, count=count, progress=progress):
            stream.write(json.dumps(found, ensure_ascii=False).encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
        _finish(part, out=out)
    return count


def _part(file: Path, *, out: Path, threshold: float) -> Path:
    """Return the hidden file, having removed those of other rows, lists or thresholds. Raises
    FeedError while one of them is written.
    """
    try:
        with file.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise FeedError(f"{file}: {error.strerror}") from error
    key = sha256(f"{digest} {screening.pointer()} {threshold}".encode()).hexdigest()[:16]
    part = out.with_name(f".{out.name}.{key}.part")
    for other in out.parent.glob(f".{escape(out.name)}.*.part"):
        if other != part:
            with other.open("ab") as stream:
                _lock(stream.fileno(), out=out)
                other.unlink()
    return part


def _lock(handle: int, *, out: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise FeedError(f"{out.name}: another screening is writing this file") from error


def _take_up(stream: Any, count: Count) -> None:
    """Count the answers that are whole, and cut off one that is not."""
    stream.seek(0)
    end = 0
    for raw in stream:
        try:
            found = json.loads(raw) if raw.endswith(b"\n") else None
        except ValueError:
            found = None
        if found is None:
            break
        counted(found, count)
        end += len(raw)
    stream.truncate(end)
    stream.seek(end)


def _finish(part: Path, *, out: Path) -> None:
    if out.suffix.lower() == ".xlsx":
        new = part.with_suffix(".xlsx.new")
        write_xlsx(new, header=HEADER, lines=_cells(part))
        new.replace(out)
        part.unlink()
    else:
        part.replace(out)


def _cells(part: Path) -> Iterator[tuple[str | float | None, ...]]:
    with part.open(encoding="utf-8") as stream:
        for raw in stream:
            found = json.loads(raw)
            for match in found["matches"] or [{}]:
                why = " ".join(match.get("why", [found["error"]] if "error" in found else []))
                score = match.get("score")
                cells = (match.get(name) for name in ("list", "entry", "name"))
                yield (
                    found["query"],
                    found["id"],
                    *cells,
                    None if score is None else float(score),
                    match.get("band"),
                    why,
                )
