"""Whether what a pack says of its guide can be held against it: each statement has a passage, and
says no more than it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from convene.core.guide import Alliance, Guide, LeftOut, Record, Statement, YesNo, title_of
from convene.core.guide.statements import statements

MOST_LINES = 3
HEDGE = re.compile(
    r"\b(?:may|might|can|could|would|perhaps|often|sometimes|frequently|usually|generally|at times|"
    r"some|certain|many|few|several|increasingly|likely|potential|potentially|possible|possibly|"
    r"promis\w+|seem\w*|believe[sd]?|felt|noted|thought|called|seeks?|sought|strove|aim(?:s|ed)?|"
    r"designed (?:to|for)|meant|was to|were to|will|planned|plan(?:s|ning)? to|envisioned|"
    r"intend\w*|to (?:be|help)|chance|consider|estimated?|up to|almost|nearly)\b",
    re.IGNORECASE,
)
"""Words by which a text says less than a plain fact."""


def truth_faults(guide: Guide, lines: Sequence[str] | None) -> Iterator[str]:
    """Yield what types cannot see of statements; with the guide's `lines`, also what stands there
    or does not. That no two share an anchor also keeps one gift from counting under two codes.
    """
    seen: dict[tuple[tuple[int, int], str], str] = {}
    for path, record, statement in told(guide):
        yield from (f"{path}: {fault}" for fault in _passage(guide, record, statement))
        if lines is not None and statement.lines:
            yield from (f"{path}: {fault}" for fault in _against(statement, lines))
        if statement.lines and statement.by != "ours":
            key = (statement.lines, flat(statement.anchor))
            if key in seen:
                yield f"{path}: rests on the same words as {seen[key]}"
            seen.setdefault(key, path)
    for path, record in _numbered(guide):
        yield from (f"{path}{fault}" for fault in _untold(record))
    yield from _checks(guide)
    if unread := [part.lines for part in guide.left_out if not _are_lines(part)]:
        yield from (f"left_out: “{span}” is no list of lines such as 5-16, 86" for span in unread)
    elif lines is not None:
        yield from _uncovered(guide, lines)


def told(guide: Guide) -> Iterator[tuple[str, Record, Statement]]:
    """Yield (path, record, statement) for everything a pack says of its guide."""
    for path, record in _numbered(guide):
        for below, statement in statements(record):
            yield f"{path}.{below}", record, statement


def _numbered(guide: Guide) -> Iterator[tuple[str, Record]]:
    for collection, records in groupby(guide.all_records(), key=lambda pair: pair[0]):
        for position, (_, record) in enumerate(records):
            yield f"{collection}[{position}]", record


def _passage(guide: Guide, record: Record, statement: Statement) -> Iterator[str]:
    if statement.lines is None:
        if isinstance(statement, YesNo) and statement.answer == "yes":
            return
        if statement.by != "ours":
            yield "says something of the guide without lines and anchor"
        return
    first, last = statement.lines
    if not statement.anchor:
        yield "has lines but no anchor"
    if not 0 <= last - first < MOST_LINES:
        yield f"lines {first}-{last} are not one to {MOST_LINES} lines in order"
    if not any(part.lines[0] <= first <= last <= part.lines[1] for part in guide.sections):
        yield f"lines {first}-{last} are outside every section"
    if statement.by != "ours" and flat(statement.anchor) in _names(record):
        yield f"“{statement.anchor}” is only a title or a name"


def _names(record: Record) -> set[str]:
    partners = [partner.name for partner in record.partners] if isinstance(record, Alliance) else []
    plain = getattr(record, "text", None) is not None and not hasattr(record, "title")
    return {flat(name) for name in (*partners, "" if plain else title_of(record)) if name}


def _against(statement: Statement, lines: Sequence[str]) -> Iterator[str]:
    first, last = statement.lines or (1, 0)
    passage = flat(" ".join(lines[first - 1 : last]))
    anchor = flat(statement.anchor)
    if anchor not in passage:
        yield f"“{statement.anchor}” does not stand in lines {first}-{last}"
    elif statement.by != "ours" and statement.strength == "is":
        hedge = HEDGE.search(_sentence(passage, anchor))
        if hedge and not HEDGE.search(statement.text):
            yield f"the guide says “{hedge[0]}” there; the text needs such a word, or a strength"


def _sentence(passage: str, anchor: str) -> str:
    """Return the clause of a passage that holds the anchor: its sentence up to a semicolon."""
    start = passage.index(anchor)
    before = re.split(r"(?<=[.;:?!])\s", passage[:start])[-1]
    after = re.split(r"(?<=[.;:?!])\s", passage[start + len(anchor) :])[0]
    return f"{before}{anchor}{after}"


def _untold(record: Record) -> Iterator[str]:
    for name in record.not_told:
        if not hasattr(record, name):
            yield f".not_told: there is no field “{name}”"
        elif getattr(record, name):
            yield f".not_told: “{name}” is not empty"
    for below, statement in statements(record):
        if isinstance(statement, YesNo) and statement.answer == "no" and not statement.lines:
            yield f".{below}: “no” needs the passage that says so; leave out what is not said"


def _checks(guide: Guide) -> Iterator[str]:
    for position, check in enumerate(guide.checks):
        record = guide.records.get(check.record)
        if record is None:
            yield f"checks[{position}].record: “{check.record}” is no record"
        elif check.by == guide.about.drawn_up_by:
            yield f"checks[{position}].by: “{check.by}” drew the record up; a second reader checks"
        elif check.seal != record.seal():
            yield f"checks[{position}].seal: “{check.record}” has changed since; its seal is now {record.seal()}"


def _are_lines(part: LeftOut) -> bool:
    try:
        return bool(list(part.numbers))
    except ValueError:
        return False


def _uncovered(guide: Guide, lines: Sequence[str]) -> Iterator[str]:
    """Yield each line with text that no record cites and no entry of `left_out` names."""
    spans = [statement.lines for _, _, statement in told(guide) if statement.lines]
    cited = {line for first, last in spans for line in range(first, last + 1)}
    known = cited | {line for part in guide.left_out for line in part.numbers}
    for number, line in enumerate(lines, start=1):
        if line.strip() and number not in known:
            yield f"left_out: line {number} is cited by no record and not left out: {line.strip()[:60]}"


def flat(text: str) -> str:
    """Return a text as anchors are looked up: without marks of layout, in small letters."""
    bare = re.sub(r"<[^<>]*>", " ", text)
    for mark, plain in (("*", ""), ("\\", ""), ("’", "'"), ("“", '"'), ("”", '"'), (" :", ":")):
        bare = bare.replace(mark, plain)
    return " ".join(bare.split()).casefold()
