"""Do two profiles mean one organisation? Each rule gives points for or against and one sentence;
together they join, ask or leave apart.

Points are log-odds: 0 tells nothing, 2 makes it about seven times as likely, -2 seven times less.
They were set by hand, the two thresholds on one half of labelled pairs
(`docs/explanation/resolution.md`). A guard forbids a join whatever the points say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log
from typing import Literal, NamedTuple

from convene.core.reasons import Place, Reason, filled, gettext_noop
from convene.core.resolution import Kind, Verdict
from convene.core.sameness_words import (
    ALL_COMMON,
    ALONE,
    ANY_STATE,
    BRANCH,
    NUMBERS,
    ONE_LETTER,
    ONE_NUMBER,
    ONLY_INITIALS,
    OTHER_FORM,
    PLACES,
    SAME_LETTERS,
    SLIPS,
    TOGETHER,
)

JOIN = 0.8
"""From this score on two profiles are joined."""
REVIEW = 0.35
"""From this score on a person is asked."""
SHARED_BY = {1: 7.0, 2: 7.0, 3: 4.0, 4: 2.0, 5: 1.0}
"""Points of an identifier in common, by how many different names carry it; one that more carry
tells nothing.
"""
COMMON = {2: -5.0, 3: -2.0}
"""Points against a name of common words only, by how many words it has."""
MANY = 3
"""Telling words in common from which on a word that is only spelt alike counts less."""
LOOSE = 0.6
"""Share of those points for an identifier whose scheme gives several to one organisation, or one to
several.
"""
OWN = 4
"""Different names up to which a number of a register is taken for one organisation's own."""
INITIALS = 3.0
"""Points more for an identifier in common where one name is the initials of the other."""


