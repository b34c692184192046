"""An answer as plain text, for a terminal, a mail or a note."""

import textwrap
from collections.abc import Iterable, Iterator

from convene.core.advice import in_short, next_steps
from convene.core.answer import PARTS, Advised, Answer, InShort, strength
from convene.core.asks import AskRow, ask_list
from convene.core.guide import Alliance, Guide, Model, title_of
from convene.core.labels import FITS, IN_SHORT, STATES
from convene.core.labels import PARTS as WEIGHED
from convene.core.reasons import Reason
from convene.core.reasons import gettext_noop as _
from convene.core.suggest import Suggestions
from convene.documents import words
from convene.documents.guides import told
from convene.documents.speech import Speech, speech

WIDTH = 92
OUTCOMES = {
    "no_match": _("Nothing you named points to a kind of alliance in this guide."),
    "trend_only": _(
        "The guide only saw this coming: no kind of alliance fits well. Treat what follows as ideas to test."
    ),
    "low_confidence": _("Nothing fits well. What follows is the least weak."),
}
FIT_KINDS = {
    "direct": _("direct"),
    "supporting": _("supporting"),
    "side": _("side"),
}
COLUMNS = {
    "cash": _("cash"),
    "kind": _("in kind"),
    "influence": _("influence, never priced"),
}
WHAT_TO_ASK = _("What to ask for:")
SOURCES = _(
    "Sources: {title}, {published}; ids in brackets name its records. Weights are expert judgement; the guide gives none. It is of 2009 and tells of successes. "
    "That it tells of no alliance somewhere does not mean there was none. No partner has been asked or vetted."
)


def answer_text(
    answer: Answer, *, guide: Guide, short: InShort | None = None, language: str = "en"
) -> str:
    """Return an answer in words: marks instead of decimals, and the id of a guide record in
    brackets behind each claim.
    """
    say = speech(language)
    short = short or in_short(answer, guide=guide)
    return "\n".join(_lines(answer, told(guide, say), say, short)) + "\n"


def _lines(answer: Answer, guide: Guide, say: Speech, short: InShort | None) -> Iterator[str]:
    for item in answer.unknown:
        hint = say(_(" Nearest: {codes}."), codes=", ".join(item.nearest)) if item.nearest else ""
        unknown = say(
            _("“{value}” is not something the guide knows, so it was left out."), value=item.value
        )
        yield from _wrapped(f"{unknown}{hint}")
    if answer.outcome == "refused":
        yield from _refusal(answer, guide, say)
        return
    if answer.outcome in OUTCOMES:
        yield from _wrapped(say(OUTCOMES[answer.outcome]))
    if short:
        yield from _short(short, say)
    for model in answer.models:
        if model.model in answer.leaders:
            yield from _model(model, guide, say)
            yield from _asks(model, answer, guide, say)
    yield from _steps(answer, guide, say, short)
    yield from _safeguards(answer, guide, say)
    yield from _listed(
        say(_("What others learned")),
        ((title_of(guide.records[id]), why, (id,)) for id, why in answer.lessons.items()),
        say,
    )
    yield from _listed(
        say(_("Why not the others")),
        ((title_of(guide.records[item.model]), item.reasons, ()) for item in answer.why_not),
        say,
    )
    if answer.dac:
        codes = _("DAC {dac} · SDG {sdg}")
        yield from ("", say(codes, dac=", ".join(answer.dac), sdg=", ".join(answer.sdg)))
    yield ""
    yield from _wrapped(say(SOURCES, title=guide.about.title, published=guide.about.published))


def _short(short: InShort, say: Speech) -> Iterator[str]:
    yield say(_("In short"))
    for name, label in IN_SHORT.items():
        line = getattr(short, name)
        why = _said((line.says, *line.why), say)
        yield from _wrapped(say(_("  {label}: {why}"), label=say(label), why=why), hang=4)


def _steps(answer: Answer, guide: Guide, say: Speech, short: InShort | None) -> Iterator[str]:
    steps = next_steps(answer, short, guide=guide)
    if steps:
        yield from ("", say(_("What to do next")))
    for number, step in enumerate(steps, start=1):
        yield from _wrapped(f"  {number} {_said((step.says,), say)}", hang=4)


