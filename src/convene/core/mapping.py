"""Which of the guide's models a published activity resembles: from its DAC purpose codes and the
words of its text, each with the reason.

This is our reading, not the guide's and not the publisher's. A code that several models share only
makes each of them possible, until the text decides; an activity that nothing points to stays
unmapped.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, NamedTuple

from convene.core.guide import Guide, Purpose
from convene.core.records import Sector, Text

Confidence = Literal["likely", "possible"]
ANY = ""
"""The pattern for a text whose language is not known: the phrases of every language."""
PRINTED = "guide"
"""The vocabulary of the guide's own alliances: each names the model under which it is told."""
SPACED = {ord(mark): " " for mark in "'’‘`´-‐‑‒–—/\n\r\t\u00a0.,;:!?()[]{}<>\"“”„«»…*•|_"}


class Mapped(NamedTuple):
    """A model that an activity may belong to, how sure that is, and why: `DAC 15125 Public
    procurement; “e-procurement”`.
    """

    model: str
    confidence: Confidence
    reason: str


class Said(NamedTuple):
    """What a phrase points to. `phrase` is as the pack spells it."""

    phrase: str
    model: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class Rules:
    """A guide's purposes and phrases, made ready for millions of texts."""

    order: tuple[str, ...]
    """Every model, in the guide's order."""
    purposes: Mapping[str, Purpose]
    said: Mapping[str, tuple[Said, ...]]
    """What each folded phrase points to."""
    patterns: Mapping[str, re.Pattern[str]]
    """One pattern per language, and one for all."""


def rules(guide: Guide) -> Rules:
    """Return a guide's rules, compiled; do this once, it takes some milliseconds."""
    by_phrase: dict[str, list[Said]] = {}
    spoken: dict[str, set[str]] = {ANY: set()}
    for group in guide.phrases:
        for phrase in spellings(group.phrases):
            folded = fold(phrase).strip()
            by_phrase.setdefault(folded, []).append(Said(phrase, group.model, group.confidence))
            spoken.setdefault(group.language, set()).add(folded)
            spoken[ANY].add(folded)
    return Rules(
        order=tuple(model.id for model in guide.models),
        purposes={purpose.code: purpose for purpose in guide.purposes},
        said={folded: tuple(entries) for folded, entries in by_phrase.items()},
        patterns={language: _pattern(phrases) for language, phrases in spoken.items() if phrases},
    )


def models(
    rules: Rules, *, sectors: Iterable[Sector], titles: Sequence[Text], descriptions: Sequence[Text]
) -> tuple[Mapped, ...]:
    """Return the models that an activity's sectors and texts point to, in the guide's order; none
    where nothing does. Of what the guide itself prints as an alliance of a model, nothing else is
    guessed.
    """
    given = tuple(sectors)
    if printed := {sector.code: sector for sector in given if sector.vocabulary == PRINTED}:
        return tuple(
            Mapped(model, "likely", f"guide {model} {printed[model].name}".rstrip())
            for model in rules.order
            if model in printed
        )
    purposes = sorted({sector.code for sector in given if sector.vocabulary == "dac"})
    codes, heads, bodies = _coded(rules, purposes), _said(rules, titles), _said(rules, descriptions)
    pointed_to = codes.keys() | heads.keys() | bodies.keys()
    judged = (
        _judged(
            model,
            codes.get(model, {}),
            heads.get(model, {}),
            bodies.get(model, {}),
            alone=len(purposes) == 1,
        )
        for model in rules.order
        if model in pointed_to
    )
    return tuple(mapped for mapped in judged if mapped)


def fold(text: str) -> str:
    """Return a text in small letters without accents, with a space for each mark, and one before
    and after.
    """
    text = f" {text.casefold().translate(SPACED)} "
    return (
        text
        if text.isascii()
        else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    )


def spellings(phrases: Iterable[str]) -> list[str]:
    """Return every spelling of phrases whose letters in brackets may be missing: `gang(s)` gives
    `gang` and `gangs`.
    """
    return ["".join(parts) for phrase in phrases for parts in product(*_choices(phrase))]


def _choices(phrase: str) -> list[tuple[str, ...]]:
    return [
        (part,) if number % 2 == 0 else ("", part)
        for number, part in enumerate(re.split(r"[()]", phrase))
    ]


def _coded(rules: Rules, codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return for each model the purposes that point to it, and how: model → purpose in words →
    strength.
    """
    purposes_of: dict[str, dict[str, str]] = {}
    for code in codes:
        if purpose := rules.purposes.get(code):
            for model, strength in purpose.models.items():
                purposes_of.setdefault(model, {})[f"DAC {code} {purpose.title}"] = strength
    return purposes_of


def _said(rules: Rules, texts: Sequence[Text]) -> dict[str, dict[str, str]]:
    """Return for each model the phrases that point to it, and how: model → phrase in quotation
    marks → confidence.
    """
    phrases_of: dict[str, dict[str, str]] = {}
    for language, text in texts:
        pattern = rules.patterns.get(language) or rules.patterns.get(ANY)
        for match in pattern.findall(fold(text)) if pattern and text else ():
            for phrase, model, confidence in (
                rules.said.get(match) or rules.said[" ".join(match.split())]
            ):
                phrases_of.setdefault(model, {})[f"“{phrase}”"] = confidence
    return phrases_of


def _judged(
    model: str,
    codes: Mapping[str, str],
    head: Mapping[str, str],
    body: Mapping[str, str],
    *,
    alone: bool,
) -> Mapped | None:
    """Weigh what points to a model. `alone` tells that the activity has one purpose, so that its
    code speaks of all of it.

    Words in passing in a description make a model possible at most, and wide words there count for
    nothing, unless a code says the same.
    """
    phrases, weights = {**body, **head}, set(codes.values())
    sure = (
        "likely" in head.values()
        or bool(weights - {"beside_text"} and phrases)
        or (alone and "likely" in weights)
        or (alone and bool(weights) and "likely" in phrases.values())
    )
    counted = [code for code, weight in codes.items() if phrases or weight != "beside_text"]
    enough = counted or head or "likely" in body.values()
    return (
        Mapped(model, "likely" if sure else "possible", _reason(counted, phrases))
        if enough
        else None
    )


MOST_PHRASES = 3
"""So many phrases are quoted; the rest say the same."""


def _reason(coded: Iterable[str], said: Mapping[str, str]) -> str:
    """Say the codes, then the phrases that weigh most, in the order in which they were read."""
    weightiest = sorted(said, key=lambda phrase: said[phrase] != "likely")[:MOST_PHRASES]
    return "; ".join([*coded, *weightiest])


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return one expression for many whole phrases. It branches letter by letter, so a text is read
    once however many there are.
    """
    return re.compile(f" ({_branches(sorted(phrases))})(?= )")


def _branches(tails: Sequence[str]) -> str:
    """Return the expression that matches any of these tails, the longest it can."""
    heads: dict[str, list[str]] = {}
    for tail in tails:
        if tail:
            heads.setdefault(tail[0], []).append(tail[1:])
    inner = "|".join(
        (" +" if head == " " else re.escape(head)) + _branches(rest) for head, rest in heads.items()
    )
    if not inner:
        return ""
    return f"(?:{inner})?" if "" in tails else f"(?:{inner})" if len(heads) > 1 else inner
