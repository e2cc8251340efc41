"""Words of before, by language: those that a former figure follows, those that follow it, and words of change."""

from __future__ import annotations

from ...english_calendar import MONTH_NAMES

__all__ = [
    "AGAINST",
    "BEYOND",
    "CHANGES",
    "CHANGES_WITHIN_WORDS",
    "CUES",
    "EARLIER",
    "FORMERLY",
    "FROM_TO",
    "LAST",
    "OF_BEFORE",
    "OF_BEFORE_WITHIN_WORDS",
    "SPELLED",
    "WITHIN_WORDS",
]

FORMERLY = (
    # English; "the initial 5 million" and "so far" may be of now
    r"previous(?:ly)?|prior|earlier|former(?:ly)?|original(?:ly)?|erstwhile"
    r"|(?:first|initially)\s(?:reported|announced|estimated|counted|given|put)"
    # German, Dutch, Swedish, Danish, Norwegian
    r"|zuvor|vormals|früher(?:en?)?|ursprünglich(?:en?|er)?|vorherigen?|bisherigen?|voorheen|eerder(?:e|en)?|vorige"
    r"|oorspronkelijke?|tidigare|tidligere|oprindeligt|opprinnelig"
    # French, Spanish, Italian, Portuguese
    r"|auparavant|précédente?|précédemment|antérieure?|anterior(?:es)?|anteriormente|previamente|precedente?"
    r"|precedentemente"
    # Polish, Czech, Russian, Ukrainian
    r"|poprzedni[aeo]?(?:go|ej)?|wcześniej|dříve|předchozí|ранее|прежн\w+|предыдущ\w+|раніше|попередн\w+"
    # Turkish, Arabic, Indonesian, Vietnamese, Greek, Hungarian
    r"|önceki|öncesinde|سابقا|سابقًا|السابقة?|sebelumnya|semula|trước\sđó|προηγουμένως|προηγούμεν\w+|korábban"
)
"""Words right before a figure that make it one of before."""

WITHIN_WORDS = (
    r"(?:上年同期|去年同期|上年度?|上一年|上期|上月|此前|原先|原来|原計画|原计划|原预期"
    r"|(?:従来|前回|当初)(?:予想|計画|見通し|目標)?|前年同期|前年度?|前期|前回|以前|전년\s?동기|지난해\s같은\s기간|전년"
    r"|종전|기존|당초|전분기)(?:末|时|時)?\s?(?:的|为|為|是|は|の|가|은|는|이|에는|의)?\s?(?:约|約|약)?[:：(（]?\s?$"
)
"""The same, in scripts that write words together."""

AGAINST = (
    r"compared\s(?:with|to)|in\scomparison\s(?:with|to)|against|versus|vs\.?|up\sfrom|down\sfrom"
    r"|gegenüber|verglichen\smit|nach|gegen|tegen(?:over)?|vergeleken\smet|jämfört\smed|mot|sammenlignet\smed|mod"
    r"|contre|par\srapport\sà|comparé\w*\sà|frente\sal?|contra|ante|comparad\w+\scon|contro|rispetto\sa[il]?"
    r"|ante\sos|comparad\w+\s(?:a|com)|wobec|w\sporównaniu\s(?:z|do)|oproti|против|по\sсравнению\sс|в\sсравнении\sс"
    r"|проти|порівняно\sз|مقابل|مقارنة\s(?:ب|مع)|dibanding(?:kan)?|so\svới|kıyasla|karşı"
)
"""Words of comparison right before a figure."""

