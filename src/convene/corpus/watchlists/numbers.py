"""Numbers of passports, registers and ships as they are compared: however people write them."""

import re
import unicodedata
from functools import lru_cache

from convene.packs.codelists import org_id_schemes

SHORT = "reg|tax|id|imo|no|nr|inn|инн|ruc|nit|rut|nif|cif|cin|dni|nie|lei|ein|tin|vat|ci|rc"
LONG = "passport|pasaporte|passeport|passaporte|reisepass|паспорт|registration|company|огрн|siren|siret|ogrn|idno|regno"
WORDS = re.compile(
    rf"(?<!\w)(?:(?:(?:{SHORT}|{LONG})\b|n°)[\s.,:;#№°º/-]*|[^\W\d_]{{4,40}}\b(?:\s*[.,:;#№°º]|\s)\s*)+(?=\S*\d)",
    re.IGNORECASE,
)
"""What stands before a number and says what it is: “Passport No.”, “Commercial Register:”. Words of
fewer letters may be part of the number, unless they are known.
"""
GLUED = re.compile(rf"(?:(?:{SHORT}|{LONG})(?=\d)|(?:{LONG})(?=[a-z]{{0,3}}\d))", re.IGNORECASE)
"""The same without anything between: “IMO9999999”."""
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
    plain = "".join(map(_digit, unicodedata.normalize("NFKC", text.strip()[:LONGEST])))
    plain = WORDS.sub("", BEHIND.sub("", plain), count=1)
    while (register := REGISTER.match(plain)) and register[1].upper() in org_id_schemes():
        plain = plain[register.end() :]
    signs = re.sub(r"[\W_]+", "", plain).casefold()
    while glued := GLUED.match(signs):
        signs = signs[glued.end() :]
    if len(signs) < SHORTEST or not any(sign.isdigit() and sign != "0" for sign in signs):
        return ""
    return ZEROS.sub(r"\1", signs)


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign, sign))