class Shared(NamedTuple):
    """An identifier that both carry, how many different names carry it, and whether its register
    gives one to each organisation.
    """

    text: str
    names: int
    certain: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What two profiles have in common and what sets them apart; what is not known stays so."""

    name: float
    """Score of the matcher for the names alone, 0 to 1."""
    same_letters: bool = False
    alone: float = 0.0
    """How much the most telling word tells that only one of the names has: 0 to 1."""
    slips: bool = False
    """Whether a telling word is only spelt alike."""
    near: bool = False
    """Whether such a word may be the name of somebody else: Luke and Lucy."""
    telling: int = 1
    """Telling words that the names have in common."""
    words: int = 9
    """Words of the shorter name, legal form and small words left out."""
    numbers: bool = False
    """Whether their numbers differ, or their single letters."""
    number: bool = False
    """Whether only one has a number."""
    letter: bool = False
    """Whether only one has a single letter that tells: “Ward A”."""
    places: bool = False
    """Whether they name different countries."""
    branch: bool = False
    """Whether only one names a country."""
    initials: bool = False
    """Whether one name is the initials of the other, small words left out. They hold the country's
    too, if it names one.
    """
    forms: bool = False
    """Whether both give a legal form, and different ones."""
    office: bool = False
    """Whether one is a public body as every state has them: a ministry, a court."""
    shared: tuple[Shared, ...] = ()
    clash: tuple[str, ...] = ()
    """Two different identifiers of one register that gives one to each organisation, as text."""
    countries: tuple[str, str] = ("", "")
    kinds: tuple[str, str] = ("", "")
    """Of what kind they are, in the groups in which publishers rarely err: government, company,
    university, and so on.
    """
    website: str = ""
    """A website in common."""
    partners: int = 0
    """Organisations that both were named beside, the ones that are named everywhere left out."""
    together: int = 0
    """Records that name both."""


class Weighed(NamedTuple):
    """Points for (above 0) or against, why, and whether that speaks of the names or of what records
    say.
    """

    points: float
    reason: Reason
    about: Literal["name", "records"] = "records"


class Judgement(NamedTuple):
    """What is to be done with two profiles, how sure it is that they are one organisation,
    and why.
    """

    verdict: Verdict
    score: float
    kind: Kind
    weighed: tuple[Weighed, ...]

    @property
    def why(self) -> tuple[Reason, ...]:
        """All reasons."""
        return tuple(each.reason for each in self.weighed)


def judge(facts: Facts) -> Judgement:
    """Return whether two profiles are joined, left to a person or left apart."""
    weighed = tuple(weight for rule in RULES if (weight := rule(facts)))
    total = _log_odds(facts.name) + sum(weight.points for weight in weighed)
    score, number = _logistic(total), _identifier(facts)
    kind: Kind = (
        "identifier" if number and score >= JOIN > _logistic(total - number.points) else "name"
    )
    return Judgement(verdict=_verdict(facts, score), score=score, kind=kind, weighed=weighed)


def _verdict(facts: Facts, score: float) -> Verdict:
    if score >= JOIN and not guarded(facts):
        return "join"
    return "review" if score >= REVIEW or certainly_shared(facts) else "apart"


def guarded(facts: Facts) -> bool:
    """Return whether something forbids a join without a person; the rules have said what."""
    return (
        bool(facts.clash)
        or facts.places
        or _is_branch(facts)
        or facts.numbers
        or _one_letter(facts)
        or _is_near(facts)
        or _only_initials(facts)
        or _of_any_state(facts)
        or _of_other_form(facts)
    )


def _of_any_state(facts: Facts) -> bool:
    """Return whether nothing says that two public bodies are of one state: no country that both
    have, and no number that is really theirs.
    """
    return facts.office and not _at_home(facts) and not _number_of_their_own(facts)


def _of_other_form(facts: Facts) -> bool:
    """Return whether they are companies of different forms, and carry no number of their own."""
    return facts.forms and not _number_of_their_own(facts)


def _at_home(facts: Facts) -> bool:
    one, other = facts.countries
    return bool(one) and one == other


def _number_of_their_own(facts: Facts) -> bool:
    return any(each.names <= (OWN if each.certain else 2) for each in facts.shared)


def certainly_shared(facts: Facts) -> bool:
    """Return whether both carry one number that a register gives and hardly anyone else has."""
    return any(each.certain and each.names <= 2 for each in facts.shared)


def _log_odds(score: float) -> float:
    kept = min(max(score, 0.001), 0.999)
    return log(kept / (1 - kept))


def _logistic(total: float) -> float:
    return 1 / (1 + exp(-total))


def _letters(facts: Facts) -> Weighed | None:
    return Weighed(2.0, SAME_LETTERS, "name") if facts.same_letters else None


def _common(facts: Facts) -> Weighed | None:
    if facts.telling or not facts.same_letters or facts.words > max(COMMON):
        return None
    return Weighed(COMMON.get(facts.words, -5.0), ALL_COMMON, "name")


def _alone(facts: Facts) -> Weighed | None:
    return Weighed(-4.0 * facts.alone, ALONE, "name") if facts.alone >= 0.5 else None


def _only_initials(facts: Facts) -> bool:
    """Return whether nothing but its initials connects a name with another; many names have the
    same.
    """
    return facts.initials and not facts.website and not _few_carry(facts)


def _initials(facts: Facts) -> Weighed | None:
    return Weighed(-1.5, ONLY_INITIALS, "name") if _only_initials(facts) else None


def _slips(facts: Facts) -> Weighed | None:
    return Weighed(-4.0 if facts.telling < MANY else -1.5, SLIPS, "name") if facts.slips else None


def _is_near(facts: Facts) -> bool:
    """Return whether a telling word is only near another, and nothing says that they are one."""
    return facts.near and not facts.website and not _number_of_their_own(facts)


def _numbers(facts: Facts) -> Weighed | None:
    if facts.numbers:
        return Weighed(-5.0, NUMBERS, "name")
    if facts.number:
        return Weighed(-3.0, ONE_NUMBER, "name")
    return Weighed(-1.0, ONE_LETTER, "name") if _one_letter(facts) else None


def _one_letter(facts: Facts) -> bool:
    """Return whether a letter of one name may tell them apart, and no number says they are one."""
    return facts.letter and not _number_of_their_own(facts)


def _places(facts: Facts) -> Weighed | None:
    if facts.places:
        return Weighed(-8.0, PLACES, "name")
    return (
        Weighed(0.0 if _few_carry(facts) else -3.0, BRANCH, "name") if _is_branch(facts) else None
    )


def _few_carry(facts: Facts) -> bool:
    """Return whether both carry a number that is evidence: a branch seldom has another's."""
    return any(each.names in SHARED_BY for each in facts.shared)


