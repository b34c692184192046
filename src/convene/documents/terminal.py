"""An answer as plain text, for a terminal, a mail or a note."""

import textwrap
from collections.abc import Iterable, Iterator

from convene.core.answer import PARTS, Advised, Answer, strength
from convene.core.asks import ask_list
from convene.core.guide import Case, Example, Guide, Model, title_of
from convene.core.reasons import Reason

WIDTH = 92
BANDS = {"strong": "Strong fit", "plausible": "Plausible", "weak": "Weak fit"}
PART_NAMES = {
    "challenge": "Fits the problem",
    "motivation": "Why firms join",
    "location": "Level",
    "precedent": "Has it worked",
}
OUTCOMES = {
    "no_match": "Nothing you named points to a kind of alliance in this guide.",
    "trend_only": "The guide only saw this coming: no kind of alliance fits well. Treat what follows as ideas to test.",
    "low_confidence": "Nothing fits well. What follows is the least weak.",
}
CAVEAT = (
    "Weights are expert judgement; the guide gives none. It is of 2009 and tells of successes. "
    "That it tells of no alliance somewhere does not mean there was none. No partner has been asked or vetted."
)


def answer_text(answer: Answer, *, guide: Guide) -> str:
    """Return an answer in words: marks instead of decimals, and the id of a guide record in
    brackets behind each claim.
    """
    return "\n".join(_lines(answer, guide)) + "\n"


def _lines(answer: Answer, guide: Guide) -> Iterator[str]:
    for item in answer.unknown:
        hint = f" Nearest: {', '.join(item.nearest)}." if item.nearest else ""
        yield from _wrapped(
            f"“{item.value}” is not something the guide knows, so it was left out.{hint}"
        )
    if answer.outcome == "refused":
        yield from _refusal(answer, guide)
        return
    if answer.outcome in OUTCOMES:
        yield from _wrapped(OUTCOMES[answer.outcome])
    for model in answer.models:
        if model.model in answer.leaders:
            yield from _model(model, guide)
            yield from _asks(model, answer, guide)
    yield from _safeguards(answer, guide)
    yield from _listed(
        "What others learned",
        ((title_of(guide.records[id]), why, (id,)) for id, why in answer.lessons.items()),
    )
    yield from _listed(
        "Why not the others",
        ((title_of(guide.records[item.model]), item.reasons, ()) for item in answer.why_not),
    )
    if answer.dac:
        yield from (
            "",
            f"DAC {', '.join(answer.dac)} · SDG {', '.join(answer.sdg)}, and 17.17 for every alliance",
        )
    yield ""
    yield from _wrapped(
        f"Sources: {guide.about.title}, {guide.about.published}; ids in brackets name its records. {CAVEAT}"
    )


def _refusal(answer: Answer, guide: Guide) -> Iterator[str]:
    rules = {rule.id: rule for rule in guide.prohibited}
    for item in answer.refused:
        rule = rules[item.code]
        yield from _wrapped(
            f"Convene does not help with this: {rule.title.lower()}. {rule.because} [{item.cite}]"
        )


def _model(advised: Advised, guide: Guide) -> Iterator[str]:
    yield from (
        "",
        f"{guide.get(advised.model, Model).title.upper()} [{advised.model}]: {BANDS[advised.band]}, {advised.fit}",
    )
    for name in PARTS:
        marks = strength(advised.parts[name])
        yield from _wrapped(
            f"{PART_NAMES[name]:<17}{'●' * marks}{'○' * (4 - marks)}  {_said(advised.because[name])}",
            hang=23,
        )
    for id in advised.examples:
        record = guide.records[id]
        if isinstance(record, Example | Case):
            today = f" Today: {record.today}" if record.today else ""
            yield from _wrapped(f"  {record.title} [{id}].{today}", hang=4)


def _asks(advised: Advised, answer: Answer, guide: Guide) -> Iterator[str]:
    yield "  What to ask for:"
    for row in ask_list(advised.model, answer=answer, guide=guide):
        who = guide.word("parties", row.party).title if row.party else "Anyone who joins"
        columns = (
            ("cash", row.cash),
            ("in kind", row.kind),
            ("influence, never priced", row.influence),
        )
        said = "; ".join(
            f"{name}: {', '.join(title_of(guide.records[code]) for code in codes)}"
            for name, codes in columns
            if codes
        )
        if said:
            yield from _wrapped(f"    {who}: {said} {_cited(row.cites)}", hang=6)


def _safeguards(answer: Answer, guide: Guide) -> Iterator[str]:
    gates = (
        (f"{guide.word('gates', code).title}: {guide.word('gates', code).meaning}", why, ())
        for code, why in answer.gates.items()
    )
    yield from _listed("Before you go on", gates)
    risks = ((guide.word("risks", code).title, why, ()) for code, why in answer.risks.items())
    yield from _listed("Risks to plan for", risks)


def _listed(
    heading: str, items: Iterable[tuple[str, tuple[Reason, ...], tuple[str, ...]]]
) -> Iterator[str]:
    found = list(items)
    if found:
        yield from ("", heading)
    for title, why, cites in found:
        yield from _wrapped(
            f"  {title} {_cited(cites)}{' ' if cites else ''}— {_said(why)}", hang=4
        )


def _said(reasons: Iterable[Reason]) -> str:
    return " ".join(f"{reason} {_cited(reason.cites)}".strip() for reason in reasons)


def _cited(ids: tuple[str, ...]) -> str:
    return f"[{', '.join(ids)}]" if ids else ""


def _wrapped(text: str, *, hang: int = 0) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=" " * hang, break_on_hyphens=False)


def challenges_text(guide: Guide) -> str:
    """Return every known problem with its code, under its heading."""
    lines: list[str] = []
    for area in guide.areas:
        lines += ["", area.title]
        lines += [
            f"  {item.id:<34}{item.title}" for item in guide.challenges if item.area == area.id
        ]
    return "\n".join(lines[1:]) + "\n"
