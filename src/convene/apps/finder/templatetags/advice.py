"""Small questions the answer page asks of an answer."""

from collections.abc import Collection, Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from convene.core.advice.scoring import FITS as FITS_BY_WEIGHT
from convene.core.answer import Answer, Headline, InShort
from convene.core.asks import AskRow
from convene.core.guide import Challenge, Guide, Kind, Model
from convene.core.labels import FITS, IN_SHORT, PARTS, STATES
from convene.core.request import Request

register = template.Library()


@register.filter
def band(answer: Answer, model: str) -> str:
    """Return the band of a model on offer."""
    advised = answer.advised(model)
    return advised.band if advised else ""


@register.filter
def fit(band: str) -> str:
    """Return in words how well a kind of alliance fits, by its band."""
    return gettext(FITS[band])


@register.filter
def weighed(part: str) -> str:
    """Return what one part of a fit is called."""
    return gettext(PARTS[part])


@register.filter
def answers(model: Model, challenge: Challenge) -> str:
    """Return how directly a kind of alliance answers a problem, as a code; nothing where it does
    not.
    """
    return FITS_BY_WEIGHT.get(challenge.models.get(model.id, 0), "")


@register.filter
def split(names: str) -> list[str]:
    """Return names that stand one after the other, with commas between them."""
    return names.split(",")


@register.filter
def in_short_label(name: str) -> str:
    """Return what a line of an answer in short is called."""
    return gettext(IN_SHORT[name])


@register.filter
def lines(short: InShort) -> list[tuple[str, Headline]]:
    """Return the three sentences of an answer, each with its name."""
    return [(name, getattr(short, name)) for name in ("kind", "first", "before")]


@register.filter
def state(row: AskRow, code: str) -> str:
    """Return how a gift stands that nobody is told to have given; nothing for any other."""
    return gettext(STATES[row.states[code]]) if code in row.states else ""


@register.filter
def gift_cites(row: AskRow, code: str) -> tuple[str, ...]:
    """Return the records that tell of one gift of such a party."""
    return row.cites.get(code, ())


@register.filter
def not_offered(answer: Answer) -> list[str]:
    """Return the models that nothing asked points to."""
    return [item.model for item in answer.why_not if not item.offered]


@register.simple_tag
def question(answer: Answer, *, asked: Request, guide: Guide) -> str:
    """Return what was asked, in words: the problems, then what else the guide has a word for."""

    def words(kind: Kind, *codes: str | None) -> list[str]:
        return [
            gettext(guide.word(kind, code).title) for code in codes if code in guide.codes(kind)
        ]

    named = [
        "; ".join(gettext(guide.get(id, Challenge).title) for id in answer.challenges),
        *words("levels", asked.level),
        *words("sectors", *asked.sectors),
        *words("partner_types", *asked.partner_types),
        *(f"{gettext('civic space:')} {word}" for word in words("civic_spaces", asked.civic_space)),
        *(
            f"{gettext('reprisal risk:')} {word}"
            for word in words("reprisal_risks", asked.reprisal_risk)
        ),
    ]
    return " · ".join(named)


@register.simple_tag
def options(choices: Iterable[tuple[str, str]], chosen: Collection[str]) -> SafeString:
    """Return the options of a long list in one go."""
    marked = ((code, " selected" if code in chosen else "", name) for code, name in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', marked)
