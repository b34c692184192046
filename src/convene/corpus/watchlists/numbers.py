"""Numbers of passports, registers and ships as they are compared: however people write them."""

import re
from functools import lru_cache

from convene.packs.codelists import org_id_schemes

WORDS = re.compile(
    r"(?:(?:passport|registration|reg|company|tax|national|identity|identification|id|imo|number|no|nr|nº|n°|№)\b[\s.,:;#№-]*)+(?=\S*\d)",
    re.IGNORECASE,
)
"""What stands before a number and says what it is."""
BEHIND = re.compile(r"\s*\([^()]{0,60}\)\s*$")
"""Who gave it out, in brackets: “A1234567 (Kenya)”."""
REGISTER = re.compile(r"([A-Z]{2,3}-[A-Z0-9]{2,12})-", re.IGNORECASE)
ZEROS = re.compile(r"^([a-z]*)0+(?=\d)")
SHORTEST = 6
"""Letters and digits below which a number tells nobody apart."""
LONGEST = 200


@lru_cache(maxsize=1 << 14)
def key(text: str) -> str:
    """Return a number without the words, the register and the marks around it and without leading
    zeros; nothing where it is too short to tell anyone apart, or holds no digit but 0.
    """
    plain = WORDS.sub("", BEHIND.sub("", text.strip()[:LONGEST]), count=1)
    while (register := REGISTER.match(plain)) and register[1].upper() in org_id_schemes():
        plain = plain[register.end() :]
    signs = re.sub(r"[\W_]+", "", plain).casefold()
    if len(signs) < SHORTEST or not any(sign.isdigit() and sign != "0" for sign in signs):
        return ""
    return ZEROS.sub(r"\1", signs)