EARLIER = (
    r"an?\s(?:year|month|quarter|week)\s(?:earlier|before)|one\s(?:year|month|quarter)\s(?:earlier|before)|the\s(?:year"
    r"|month|quarter|week|day)\sbefore|the\s(?:previous|prior|preceding)\s(?:year|quarter|month|period)|(?:in|for"
    r"|during)\sthe\s(?:same|corresponding|comparable|year-ago|prior|previous|preceding|original)\s\w+|previously"
    r"|im\sVorjahr\w*|im\sVormonat|im\sVorquartal|(?:ein|im)\sJahr\szuvor|des\sVorjahr\w*|ett\sår\stidigare|året\sförut"
    r"|året\sfør|een\sjaar\seerder|(?:het\s)?jaar\sdaarvoor|(?:sur|à|pour|pendant|lors\sde)\sla\smême\s(?:période"
    r"|époque)|un\san\s(?:plus\stôt|auparavant)|(?:l['’]|en\sl['’])année\sprécédente|en\sel\smismo\s(?:periodo|período"
    r"|mes|trimestre)|un\saño\santes|el\saño\santerior|nello\sstesso\s(?:periodo|mese|trimestre)|un\sanno\sprima"
    r"|l['’]anno\s(?:prima|precedente)|no\smesmo\s(?:período|mês|trimestre)|um\sano\santes|no\sano\santerior"
    r"|rok\swcześniej|w\spoprzednim\sroku|o\srok\sdříve|годом\sранее|роком\sраніше|bir\s(?:yıl|önceki\syıl)\sönce"
    r"|في\s(?:العام|الفترة|الربع)\s(?:السابقة?|نفسها)|setahun\ssebelumnya|tahun\ssebelumnya|năm\strước"
)
"""What follows a figure of before."""

LAST = (
    r"(?:an?|one)\s(?:year|month|quarter|week)\sago|(?:two|three|four|five|six|ten|[0-9]+)\s(?:years|months|weeks)\sago"
    r"|vor\s\w+\s(?:Jahren|Monaten)|il\sy\sa\s\w+\s(?:ans|mois)|hace\s\w+\s(?:años|meses)|\w+\s(?:anni|mesi)\sfa"
    r"|há\s\w+\s(?:anos|meses)|\w+\sjaar\sgeleden|för\s\w+\sår\ssedan|last\s(?:year|month|week|season)"
    r"|the\s(?:first|second)\shalf\sof"
    rf"|in\s(?:{'|'.join(MONTH_NAMES)})"
    r"|vor\seinem\sJahr|letztes\sJahr|i\sfjor|i\sfjol|vorig\sjaar|l['’]an\s(?:dernier|passé)|l['’]année\s(?:dernière"
    r"|passée)|(?:el|del)\saño\spasado|un\sanno\sfa|(?:l['’]|dell['’])anno\sscorso|(?:no|do)\sano\spassado|rok\stemu"
    r"|w\s(?:ubiegłym|zeszłym)\sroku|год\sназад|в\sпрошлом\sгоду|торік|geçen\s(?:yıl|ay)|في\s(?:العام|الفترة"
    r"|الربع)\sالماضية?|قبل\s(?:عام|سنة)|(?:setahun|tahun)\slalu|năm\sngoái|un\san\savant"
)
"""What is of before where it follows a figure that another is held against; alone it may be the time spoken of."""

BEYOND = (
    r"(?:(?:more|less|fewer|higher|lower|better|worse|longer|shorter|faster|slower|bigger|smaller|larger|cheaper"
    r"|dearer)\sthan|short\sof|below|above|beyond|exceed(?:ed|s|ing)|surpass(?:ed|es|ing)|bett?er(?:ed|ing|s))\s(?:the"
    r"|its|their)|(?:mehr|weniger|höher|niedriger|größer|kleiner|länger|kürzer|schneller|teurer|billiger"
    r"|besser)\sals\s(?:die|der|den|das)|(?:meer|minder|hoger|lager|langer|korter|sneller|duurder)\sdan\s(?:de|het)"
    r"|(?:plus|moins|mieux|supérieure?s?|inférieure?s?)\s(?:que|à|aux)\s(?:les|la|le|l['’])"
    r"|(?:más|menos|mayor|menor|mejor|superior|inferior)\s(?:que|a)\s(?:los|las|el|la)"
    r"|(?:più|meno|superiore|inferiore)\s(?:dei|degli|delle|ai|agli|alle)"
    r"|(?:mais|menos|maior|menor)\s(?:do\s)?que\s(?:os|as|o|a)|(?:fler|färre|mer|mindre|högre|lägre)\sän\s(?:de|den)"
)
"""Comparisons with a definite level: "fewer than the 300 of the season before"."""

