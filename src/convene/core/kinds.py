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
MINISTRY = re.compile(
    r"^(?:the )?(?:\w+ ){0,2}?(?:vice ?)?(?:ministry (?:of|for)|minist(?:erios?|eres?|ero|erium|erstvo|erstva|erul|erstwo|eriet|eriat)|ministarstvo"
    r"|ministria|ministru|bakanligi)\b"
    r"|^(?:the )?(?:\w+ ){0,2}?(?:government of|gobierno d\w+|gouvernement d\w*|governo d\w+|municipality of|municipalidade? d\w+"
    r"|municipio d\w+|prefeitura|ayuntamiento d\w+|alcaldia d\w+|mairie d\w+|commune d\w+|embassy of|embajada d\w+|ambassade d\w*"
    r"|embaixada d\w+)\b"
    r"|^(?:\w+ )?(?:министер|міністер|министар)|^\W*(?:وزارة|حكومة|بلدية|سفارة)"
)
"""How the name of a ministry, a government, a town hall or an embassy begins, folded."""
CHAMBER = re.compile(
    r"\b(?:chambers?|camaras?|chambres?|camera|handelskammer|kammer) (?:\w+ ){0,4}?(?:commerce|commercio|comercio|trade|industr\w+|mines|mining"
    r"|agricult\w+|business\w*|empres\w+|services|constn|construction|construccion|artisan\w*|metiers|minera|petrol\w+|exporta\w+)\b"
    r"|\b(?:chamber|camara|chambre) (?:\w+ )?(?:americana|francesa|alemana|britanica)\b|\b(?:handels|wirtschafts|industrie)kammer\b"
    r"|\bam ?cham\b|\bторгово промышленн\w+ палат|\bторгово промислов\w+ палат|غرفة (?:ال)?تجار"
    r"|\b(?:associations?|federations?|confederations?|councils?|asociacion(?:es)?|federacion|confederacion|consejo"
    r"|associacao|federacao|confederacao|groupement|syndicat|patronal)(?: \w+){0,4}? (?:employers|industrialists|industries|industry|manufacturers|exporters"
    r"|entrepreneurs|enterprises|businesses|business(?:men|women|people)|executives|chambers|empleadores|empresari\w+|industrial(?:es)?|ejecutivos"
    r"|exportadores|fabricantes|maquiladores|patronale|patronal|employeurs|industriels|exportateurs|industriais|industrias|bankers|bancos)\b"
    r"|(?<!cooperative )\b(?:employers|manufacturers|exporters|business|industry|bankers|trade) (?:\w+ )?(?:association|federation|confederation|council)\b"
)
"""How those are called who speak for many firms, folded."""
ASSOCIATION = re.compile(
    r"\b(?:associations?|asociacion(?:es)?|associacao|associacoes|associazione|asbl|ong|ngo|onlus|verein|asosiasi|dernegi)\b"
    r"|\b(?:общественн\w+ организац|громадськ\w+ організац)|(?:^|\s)(?:ассоциаци|асоціаці|جمعية)"
)
"""How those are called who join for a cause and not for gain, folded."""


@lru_cache(maxsize=1 << 15)
def is_association(name: str) -> bool:
    """Return whether a name is that of an association and not of a firm."""
    plain = plain_words(name)
    return bool(ASSOCIATION.search(plain)) and not FORMS.search(plain)


GRANTS = re.compile(r"\b(?:trust|endowment|philanthrop\w+|filantrop\w+|fonds)\b")


@lru_cache(maxsize=1 << 15)
def gives_grants(name: str) -> bool:
    """Return whether a name is that of a foundation or a trust; what it does must say the same."""
    plain = plain_words(name)
    return bool(FOUNDATION.search(plain) or GRANTS.search(plain)) and not FORMS.search(plain)


@lru_cache(maxsize=1 << 15)
def is_state(name: str) -> bool:
    """Return whether a name is that of a government or an office of it, whatever kind its record
    gives it: “Ministério das Finanças” is no company and no NGO.
    """
    plain = plain_words(name)
    if FORMS.search(plain) or CHAMBER.search(plain):
        return False
    return any(pattern.search(plain) for pattern in (MINISTRY, REALM, STATE))


@lru_cache(maxsize=1 << 15)
def is_chamber(name: str) -> bool:
    """Return whether a name is that of a chamber, or of an association of firms or employers."""
    return bool(CHAMBER.search(plain_words(name)))


@lru_cache(maxsize=1 << 15)
def is_of_the_world(name: str) -> bool:
    """Return whether a name is that of a body of many states."""
    return bool(WORLD.search(plain_words(name)))


def plain_words(name: str) -> str:
    """Return the words of a name in small letters without accents and marks."""
    return " ".join(re.findall(r"[^\W_]+", fold(name[:LONGEST])))


@lru_cache(maxsize=1 << 15)
def contradicts(name: str, type: str, *, is_country: bool = False) -> bool:
    """Return whether a name says that somebody is not of the kind that an IATI organisation type
    calls them; `is_country` says that it is the name of a country.
    """
    plain = plain_words(name)
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
