"""One normal form for the numbers that organisations go by, whoever wrote them: readers,
resolution, the registry and whoever searches all compare by it.

A number is written with its register before it (`GB-COH-01234567`). Publishers write the register
twice or in small letters, with dashes of all kinds or none, lose leading zeros, and put something
where there is no number. What stands for no number is none: two that both wrote `GB-COH-N/A` have
nothing in common.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache

from convene.core.resolution import Identifier
from convene.core.writing import fold

NONE = Identifier("", "")
"""What a text holds that holds no number."""
TOKEN = re.compile(r"[^\W_]+")
EDGES = re.compile(r"^[^\w*#?]+|[^\w*#?]+$")
DASHES = re.compile(
    "[\u00ad\u02d7\u2043\u207b\u208b\u2212\u30fc\uff70\u058a\u05be\u1400\u1806\u2010-\u2015\u2e3a\u2e3b\u301c"
    "\ufe31\ufe32\ufe58\ufe63\uff0d]"
)
"""Signs that people write for a dash, the minus and the soft hyphen among them."""
GENERIC = re.compile(r"([A-Za-z]{2})[-_/: .]([A-Za-z][A-Za-z0-9_]+)[-_/: .]*(?=[-_/: .]|$)")
"""The beginning of a number whose register is not among the known ones: `MD-IDNO-`."""
ADDRESSES = {
    "company-information.service.gov.uk": "GB-COH",
    "beta.companieshouse.gov.uk": "GB-COH",
    "companieshouse.gov.uk": "GB-COH",
    "register-of-charities.charitycommission.gov.uk": "GB-CHC",
    "charitycommission.gov.uk": "GB-CHC",
    "oscr.org.uk": "GB-SC",
    "charitycommissionni.org.uk": "GB-NIC",
    "ror.org": "XI-ROR",
    "wikidata.org": "XI-WIKIDATA",
    "gleif.org": "XI-LEI",
}
"""Registers by the address of their pages, which some publishers write for the register's name."""
NO_NUMBER = """NA NAN NONE NULL NIL NO NOT UNKNOWN UNK TBC TBA TBD TBN TEST DUMMY BLANK EMPTY MISSING
    INVALID OTHER OTHERS VARIOUS MULTIPLE INDIVIDUAL EXAMPLE CONFIDENTIAL REDACTED UNDEFINED NUMBER ID
    FALSE TRUE ERROR VALUE REF NODATA SD SN NC ND NR SO NSP INCONNU INCONNUE AUCUN AUCUNE NEANT
    DESCONOCIDO DESCONOCIDA NINGUNO NINGUNA DESCONHECIDO NENHUM SEMNUMERO UNBEKANNT KEINE KEIN ONBEKEND
    GEEN OKAND BRAK NIEZNANY NESSUNO SCONOSCIUTO НЕТ НЕТДАННЫХ НЕИЗВЕСТНО ВІДСУТНІЙ ВІДСУТНІИ НЕВІДОМО
    НЕМАЄ 无 無 未知 لايوجد"""
"""What is written where there is no number, in capitals, without accents and signs."""
BEGINNINGS = """NOTAPP NOTAVAIL NOTKNOWN NOTREG NOTPROV NOTGIVEN NOTSTATED NOTSPEC NOTYET NOTDISC NOTSET
    NOTFOUND NOTSUPP NOTREQ UNREG UNSPEC UNINCORP UNAVAIL UNDISC TOBE NOAPLICA NODISP NOREG NONUM
    NOTIENE NOID NOCOMP NOCHARITY SINNUM SINREG SINDATO NONRENS NONDISP SANSOBJ NAOAPLIC NAOINF
    KEINEANG NICHT NIETVAN NVT EXEMPT PENDING AWAITING APPLIEDFOR WITHHELD ANONYM НЕУКАЗ НЕВКАЗ"""
