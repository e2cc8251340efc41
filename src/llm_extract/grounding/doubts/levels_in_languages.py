"""Words of before, by language: those that a former figure follows, those that follow it, and words of change."""

from __future__ import annotations

__all__ = ["AGAINST", "CHANGES", "CHANGES_WITHIN_WORDS", "EARLIER", "FORMERLY", "FROM_TO", "LAST", "WITHIN_WORDS"]

FORMERLY = (
    # English; "the initial 5 million" and "so far" may be of now
    r"previous(?:ly)?|prior|earlier|former(?:ly)?|original(?:ly)?|erstwhile"
    # German, Dutch, Swedish, Danish, Norwegian
    r"|zuvor|vormals|früher(?:en?)?|ursprünglich(?:en?|er)?|vorherigen?|voorheen|eerder(?:e|en)?|vorige"
    r"|oorspronkelijke?"
    r"|tidigare|tidligere|oprindeligt|opprinnelig"
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
    r"(?:上年同期|去年同期|上年度?|上一年|上期|上月|此前|原先|原来|原計画|当初|従来|前年同期|前年度?|前期|前回|以前"
    r"|전년\s?동기|지난해\s같은\s기간|전년|종전|기존|당초|전분기)(?:末|时|時)?"
    r"\s?(?:的|为|為|是|は|の|가|은|는|이|에는|의)?\s?(?:约|約|약)?[:：(（]?\s?$"
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
    r"an?\s(?:year|month|quarter|week)\s(?:earlier|before)|one\s(?:year|month|quarter)\s(?:earlier|before)"
    r"|the\s(?:year|month|quarter|week|day)\sbefore|the\s(?:previous|prior|preceding)\s(?:year|quarter|month|period)"
    r"|(?:in|for|during)\sthe\s(?:same|corresponding|comparable|year-ago|prior|previous|preceding|original)\s\w+"
    r"|previously"
    r"|im\sVorjahr\w*|im\sVormonat|im\sVorquartal|(?:ein|im)\sJahr\szuvor|des\sVorjahr\w*"
    r"|ett\sår\stidigare|året\sförut|året\sfør|een\sjaar\seerder|(?:het\s)?jaar\sdaarvoor"
    r"|(?:sur|à|pour|pendant|lors\sde)\sla\smême\s(?:période|époque)|un\san\s(?:plus\stôt|auparavant)"
    r"|(?:l['’]|en\sl['’])année\sprécédente|en\sel\smismo\s(?:periodo|período|mes|trimestre)|un\saño\santes"
    r"|el\saño\santerior"
    r"|nello\sstesso\s(?:periodo|mese|trimestre)|un\sanno\sprima|l['’]anno\s(?:prima|precedente)"
    r"|no\smesmo\s(?:período|mês|trimestre)|um\sano\santes|no\sano\santerior"
    r"|rok\swcześniej|w\spoprzednim\sroku|o\srok\sdříve|годом\sранее|роком\sраніше|bir\s(?:yıl|önceki\syıl)\sönce"
    r"|في\s(?:العام|الفترة|الربع)\s(?:السابقة?|نفسها)|setahun\ssebelumnya|tahun\ssebelumnya|năm\strước"
)
"""What follows a figure of before."""

LAST = (
    r"(?:an?|one)\s(?:year|month|quarter|week)\sago|last\s(?:year|month|week|season)|the\s(?:first|second)\shalf\sof"
    r"|in\s(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|vor\seinem\sJahr|letztes\sJahr|i\sfjor|i\sfjol|vorig\sjaar|l['’]an\s(?:dernier|passé)"
    r"|l['’]année\s(?:dernière|passée)"
    r"|(?:el|del)\saño\spasado|un\sanno\sfa|(?:l['’]|dell['’])anno\sscorso|(?:no|do)\sano\spassado|rok\stemu"
    r"|w\s(?:ubiegłym|zeszłym)\sroku|год\sназад|в\sпрошлом\sгоду|торік|geçen\s(?:yıl|ay)|في\s(?:العام|الفترة"
    r"|الربع)\sالماضية?"
    r"|قبل\s(?:عام|سنة)|(?:setahun|tahun)\slalu|năm\sngoái|un\san\savant"
)
"""What is of before where it follows a figure that another is held against; alone it may be the time spoken of."""

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
    r"rose|rise|rises|risen|rising|up|down|grew|grows?|grown|growing|fell|falls?|fallen|falling|drop(?:ped|s"
    r"|ping)?|declin(?:ed?|es|ing)"
    r"|increas(?:ed?|es|ing)|decreas(?:ed?|es|ing)|climb(?:ed|s|ing)|jump(?:ed|s|ing)?|surg(?:ed?|es|ing)"
    r"|slipp?(?:ed|s)"
    r"|plung(?:ed|es|ing)|tumbled|dipped|doubled|tripled|halved|improv(?:ed|es|ing)|narrow(?:ed|s)|widen(?:ed|s)"
    r"|rais(?:ed?|es|ing)|cut(?:s|ting)?|lower(?:ed|s|ing)?|lift(?:ed|s|ing)?|hik(?:ed|es|ing)|reduc(?:ed|es"
    r"|ing)|trimm(?:ed|ing)"
    r"|slash(?:ed|es|ing)|chang(?:ed|es|ing)|boost(?:ed|s|ing)?|goes|went|go|revised|shr[aiu]nk|eased"
    r"|stieg(?:en)?|gestiegen|steig\w+|fiel(?:en)?|gefallen|sank(?:en)?|gesunken|sinkt|wuchs(?:en)?|erhöh\w+"
    r"|gesenkt|senk\w+|kletter\w+|schrumpf\w+"
    r"|steg|ökade|föll|minskade|steeg|stijgt|daalde|daalt|gedaald|gestegen|groeide|zakte"
    r"|pass(?:e|ent|é|ée|és|ant|er|era)|augment\w+|baiss\w+|recul\w+|progress\w+|chut\w+|grimp\w+|tomb\w+"
    r"|ramen\w+|port\w+\sde"
    r"|baj[aóo]\w*|sub[eió]\w*|pas[aóo]\w*|cay\w+|cae|creci\w+|aument\w+|reduj\w+|descend\w+"
    r"|sal(?:e|ito|ita|iti|ite|gono|endo)|scend\w+|sces[oaie]|cal\w+|cresc\w+|pass\w+|ca[ií]u|ca[ií]ram|subi\w+"
    r"|recuou|aumentou"
    r"|wzr[oó]s\w+|spad\w+|zwiększ\w+|zmniejsz\w+|вырос\w*|раст[её]т|снизи\w+|упа[лв]\w*|увеличи\w+|сократи\w+"
    r"|подня\w+|зріс\w*|знизи\w+"
    r"|yüksel\w+|düş\w+|art\w+|gerile\w+|çık\w+|in(?:di|erek|miş)|turun|naik|meningkat|menurun|merosot|tumbuh|tăng|giảm"
    r"|ارتفع\w*|انخفض\w*|تراجع\w*|زاد\w*|ارتفاع\w*|انخفاض\w*|बढ़\w*|घट\w*"
)
"""Words of change, one of which stands near a level of before and its level of now."""

CHANGES_WITHIN_WORDS = (
    r"降|升|增|减|減|跌|涨|提高|扩大|缩|下调|上调|上方|下方|見直|引き上|引き下|拡大|上昇|下落|低下|늘|줄|증가|감소|올랐|내렸"
    r"|상승|하락|ลด|เพิ่ม|बढ़|घट"
)
