"""What was said and decided before, in the file of a case: earlier cases, earlier rounds, opinions
of counsel.
"""

from collections.abc import Iterable

from convene.documents import diligence_words as words
from convene.documents.diligence_facts import CaseFile
from convene.documents.parts import Block, Heading, Paragraph, Table, clean, row, text
from convene.documents.speech import Speech


def before_blocks(case: CaseFile, say: Speech) -> Iterable[Block]:
    """Yield the earlier cases that were brought up, and what was planned and assessed before."""
    if case.recalls:
        yield Table(say.each(words.RECALL), tuple(row(*recall) for recall in case.recalls))
    else:
        yield Paragraph(text(say(words.NO_RECALLS)))
    if case.rounds:
        yield Heading(say(words.ROUNDS))
        yield Table(
            say.each(words.ROUND),
            tuple(
                row(
                    say.number(round.number),
                    clean(round.plan),
                    clean(round.assessment) or say(words.NOT_ASSESSED),
                    round.signed,
                )
                for round in case.rounds
            ),
        )


def opinion_blocks(case: CaseFile, say: Speech) -> Iterable[Block]:
    """Yield every opinion of counsel that was recorded, whatever came of it."""
    if case.opinions:
        yield Heading(say(words.OPINIONS))
        yield Table(say.each(words.OPINION), tuple(row(*opinion) for opinion in case.opinions))
