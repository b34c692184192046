"""The certificate of a disposal: that records were deleted for good, by which rule and by whom. It
names nobody who was in them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from convene.core.reasons import gettext_noop as _
from convene.documents import diligence_words as words
from convene.documents.parts import (
    Bullets,
    Caution,
    Labels,
    Paper,
    Section,
    Span,
    facts,
    one_line,
    text,
)
from convene.documents.speech import speech

KIND = _("Certificate of disposal")
WHAT, HASHES = _("What was disposed of"), _("Hashes of what was disposed of")
CERTIFIES = _(
    "These records were deleted for good, with every earlier state of them. Copies may remain in backups that were made before."
)
RULE, RULE_IS = _("Rule"), _("kept for {years} years after closing")
RULE_IS_ONE = _("kept for one year after closing")
CLOCK, DEFAULT = _("Years set by"), _("nobody here: they are Convene's default")
CLOSED, BETWEEN = _("Closed"), _("from {first} to {last}")
WHY = _("Why, as whoever proposed it said")
HOLDS = _("Legal holds")
NO_HOLD = _("checked at {when}, in the step that deleted these records: none was on record")
LEFT = _("Files not yet removed")
LEFT_IS = _("{files}; they are tried again every night")
NUMBER, PROPOSED, AGREED = _("Number of the certificate"), _("Proposed"), _("Agreed")
COUNTS = {
    "record": _("Records"),
    "evidence": _("Pieces of evidence"),
    "declaration": _("Declarations"),
    "alert": _("Alerts"),
    "tie": _("Owners and others behind organisations"),
    "file": _("Files"),
    "copy": _("Copies without metadata"),
    "printed": _("Files that had been printed of them"),
    "row": _("Rows of the database"),
    "line": _("Lines of the trail"),
}
HASHED = {
    "record": _("Record, with its history, its lines of the trail and all that rested on it"),
    "file": _("File, as it was handed in"),
    "copy": _("Copy of a file without its metadata"),
    "printed": _("File that had been printed of it"),
}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a certificate says; `counts` and `hashes` are by code. `clock` is who set the years and
    why, empty for the default; `left` are the files that are still to be removed.
    """

    id: str
    kind: str
    years: int
    proposed: str
    agreed: str
    reason: str
    first: date
    last: date
    clock: str
    held: str
    left: int
    on: date
    counts: Mapping[str, int]
    hashes: tuple[tuple[str, str], ...]


def certificate(about: Facts, *, language: str) -> Paper:
    """Return a certificate of disposal, to be printed."""
    say = speech(language)
    counts = about.counts
    counted = [(say(COUNTS[code]), say.number(counts[code])) for code in COUNTS if code in counts]
    if about.left:
        counted.append((say(LEFT), say(LEFT_IS, files=about.left)))
    hashed = (
        text(f"{say(HASHED[code])}{say.colon}", Span(hash, "soft")) for code, hash in about.hashes
    )
    table = facts(
        say.each(words.FACTS),
        (say(WHAT), about.kind),
        (say(CLOSED), say(BETWEEN, first=say.day(about.first), last=say.day(about.last))),
        (say(RULE), say(RULE_IS_ONE) if about.years == 1 else say(RULE_IS, years=about.years)),
        (say(CLOCK), one_line(about.clock) or say(DEFAULT)),
        (say(PROPOSED), about.proposed),
        (say(WHY), one_line(about.reason)),
        (say(AGREED), about.agreed),
        (say(HOLDS), say(NO_HOLD, when=about.held)),
        (say(NUMBER), about.id),
        *counted,
    )
    return Paper(
        kind="diligence",
        title=say(KIND),
        place=text(one_line(about.kind)),
        prepared_by=text(one_line(about.agreed)),
        on=about.on,
        date=say.day(about.on),
        labels=Labels(
            kind=say(KIND),
            prepared_by=say(AGREED),
            sources="",
            not_printed=say(words.NOT_PRINTED),
            colon=say.colon,
        ),
        sections=(
            Section("about", say(WHAT), (Caution(text(say(CERTIFIES))), table)),
            Section("hashes", say(HASHES), (Bullets(tuple(hashed)),)),
        ),
        sources=(),
        sources_note="",
        language=language,
    )
