"""What an alliance would come to: its results, its budget, its timetable, and whom to speak to.
What nobody has written yet is a question to whoever reads.
"""

from convene.documents import precedents, words
from convene.documents.parts import Block, Paragraph, Span, text
from convene.documents.proposal import Matter, paragraphs
from convene.documents.speech import Speech


def results(matter: Matter) -> tuple[Block, ...]:
    return (*written(matter.draft.results, words.ASK_RESULTS, matter.say), *_like_it(matter))


def _like_it(matter: Matter) -> tuple[Block, ...]:
    """Return what the guide reports of the first alliance like it of which it reports something."""
    fitting, _ = precedents.sorted_out(matter)
    first = next((record for record in fitting if record.results), None)
    if first is None:
        return ()
    label = Span(matter.say(words.LIKE_IT), "soft")
    return (Paragraph((label, *precedents.in_a_line(first, matter.say))),)


def budget(matter: Matter) -> tuple[Block, ...]:
    return written(matter.draft.budget, words.ASK_BUDGET, matter.say)


def timetable(matter: Matter) -> tuple[Block, ...]:
    return written(matter.draft.timetable, words.ASK_TIMETABLE, matter.say)


def contact(matter: Matter) -> tuple[Block, ...]:
    """Return whom to speak to: who is named, else who wrote the paper; and who, on the other
    side?
    """
    ours = written(matter.draft.contact or matter.by, "", matter.say)
    return (*ours, asked(words.ASK_CONTACT, matter.say))


def written(typed: str, question: str, say: Speech) -> tuple[Block, ...]:
    """Return what somebody wrote; where nobody did, the question, if there is one."""
    told = tuple(Paragraph(text(part)) for part in paragraphs(typed))
    return told or ((asked(question, say),) if question else ())


def asked(question: str, say: Speech) -> Block:
    return Paragraph(text(Span(say(question), "soft")))
