"""Whether a reason tells somebody else enough: a simple sign of it, and never a judgement."""

import re

from convene.core.writing import fold


def is_substantial(reason: str) -> bool:
    """Say whether a reason tells more than "no": at least four words, with twenty letters or digits
    (expert choice).
    """
    return len(reason.split()) >= 4 and sum(map(str.isalnum, reason)) >= 20


def tells_apart(reason: str, *, cites: bool) -> bool:
    """Say whether a reason for setting a strong hit aside is of substance and rests on evidence, or
    names what was compared: a number, a name or place, or a word such as "born", "register" or
    "address" in English, Spanish or French (expert choice). Scripts without capitals are not
    looked into further.
    """
    if not is_substantial(reason):
        return False
    return cites or bool(
        any(map(str.isdigit, reason))
        or any(word[0].isupper() for word in NAMED.findall(reason))
        or any(char.isalpha() and not _has_case(char) for char in reason)
        or COMPARED.search(fold(reason))
    )


def _has_case(char: str) -> bool:
    return char.lower() != char.upper()


NAMED = re.compile(r"(?<=[^.!?:\s] )[“\"«'(]*([^\W\d_]{2,})")
"""A word that begins no sentence: with a capital it is a name, of somebody or of a place."""
WORDS = """
born birth births birthday date dates age aged country countries address addresses street city town
village province region number numbers passport role roles office post profession job sector trade
name names named alias surname spelling father mother sex man woman ship flag website owner owners
director manager founder founders register registry
nacido nacida nacio nacimiento fecha edad pais paises direccion domicilio calle ciudad pueblo
provincia numero numeros pasaporte cedula cargo oficio profesion nombre nombres apellido apellidos
alias padre madre sexo hombre mujer buque bandera sitio dueno propietario gerente fundador
ne nee naissance age pays adresse rue ville village numero numeros passeport fonction poste metier
profession secteur nom noms prenom pere mere sexe homme femme navire pavillon proprietaire gerant
dirigeant fondateur
"""
STEMS = (
    "regist|nationalit|nacionalidad|citizen|ciudadan|citoyen|incorporat|immatricul|identi(?:ty|fi)"
)
COMPARED = re.compile(rf"\b(?:(?:{'|'.join(sorted(set(WORDS.split())))})|(?:{STEMS})\w*)\b")
"""Words for what two entries are compared by, without accents."""