OF_BEFORE = (
    # whose it is: of last year, of the old one, of somebody else that it is held against
    r"last\s(?:year|month|season|week|quarter|time)['’]s|(?:than|against|compared\s(?:with|to)|versus|from|below"
    r"|above)\s(?:the\s)?(?:(?:old|previous|earlier|original|former|first)\s[^.;:,0-9]{2,30}?"
    r"|(?-i:[A-Z])[\w-]+(?:\s(?-i:[A-Z])[\w-]+)?)['’]s"
    # first reports
    r"|(?:ilk\s(?:duyuru|açıklama|belirleme)\w*|dans\sun\spremier\stemps|en\sun\sprimer\smomento"
    r"|in\sun\sprimo\smomento)(?:\s[^.;:0-9]{0,30}?)?"
    # English tells by "had"
    r"|(?:the\s(?:year|season|month|week|day)\s(?:before|earlier)|an?\s(?:year|season|month|week)\s(?:before|earlier)"
    r"|before\s(?:the|this|that)\s\w+|(?:point|time|stage)\slast\s\w+|previously|earlier(?!\s(?:this|to)))"
    r"[^.;:0-9]{0,50}\shad(?:\s(?!not\b)[^\W\d_]+){0,3}"
    # what is undone, and what had been
    r"|(?:overturn|eras|wip)\w*(?:\sout)?\s(?:an?|the|his|her|their|its)"
    r"|(?:erano|era)\sstat[oaie]|avai(?:t|ent)\sété(?:\sde)?|habían?\ssido(?:\sde)?|(?:tinha|havia)m?\ssido(?:\sde)?"
    r"|(?:waren\ses|étaient|eran|erano|eram|waren\shet\ser|var\sdet)\s(?:noch|encore|todavía|aún|ancora|ainda|nog)"
    r"|(?:erst|zuletzt|bereits)\s(?:im|am|in)\s[^.;:0-9]{2,25}\shatten?(?:\s(?!nicht\b)[^\W\d_]+){0,9}"
    # a season or an edition of before
    r"|(?:last|previous)\s(?:season|edition)(?:\s(?!and\b|but\b)[^\W\d_]+){0,5}|(?:(?:vorigen?|vergangenen?|letzten?"
    r"|vorherigen?)\s(?:Saison|Spielzeit|Ausgabe|Auflage))(?:\s(?!und\b)[^\W\d_]+){0,6}|(?:(?:saison"
    r"|édition)\s(?:dernière|passée|précédente)|l['’]édition\s[0-9]{4})(?:\s(?!et\b)[^\W\d_]+){0,5}|(?:temporada"
    r"|edición|edição|campaña)\s(?:pasada|passada|anterior)(?:\s(?!y\b|e\b)[^\W\d_]+){0,5}|(?:stagione|edizione"
    r"|annata)\s(?:scorsa|passata|precedente)(?:\s(?!e\b)[^\W\d_]+){0,5}|(?:vorig"
    r"|afgelopen)\sseizoen(?:\s(?!en\b)[^\W\d_]+){0,5}|förra\s(?:säsongen|upplagan)(?:\s(?!och\b)[^\W\d_]+){0,5}"
    r"|(?:poprzednim|ubiegłym|zeszłym)\ssezonie(?:\s(?!i\b)[^\W\d_]+){0,5}|прошлом\sсезоне(?:\s(?!и\b)[^\W\d_]+){0,5}"
    r"|(?:geçen|önceki)\ssezon(?:\s(?!ve\b)[^\W\d_]+){0,5}|musim\slalu(?:\s(?!dan\b)[^\W\d_]+){0,5}"
    # the first plan
    r"|(?:från\sbörjan|первоначальн\w+|изначальн\w+|początkow\w+\s(?:plan|budżet|koszt)\w*|(?:beräkn|geschätz"
    r"|veranschlag|prév|estim|previst|presupuest|orçad|begroo|planowan|планирова)\w*\s(?:\w+\s){0,2}?(?:ursprünglich"
    r"|zunächst|initialement|au\sdépart|inicialmente|inizialmente|aanvankelijk|początkowo))(?:\s[^\W\d_]+){0,3}"
    # a time of before that opens its clause
    r"|(?:im\sVorjahr\w*|im\sJahr\s(?:zuvor|davor)|l['’]année\sprécédente|un\san\splus\stôt|el\saño\santerior"
    r"|un\saño\santes|l['’]anno\sprecedente|un\sanno\sprima|no\sano\santerior|um\sano\santes"
    r"|het\sjaar\s(?:ervoor|daarvoor|eerder)|året\s(?:innan|før|före|förut)|rok\swcześniej|w\spoprzednim\sroku"
    r"|o\srok\sdříve|годом\sранее|роком\sраніше|vuotta\saiemmin|egy\sévvel\skorábban|(?:bir\s)?önceki\syıl"
    r"|setahun\ssebelumnya)(?:\s(?!and\b|und\b|et\b)[^\W\d_]+){0,4}"
)
"""What a figure may follow that makes it one of before, or of somebody else."""