"""How such a text begins that holds no digit."""
WORDS, STEMS = frozenset(NO_NUMBER.split()), tuple(BEGINNINGS.split())
COUNTED = ("12345678901234567890", "01234567890123456789", "98765432109876543210")
"""What somebody types who counts instead of looking a number up."""
LABEL = re.compile(
    r"(?:(?:company|charity|registered|registration|reg|no|nr|num|number|n\u00b0)[.:#\s]+)+(?=[^\W_]*\d)",
    re.IGNORECASE,
)
"""What stands before a number and says that it is one: “Company No. 01234567”."""
WHOLE = re.compile(r"(?<=\d\d\d)(?:\.0)+$")
"""What a spreadsheet makes of a number: `1234567.0`."""
SHORTEST_COUNT = 8
"""Digits from which on counting is no number; `01234567` is one, and so are the codes 1 and 11."""
NINES = re.compile("9{5,}")
"""What is typed to fill a field. Other digits that are all the same are numbers of registers:
GB-CHC-111111 and GB-CHC-222222 are two charities.
"""
SIGNS_ALIKE = 5
"""Letters that are all the same from which on they are no number: AAAAA."""
FAMILY = re.compile(r"(360G-[^\W_]+|[A-Za-z]{2}-[A-Za-z][A-Za-z_]*)(?=[^\w])")
"""The list that a number of no known register is of, as it says itself: `GB-EDU-`, `360G-moth:`.
Without a sign behind it, it is none: a bank numbers each project's ministry anew, `SV-ORP0051985`.
"""
MOST = 400
"""Characters that are looked at: a number is never as long."""


def normal(text: str, *, schemes: Collection[str], register: str = "") -> Identifier:
    """Return a number as `GB-COH-01234567` with the register it belongs to; `register` is the one
    that a field beside it names.

    The register is empty where it is none of `schemes`; then the text stays as it was written, but
    for its dashes and edges. Returns NONE where it holds no number.
    """
    given, plain, known = _plain(register), _plain(text), frozenset(schemes)
    scheme, value = _register(plain, known)
    if not scheme and (scheme := _scheme(given, known)):
        value = _own(plain, scheme)
    if not bare(value, scheme=scheme or given):
        return NONE
    if scheme:
        return Identifier(scheme, f"{scheme}-{_tidy(value, scheme)}")
    prefix, own = _parted(plain, given)
    return Identifier("", f"{given or prefix}-{own}" if own and (given or prefix) else plain)


def begins(text: str, *, schemes: Collection[str]) -> bool:
    """Say whether a text begins with a known register, whatever stands behind it."""
    return bool(_register(_plain(text), frozenset(schemes))[0])


@lru_cache(maxsize=1 << 15)
def bare(text: str, *, scheme: str = "") -> str:
    """Return a number as it is compared within its register: capitals and digits only, without the
    register's own code, however often it was written, and without leading zeros, which publishers
    lose (`SC012345` is `SC12345`). Nothing where it is no number.
    """
    prefix, own = _parted(_plain(text), scheme)
    signs = _letters(own)
    if _is_placeholder(own, signs):
        return ""
    body = _letters((scheme or prefix).partition("-")[2])
    behind = signs.removeprefix(body)
    number = behind if body and behind[:1].isdigit() else signs
    return _letters(prefix) + _without_zeros(number)


def key(identifier: Identifier) -> str:
    """Return a number as it is compared over all registers; nothing where it is no number."""
    own = bare(identifier.value, scheme=identifier.scheme)
    return f"{identifier.scheme}-{own}" if own and identifier.scheme else own


def family(identifier: Identifier) -> str:
    """Return the list that a number is of: its register, or what a number of no known register
    names itself, such as `GB-EDU` or a publisher's own `360G-MOTH`. Nothing where it names none.
    """
    if identifier.scheme or not key(identifier):
        return identifier.scheme
    begun = FAMILY.match(_plain(identifier.value))
    return begun[1].upper() if begun else ""


def asked(identifier: Identifier) -> frozenset[str]:
    """Return by what a number can be asked for: with its register or without."""
    own = _parted(_plain(identifier.value), identifier.scheme)[1]
    return frozenset({key(identifier), bare(own, scheme=identifier.scheme)} - {""})


def _plain(text: str) -> str:
    """Return a text with one spelling of each sign: no invisible ones, one dash, digits of any
    script as 0 to 9.
    """
    composed = DASHES.sub("-", text[:MOST])
    if not composed.isascii():
        composed = DASHES.sub("-", unicodedata.normalize("NFKC", composed))
        composed = "".join(sign for sign in map(_sign, composed) if not _is_mark(sign))
    return WHOLE.sub("", EDGES.sub("", " ".join(composed.split())[:MOST]))


