"""Why: a sentence with named values, and the records that it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; whoever shows it translates it."""
    return text


@dataclass(frozen=True)
class Reason:
    """A sentence with blanks, what fills them, and the ids of the records it rests on (none: expert
    judgement).
    """

    text: str
    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    cites: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.said()

    def said(self, translate: Callable[[str], str] = str) -> str:
        """Return the sentence; `translate` turns it, and each value, into the reader's language."""
        parts = {
            name: (value,) if isinstance(value, str) else value
            for name, value in self.values.items()
        }
        return translate(self.text).format(
            **{
                name: ", ".join(translate(part) for part in found if part)
                for name, found in parts.items()
            }
        )


Traced = Mapping[str, tuple[Reason, ...]]
"""Codes in order, each with why it is there."""
