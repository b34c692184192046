"""The languages that Convene speaks: their sentences, numbers and names of places."""

import gettext
from functools import cache, partial
from pathlib import Path

from babel.numbers import format_decimal

from convene.core.reasons import Language
from convene.packs import places

LANGUAGES = ("en", "es", "fr")
CATALOGUES = Path(__file__).parent.parent / "site" / "locale"
"""What pages say, as `tools/messages.py` collects it: papers and the terminal say it alike."""


@cache
def language(code: str) -> Language:
    """Return a language by its code. Raises KeyError for one that Convene does not speak."""
    if code not in LANGUAGES:
        raise KeyError(code)
    if code == "en":
        return Language(place=places.name)
    catalogue = gettext.translation("django", CATALOGUES, languages=[code])
    return Language(
        code=code,
        translate=catalogue.gettext,
        number=partial(format_decimal, locale=code),
        place=partial(places.name, language=code),
    )