OF_BEFORE_WITHIN_WORDS = (
    r"(?:前作|前代|先代|旧型|旧モデル|上赛季|上一赛季|上賽季|上一代|上一届|上屆|전작|이전\s모델|구형|지난\s시즌|1세대"
    r"|รุ่นก่อน|เดิม|ครั้งก่อน|पिछली\sबार|पिछले\sचुनाव)[^、。，,.;；0-9]{0,14}$"
)
"""The same, in scripts that write words together, and in Hindi."""

FROM_TO = (
    (r"from", r"to|from"),
    (r"von", r"auf"),
    (r"van", r"naar"),
    (r"från|fra", r"till|til"),
    (r"de|des|del|du|do|dos|d['’]", r"à|au|aux|a|al|hasta|para|ao|aos"),
    (r"d[ae](?:l|i|gli|lla|lle|i)?", r"a(?:l|i|gli|lla|lle)?"),
    (r"z|ze", r"do|na"),
    (r"с|со|з|із", r"до"),
    (r"من", r"إلى"),
    (r"dari", r"menjadi|ke"),
    (r"từ", r"lên|xuống|còn"),
)
"""What stands before the figure of before, and between it and the one of now, beside words of change."""

CHANGES = (
    r"rose|rise|rises|risen|rising|up|down|grew|grows?|grown|growing|fell|falls?|fallen|falling|drop(?:ped|s|ping)?"
    r"|declin(?:ed?|es|ing)|increas(?:ed?|es|ing)|decreas(?:ed?|es|ing)|climb(?:ed|s|ing)|jump(?:ed|s|ing)?"
    r"|surg(?:ed?|es|ing)|slipp?(?:ed|s)|plung(?:ed|es|ing)|tumbled|dipped|doubled|tripled|halved|improv(?:ed|es|ing)"
    r"|narrow(?:ed|s)|widen(?:ed|s)|rais(?:ed?|es|ing)|cut(?:s|ting)?|lower(?:ed|s|ing)?|lift(?:ed|s|ing)?"
    r"|hik(?:ed|es|ing)|reduc(?:ed|es|ing)|trimm(?:ed|ing)|slash(?:ed|es|ing)|chang(?:ed|es|ing)|boost(?:ed|s|ing)?"
    r"|goes|went|go|revised|shr[aiu]nk|eased|stieg(?:en)?|gestiegen|steig\w+|fiel(?:en)?|gefallen|sank(?:en)?|gesunken"
    r"|sinkt|wuchs(?:en)?|erhöh\w+|gesenkt|senk\w+|kletter\w+|schrumpf\w+|steg|ökade|föll|minskade|steeg|stijgt|daalde"
    r"|daalt|gedaald|gestegen|groeide|zakte|pass(?:e|ent|é|ée|és|ant|er|era)|augment\w+|baiss\w+|recul\w+|progress\w+"
    r"|chut\w+|grimp\w+|tomb\w+|ramen\w+|port\w+\sde|baj[aóo]\w*|sub[eió]\w*|pas[aóo]\w*|cay\w+|cae|creci\w+|aument\w+"
    r"|reduj\w+|descend\w+|sal(?:e|ito|ita|iti|ite|gono|endo)|scend\w+|sces[oaie]|cal\w+|cresc\w+|pass\w+|ca[ií]u"
    r"|ca[ií]ram|subi\w+|recuou|aumentou|wzr[oó]s\w+|spad\w+|zwiększ\w+|zmniejsz\w+|вырос\w*|раст[её]т|снизи\w+"
    r"|упа[лв]\w*|увеличи\w+|сократи\w+|подня\w+|зріс\w*|знизи\w+|yüksel\w+|düş\w+|art\w+|gerile\w+|çık\w+"
    r"|in(?:di|erek|miş)|turun|naik|meningkat|menurun|merosot|tumbuh|tăng|giảm|ارتفع\w*|انخفض\w*|تراجع\w*|زاد\w*"
    r"|ارتفاع\w*|انخفاض\w*|बढ़\w*|घट\w*"
)
"""Words of change, one of which stands near a level of before and its level of now."""

