"""What a cell of a workbook means; what it can't mean is refused in a sentence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any
from uuid import UUID, uuid5

from convene.apps.bookkeeping.queries.columns import FLAGS, OF_PROMISES
from convene.apps.bookkeeping.queries.here import Here, line_text
from convene.apps.ledger.models import ANSWERS
from convene.apps.ledger.queries.terms import Line
from convene.core import currencies, money
from convene.core.money import SHOWN
from convene.core.money import Refused as Wrong
from convene.core.reasons import gettext_noop
from convene.packs import codelists

TOO_LONG = gettext_noop("This is {over} characters too long: at most {most} fit here.")
NO_CODE = gettext_noop("“{value}” is none of these: {codes}.")
FAR = gettext_noop(
    "“{value}” is no code of this column; nearest to it: {codes}. The sheet “columns” has all."
)
FEW = 12
"""As many codes are said where a cell has none of them; of more, those nearest to it."""
NO_DAY = gettext_noop("“{value}” is no day, such as 2026-10-30.")
TO_COME = gettext_noop("{value} is still to come.")
NO_FLAG = gettext_noop("“{value}” is neither yes nor no.")
NO_PARTNER = gettext_noop("“{value}” is no partner of this alliance today.")
NO_PROMISE = gettext_noop("“{value}” is no promise of this alliance.")
SEVERAL = gettext_noop("“{value}” is more than one here; write its key.")
NO_TEXT = gettext_noop("Say what it is.")
LIMITS = {
    "title": 300,
    "unit": 50,
    "method_note": 3000,
    "rate_source": 300,
    "reason": 3000,
    "signatory": 200,
    "what": 500,
    "note": 300,
}
CHOICES = {column.code: column.choices for column in OF_PROMISES if column.choices}
TRUE, FALSE = ("yes", "true", "1"), ("no", "false", "0", "")


def text(code: str, cell: str) -> str:
    over = len(cell) - LIMITS[code]
    if over > 0:
        raise Wrong(TOO_LONG, over=over, most=LIMITS[code])
    return cell


def choice(column: str, cell: str) -> str:
    """Return the code that a cell has, however it is written, or that its words stand for."""
    if not cell:
        return ""
    choices = CHOICES[column]()
    known = {str(title).casefold(): code for code, title in choices.items()}
    known |= {code.casefold(): code for code in choices}
    given = cell.casefold()
    if given not in known:
        near = get_close_matches(given, known, n=3, cutoff=0.5) if len(choices) > FEW else known
        codes = tuple(dict.fromkeys(known[word] for word in near)) or tuple(choices)[:FEW]
        raise Wrong(NO_CODE if len(choices) <= FEW else FAR, value=cell[:SHOWN], codes=codes)
    return known[given]


def flag(cell: str) -> bool:
    given = cell.casefold()
    if given not in (*TRUE, *FALSE):
        raise Wrong(NO_FLAG, value=cell[:SHOWN])
    return given in TRUE


def amount(cell: str) -> Decimal | None:
    return money.typed(cell) if cell else None


def rate(cell: str) -> Decimal | None:
    return money.exact_rate(cell) if cell else None


def day(cell: str) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell) if len(cell) == 10 else _no_day(cell)
    except ValueError as why:
        raise Wrong(NO_DAY, value=cell[:SHOWN]) from why


def _no_day(cell: str) -> date:
    raise Wrong(NO_DAY, value=cell[:SHOWN])


def so_far(cell: str, *, today: date) -> date | None:
    """Read a day that has come."""
    given = day(cell)
    if given and given > today:
        raise Wrong(TO_COME, value=given.isoformat())
    return given


def currency(cell: str, *, today: date) -> str:
    code = cell.upper()
    if code:
        currencies.currency(code, on=today, known=codelists.currencies())
    return code


def partner(cell: str, *, here: Here) -> UUID:
    keys = [
        key
        for key, name in here.names.items()
        if cell.casefold() in (name.casefold(), str(key)) and here.partners[key].left_on is None
    ]
    return _only(keys, cell, NO_PARTNER)


def promise(cell: str, *, here: Here) -> UUID:
    key = key_of(cell)
    keys = [key] if key in here.promises else here.by_title.get(cell.casefold(), ())
    return _only([known for known in keys if known], cell, NO_PROMISE)


def _only(keys: Sequence[UUID], cell: str, none: str) -> UUID:
    if len(keys) != 1:
        raise Wrong(SEVERAL if keys else none, value=cell[:SHOWN])
    return keys[0]


def key_of(cell: str) -> UUID | None:
    """Return the key that a cell holds, or None where it holds none."""
    try:
        return UUID(cell)
    except ValueError:
        return None


def due(cell: str, *, record: UUID, there: Iterable[Line]) -> list[Line]:
    """Read what is due when. A line that is there already stays the same one; one of the same day
    goes on as that.
    """
    standing: list[Line] = list(there)
    lines: list[Line] = []
    written = [line.strip() for line in cell.split("\n") if line.strip()]
    for line in written:  # what stands as it was comes first, or another line would take its place
        if same := next((old for old in standing if line_text(old) == line), None):
            standing.remove(same)
            lines.append(same)
    as_was = {line_text(line) for line in lines}
    for place, line in enumerate(written):
        if line not in as_was:
            given = _line(line)
            old = next((old for old in standing if old.due_on == given["due_on"]), None)
            if old:
                standing.remove(old)
            key = old.id if old else uuid5(record, f"due {place} {line}")
            lines.append(Line(id=key, **given))
    return lines


def _line(written: str) -> dict[str, Any]:
    first, *rest = (part.strip() for part in written.split("|", 2))
    due_on = day(first)
    if due_on is None:
        raise Wrong(NO_DAY, value=first[:SHOWN])
    of = amount(rest[0]) if rest else None
    return {"due_on": due_on, "amount": of, "note": text("note", rest[1] if rest[1:] else "")}


def of_promise(code: str, *, here: Here) -> Callable[[str], Any]:
    """Return how a cell of a column of promises is read; what is due and what names another record
    apart.
    """
    readers: Mapping[str, Callable[[str], Any]] = {
        **dict.fromkeys(FLAGS, flag),
        **dict.fromkeys(("amount", "quantity", "unit_value"), amount),
        "rate": rate,
        "rate_day": lambda cell: so_far(cell, today=here.today),
        "currency": lambda cell: currency(cell, today=here.today),
        "passed_on_from": lambda cell: promise(cell, here=here) if cell else None,
        "partner": lambda cell: partner(cell, here=here),
    }
    if code in readers:
        return readers[code]
    if code in ("kind", "column", "state", "method", *ANSWERS):
        return lambda cell: choice(code, cell)
    return lambda cell: text(code, cell)
