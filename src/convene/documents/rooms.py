"""What has room on the first two pages of a paper. What has none stands whole in the annex, and
says so where it breaks off.
"""

import re

from convene.documents import words
from convene.documents.parts import Block, Paragraph, Span, Text, clean, one_line, plain, text
from convene.documents.speech import Speech

ROOMS = {
    "problem": 900,
    "model_reason": 300,
    "results": 240,
    "first_result": 120,
    "budget": 160,
    "timetable": 160,
    "contact": 100,
}
"""Characters for which there is room, of each text that somebody writes (expert choice; a test sets
all of them at once).
"""
LINES = 8
"""Lines of a text for which there is room; one with more of them is set in one."""
NAME, SHORT, OPEN, TASK = 45, 24, 100, 60
"""Characters of a name, of one in a list of many, of what is sought of nobody yet, of a piece of
work.
"""
CELLS = {4: 100, 8: 42}
"""Characters of what is asked of one partner in one column, by how many partners there are."""
PROBLEMS, MOTIVES, ASKED, TASKS, GATES = 3, 2, 8, 4, 4
"""Problems named, motives, partners asked, pieces of work, and safeguards with what they mean, for
which there is room.
"""


def begun(typed: str, *, room: int, rest: str, say: Speech) -> Text:
    """Return a text on one line, cut at a word where there is no room for more, and saying so."""
    whole = one_line(typed)
    if len(whole) <= room:
        return text(whole)
    return text(Span(whole[:room].rpartition(" ")[0] or whole[:room]), Span(say(rest), "soft"))


def cell(partners: int) -> int:
    """Return the room of a cell in a table of what so many partners are asked."""
    return next((room for most, room in CELLS.items() if partners <= most), min(CELLS.values()))


def cut(item: Text, *, room: int, say: Speech, rest: str = words.MORE) -> Text:
    """Return a text with its marks where there is room for it, and its beginning where there is
    not.
    """
    return item if len(plain(item)) <= room else begun(plain(item), room=room, rest=rest, say=say)


def has_room(typed: str, field: str) -> bool:
    return len(one_line(typed)) <= ROOMS[field]


def written(typed: str, field: str, say: Speech) -> tuple[Block, ...]:
    """Return what somebody wrote, as far as there is room for it."""
    if has_room(typed, field) and clean(typed).count("\n") < LINES:
        return whole(typed)
    return (Paragraph(begun(typed, room=ROOMS[field], rest=words.CUT_HERE, say=say)),)


def whole(typed: str) -> tuple[Block, ...]:
    return tuple(Paragraph(text(part)) for part in paragraphs(typed))


def paragraphs(typed: str) -> list[str]:
    return [part.strip("\n") for part in re.split(r"\n[ \t]*\n", clean(typed)) if part.strip()]
