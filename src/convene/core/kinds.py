"""Kinds that contradict the name: publishers give the code of companies to Germany and to funds of
the United Nations, and that of governments to banks. Such a code is shown as doubtful and never
used.
"""

import re
from functools import lru_cache

from convene.core.public_bodies import is_public
from convene.core.writing import fold

COMPANY = frozenset({"70", "71", "72", "73"})
GOVERNMENT = frozenset({"10", "11"})
PRIVATE = frozenset({"21", "22", "23", "24", "60", "70", "71", "72", "73", "80"})
"""Kinds of what no state is."""
LONGEST = 300
FORMS = re.compile(
    r"\b(?:inc|incorporated|llc|llp|lllp|ltd|limited|corp|corporation|plc|gmbh|mbh|ag|kg|sarl|sas|srl|spa"
    r"|ltda|lda|pty|pte|bv|nv|oy|oyj|ab|asa|aps|sro|kft|doo|dooel|eood|ood|ad|cjsc|ojsc|pjsc|jsc|ooo|oao|zao"
    r"|pao|ao|tov|vat|prat|pat|too|uab|sia|as|tbk|sdn bhd|bhd|s a de c v|sa de cv|s a|sa|c a|joint stock"
    r"|open joint stock|closed joint stock|aktiengesellschaft|sociedad anonima|societe anonyme|sociedade anonima"
    r"|company|holding|holdings)$"
    r"|^(?:cjsc|ojsc|pjsc|jsc|llc|ooo|oao|zao|pao|ao|tov|too|pt|cv)\b|\b(?:joint stock|limited liability)\b"
    r"|(?:^|\s)(?:ооо|оао|зао|пао|ао|тов|ват|пат|прат|тоо|ип)(?:\s|$)|товариств|акционерн|акціонерн"
    r"|株式会社|有限公司|有限责任公司|股份|주식회사"
)
"""How the names of companies begin or end, folded."""
BANK = re.compile(
    r"\b(?:bank|banco|banque|banca|banka|bankasi|banki|банк|банка)\b|بنك|银行|銀行|은행"
)
DEVELOPMENT = re.compile(
    r"\b(?:development|desarrollo|developpement|entwicklungs|reconstruction)\b"
)
FOUNDATION = re.compile(
    r"\b(?:foundation|fondation|fundacion|fundacao|fondazione|stichting|charitable|charity|fond|vakfi)\b"
    r"|\b\w*(?:stiftung|stiftelse|saatio)\w*|\bфонд|مؤسسة|基金会|재단"
)
WORLD = re.compile(
    r"\b(?:united nations|nations unies|naciones unidas|nacoes unidas|vereinte nationen|un women|un habitat"
    r"|unicef|undp|unhcr|unesco|unfpa|unops|unaids|unrwa|unido|unctad|unodc|ocha|wfp|who|fao|ilo|iom|ifad|imf"
    r"|world bank|world food programme|world health organi[sz]ation|international monetary fund|global fund"
    r"|european (?:commission|union|investment bank)|african union|international development association"
    r"|international bank for reconstruction|(?:asian|african|inter american|caribbean|islamic) development bank"
    r"|international finance corporation|red cross|red crescent)\b|объединенных наций|об єднаних націй|联合国"
)
SCHOOL = re.compile(
    r"\b(?:univers\w+|hochschule|college|politecnico|polytechnic)\b|университет|університет|大学|جامعة"
)
STATE = re.compile(
    r"^(?:the )?(?:\w+ ){0,3}(?:republic|kingdom|sultanate|principality|commonwealth|emirate|emirates|federation)"
    r" of (?:the )?\w+"
    r"|^(?:republica|reino|republique|royaume|republik|bundesrepublik)\b"
)
REALM = re.compile(
    r"^(?:the )?(?:(?:islamic|federal|democratic|socialist|united|grand|federative|independent|plurinational|arab"
    r"|people s|peoples|bolivarian|cooperative|oriental|hashemite) ){0,3}"
    r"(?:state|city|town|county|republic|kingdom|sultanate|principality|emirate|federation|duchy|government|ministry)"
    r" of (?:the )?\w+$"
    r"|^(?:gobierno|gouvernement|governo|ministerio|ministere|estado|ciudad|republica|reino|cidade|municipio|etat|ville|republique|royaume|stadt|land) (?:de|del|do|da"
    r"|du|d|des) (?:la |las |los |el |l )?\w+$|^(?:bundesrepublik|republik|konigreich|freistaat|stadt) \w+$"
)
"""A name that is all that of a state, a city or the like."""


@lru_cache(maxsize=1 << 15)
def contradicts(name: str, type: str, *, is_country: bool = False) -> bool:
    """Return whether a name says that somebody is not of the kind that an IATI organisation type
    calls them; `is_country` says that it is the name of a country.
    """
    plain = " ".join(re.findall(r"[^\W_]+", fold(name[:LONGEST])))
    is_firm = bool(FORMS.search(plain))
    if type in PRIVATE and not is_firm and REALM.search(plain):
        return True
    if type in COMPANY:
        return not is_firm and (
            is_country
            or is_public(name)
            or any(pattern.search(plain) for pattern in (FOUNDATION, WORLD, SCHOOL, STATE))
        )
    if type in GOVERNMENT:
        return is_firm or _is_commercial_bank(name, plain) or bool(FOUNDATION.search(plain))
    return False


def _is_commercial_bank(name: str, plain: str) -> bool:
    return bool(BANK.search(plain)) and not is_public(name) and not DEVELOPMENT.search(plain)
