"""Which names hold nothing but what every country has: “University of Health Sciences”, “Hôpital
Régional”, “National Red Cross Society”, “Bar Association”. Like the name of a ministry, such a name
tells what somebody is and not who.
"""

import re
from functools import lru_cache

from convene.core.kinds import WORLD
from convene.core.public_bodies import FIRM, is_public
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
OFFICES = """
board boards commission commissions authority authorities agency agencies registry registries registrar
survey surveys service services programme program programmes bureau office offices inspectorate
directorate administration corporation police prisons facility council secretariat
junta comision autoridad agencia registro servicio servicios programa oficina direccion consejo
superintendencia catastro administracion secretaria
autorite agence registre programme direction conseil caisse cadastre inspection secretariat
comissao autoridade agencia servico servicos direcao conselho superintendencia
behorde amt direktion kommission agentur programm badan dinas
autoritatea agentia consiliul serviciul agjencia autoriteti agencija uprava agentura urad
палата комитет комиссия служба управление агентство реестр бюро совет инспекция ведомство дирекция
комітет комісія управління агентство реєстр рада інспекція
आयोग विभाग सेवा बोर्ड هيئة مصلحة ديوان مكتب برنامج صندوق
"""
"""Words for offices, of which every country has one for each thing that a state sees to, folded."""
FUNDS = frozenset({"fund", "fonds", "fondo", "fundo", "фонд"})
STATES = """
board boards commission authority registry inspectorate directorate junta comision autoridad
superintendencia autorite comissao autoridade комиссия комитет управление інспекція
"""
"""Offices that are seldom anyone's but a state's."""
SEEN_TO = """
road roads highway rail railway traffic vehicle driver geological geolog geodetic mapping land lands cadast
malaria leprosy vaccin immunis immuniz epidem disease blood transfus transplant medicine drugs drug narcotic poison
control coffee tea cocoa cotton sugar dairy livestock meat grain cereal wheat maize rice tobacco cashew sisal
rubber palm coconut spice fruit horticult fisher fish forest forests wildlife parks park nature conserv tourism
tourist water sewer sewerage sanitation irrigation dams river rivers basin ocean coast coastal marine maritime
ports port harbours airport airports aviation electric electrif power energy petroleum mining mines mineral minerals
nuclear atomic radiat telecom communic postal posts broadcast television radio film copyright patent patents
trademark standards metrolog accredit quality insurance pension pensions provident retirement social security
welfare rehabilit disabil gender equality human rights refugee refugees migration immigration passport
citizenship identity identification birth births deaths civil statistic census election elections electoral ethics
integrity corruption transparen audit audits auditor account accounts budget procurement tender privati investment
export import competition consumer protection tariff tariffs revenue customs excise debt deposit loans loan
employment wages skills vocational examination examinations qualification curriculum scholarship archives
monument monuments antiquit heritage lottery gaming gambling prison correction parole probation defence defense
veterans intelligence rescue disaster disasters emergency relief weather meteorol hydrolog hydrometeorol climate
environment pollution waste housing building buildings construction urban rural municipalit village planning reform
decentral coordination monitoring evaluation regulat licens inspect supervis justice legal judicial zakat hajj
pilgrim waqf awqaf veterinar animal animals plant plants seeds seed fertilis fertiliz pesticid soil crop crops
marketing price prices stabilis stabiliz reserve reserves strategic food nutrition population
aliment nutricion hambre carretera caminos vial vialidad transito transporte agua aguas saneamiento riego puertos
aeropuerto energia electrificacion mineria minas hidrocarburos bosques forestal pesca turismo cafe azucar
seguros seguro pensiones seguridad vivienda tierras catastral estadistica censo emergencia emergencias ambiente
ambiental meteorolog impuestos tributari aduanas migracion policial penitenciar carcel electoral contratac compras
auditoria presupuesto normas propiedad intelectual discapacidad empleo
alimentation lutte contre paludisme sida routes routier eau eaux assainissement ports aeroport energie electricite
mines forets peche tourisme cafe sucre assurance pensions securite logement foncier statistique recensement
urgence environnement meteorolog impots douanes migration penitentiair elections marches budget normes emploi
agua saneamento estradas portos energia minas florestas pesca turismo seguros habitacao estatistica
auditorov аудитор финанс статист дорог земел водн энерг лесн туризм труд занятост социальн миграц таможн налог
тюрем страхов пенсион
"""
"""Beginnings of words for what a state sees to, folded."""
OF_THE_WORLD = re.compile(
    r"\b(?:world|global|mundial\w*|mondial\w*|international\w*|internacional\w*|internazional\w*|nations"
    r"|naciones|nacoes|vereint\w*|pan ?american\w*|inter ?american\w*|multilateral|intergovernmental"
    r"|africa\w*|asia\w*|europ\w*|arab|caribbean|pacific|nordic|baltic|commonwealth)\b"
    r"|\b(?:международн|всемирн|мировой|міжнародн|европейск)|наций|دولي|عالمي"
)
"""Words for what belongs to no single state."""
WORLDS = """
eu ec ue echo ebrd berd eib bei adb afdb bad iadb idb bid caf wb ibrd ida ifc miga isdb oecd
ocde icrc cicr ifrc msf gavi gfatm gef gcf cern osce nato ecowas sadc au un onu uno unece
unescap escap eclac cepal paho ops pnud oms fida pma acnur oit oim fmi unep pnuma unv unaids
onusida unhabitat unwomen wto omc wmo icao itu wipo iaea interpol cgiar
"""
"""Initials of bodies that no single state has, beside those that `kinds` knows."""
MOST_INITIALS, MOST_OF_A_MINISTRY = 8, 12
"""Letters up to which a word in capitals is taken for initials, and one that begins as names of
ministries do: “MINAGRI”.
"""
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
def is_of_any_country(name: str, *, common: frozenset[str] = frozenset()) -> bool:
    """Return whether every country may have somebody of this name: a public body, initials that are
    all of it, or one whose name holds only generic words; of an office, also words that are
    `common` among all names, folded.
    """
    name = name[:300]
    return (
        is_public(name)
        or _is_generic(name)
        or _is_initials(name)
        or _is_office(name, common=common)
    )


