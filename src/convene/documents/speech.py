"""How a document speaks: its own words, numbers and days, in the language asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from convene.core.reasons import Language, Reason, gettext_noop, worded
from convene.packs import languages

LOCALES = {"en": "en_GB"}
"""How days are written where a language is written in more than one way."""
COLON, SEMICOLON = gettext_noop(": "), gettext_noop("; ")
"""What stands between a name and what is said of it, and between things listed: French has a space
before either.
"""


@dataclass(frozen=True)
class Speech:
    """A language, as documents use it. What the guide says is translated where somebody has
    translated it, and stands in the guide's own language otherwise.
    """

    language: Language

    def __call__(self, text: str, **values: object) -> str:
        """Return a text in the language, filled with values; whole numbers are grouped."""
        translated = self.language.translate(text) if text else ""
        if not values:
            return translated
        return translated.format(**{name: self._shown(value) for name, value in values.items()})

    def _shown(self, value: object) -> str:
        return self.number(value) if isinstance(value, int) else str(value)

    def each(self, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self, texts))

    def reason(self, reason: Reason) -> str:
        return worded(reason, self.language)

    def number(self, number: int) -> str:
        return self.language.number(number)

    def decimal(self, number: float) -> str:
        """Return a number with two digits after the sign that the language sets before them."""
        return str(format_decimal(number, "0.00", locale=self._locale))

    def amount(self, amount: Decimal) -> str:
        """Return an amount with every digit it has; where it has some after the point, two at
        least.
        """
        shape = "#,##0.00##" if amount % 1 else "#,##0"
        return str(format_decimal(amount, shape, locale=self._locale))

    def day(self, day: date) -> str:
        return format_date(day, "long", locale=self._locale)

    def written(self, day: str) -> str:
        """Return a day that is written as ISO 8601 has it; another text as it stands."""
        try:
            return self.day(date.fromisoformat(day))
        except ValueError:
            return day

    def spoken(self, code: str) -> str:
        """Return what a language is called; its code where nobody knows."""
        return str(Locale.parse(self._locale).languages.get(code, code))

    def script(self, code: str) -> str:
        """Return what a script (ISO 15924) is called; its code where nobody knows."""
        return str(Locale.parse(self._locale).scripts.get(code, code))

    def moment(self, moment: datetime) -> str:
        """Return a moment to the minute, with its time zone."""
        return format_datetime(moment, "d MMM y, HH:mm z", locale=self._locale)

    @property
    def colon(self) -> str:
        return self(COLON)

    @property
    def semicolon(self) -> str:
        return self(SEMICOLON)

    @property
    def _locale(self) -> str:
        return LOCALES.get(self.language.code, self.language.code)


@cache
def speech(language: str) -> Speech:
    """Return how documents speak a language. Raises KeyError for one that is not spoken."""
    return Speech(languages.language(language))
