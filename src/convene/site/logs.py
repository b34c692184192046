"""What is written down of each request, job and error: one line of JSON, which holds no name, no
text that somebody typed and no query string.

Messages of libraries may quote what people typed, and errors what they choked on. So a line holds
a message only where it is a constant of ours, or a library's template with its blanks unfilled,
and an error as its kind and the lines of code where it happened.
"""

import json
import logging
import sys
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Any

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that this thread answers."""
KEPT = ("method", "path", "status", "ms", "person", "job", "worker")
"""What our own messages carry besides."""
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
OURS = "convene"
FRAMES = 30
"""Lines of code that are kept of one error, those nearest to it."""


class BadLevel(Exception):
    """CONVENE_LOG_LEVEL is none of the levels."""


class Lines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        line = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
            "request": REQUEST.get(),
            **_besides(record),
            "error": list(_errors(record.exc_info[1])) if record.exc_info else None,
        }
        return json.dumps(
            {name: value for name, value in line.items() if value not in (None, "")},
            ensure_ascii=False,
        )


def level(given: str, *, terminal: bool) -> str:
    """Return the level to log from: on a terminal only what is wrong, unless told otherwise.

    Raises BadLevel.
    """
    wanted = given.strip().upper() or ("WARNING" if terminal else "INFO")
    if wanted not in LEVELS:
        raise BadLevel(f"CONVENE_LOG_LEVEL should be one of {', '.join(LEVELS)}, not “{given}”.")
    return wanted


def config(given: str) -> dict[str, Any]:
    """Return how logging is set up, from a level that was asked for. Raises BadLevel.

    Of what libraries say for information we want none.
    """
    wanted = level(given, terminal=sys.stderr.isatty())
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": Lines}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": "WARNING" if wanted == "INFO" else wanted},
        "loggers": {
            OURS: {"level": wanted},
            # Everything below an error that it says is on the line of the request too.
            "django.request": {"level": "ERROR"},
        },
    }


def _message(record: logging.LogRecord) -> str | None:
    is_constant = _is_ours(record) or bool(record.args)
    return record.msg if is_constant and isinstance(record.msg, str) else None


def _besides(record: logging.LogRecord) -> dict[str, object]:
    given = vars(record)
    return {name: given[name] for name in KEPT if name in given} if _is_ours(record) else {}


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] == OURS


def _errors(error: BaseException | None) -> Iterator[dict[str, object]]:
    """Yield an error and what led to it: their kinds and lines of code, never what they say."""
    while error is not None:
        frames = extract_tb(error.__traceback__)[-FRAMES:]
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        yield {
            "kind": kind.removeprefix("builtins."),
            "at": [
                f"{_short(frame.filename)}:{frame.lineno} {frame.name}: {frame.line}"
                for frame in frames
            ],
        }
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _short(file: str) -> str:
    """Return a file's path within its package: where things are installed is nobody's business."""
    parts = Path(file).parts
    roots = [index for index, part in enumerate(parts) if part in ("site-packages", "src")]
    return "/".join(parts[roots[-1] + 1 :] if roots else parts[-2:])