def _refusal(answer: Answer, guide: Guide, say: Speech) -> Iterator[str]:
    rules = {rule.id: rule for rule in guide.prohibited}
    for item in answer.refused:
        rule = rules[item.code]
        yield from _wrapped(
            say(
                _("Convene does not help with this: {what}. {because} [{cite}]"),
                what=rule.title.lower(),
                because=rule.because,
                cite=item.cite,
            )
        )


def _model(advised: Advised, guide: Guide, say: Speech) -> Iterator[str]:
    yield from (
        "",
        f"{guide.get(advised.model, Model).title.upper()} [{advised.model}]{say.colon}{say(FITS[advised.band])}, {say(FIT_KINDS[advised.fit])}",
    )
    width = max(len(say(title)) for title in WEIGHED.values()) + 1
    for name in PARTS:
        marks = strength(advised.parts[name])
        yield from _wrapped(
            f"{say(WEIGHED[name]):<{width}}{'●' * marks}{'○' * (4 - marks)}  {_said(advised.because[name], say)}",
            hang=width + 6,
        )
    for id in advised.examples:
        record = guide.records[id]
        if isinstance(record, Alliance):
            today = say(words.NOTE_TODAY, today=record.today) if record.today else ""
            yield from _wrapped(f"  {record.title} [{id}].{today}", hang=4)


def _asks(advised: Advised, answer: Answer, guide: Guide, say: Speech) -> Iterator[str]:
    yield f"  {say(WHAT_TO_ASK)}"
    for row in ask_list(advised.model, answer=answer, guide=guide):
        who = (
            guide.word("parties", row.party).title
            if row.party
            else say(words.OTHER_GIFTS[row.basis])
        )
        columns = ((say(title), getattr(row, name)) for name, title in COLUMNS.items())
        asked = say.semicolon.join(
            f"{title}{say.colon}{', '.join(_gift(code, row, guide, say) for code in codes)}"
            for title, codes in columns
            if codes
        )
        if asked:
            yield from _wrapped(f"    {who}{say.colon}{asked}", hang=6)


def _gift(code: str, row: AskRow, guide: Guide, say: Speech) -> str:
    title = title_of(guide.records[code])
    state, cited = row.states.get(code), _cited(row.cites.get(code, ()))
    named = say(words.GIFT_STATE, title=title, state=say(STATES[state])) if state else title
    return f"{named} {cited}".rstrip()


def _safeguards(answer: Answer, guide: Guide, say: Speech) -> Iterator[str]:
    gates = (
        (
            f"{guide.word('gates', code).title}{say.colon}{guide.word('gates', code).meaning}",
            why,
            (),
        )
        for code, why in answer.gates.items()
    )
    yield from _listed(say(_("Before you go on")), gates, say)
    risks = ((guide.word("risks", code).title, why, ()) for code, why in answer.risks.items())
    yield from _listed(say(_("Risks to plan for")), risks, say)


def _listed(
    heading: str, items: Iterable[tuple[str, tuple[Reason, ...], tuple[str, ...]]], say: Speech
) -> Iterator[str]:
    listed = list(items)
    if listed:
        yield from ("", heading)
    for title, why, cites in listed:
        yield from _wrapped(
            f"  {title} {_cited(cites)}{' ' if cites else ''}— {_said(why, say)}", hang=4
        )


def _said(reasons: Iterable[Reason], say: Speech) -> str:
    return " ".join(f"{say.reason(reason)} {_cited(reason.cites)}".strip() for reason in reasons)


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


def suggested_lines(suggestions: Suggestions, *, guide: Guide) -> list[str]:
    """Return the problems nearest to a text, a line each, or what is refused of it."""
    titles = {item.id: item.title for item in guide.challenges}
    lines = [
        f"{item.challenge:<34}{titles[item.challenge]} (close to: “{item.why}”)"
        for item in suggestions.near
    ]
    if suggestions.perhaps:
        others = ", ".join(item.challenge for item in suggestions.perhaps)
        lines.append(f"{'Perhaps:' if lines else 'No known problem is near. Perhaps:'} {others}")
    lines += [f"Refused: {item.title}. {item.because}" for item in suggestions.refused]
    return lines or [
        "No known problem is near to these words. `convene challenges` lists them all."
    ]