CHANGES_WITHIN_WORDS = (
    r"降|升|增|増|减|減|跌|涨|漲|伸び|上がっ|下がっ|落ち|提高|扩大|擴大|缩|縮|下调|下調|上调|上調|上方|下方|見直|引き上"
    r"|引き下|拡大|上昇|下落|低下|늘|줄|증가|감소|올랐|내렸|상승|하락|ลด|เพิ่ม|बढ़|घट"
)

SPELLED = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|seis"
    r"|siete|due|quattro|cinque|dois|três|zwei|drei|vier|fünf|sechs|twee|drie|vijf|zes)(?!\w)"
)
"""Small numbers in words."""

CUES = (
    "from ", "von ", "van ", "fra ", "de ", "des ", "del ", "du ", "d'", "do ", "dos ", "da ", "dal ", "dai ", "z ",
    "ze ", "dari ", "previous", "prior", "earlier", "former", "original", "erstwhile", "zuvor", "vormals", "vorherig",
    "bisherig", "voorheen", "eerder", "vorige", "oorspronk", "tidigare", "tidligere", "oprindelig", "opprinnelig",
    "auparavant", "anterior", "previamente", "precedent", "poprzedni", "sebelumnya", "semula", "compared", "comparison",
    "against", "versus", "vs", "verglichen", "nach ", "gegen ", "tegen", "vergeleken", "mot ", "mod ", "sammenlignet",
    "contr", "par rapport", "compar", "frente", "ante ", "rispetto", "wobec", "oproti", "dibanding", "before", " ago",
    "year", "quarter", "month", "period", "vorjahr", "vormonat", "vorquartal", "jahr", "jaar", "an ", "anno ", "ano ",
    "rok ", "roku", "(19", "(20", "previously", "'dan ", "'den ", "'tan ", "'ten ", "than ", "dan ", "season",
    "edition", "seizoen", "sezon", "musim lalu", "saison", "spielzeit", "stagione",
    "edizione", "annata", "temporada", "stat", "habian sido", "sido", "hatte", "overturn", "erasing", "erased",
    "wiping", "initial",
    "inizial", "inicial", "aanvankelijk", "eran", "eram", "waren", "als ", "que ",
    "above ", "below ", "beyond ", "exceed", "surpass", "short of", "better", "last ", "first ", "initially",
    "superior", "inferior", " dei ", " delle ", "premier temps", "primer momento", "primo momento",
)  # fmt: skip
"""What no text in plain letters is without that speaks of a level of before."""
