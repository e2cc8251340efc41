"""What offices are called, in many languages, without accents: each name stands for one office.

Names that may be of several offices ("president" of a company or of a state) have several.
"""

from __future__ import annotations

from ...values.field_roles import FORMER

__all__ = ["ANY_OFFICE", "COMING_FIELD", "FORMER_FIELD", "OFFICES", "TITLES", "WITHIN_WORDS"]

TITLES = {
    "CEO": ("chief executive officer", "chief executive"),
    "CFO": ("chief financial officer", "chief finance officer", "finance chief"),
    "COO": ("chief operating officer",),
    "CTO": ("chief technology officer", "chief technical officer", "technology chief"),
    "CIO": ("chief information officer",),
    "CMO": ("chief marketing officer", "chief medical officer"),
    "MD": ("managing director",),
    "PM": ("prime minister",),
    "VP": ("vice president",),
}
"""English titles by their first letters; the fullest first."""


def _titles(*short: str) -> str:
    return "|".join(form for title in short for form in (title.lower(), *TITLES[title]))


OFFICES = {
    "deputy": "(?:her|his|its|their) deputy|अपर \\S+|उप-?\\S+|vice[- ]president|vicepresident[ea]?"
    "|vizeprasident(?:in)?|lieutenant governor|lt\\. gov\\.|deputy \\w+"
    "|vice[- ]chair\\w*|wiceprezes\\w*|vice[- ]?\\w+|вице-\\w+|заместител\\w+|замминистр\\w+|staatssekretar(?:in)?"
    "|وكيل الوزارة|نائب|wakil \\w+|stellvertretende[rn]?|yardimcisi",
    "prime minister": "prime minister|premier|ministerprasident(?:in)?|bundeskanzler(?:in)?|premier ministre"
    "|premiere ministre|primer[ao]? ministr[oa]|prim[oa] ministr[oa]|primeir[oa][- ]ministr[oa]|minister-president"
    "|премьер(?:-министр)?\\w*|basbakan\\w*|رئيس الوزراء|رئيسة الوزراء|perdana menteri|प्रधानमंत्री",
    "chief minister": "chief minister|मुख्यमंत्री",
    "sporting director": "sporting director|director of football|sportdirektor(?:in)?|sportvorstand"
    "|direct(?:eur|rice) sportif|director[a]? deportiv[oa]|dirett(?:ore|rice) sportiv[oa]|diretor[a]? esportiv[oa]"
    "|sportief directeur|sportchef|dyrektor sportow\\w+|спортивн\\w+ директор\\w*",
    "cfo": f"{_titles('CFO')}|finance director|finanzvorstand|finanzvorstandin|finanzchef(?:in)?"
    "|finanzdirektor(?:in)?|direct(?:eur|rice) financi(?:er|ere)|director[a]? financier[oa]"
    "|dirett(?:ore|rice) finanziari[oa]|diretor[a]? financeir[oa]|financieel directeur|finansdirektor|ekonomichef"
    "|dyrektor(?:ka)? finansow\\w+|финансов\\w+ директор\\w*|المدير المالي|direktur keuangan|mali isler \\w+",
    "coo": f"{_titles('COO')}|operating chief|operations director|direct(?:eur|rice) des operations|direktur operasi",
    "cto": f"{_titles('CTO')}|direct(?:eur|rice) technique|direktur teknik|технич\\w+ директор\\w*",
    "chair": "kaicho|dongshizhang|hoejang|ra[ei]{1,2}s(?:at)? majlis|president conseil|chair(?:man|woman|person)?"
    "|who chairs|chairs|aufsichtsratsvorsitzende[rn]?|aufsichtsratschef(?:in)?"
    "|verwaltungsratsprasident(?:in)?|president[e]? du conseil(?: d'administration)?|president[ea] del (?:consejo"
    "|consiglio di amministrazione)|presidente do conselho|voorzitter|(?:styrelse)?ordforande|bestyrelsesformand"
    "|styreleder|przewodnicz\\w+ rady(?: nadzorczej)?|председател\\w+ совета(?: директоров)?|yonetim kurulu baskan\\w*"
    "|رئيس(?:ة)? مجلس الادارة|رئيس(?:ة)? مجلس الإدارة|komisaris utama|presiden komisaris",
    "ceo": f"{_titles('CEO', 'MD')}|pdg|dg|shacho|zong ?jingli|daepyo isa|president[- ]directeur general"
    "|presidente[- ]directrice generale|directeur general|directrice generale|vorstandschef(?:in)?"
    "|vorstandsvorsitzende[rn]?|geschaftsfuhrer(?:in)?|konzernchef(?:in)?|firmenchef(?:in)?|consejer[oa] delegad[oa]"
    "|director[a]? ejecutiv[oa]|director[a]? general|amministrat(?:ore|rice) delegat[oa]|diretora?[- ]presidente"
    "|diretor[a]? executiv[oa]|bestuursvoorzitter|algemeen directeur|topman|topvrouw|verkstallande direktor|vd"
    "|administrerende direkt\\w+|konsernsjef|toimitusjohtaja|prezes(?: zarzadu)?|generalni reditel"
    "|генеральн\\w+ директор\\w*|гендиректор\\w*|genel mudur\\w*|الرئيس التنفيذي|الرئيسة التنفيذية|direktur utama|dirut"
    "|tong giam doc|сео|सीईओ|मुख्य कार्यकारी",
    "president ceo chair": "president|presidente|presidenta|prasident(?:in)?|prezydent|президент\\w*|presiden"
    "|الرئيس|رئيس",
    "minister": "\\w*minister(?:in)?|ministre|ministr[oa]|министр\\w*|\\w*bakan[i]?|وزير|وزيرة|menteri|मंत्री|statsrad",
    "governor": "governor|gov\\.|gouverneur(?:e|in)?|gobernador[a]?|governat(?:ore|rice)|governador[a]?"
    "|губернатор\\w*|vali(?:si)?|محافظ|gubernur",
    "mayor": "mayor|shicho|shizhang|sijang|(?:ober)?burgermeister(?:in)?|maire|alcalde(?:sa)?|sindac[oa]|prefeit[oa]"
    "|burgemeester|borgmastare|burmistrz|мэр\\w*|belediye baskan\\w*|عمدة|walikota|महापौर",
    "district magistrate": "district magistrate|jiladhikari|zila adhikari|जिलाधिकारी",
    "spokesperson": "spokes(?:man|woman|person)|\\w*sprecher(?:in)?|porte-parole|portavoz|portavoce|porta-voz"
    "|woordvoerder|woordvoerster|talesperson"
    "|talsperson|rzeczni\\w+|пресс-секретар\\w+|представител\\w+|sozcusu|متحدث|المتحدث|juru bicara|प्रवक्ता",
    "lawyer": "lawyer|defending|for the defen[cs]e|attorney|counsel|solicitor|barrister|rechtsanwalt|rechtsanwaltin"
    "|anwalt|anwaltin|verteidiger(?:in)?|avocate?|abogad[oa]|avvocat[oa]|advogad[oa]|advocaat|advocate|raadsman"
    "|raadsvrouw|advokat|adwokat|mecenas|адвокат\\w*|avukat\\w*|محامي|المحامي|pengacara|वकील",
    "prosecutor": "prosecutor|prosecuting|for the (?:crown|prosecution)|district attorney|(?:ober)?staatsanwalt"
    "|(?:ober)?staatsanwaltin|procureur[e]?|fiscal|procurat(?:ore|rice)|promotor[a]?|officier van justitie|aklagare"
    "|prokurator|прокурор\\w*|savci(?:si)?|المدعي العام|jaksa",
    "judge": "judge|justice|richter(?:in)?|juge|juez[a]?|magistrad[oa]|giudice|juiz[a]?|rechter|sedzia|судь\\w+"
    "|yargic|قاضي|القاضي|hakim",
    "coach": "head coach|coach|\\w*trainer(?:in)?|entraineu(?:r|se)|selectionneur|entrenador[a]?|allenat(?:ore|rice)"
    "|treinador[a]?|tranare|trener\\w*|тренер\\w*|teknik direktor\\w*|(?:bas)?antrenor\\w*|مدرب|pelatih|कोच",
    "captain": "captain|kapitan|capitaine|capitan[oa]?|capitao|kapitein|капитан\\w*|kaptan\\w*|कप्तान",
    "first officer": "first officer|co-?pilot|copilote|copiloto|erster offizier",
    "secretary": "secretario general|secretaire general|generalsekretar(?:in)?|secretary[- ]general"
    "|генеральн\\w+ секретар\\w+",
    "ambassador": "ambassador|botschafter(?:in)?|ambassad(?:eur|rice)|embajador[a]?|ambasciat(?:ore|rice)"
    "|embaixador[a]?|посол|buyukelci\\w*|سفير|duta besar",
    "clergy": "the rev\\.|reverend|bishop|archbishop|rector, the rev\\.|pfarrer(?:in)?|bischof|eveque|obispo|vescovo",
    "police": "police (?:chief|commissioner)|polizeichef(?:in)?|fire chief|\\w*brandmeister(?:in)?|feuerwehrchef(?:in)?"
    "|einsatzleiter(?:in)?|jefe de bomberos|commandant des pompiers|brandweercommandant"
    "|(?:detective )?(?:inspector|sergeant|superintendent)|det\\.? (?:insp|sgt|supt)\\.?|dci|polizeiprasident(?:in)?",
    "section": "(?:marketing|sales|commercial|technical|creative|artistic|communications|after-sales|hr|personnel"
    "|legal) (?:director|chief|manager)|head of \\w+|diretor[a]? de [^ ]+|director[a]? de [^ ]+"
    "|direttore (?:del |della |dell')\\w+|abteilungsleiter(?:in)?|bereichsleiter(?:in)?|\\w*epidemiolog\\w+"
    "|глава (?:мчс|мвд|минздрава|отдела)|начальник\\w*",
    "spouse": "husband|wife|spouse|widow(?:er)?|ehemann|ehefrau|ehegatt\\w+|witwer?|mari|epouse|epoux|marido|espos[oa]"
    "|marito|moglie|mulher|echtgeno(?:ot|te)|make|maka|maz|zona|муж|жена|супруг\\w*|esi|suami|istri|पति|पत्नी",
    "sibling": "brother|sister|(?:halb)?bruder|schwester|frere|soeur|herman[oa]|fratello|sorella|irma[o]?|broer"
    "|zus|brat|siostra|брат\\w*|сестра|kardesi|adik|kakak|भाई|बहन",
    "child": "son|daughter|sohn|tochter|fils|fille|hij[oa]|figli[oa]|filh[oa]|zoon|dochter|сын|дочь|oglu|kizi"
    "|putra|putri|बेटा|बेटी",
    "shareholder": "(?:main|major|majority|largest|controlling) shareholder|hauptaktionar(?:in)?|actionnaire "
    "(?:principal|majoritaire)|основн\\w+ акционер\\w*",
}
WITHIN_WORDS = {
    "ceo": "社長|代表取締役|总经理|首席执行官|대표이사|대표|최고경영자|กรรมการผู้จัดการ|ซีอีโอ",
    "cfo": "财务总监|首席财务官|財務責任者|최고재무책임자|財務担当",
    "chair": "董事长|董事長|会長|会长|회장|의장|ประธานกรรมการ",
    "president ceo chair": "总裁|大統領|总统|대통령|主席|ประธานาธิบดี",
    "prime minister": "首相|总理|총리|นายกรัฐมนตรี",
    "minister": "大臣|部长(?!官)|장관|รัฐมนตรี",
    "governor": "知事|省长|州长|도지사|ผู้ว่าราชการ",
    "mayor": "市長|市长|ผู้ว่าฯ|นายกเทศมนตรี",
    "local head": "县长|區長|区长|镇长|村长",
    "section": "部長|課長|局長|局长|处长|科长|부장|국장|팀장",
    "group head": "组长|班长",
    "spokesperson": "发言人|報道官|대변인|โฆษก",
    "lawyer": "弁護士|律师|변호사|ทนายความ",
    "prosecutor": "検察官|检察官|검사(?=[\\s은는이가])|อัยการ",
    "judge": "裁判長|法官|판사|ผู้พิพากษา",
    "coach": "主教练|教练|監督|감독|โค้ช",
    "captain": "主将|队长|機長|机长|주장|กัปตัน",
    "deputy": "副総裁|副总裁|副社長|副市长|副总经理|부사장|부회장|専務|常務",
}
"""The same for scripts that write words together, or with endings."""

ANY_OFFICE = frozenset(
    str.split(
        "councillor councilor "
        "head leader boss chief director directora directeur directrice direttore diretor direktor leiter leiterin "
        "chef officer manager leitung liderlik руководитель глава директор mudur baskan ketua direktur 负责人 責任者"
    )
)
"""Words of fields that ask for an office, and do not say which."""

FORMER_FIELD = FORMER | frozenset(
    str.split("ex outgoing departing predecessor bisherige vorganger sortant sortante saliente uscente avgaende byla")
)
"""Words of fields that ask for who held an office before, without accents."""
COMING_FIELD = frozenset(
    str.split(
        "new jiki chagi xinren next incoming future successor appointed appointee candidate nominee elected elect "
        "designate hired hire "
        "neu neue neuer neuen nachfolger kunftig kunftige nouveau nouvelle futur successeur elu elue nuevo nueva "
        "futuro sucesor electo electa nuovo nuova successore novo nova eleito sucessor nieuwe opvolger ny nya nowy "
        "nowa nastepca новыи новая преемник yeni baru changes appointment appointments nominations nomination"
    )
)
"""Words of fields that ask for who is to hold an office."""
