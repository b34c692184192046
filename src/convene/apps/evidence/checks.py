"""What an operator should know of this system before files are taken in."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from convene.documents.apart import HELD


@register()
def memory_is_held(**_asked: Any) -> list[CheckMessage]:
    if HELD:
        return []
    return [
        Warning(
            "This system holds no process to its memory: a file that somebody adds as evidence"
            " may take all there is while it is looked into. Only its time is held.",
            hint="Run Convene on Linux where strangers' files are taken in.",
            id="evidence.W001",
        )
    ]