def _is_initials(name: str) -> bool:
    """Return whether a name is nothing but initials, “MEF” or “MoFPED”, which many have, and
    none of a body that no single state has.
    """
    word = name.strip().replace(".", "")
    capitals = sum(map(str.isupper, word))
    most = MOST_OF_A_MINISTRY if word.startswith("MIN") else MOST_INITIALS
    if not word.isalpha() or not 2 <= len(word) <= most or 2 * capitals <= len(word):
        return False
    return fold(word) not in WORLDWIDE and not WORLD.search(fold(word))


def _is_office(name: str, *, common: frozenset[str]) -> bool:
    """Return whether a name is that of an office for something that every state sees to, or of one
    with a single word beside that for the office. A fund may be anyone's: of one, only words count
    that are known to say what states see to.
    """
    plain = " ".join(re.findall(r"[^\W_]+", fold(name)))
    if OF_THE_WORLD.search(plain) or re.search(FIRM, plain):
        return False
    words = [word for word in plain.split() if word not in SMALL]
    is_office = any(_begins(word, OFFICE_WORDS) for word in words)
    if len(words) < 2 or not (is_office or any(_begins(word, FUNDS) for word in words)):
        return False
    beside = [word for word in words if not _is_seen_to(word)]
    if is_office:
        beside = [word for word in beside if word not in common]
    return not beside or (len(words) == 2 and any(_begins(word, OF_STATE) for word in words))


def _is_seen_to(word: str) -> bool:
    return _begins(word, OFFICE_WORDS | KNOWN | SEEN_TO_WORDS) or word.startswith(
        (*STEMS, *SEEN_TO_STEMS)
    )


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


OFFICE_WORDS, SEEN_TO_WORDS, OF_STATE, WORLDWIDE = (
    frozenset(fold(words).split()) for words in (OFFICES, SEEN_TO, STATES, WORLDS)
)
SEEN_TO_STEMS = _stems(SEEN_TO_WORDS)
KIND_STEMS, STEMS = _stems(KIND_WORDS), _stems(KNOWN)
