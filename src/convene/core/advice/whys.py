"""Why a kind of alliance fits as it does, and why others rank below it."""

from collections.abc import Sequence
from fractions import Fraction

from convene.core.advice.traces import unique
from convene.core.answer import Advised, Joining, WhyNot
from convene.core.guide import Alliance, Challenge, Guide, Model, Motivation
from convene.core.reasons import Reason, gettext_noop

NO_ROW = gettext_noop("The guide's matrix leads none of those named to this kind of alliance.")
NOT_YET = gettext_noop(
    "Its own text prints a motive, which counts once you name somebody who is around."
)
NOBODY = gettext_noop("You named nobody who is around, so no motive counts yet.")


IN_THE_COUNTRY = {
    Fraction(1): gettext_noop(
        "The guide tells of an alliance of this kind in the same country and reports an outcome; that it bears on the problem is our reading."
    ),
    Fraction(8, 10): gettext_noop(
        "The guide tells of an alliance of this kind in the same country, without an outcome; that it bears on the problem is our reading."
    ),
    Fraction(3, 10): gettext_noop(
        "The guide tells of an alliance of this kind in the same country, but for other problems."
    ),
}
IN_THE_REGION = {
    Fraction(1): gettext_noop(
        "The guide tells of an alliance of this kind in the same region and reports an outcome; that it bears on the problem is our reading."
    ),
    Fraction(8, 10): gettext_noop(
        "The guide tells of an alliance of this kind in the same region, without an outcome; that it bears on the problem is our reading."
    ),
    Fraction(3, 10): gettext_noop(
        "The guide tells of an alliance of this kind in the same region, but for other problems."
    ),
}
SOMEWHERE = gettext_noop(
    "The guide tells of an alliance of this kind; that it bears on the problem is our reading."
)
ACROSS = gettext_noop(
    "The guide tells of an alliance of this kind across regions; that it bears on the problem is our reading."
)
ELSEWHERE = gettext_noop(
    "The guide tells of an alliance of this kind in another region; that it bears on the problem is our reading."
)


def why_challenge(model: Model, challenges: tuple[Challenge, ...]) -> tuple[Reason, ...]:
    sentences = {
        3: gettext_noop("Answers “{challenge}” directly."),
        2: gettext_noop("Supports work on “{challenge}”."),
        1: gettext_noop("Makes a side contribution to “{challenge}”."),
    }
    pointing = [challenge for challenge in challenges if model.id in challenge.models]
    return tuple(
        Reason(
            sentences[challenge.models[model.id]],
            {"challenge": Reason(challenge.title)},
            unique([model.id, *(e for e in challenge.evidence if e in model.examples)]),
        )
        for challenge in sorted(pointing, key=lambda challenge: -challenge.models[model.id])
    )


def why_motivation(
    model: Model, motivations: tuple[Joining, ...], *, guide: Guide, anyone: bool
) -> tuple[Reason, ...]:
    """Say what may move those around; `anyone` says whether somebody is around at all."""
    if not motivations:
        if has_motive(model) and not anyone:
            return (Reason(NOT_YET, {}, (model.id,)),)
        return (Reason(NO_ROW if anyone else NOBODY), *_own_motive(model))
    sentences = {
        "printed": gettext_noop("{row} (printed in the guide)."),
        "inferred": gettext_noop("{row} (inferred, because the guide's own cell is misprinted)."),
    }
    rows = tuple(
        Reason(
            sentences[item.status],
            {"row": Reason(guide.get(item.row, Motivation).title)},
            (item.row,),
        )
        for item in motivations
    )
    printed = any(item.status == "printed" for item in motivations)
    return rows if printed else (*rows, *_own_motive(model))


def has_motive(model: Model) -> bool:
    """Return whether the guide's own text on a model prints a motive."""
    return model.motive is not None and model.motive.by != "ours"


def _own_motive(model: Model) -> tuple[Reason, ...]:
    """A motive that the model's own text prints is told beside the matrix."""
    if not has_motive(model):
        return ()
    return (Reason(gettext_noop("Its own text prints a motive."), {}, (model.id,)),)


def why_precedent(
    part: Fraction, examples: tuple[Alliance, ...], *, region: str | None, country: str | None
) -> tuple[Reason, ...]:
    """Say where such an alliance was, and of which the sentence holds."""
    if not examples:
        return (
            Reason(
                gettext_noop(
                    "We know no alliance of the guide for the problems named. That is no sign that there was none."
                )
            ),
        )
    sentence, counted = _where(part, examples, region=region, country=country)
    return (Reason(sentence, {}, tuple(record.id for record in counted)),)


def _where(
    part: Fraction, examples: tuple[Alliance, ...], *, region: str | None, country: str | None
) -> tuple[str, Sequence[Alliance]]:
    near = [it for it in examples if it.region == region]
    counted = [it for it in near if it.reports_an_outcome or part < 1]
    if here := [it for it in counted if country in it.countries]:
        return IN_THE_COUNTRY[part], here
    if counted:
        return IN_THE_REGION[part], counted
    if region is None:
        return SOMEWHERE, examples
    elsewhere = [it for it in examples if it.region != "global"]
    return (ELSEWHERE, elsewhere) if elsewhere else (ACROSS, examples)


def why_not(
    models: tuple[Advised, ...], leaders: tuple[str, ...], *, guide: Guide
) -> tuple[WhyNot, ...]:
    """Return the models below the leaders, best first, then those that are not offered at all."""
    nothing = Reason(gettext_noop("None of the problems named points here."))
    offered = {advised.model for advised in models}
    return (
        *(
            WhyNot(model=advised.model, offered=True, reasons=_lacks(advised, models[0]))
            for advised in models
            if advised.model not in leaders
        ),
        *(
            WhyNot(model=model.id, offered=False, reasons=(nothing,))
            for model in guide.models
            if model.id not in offered
        ),
    )


def _lacks(advised: Advised, best: Advised) -> tuple[Reason, ...]:
    """Return why a model ranks below the best: each part in which it is weaker, in that part's own
    words.
    """
    sentences = {
        "supporting": gettext_noop(
            "It supports work on the problems named but answers none directly."
        ),
        "side": gettext_noop("It makes only a side contribution to the problems named."),
        "direct": gettext_noop("It answers fewer of the problems you named."),
    }
    weaker = [name for name in advised.parts if advised.parts[name] < best.parts[name]]
    first = (Reason(sentences[advised.fit], {}, (advised.model,)),) if "challenge" in weaker else ()
    return (
        *first,
        *(reason for name in weaker if name != "challenge" for reason in advised.because[name]),
    )
