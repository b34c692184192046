"""The preset for due diligence in the language of the reader: our own words translated, an
organisation's own as they stand.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from convene.core.diligence import Area, Exclusion, Programme, Question, Trigger
from convene.core.ownership import Rule
from convene.packs.diligence import preset


def areas() -> tuple[Area, ...]:
    return tuple(
        replace(
            area,
            title=_(area.title),
            about=_(area.about),
            questions=tuple(Question(id=asked.id, text=_(asked.text)) for asked in area.questions),
        )
        for area in preset().areas
    )


def exclusions() -> tuple[Exclusion, ...]:
    return tuple(
        replace(excluded, title=_(excluded.title), about=_(excluded.about))
        for excluded in preset().exclusions
    )


def title(area: str, question: str = "") -> str:
    """Return what an area is called, or one of the exclusions; its code when the pack no longer
    knows it.
    """
    return _(preset().title(area, question))


def triggers() -> tuple[Trigger, ...]:
    """Return the facts that ask for the enhanced level."""
    return tuple(replace(known, title=_(known.title)) for known in preset().depth.triggers)


def rules() -> tuple[Rule, ...]:
    """Return the rules on ownership."""
    return tuple(
        replace(rule, title=_(rule.title), note=_(rule.note)) for rule in preset().ownership
    )


def programmes() -> tuple[Programme, ...]:
    """Return the sanctions on dealings with a country as such."""
    return tuple(
        replace(known, title=_(known.title), regions=_(known.regions))
        for known in preset().programmes
    )
