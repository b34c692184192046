"""What an alliance would come to: its results, its budget, its timetable, and whom to speak to.
What nobody has written yet is a question to whoever reads.
"""

from convene.documents import care, motives, partners, proposal, rooms, words
from convene.documents.parts import Block, Heading, Paragraph, Span, text
from convene.documents.proposal import Matter
from convene.documents.speech import Speech


def results(matter: Matter) -> tuple[Block, ...]:
    """Return what the authors expect, and what would be seen first; questions where they wrote
    nothing, and never what came of another alliance.
    """
    draft, say = matter.draft, matter.say
    expected = written(draft.results, "results", words.ASK_RESULTS, say)
    return (*expected, *_first(draft.first_result, say))


def _first(typed: str, say: Speech) -> tuple[Block, ...]:
    first, *rest = written(typed, "first_result", words.ASK_FIRST, say)
    if not typed.strip() or not isinstance(first, Paragraph):
        return (first, *rest)
    return (Paragraph((Span(say(words.FIRST_RESULT), "soft"), *first.text)), *rest)


def heading(id: str, matter: Matter) -> str:
    """Return what stands above a section. Nothing is expected where nobody has said what."""
    unsaid = id == "results" and not matter.draft.results.strip()
    return matter.say(words.RESULTS_OPEN if unsaid else words.HEADINGS[id])


def budget(matter: Matter) -> tuple[Block, ...]:
    return written(matter.draft.budget, "budget", words.ASK_BUDGET, matter.say)


def timetable(matter: Matter) -> tuple[Block, ...]:
    return written(matter.draft.timetable, "timetable", words.ASK_TIMETABLE, matter.say)


def contact(matter: Matter) -> tuple[Block, ...]:
    """Return whom to speak to: who is named, else who wrote the paper; and who, on the other
    side?
    """
    return (*ours(matter), asked(words.ASK_CONTACT, matter.say))


def ours(matter: Matter) -> tuple[Block, ...]:
    return rooms.written(matter.draft.contact or matter.by, "contact", matter.say)


def written(typed: str, field: str, question: str, say: Speech) -> tuple[Block, ...]:
    """Return what somebody wrote, as far as there is room; where nobody did, the question."""
    return rooms.written(typed, field, say) or (asked(question, say),)


def in_full(matter: Matter) -> tuple[Block, ...]:
    """Return whole what the first pages hold only the beginning of."""
    say, draft = matter.say, matter.draft
    parts = [
        (title, rooms.whole(getattr(draft, field)))
        for field, title in words.IN_FULL.items()
        if not rooms.has_room(getattr(draft, field), field)
    ]
    parts.append((words.ALL_NAMED, proposal.problems_whole(matter)))
    parts.append((words.HEADINGS["motives"], motives.motives_whole(matter)))
    parts.append((words.HEADINGS["asks"], partners.asks_whole(matter)))
    parts.append((words.HEADINGS["tasks"], partners.tasks_whole(matter)))
    if len(matter.answer.gates) > rooms.GATES:
        parts.append((words.HEADINGS["safeguards"], care.safeguards_whole(matter)))
    return tuple(
        block for title, blocks in parts if blocks for block in (Heading(say(title)), *blocks)
    )


def asked(question: str, say: Speech) -> Block:
    return Paragraph(text(Span(say(question), "soft")))
