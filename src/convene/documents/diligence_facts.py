"""What the file of a case says, as plain text: what is to be set, before it is."""

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]
"""What something is called, and what it is."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of evidence: `where` says what it is, with the hash of a file or the day a page was
    read.
    """

    id: str
    title: str
    where: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found; `number` is what the history calls it by."""

    number: str
    about: str
    text: str
    rating: str
    by: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Area:
    """An area of the pack; `needed` when the level asks for a finding that nobody has made.
    `asked` is each exclusion, and how it was rated.
    """

    title: str
    findings: tuple[Finding, ...]
    needed: bool = False
    asked: Pairs = ()


@dataclass(frozen=True, kw_only=True)
class SeenList:
    """A list as it was in one look: of which day, when it was loaded, which version and of which
    hash, and how many days old it was. None of it where an earlier release did not keep it.
    """

    title: str
    date: str
    entries: int
    state: str
    age: int | None = None
    version: str = ""
    hashes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NearMiss:
    """An entry that came near and stayed below the line at which a person decides."""

    name: str
    list: str
    entry: str
    score: float


@dataclass(frozen=True, kw_only=True)
class AskedRow:
    """A row of a table that was asked: where it stands and what it is called there, the name, what
    was asked with it, and whether it could be asked.
    """

    where: str
    id: str
    name: str
    beside: str
    asked: bool


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at the lists: who was asked for, what came up, and what it did not cover and why.
    `rows` are those of a table, where one was asked.

    `near` is None where it was not kept; `rests` says which decisions stand on it.
    """

    number: int
    when: str
    by: str
    key: str
    asked: tuple[str, ...]
    lists: tuple[SeenList, ...]
    found: int
    more: int = 0
    near: tuple[NearMiss, ...] | None = None
    gaps: tuple[str, ...] = ()
    rests: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Who stood behind the partner and was asked for with it, and how."""
    rows: tuple[AskedRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hit:
    """An entry that may be the partner, or with `whom` somebody behind it, why it came up, and what
    was decided about it, by whom, when and why. `sides` are what both are, as it was when it came
    up: what, who was asked for, the entry.
    """

    name: str
    list: str
    entry: str
    list_date: str
    score: float
    why: tuple[str, ...]
    decision: str
    decided: str
    reason: str
    open: bool = False
    whom: str = ""
    sides: tuple[tuple[str, str, str], ...] = ()
    cautions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Somebody who stands or stood behind the partner: how, where that was read, and who entered
    it.
    """

    whom: str
    how: str
    source: str
    entered: str


@dataclass(frozen=True, kw_only=True)
class Review:
    """What is for counsel to judge, under one head: each line with its source."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Round:
    """What was planned, and what was assessed, in a case and no longer counts."""

    number: int
    plan: str
    assessment: str = ""
    signed: str = ""


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who did what, when, and why; `findings` and `evidence` are what it was about."""

    what: str
    who: str
    when: str
    why: str = ""
    findings: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What the partner declared: who signed it and when, or what came of asking; each thing beside
    what is on record, with how the two compare; and what was answered and agreed to.
    """

    asked: str
    signed: Pairs = ()
    differences: tuple[str, ...] = ()
    lines: tuple[tuple[str, str, str, str], ...] = ()
    answers: Pairs = ()


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """Everything that the file of a case says, as plain text."""

    id: str
    version: int
    hash: str
    partner: str
    names: Pairs
    """Each name, and what is known of it: its kind, language, script and time."""
    renames: tuple[tuple[str, str, str, str], ...]
    """Each change of a name: when, who, what it was, and what it became."""
    who: Pairs
    behind: tuple[str, ...]
    """Who stood behind the partner in the last look, and how."""
    off_record: tuple[str, ...]
    """Who stood behind it when the lists were asked, and no longer is on record."""
    statements: tuple[Statement, ...]
    review: tuple[Review, ...]
    scope: str
    planned: Pairs
    known: Pairs
    """The facts that set the level, and whether each is so."""
    state: str
    level: str
    level_reasons: tuple[str, ...]
    valid: str
    stops: tuple[str, ...]
    """What nobody may overlook, at the head of the file."""
    opened: str
    sponsor: str
    assessment: str
    looks: tuple[Look, ...]
    """The looks that something stands on, and the last one; the newest first."""
    earlier: tuple[Look, ...]
    unsure: tuple[str, ...]
    """Names in scripts in which names are missed more often."""
    hits: tuple[Hit, ...]
    areas: tuple[Area, ...]
    evidence: tuple[Piece, ...]
    conditions: tuple[tuple[str, str, str, str], ...]
    conflicts: tuple[str, ...]
    decisions: tuple[Signature, ...]
    opinions: tuple[tuple[str, str, str, str], ...]
    """Every opinion of counsel: whose, what it says, who recorded it, and what came of it."""
    rounds: tuple[Round, ...]
    recalls: Pairs
    """Each earlier case that was brought up, and what was answered."""
    replies: tuple[tuple[str, str, str, str], ...]
    """What the partner was asked, when and by whom, by which day, and what it answered."""
    declarations: tuple[Declaration, ...]
    """Each that was asked for, the last first; only the last one signed is compared."""
    letters: tuple[tuple[str, str, str], ...]
    """What was written to the partner: what, when, and what is known of its sending."""
    history: tuple[Signature, ...]
    pack: str
