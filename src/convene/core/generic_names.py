"""Which names hold nothing but what every country has: “University of Health Sciences”, “Hôpital
Régional”, “National Red Cross Society”, “Bar Association”. Like the name of a ministry, such a name
tells what somebody is and not who.
"""

import re
from functools import lru_cache

from convene.core.public_bodies import is_public
from convene.core.writing import fold

KINDS = """
universit universid universidad polytechnic politecnic institut hochschul academy academi akademi
college colegio hospital hopital ospedal krankenhaus klinik clinic clinica school escuela escola
ecole schule faculty facult facultad red cross croix cruz roja croce rossa rotes kreuz kruis ordre ordem orden congress crescent croissant rouge media luna
chamber chambre camera handelskammer kammer wirtschaftskammer bar barreau barra abogados avocats
advogados advocates lawyers notaries notaires union unions syndicat sindicat sindicato gewerkschaft
federation federacion federacao federazione federatie foderation confedera konfodera verband bund
association asociacion associacao associazione associat vereinigung vereniging forening football
futbol fussball soccer olympic olimpico olympique church eglise iglesia igreja chiesa kirche diocese
dioces archdiocese bishops episcop conference caritas parish mosque council society societe sociedad
sociedade gesellschaft cooperative cooperativ kooperativ committee comite comitato komitee
bank banque banco fund fonds fondo fundo museum museo musee library biblioteca
bibliotheque stock exchange bourse bolsa laboratory laboratoire laboratorio orphanage centre center
centro universitas universitet universitesi universiteit egyetem hastanesi rumah sakit palang merah
красн крест полумес торгов промышленн палат университет институт больниц госпитал адвокат союз федерац
професс профсоюз ассоциац академи червон хрест лікарн університет інститут спілк асоціац федерац
церк епарх
جامع مستشفى الهلال الصليب غرف نقاب اتحاد جمعي كلي
"""
"""Beginnings of words for bodies that every country has, folded."""
GENERIC = """
national nacional nazionale nationa regional provincial central centre general state public publi
publica district federal local municipal royal real islamic catholic cathol catolic catholique
evangelic protestant orthodox lutheran anglican methodist baptist presbyterian adventist christian
north south east west nord sud est ouest norte sur este oeste northern southern eastern western upper
lower health sante salud saude salute gesundheit scien ciencia wissenschaft medic medical medicin
technolog tecnolog techni tecnic teknik agricult agricol agrar landwirtschaft education educac
pedagog teacher enseignant maestro docente engineer ingenier ingenieur law droit derecho direito
recht econom finan business commerc comerc handel industr trade trades trading labour labor travail
trabajo trabalho worker travailleur trabajador trabalhador employer employeur empleador farmer
agriculteur campesin paysan women femme mujer mulher frauen youth jeune joven juvent jugend child
enfant nino crianca student etudiant estudiante journalist periodista press nurse infirm midwi
sage-femme sage femme doctor medecin pharmac dental dentist veterinar teaching referral universitair
universitar university hospital primary secondary high elementary higher superieur superior basic
training formation research recherche investiga pesquisa development develop desarrollo art arts
music sport sports athletic gymnast swim volley basket hand ball club league ligue liga cross red
credit saving epargne blood sang sangre cancer tubercul aids family planning
народн национальн национ государствен центральн областн районн город медицинск технич педагогич
аграрн торгов общест православ обласн національн державн медичн технічн
الوطني الطب العلوم الصح التجار الصناع الاحمر المحامين العمال العام المركزي
"""
"""Beginnings of words that say only what such bodies do, or for whom."""
SMALL = frozenset(
    [
        "s",
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "to",
        "a",
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "et",
        "en",
        "pour",
        "del",
        "el",
        "los",
        "las",
        "y",
        "e",
        "do",
        "da",
        "dos",
        "das",
        "di",
        "della",
        "delle",
        "degli",
        "dei",
        "und",
        "der",
        "die",
        "das",
        "fur",
        "von",
        "van",
        "het",
        "voor",
        "i",
        "u",
        "и",
        "в",
        "по",
        "з",
        "та",
        "للـ",
        "و",
    ]
)
NAMES_NOBODY = re.compile(
    r"적십자|상공회의소|변호사|대학교$|(?:보건|재정|농업|외무|교육|무역)성$|부$|청$|처$|병원$|赤十字|红十字|紅十字|商工会議所|商会$|大学$|医院$|病院$"
    r"|สภากาชาด|โรงพยาบาล|หอการค้า|มหาวิทยาลัย|ສະພາກາແດງ|រដ្ឋាភិបាល|សាកលវិទ្យាល័យ"
)
"""Bodies of this kind in scripts that part no words: how names of ministries, hospitals and the
like end or what they hold.
"""
WHOLE = frozenset(
    [
        "north",
        "south",
        "upper",
        "lower",
        "church",
        "women",
        "press",
        "child",
        "state",
        "parish",
        "youth",
        "health",
        "trade",
        "union",
        "media",
        "barra",
        "blood",
        "christian",
        "sport",
        "royal",
        "court",
        "croce",
        "rossa",
        "kreuz",
        "kruis",
        "ordre",
        "orden",
    ]
)
"""Words that begin other names, too: “Northampton”, “Churchill”."""
LONGEST_OF_UNSPACED = 10
"""Letters from which on a name in such a script is rarely only generic."""
SHORTEST = 5
"""Letters from which on a beginning stands for all that begin so, one fewer in other alphabets; a
shorter one is a whole word.
"""


@lru_cache(maxsize=1 << 15)
def is_of_any_country(name: str) -> bool:
    """Return whether every country may have somebody of this name: a public body, or one whose name
    holds only generic words.
    """
    return is_public(name) or _is_generic(name[:300])


def _is_generic(name: str) -> bool:
    if len(name) <= LONGEST_OF_UNSPACED and NAMES_NOBODY.search(name):
        return True
    words = [word for word in re.findall(r"[^\W_]+", fold(name)) if word not in SMALL]
    return (
        bool(words)
        and all(_begins(word, KNOWN) or word.startswith(STEMS) for word in words)
        and any(_begins(word, KIND_WORDS) or word.startswith(KIND_STEMS) for word in words)
    )


def _begins(word: str, whole: frozenset[str]) -> bool:
    return word in whole or word.removesuffix("s") in whole


KIND_WORDS = frozenset(fold(KINDS).split())
KNOWN = KIND_WORDS | frozenset(fold(GENERIC).split())


def _stems(words: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        word
        for word in sorted(words - WHOLE)
        if len(word) >= (SHORTEST if word.isascii() else SHORTEST - 1)
    )


KIND_STEMS, STEMS = _stems(KIND_WORDS), _stems(KNOWN)
