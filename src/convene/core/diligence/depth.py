"""How deep to look into a partner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from convene.core.diligence.states import Level
from convene.core.reasons import Reason, gettext_noop


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """A fact that asks for the enhanced level. `expert` marks a choice of ours that no source
    prescribes.
    """

    id: str
    title: str
    expert: bool = False


@dataclass(frozen=True, kw_only=True)
class Amount:
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class Depth:
    """Which facts ask for the enhanced level, and between which values the others fall."""

    triggers: tuple[Trigger, ...]
    enhanced_above: Amount | None = None
    basic_below: Amount | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a partner and of the work planned with it, by trigger id; None means nobody
    knows yet.
    """

    known: Mapping[str, bool | None]
    value: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, kw_only=True)
class Depths:
    """A level and the codes of why: trigger ids, `value`, `small`, or `unknown:ID`."""

    level: Level
    reasons: tuple[str, ...]


def level(facts: Facts, *, depth: Depth) -> Depths:
    """Return how deep to look: enhanced on any trigger or above a value, basic for a small value
    with everything known.
    """
    raised = tuple(trigger.id for trigger in depth.triggers if facts.known.get(trigger.id))
    if (
        (above := depth.enhanced_above)
        and facts.value is not None
        and _compares(facts, above)
        and facts.value > above.amount
    ):
        raised = (*raised, "value")
    if raised:
        return Depths(level=Level.ENHANCED, reasons=raised)
    unknown = tuple(
        f"unknown:{trigger.id}" for trigger in depth.triggers if facts.known.get(trigger.id) is None
    )
    below = depth.basic_below
    if (
        below
        and not unknown
        and facts.value is not None
        and _compares(facts, below)
        and facts.value < below.amount
    ):
        return Depths(level=Level.BASIC, reasons=("small",))
    return Depths(level=Level.STANDARD, reasons=unknown)


def _compares(facts: Facts, limit: Amount) -> bool:
    """Amounts in another currency are never compared: that would need a rate and its day."""
    return facts.currency == limit.currency


WORDS = {
    "asked": Reason(gettext_noop("Whoever opened the case asked for it.")),
    "value": Reason(gettext_noop("The work is worth more than the limit.")),
    "small": Reason(gettext_noop("The work is small, and nothing known asks for more.")),
}
OVER = {
    "value": Reason(
        gettext_noop("The work was worth more than the limit, and no longer is; the level stays.")
    ),
}
TRIGGER = "{title}."
EXPERT = gettext_noop("{title} (an expert choice).")
UNKNOWN = gettext_noop("Nobody knows yet: {title}.")
TAKEN_BACK = gettext_noop(
    "The level was raised for this, which is no longer said, and stays: {title}."
)


def why(code: str, *, triggers: Iterable[Trigger], stands: bool = True) -> Reason:
    """Say why a case has its level, from a code of `Depths.reasons`; one that is no longer known
    stands as it is, and one that is no longer so (`stands`) is told as what it was.
    """
    titles = {trigger.id: trigger for trigger in triggers}
    trigger = titles.get(code.removeprefix("unknown:"))
    if trigger is None:
        return _of_a_code(code, stands=stands)
    if not stands:
        return Reason(TAKEN_BACK, {"title": Reason(trigger.title)})
    text = UNKNOWN if code.startswith("unknown:") else EXPERT if trigger.expert else TRIGGER
    return Reason(text, {"title": Reason(trigger.title)})


def reasons(codes: Iterable[str], *, facts: Facts, depth: Depth) -> tuple[Reason, ...]:
    """Say why a case has its level, from the codes that it keeps: what is no longer so is told as
    what it was, or not at all where it only said that nobody knew.
    """
    now, known = level(facts, depth=depth).reasons, {trigger.id for trigger in depth.triggers}
    return tuple(
        why(code, triggers=depth.triggers, stands=code in now or code not in {*known, "value"})
        for code in codes
        if code in now or not _is_passing(code, facts)
    )


def _is_passing(code: str, facts: Facts) -> bool:
    """Say whether a code only told that nothing was known, which may have changed."""
    id = code.removeprefix("unknown:")
    return code == "small" or (id != code and facts.known.get(id) is not None)


def _of_a_code(code: str, *, stands: bool) -> Reason:
    known = WORDS.get(code)
    if known and not stands:
        return OVER.get(code, known)
    return known or Reason(TRIGGER, {"title": code})