def _is_mark(sign: str) -> bool:
    """Say whether a sign is an accent that no letter before it took: it would take a later one."""
    return len(sign) == 1 and unicodedata.combining(sign) > 0


def _sign(sign: str) -> str:
    if unicodedata.category(sign) in ("Cc", "Cf"):
        return ""
    return str(unicodedata.decimal(sign, sign))


def _letters(text: str) -> str:
    """Return the letters and digits of a text, in capitals."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def _without_zeros(signs: str) -> str:
    """Leave away the zeros before a number, also behind the few letters that say which part of a
    register it is in.
    """
    return re.sub(r"^([^\W\d_]{0,3})0+(?=.)", r"\1", signs)


def _parted(text: str, scheme: str) -> tuple[str, str]:
    """Return the beginning that names an unknown register, and the number itself."""
    if scheme:
        return "", _own(text, scheme)
    begun = GENERIC.match(text)
    prefix = f"{begun[1]}-{begun[2]}".upper() if begun else ""
    own = _own(text, prefix) if prefix else text
    return (prefix, own) if own else ("", text)


def _own(text: str, scheme: str) -> str:
    """Return a number without the code of its register, which may stand there several times, with
    its country or without.
    """
    whole, body = _letters(scheme), _letters(scheme.partition("-")[2])
    while (rest := _behind(text, whole)) is not None or (
        body and (rest := _behind(text, body, glued=False)) is not None
    ):
        text = rest
    return LABEL.sub("", text, count=1) if LABEL.match(text) else text


def _behind(text: str, code: str, *, glued: bool = True) -> str | None:
    """Return what stands behind a code at the beginning of a text: at a sign between words, or,
    `glued`, where digits begin. None where the code does not stand there.
    """
    written = ""
    for token in TOKEN.finditer(text[:60]):
        written += token.group().upper()
        if written == code:
            return EDGES.sub("", text[token.end() :])
        if len(written) >= len(code):
            rest = written.removeprefix(code)
            fits = glued and rest != written and rest[0].isdigit()
            return text[token.end() - len(rest) :] if fits else None
    return None


def _register(text: str, schemes: frozenset[str]) -> tuple[str, str]:
    """Return the register that a number begins with and what stands behind it; of several, the
    innermost, since the others were put before a number that was whole.
    """
    scheme = ""
    for _ in range(8):
        begun = _begun(text, schemes)
        if begun is None:
            break
        scheme, text = begun
    return scheme, _own(text, scheme) if scheme else text


def _begun(text: str, schemes: frozenset[str]) -> tuple[str, str] | None:
    known, letters = _by_letters(schemes), _letters(text[:60])
    for code in (letters[:length] for length in range(12, 3, -1)):
        if code in known and (rest := _behind(text, code)) is not None:
            return known[code], rest
    return None


def _scheme(register: str, schemes: frozenset[str]) -> str:
    """Return which register a field names: by its code, or by the address of its pages."""
    if code := _by_letters(schemes).get(_letters(register)):
        return code
    host = re.match(r"(?:https?://)?([\w.-]+)", register.casefold())
    name = host.group(1) if host else ""
    return next(
        (
            code
            for address, code in ADDRESSES.items()
            if code in schemes and (name == address or name.endswith(f".{address}"))
        ),
        "",
    )


@lru_cache(maxsize=4)
def _by_letters(schemes: frozenset[str]) -> Mapping[str, str]:
    return {_letters(code): code for code in schemes}


def _tidy(value: str, scheme: str) -> str:
    """Return the number behind its register as it is shown: without spaces, in capitals where a
    country's register gave it.
    """
    joined = "".join(value.split())
    return joined if scheme.startswith("X") else joined.upper()


def _is_placeholder(own: str, signs: str) -> bool:
    """Say whether what stands there is no number: nothing, a word for nothing, signs that hide one,
    or digits that nobody looked up.
    """
    if not signs.strip("0X") or len(re.findall(r"[*#?]", own)) > 1:
        return True
    if not any(sign.isdigit() for sign in signs):
        word = _letters(fold(own))
        return word in WORDS or word.startswith(STEMS)
    counted = signs.lstrip("0")
    return (
        bool(NINES.fullmatch(signs))
        or (len(set(signs)) == 1 and len(signs) >= SIGNS_ALIKE and not signs.isdigit())
        or (len(counted) >= SHORTEST_COUNT and any(counted in row for row in COUNTED))
    )