def _is_branch(facts: Facts) -> bool:
    return facts.branch and not facts.initials


def _forms(facts: Facts) -> Weighed | None:
    return Weighed(0.0, OTHER_FORM, "records") if _of_other_form(facts) else None


def _office(facts: Facts) -> Weighed | None:
    return Weighed(0.0, ANY_STATE, "records") if _of_any_state(facts) else None


def _identifier(facts: Facts) -> Weighed | None:
    points = [
        (SHARED_BY.get(shared.names, 0.0) * (1.0 if shared.certain else LOOSE), shared)
        for shared in facts.shared
    ]
    if not points:
        return None
    most, best = max(points)
    carried = _carried(best)
    if best.names > max(SHARED_BY):
        return Weighed(0.0, carried)
    sure = (
        most and facts.initials and not _abroad(facts) and any(sign.isdigit() for sign in best.text)
    )
    return Weighed(most + (INITIALS if sure else 0.0), carried)


def _carried(best: Shared) -> Reason:
    """Return which identifier both carry, and by how many names."""
    if best.names > max(SHARED_BY):
        text = gettext_noop(
            "Both carry {identifier}, but so do {names} different names, so it tells nothing."
        )
    elif best.names > 2:
        text = gettext_noop(
            "Both carry {identifier}, which {names} different names carry in all records."
        )
    else:
        text = gettext_noop("Both carry {identifier}, which no other name carries in all records.")
    return filled(text, {"identifier": best.text, "names": best.names})


def _clash(facts: Facts) -> Weighed | None:
    if not facts.clash:
        return None
    first, second = facts.clash
    return Weighed(
        -3.0,
        Reason(
            gettext_noop("They carry different numbers of one register: {one} and {other}."),
            {"one": first, "other": second},
        ),
    )


def _abroad(facts: Facts) -> bool:
    one, other = facts.countries
    return bool(one and other) and one != other


def _country(facts: Facts) -> Weighed | None:
    first, second = facts.countries
    if not first or not second or (first == second and facts.shared):
        return None  # that two with one number are in one country is the same evidence once more
    if first == second:
        both = gettext_noop("Both are in {country}.")
        return Weighed(0.7, Reason(both, {"country": Place(first)}))
    return Weighed(
        -4.0,
        Reason(
            gettext_noop("One is in {one}, the other in {other}."),
            {"one": Place(first), "other": Place(second)},
        ),
    )


def _kind(facts: Facts) -> Weighed | None:
    first, second = facts.kinds
    if not first or not second:
        return None
    if first == second:
        both = gettext_noop("Both are listed as {kind}.")
        return Weighed(0.3, Reason(both, {"kind": Reason(first)}))
    return Weighed(
        -1.0,
        Reason(
            gettext_noop("One is listed as {one}, the other as {other}."),
            {"one": Reason(first), "other": Reason(second)},
        ),
    )


def _website(facts: Facts) -> Weighed | None:
    if not facts.website:
        return None
    text = gettext_noop("Both give the website {website}.")
    return Weighed(4.0, Reason(text, {"website": facts.website}))


def _partners(facts: Facts) -> Weighed | None:
    if facts.partners <= 1:
        return None
    text = gettext_noop("Records name both beside {count} of the same organisations.")
    return Weighed(0.7, Reason(text, {"count": facts.partners}))


def _together(facts: Facts) -> Weighed | None:
    if not facts.together or facts.same_letters or facts.shared:
        return None
    return Weighed(-1.0, TOGETHER)


RULES: tuple[Callable[[Facts], Weighed | None], ...] = (
    _letters,
    _identifier,
    _website,
    _country,
    _kind,
    _partners,
    _common,
    _alone,
    _initials,
    _slips,
    _numbers,
    _places,
    _clash,
    _together,
    _office,
    _forms,
)
