"""The concept paper of an answer that nobody has saved: what is unknown is asked of the reader."""

from datetime import date

from convene import packs
from convene.core.draft import Draft
from convene.core.guide import Model
from convene.core.request import Request
from convene.documents.paper import concept_paper
from convene.documents.parts import Paper
from convene.documents.speech import speech
from convene.questions.advice import answer


def paper(
    request: Request,
    *,
    model: str,
    on: date,
    problem: str = "",
    pack: str = packs.BUILT_IN,
    language: str = "en",
) -> Paper | None:
    """Return the paper about one kind of alliance, or None where the answer does not offer it."""
    guide, advice = packs.guide(pack), answer(request, pack)
    if advice.advised(model) is None:
        return None
    say = speech(language)
    place = say.language.place(advice.country) if advice.country else ""
    title = say(guide.get(model, Model).title)
    draft = Draft(
        title=f"{title}: {place}" if place else title,
        country=advice.country or "",
        model=model,
        problem=problem,
        request=request,
    )
    return concept_paper(draft, answer=advice, guide=guide, by="", on=on, language=language)
