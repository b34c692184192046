"""What nobody should overlook of the answers in a partner's declaration."""

from collections.abc import Iterable, Mapping

from convene.core.declarations import Agreed, Answer, Reply
from convene.core.reasons import Reason, Value, gettext_noop

SAID_YES = gettext_noop("The partner answered yes about: {names}.")
NOT_SAID = gettext_noop("The partner would rather not answer in the form about: {names}.")
NOT_AGREED = gettext_noop("The partner did not agree to: {names}.")


def to_know(
    answers: Iterable[Answer], agreed: Iterable[Agreed], *, titles: Mapping[str, str]
) -> tuple[Reason, ...]:
    """Say what a partner owned up to, kept to itself and did not agree to, each kind once. The
    questions are yes-or-no ones of which yes is what weighs; `titles` names each by its id, and one
    that has none is named as it was asked.
    """
    titled = [(answer.reply, titles.get(answer.id, answer.question)) for answer in answers]

    def about(reply: Reply) -> tuple[Value, ...]:
        return tuple(Reason(title) for replied, title in titled if replied == reply)

    refused: tuple[Value, ...] = tuple(
        f"“{asked.text.rstrip('.')}”" for asked in agreed if not asked.agrees
    )
    every = {SAID_YES: about("yes"), NOT_SAID: about("unsaid"), NOT_AGREED: refused}
    return tuple(Reason(text, {"names": names}) for text, names in every.items() if names)
