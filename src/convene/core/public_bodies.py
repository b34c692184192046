"""Which names are of public bodies, as every state has them: “Ministry of Finance”, “Corte
Suprema”, “Верховна Рада”. Such a name tells what somebody is and not who: until a country stands
beside it, it may be anyone's.
"""

import re
from functools import cache, lru_cache

from convene.core.writing import fold

WORDS = """
ministry ministries minister ministers ministerial ministerio ministerios ministro ministere
ministeres ministre ministerium ministeriums bundesministerium landesministerium ministerie ministero
ministeri ministerstvo ministerstva ministarstvo ministrstvo ministerul ministerium kementerian
departemen wizara bakanligi bakanlik nazirligi vazirligi ministria ministeriya ministeriia
department departments departamento departamentos departement departements dipartimento
subsecretaria secretaria secretariat secretariado
government governments gobierno gouvernement governo guvern guvernul regering regierung
bundesregierung landesregierung pemerintah serikali hukumet hukumeti qeveria vlada uriad
governorate gobernacion governorates gouvernorat
municipality municipalities municipal municipalidad municipio ayuntamiento alcaldia alcaldias
intendencia municipalite mairie commune comune prefeitura prefectura prefecture prefettura camara
gemeinde gemeente stadtverwaltung landkreis kommune kommun primaria comuna gmina belediyesi belediye
bashkia opstina opcina obshtina halmashauri voivodeship powiat urzad
court courts corte cortes tribunal tribunals tribunales tribunaux juzgado juzgados cour gericht
gerichtshof bundesgericht rechtbank tribunale mahkamah mahakama mahkemesi curtea judecatoria
judiciary judicatura
parliament parliamentary parlamento parlement parlament congreso congresso senado senate senat
knesset bundestag bundesrat duma rada majlis sejm riksdag storting folketing saeima seimas riigikogu
treasury tesoreria tresor exchequer ombudsman ombudsperson defensoria procuraduria fiscalia
contraloria controladoria sindicatura procuradoria police policia polizei polizia politie army navy
ejercito armee gendarmerie customs aduana aduanas douane douanes zoll alfandega prosecutor prosecutors
prosecution embassy embajada ambassade embaixada botschaft consulate consulado consulat presidency
presidencia presidence cabinet
"""
"""Words that name an office of state wherever they stand, folded."""
PHRASES = (
    r"\w*(?<!ad)minister(?:i|stwo|stvo)\w*|\w*miniszterium|\w*bakanl\w+|\w*minist(?:rij|eerium)\w*",
    r"(?:central|reserve|national|state) bank|monetary authority|federal reserve",
    r"banco (?:central|nacional|do estado|de la nacion)|banque (?:centrale|nationale)",
    r"banca (?:centrale|nationala|d italia)|zentralbank|(?:centrale|nationale) bank|bank sentral",
    (
        r"(?:national|legislative|state|provincial|regional|county|federal|constituent|general)"
        r" (?:assembly|council|congress)"
    ),
    r"assemblee (?:nationale|legislative|territoriale)|asamblea (?:nacional|legislativa)",
    r"assembleia (?:nacional|legislativa|municipal)|council of ministers|chamber of deputies",
    r"conseil (?:national|regional|general|departemental|constitutionnel)",
    r"consejo (?:nacional|provincial|regional|de ministros)",
    r"house of (?:representatives|commons|lords|assembly|peoples)",
    (
        r"(?:city|county|town|district|borough|village|parish|metropolitan|shire|provincial|regional"
        r"|local) (?:council|hall|authority|administration|assembly)"
    ),
    (
        r"(?:electoral|election|elections|human rights|civil service|public service|law reform"
        r"|anti ?corruption|planning|boundaries|judicial service|independent|national|state)"
        r" (?:\w+ ){0,2}(?:commission|board|management body)"
    ),
    r"commission (?:electorale|nationale)|comi(?:sion|ssao) (?:electoral|eleitoral|nacional)",
    r"(?:consejo|jurado|junta) (?:nacional |central )?(?:de elecciones|electoral)",
    (
        r"national (?:\w+ ){0,3}(?:agency|authority|bureau|directorate|services?|office|administration"
        r"|registry)"
    ),
    r"national (?:\w+ ){0,4}(?:programme|program|scheme|fund|registry|survey|commission|board)",
    r"(?:programa|plan|fondo|sistema|registro|junta|conselho|fundo) nacional",
    r"(?:programme|plan|fonds|registre) national",
    r"national (?:institute|archives|guard|police|library|museum|statistics|hospital|university)",
    (
        r"(?:state|federal|general) (?:\w+ ){0,3}(?:agency|authority|bureau|commission|directorate"
        r"|office|administration|inspectorate)"
    ),
    (
        r"(?:administracion|agencia|autoridad|instituto|direccion|servicio|oficina|superintendencia"
        r"|registro|empresa|universidad|museo|biblioteca|archivo|hospital) (?:nacional|general|estatal"
        r"|federal|publica|publico|provincial|regional)"
    ),
    (
        r"(?:agence|autorite|institut|direction|service|office|bureau|caisse|inspection|universite)"
        r" (?:nationale?|generale?|publique|d etat|de l etat)"
    ),
    (
        r"(?:agencia|autoridade|instituto|direcao|servico|gabinete|universidade) (?:nacional|geral"
        r"|estadual|federal)"
    ),
    (
        r"(?:office|oficina|bureau|gabinete|despacho) (?:of|du|de la|de l|del|do|da|des) (?:the )?"
        r"(?:president|prime|premier|vice|primer|attorney|auditor|governor|mayor|first)\w*"
    ),
    (
        r"(?:revenue|tax|customs|immigration|statistics|statistical|health|education|water|land"
        r"|roads?|ports?|transport|planning|procurement|regulatory|civil aviation|energy|electricity"
        r"|environment(?:al)?(?: protection| management)?|food(?: and drugs?)?|privati[sz]ation|audit"
        r"|intelligence|prisons?|correctional|meteorological|geological) (?:authority|agency"
        r"|administration|commission|office|bureau|board|directorate)"
    ),
    r"(?:bureau|directorate|inspectorate) (?:general )?(?:of|for|on) \w+",
    r"(?:auditor|attorney|accountant|surveyor|registrar|solicitor|prosecutor) general",
    r"(?:general )?directorate|(?:home|foreign|cabinet|war) office|armed forces",
    r"fuerzas? (?:armadas?|aerea|naval)|forcas? armadas?|forces armees|poder judicial\w*",
    (
        r"(?:province|provincia|provincie|region|estado|state|county|district|distrito|kabupaten|kota"
        r"|city|town|ville|ciudad|cidade|stadt) (?:of|de|du|do|da|del|d) \w+"
    ),
    r"\w+ (?:county|district|province|oblast|raion|rayon|prefecture|hall)$",
    r"(?:general|district|provincial|central|regional|county) hospital|hospital central",
    r"parlam[ae]?nt\w*|kuvend\w*|skups?htin\w*|skupstin\w*|hrvatski sabor|sabor|bunge|oireachtas|dail|eduskunta",
    r"(?:state )?chancell(?:ery|erie)|cancilleria|chancelaria|kantselari\w*|kanceliarij\w*",
)
"""What several words name together, as parts of a folded name."""
OF_NO_STATE = (
    r"(?:united nations|un|eu|european|international|world|african|inter american|asian|arab|gulf"
    r"|caribbean|pacific|commonwealth|(?:east|west|central|southern) african|andean|latin american"
    r"|nordic|baltic|eurasian|organi[sz]ation|league|salvation|economic community|islamic"
    r"|naciones unidas|nations unies|nacoes unidas|union europea|union europeenne)\b"
)
"""How the name of a body begins that no single state has."""
FIRM = (
    r"\b(?:inc|incorporated|llc|llp|ltd|limited|corp|plc|gmbh|mbh|sarl|ltda|pty|ag|spa|srl|bv|nv)$"
)
"""How the name of a company ends: “CDW Government, Inc.”."""
OTHER_SCRIPTS = re.compile(
    r"министер|міністер|министар|міністэр|министр|міністр|департамент|правительств|"
    r"уряд|ўрад|влада|администраци|адміністраці|"
    r"управлени|управління|комитет|комітет|комисси|комісі|(?:верховн|конституци|"
    r"арбитражн|окружн|районн|апеляц|апелляц)\w*|"
    r"канцеляри|палат[аыи] (?:аудитор|представ|депутат)|счетн\w* палат|рахунков\w* палат|госком|"
    r"\bсуд\b|\bсуда?\b|прокуратур|полици|поліці|рада\b|ради\b|совет\b|мэри|мерія|"
    r"агентств|служба|інспекці|инспекци|казначейств|"
    r"парламент|\bдума\b|собрани|скупштин|народн\w* банк|центральн\w* банк|"
    r"національн\w* банк|национальн\w* банк|посольств|фонд державного|"
    r"муниципал|муніципал|општин|община|област[ьнія]|громад|казенн|державн|"
    r"государственн|"
    r"وزار|حكوم|بلدي|محكم|برلمان|مجلس|البنك المركز|بنك مركز|مصرف|المصرف المركز|هيئ|"
    r"ديوان|مديري|محافظ|امان[ةه]|رئاس|سفار|شرط|جمارك|دائر|امارة|ولاي|شهرداری|دادگاه|"
    r"وزارت|حکومت|بلدیه|بانک مرکزی|مجلس|"
    r"משרד|ממשל|עירי|בית משפט|כנסת|בנק ישראל|"
    r"υπουργει|κυβερνησ|δημο[σς]\b|δικαστηρι|βουλη|κεντρικη τραπεζα|"
    r"նախարարություն|կառավարություն|համայնք|դատարան|ազգային ժողով|կենտրոնական բանկ|"
    r"სამინისტრო|მთავრობა|მუნიციპალიტეტი|სასამართლო|პარლამენტი|ეროვნული ბანკი|"
    r"मंत्रालय|सरकार|विभाग|नगर ?पालिका|न्यायालय|संसद|মন্ত্রণালয়|সরকার|অধিদপ্তর|"
    r"সিটি কর্পোরেশন|"
    r"กระทรวง|กรม|เทศบาล|ศาล|รัฐบาล|สำนักงาน|ธนาคารแห่งประเทศ|ក្រសួង|ရုံး|"
    r"ဝန်ကြီးဌာန|ກະຊວງ|"
    r"部$|省$|厅$|廳$|局$|署$|院$|府$|市$|县$|縣$|区$|區$|政府|法院|委员会|委員會|人民银行|中央銀行|中央银行|议会|議會|国会|"
    r"國會|"
    r"정부|부처|시청|도청|군청|구청|법원|국회|한국은행|중앙은행|위원회|省庁|役所|役場|裁判所|国会|"
    r"ሚኒስቴር|መንግሥት|ፍርድ ቤት|bộ |sở |ủy ban|uỷ ban|tòa án|chính phủ|quốc hội|"
    r"ngân hàng nhà nước"
)
"""Beginnings and words of offices in other scripts, in small letters; and in Vietnamese, whose
marks tell words apart.
"""


@lru_cache(maxsize=1 << 15)
def is_public(name: str) -> bool:
    """Return whether a name is that of an office of state: a ministry, a department, a
    municipality, a court, a central bank, a parliament and the like, in any language we know.
    """
    name = NASALS.sub("ं", name[:LONGEST])
    if OTHER_SCRIPTS.search(fold(name)) or OTHER_SCRIPTS.search(name.casefold()):
        return True
    plain = " ".join(re.findall(r"[^\W_]+", fold(name))).removeprefix("the ")
    if re.match(OF_NO_STATE, plain) or re.search(FIRM, plain):
        return False
    return not OFFICES.isdisjoint(plain.split()) or bool(_phrases().search(plain))


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<= ))(?:{'|'.join(PHRASES)})(?= |$)")


NASALS = re.compile("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])")
"""Nasal sounds that Devanagari writes out or as a point: मन्त्रालय is मंत्रालय."""
LONGEST = 300
"""Letters of a name that are looked at."""
OFFICES = frozenset(WORDS.split())
