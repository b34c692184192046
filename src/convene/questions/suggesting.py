"""Which known problems somebody's own words are nearest to."""

from dataclasses import asdict

from convene import packs
from convene.core.guide import Guide
from convene.core.refusing import refused
from convene.core.suggest import Suggestions, nearest, told
from convene.questions.shapes import suggest as shapes


def suggest(text: str, *, guide: Guide, language: str = "en") -> Suggestions:
    """Return the known problems nearest to a text, each with why in one language; what it asks for
    that no alliance may serve is refused, and nothing offered beside it.
    """
    if not text.strip():
        return Suggestions()
    if purposes := refused(text, guide=guide):
        return Suggestions(refused=purposes)
    from convene.matching.sentences import likeness  # local: slower to load than to ask

    known = told(guide)
    alike = likeness(text, tuple(way.text for way in known))
    return nearest(known, alike, language=language)


def warm() -> None:
    """Read what suggestions need before anyone asks."""
    suggest("warm", guide=packs.guide())


def shape(suggestions: Suggestions) -> shapes.Suggestions:
    """Return suggestions as they are published."""
    return shapes.Suggestions(
        near=tuple(shapes.Suggestion(**asdict(near)) for near in suggestions.near),
        perhaps=tuple(shapes.Suggestion(**asdict(named)) for named in suggestions.perhaps),
        refused=tuple(
            shapes.Refused(code=purpose.id, reason=purpose.because)
            for purpose in suggestions.refused
        ),
    )
