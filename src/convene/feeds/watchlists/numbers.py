"""Numbers of passports, registers and ships, where a list writes them into a sentence."""

import re
from collections.abc import Iterator

NUMBER = re.compile(
    r"\b(?P<kind>passport|registration id|registration|reg|national id|tax(?:payer)? id|company|imo|ogrn|inn|tin|lei"
    r"|(?:national )?(?:identification|identity)(?: card)?)"
    r"[ .,:;#]{0,3}(?:\([a-z]{1,12}\) ?)?(?:(?:numbers?|nos?|nº|n°|code|card)\b[ .:#]{0,3}){0,2}(?:[a-h]\) )?(?:[a-z]{3,15} number )?"
    r"(?P<value>[a-z]{0,4}[- ]?\d[\w/.-]{3,25})",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"[\w/.-]{6,25}")
IMO = re.compile(r"(?<!\d)\d{7}(?!\d)")
DIGITS = 5
"""Digits from which on something without spaces, alone in brackets, is a number of a register."""


def numbers(text: str) -> Iterator[tuple[str, str]]:
    """Yield the numbers that a sentence names, each with what it is called there."""
    for match in NUMBER.finditer(" ".join(text.split())):
        kind = match["kind"]
        value = match["value"].strip(" .-/")
        yield ("IMO" if kind.casefold() == "imo" else kind.capitalize(), value)


def bracketed(part: str) -> Iterator[tuple[str, str]]:
    """Yield what stands alone in brackets if it is a number: “(91653200MA77HXFG5T)”."""
    bare = part.strip()
    if IN_BRACKETS.fullmatch(bare) and sum(char.isdigit() for char in bare) >= DIGITS:
        yield ("Registration", bare)


def imo(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ships' numbers in a cell meant for them: seven digits each, whatever is around."""
    return (("IMO", number) for number in IMO.findall(text))
