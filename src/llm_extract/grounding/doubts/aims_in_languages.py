"""Words for what is not there yet or not certain, or is no level, by kind: an aim, a demand, an order, a forecast, a
need, a limit, a rumour, a difference."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ASKED_BY", "ASKED_WITHIN", "KINDS", "ONLY_FOR", "ONLY_FOR_WITHIN", "Kind"]


class Kind(NamedTuple):
    """Words of one kind.

    Args:
        name: the kind.
        before: what stands before a figure, with words between; a pattern.
        after: what follows a figure, behind its unit; a pattern.
        within: for scripts that write words together, what stands right before a figure and right after it.
        cues: what no text is without that has any of them; of the first three, no text in plain letters.
    """

    name: str
    before: str
    after: str
    within: tuple[str, str]
    cues: tuple[str, ...]


ASKED_BY = {
    "aim": "target targets targeted goal goals aim aims objective ambition guidance forecast forecasts forecasted "
    "expected expectation expectations estimate estimates estimated outlook projected projection predicted "
    "prediction plan plans planned budget budgeted future next potential proposed proposal possible intended "
    "promised pledge pledged commitment capacity max maximum threshold required needed majority minimum limit "
    "guide asking reserve consensus by until pipeline ziel ziele prognose erwartet geplant plan soll objectif cible "
    "prevu prevue prevues prevision previsto prevista objetivo meta obiettivo doel verwacht gepland mal cel "
    "prognoza план цель прогноз hedef target rencana",
    "demand": "appeal demand demands demanded claim claims claimed sought requested request asked asking wanted wants "
    "ask forderung gefordert verlangt streitwert reclame reclamee demande demandee reclamo solicitado pedido "
    "pretension richiesta richiesto eis geeist vordering zadanie запрошенныи запрошенная запрошено требование "
    "иск talep tuntutan lawsuit suit",
    "order": "ordered order orders bestellt bestellungen commande commandes commandees pedidos encargados ordini "
    "besteld zamowione заказ siparis",
    "limit": "limit limits quorum schwelle seuil umbral soglia plafond tetto teto tope techo порог starting max "
    "maximum min minimum allowed permitted cap ceiling threshold standard norm grenzwert "
    "grenze hochst zulassig limite limiet dopuszczalna лимит норма batas sinir",
    "difference": "difference margin lead gap more less fewer extra additional increase decrease rise fall growth "
    "change overrun saving savings excess premium discount surplus deficit shortfall diff longer shorter "
    "above below vorsprung variazione variation variacion variacao veranderung delta abstand differenz "
    "mehr weniger ecart avance diferencia ventaja scarto vantaggio diferenca verschil",
    "rumour": "rumour rumours rumoured rumor rumored reported estimate estimated estimates alleged speculation guess "
    "unofficial possible potential",
}
"""By kind the words of names that ask for it, folded."""
ASKED_WITHIN = "予想|計画|見通し|目標|预|计划|目标|예상|목표|계획|เป้า|คาด"
ONLY_FOR = {
    "forecast": "revenue revenues sales turnover profit profits income earnings ebit ebitda eps paid umsatz gewinn "
    "ergebnis chiffre benefice resultat ingresos ventas beneficio ganancia ganancias ricavi fatturato utile "
    "receita receitas faturamento lucro omzet winst omsattning vinst przychody zysk выручка прибыль дивиденд "
    "ciro kar pendapatan laba liikevaihto trzby employees staff headcount workforce mitarbeiter beschaftigte "
    "effectif effectifs salaries empleados plantilla dipendenti addetti empregados funcionarios werknemers medewerkers "
    "anstallda pracownicy pracownikow сотрудников сотрудники calisan calisanlar karyawan passengers passagiere "
    "passagers pasajeros passeggeri passageiros passagerare пассажиры пассажиров yolcu penumpang current aktuell "
    "actuel actuelle actual atual atuais attuale huidig",
    "need": "raised received awarded granted collected gathered funded donated gesammelt eingenommen recolte "
    "recaudado recaudados raccolto raccolti arrecadado собрано toplanan terkumpul",
    "capacity": "passengers visitors spectators attendance audience aboard guests people majority passagiere besucher "
    "zuschauer gaste passagers visiteurs spectateurs pasajeros visitantes espectadores asistentes passeggeri "
    "spettatori passageiros publico bezoekers toeschouwers passagerare besokare publik pasazerow widzow пассажиры "
    "пассажиров зрителеи yolcu seyirci penumpang penonton yatri यात्री",
    "open": "confirmed bestatigt bestaetigt confirme confirmes confirmado confirmados confermati confermato bevestigd "
    "potwierdzone",
}
"""By kind the words of names, without one of which it is nothing against a value."""
ONLY_FOR_WITHIN = {
    "forecast": "売上|利益|매출|이익|营收|收入|利润|従業員|社員|员工|직원|乘客|旅客",
    "need": "募|모금",
    "capacity": "乗客|観客|来場|乘客|观众|승객|관중|관객",
    "open": "確定|确认|확인",
}

KINDS = (
    Kind(
        "aim",
        r"aim(?:s|ed|ing)?\s(?:for|at|to\sreach)|(?:target|goal|objective)(?:s|\sof|\sis|\swas|:|\sset\sat)?|targeting"
        r"|hop(?:e|es|ed|ing)\sfor|shooting\sfor|(?:could|may|might)\s(?:fetch|sell\sfor|affect|be)|peil\w+|strebt"
        r"|streben|angestrebt\w*|Ziel\svon|Zielmarke\svon|vise[r]?|visons|visent|visant|objectif\sde|aspira\w*\sa"
        r"|objetivo\sde|meta\sde|punt(?:a|iamo|ano)\sa\w*|mira(?:no|re)?\sa|obiettivo\sdi|mikt\sop|streeft\snaar"
        r"|doel\svan|siktar\spå|målet\s(?:är|på)|celuje\sw|cel\sto|рассчитыва\w+\s(?:на|\w+т[ьи])|pipeline\sof"
        r"|count(?:ed|ing|s)\son|räkna(?:t|de)\smed|(?:ge)?hoff\w*\sauf|цель\s?[–—-]|hedef\w*|mengincar"
        r"|menargetkan|nhắm|(?:can|could|may|might|kann|können|könnten?|peu[tx]|peuvent|pourrai(?:t|ent)|puede|podría"
        r"|può|potrebbe|pode|poderia)\s[^.;:!?0-9]{0,40}?(?:to|auf|à|a|para|hasta|fino\sa|jusqu['’]à)",
        r"guide\sprice|asking\sprice|reserve\sprice|pipeline|target|goal|(?:[\w]+\s)?(?:needed"
        r"|(?:jugée?s?\s)?nécessaires?|erforderlich\w*|necesari[oa]s?|necessari[oae]?)|hedefl\w+|hedefine",
        (r"(?:目标|目標)(?:是|は|为|為)?[^\d。,、]{0,12}", r"[^\s。、]{0,14}?(?:を目指|を目標|が目標|를 목표)"),
        (
            "aim", "target", "goal", "objective", "hop", "shooting", "could", "may ", "might", "peil", "streb",
            "ziel", "vis", "aspira", "objetivo", "meta ", "punt", "mira", "obiettivo", "mik", "streeft", "doel",
            "siktar", "celuj", "cel ", "hedef", "menc", "menarg", "guide price", "asking", "reserve", "needed",
            "erforderlich", "neces", "can ", "kann ", "peu", "pourr", "puede", "può", "potrebbe",
            "pode", "pipeline", "counted on", "counting on", "counts on", "hoff",
        ),
    ),
    Kind(
        "demand",
        r"(?:ask|call|push|campaign|petition|lobb|urg)\w*\s[^.;]{0,70}?(?:lowered|raised|cut|increased|reduced"
        r"|extended)\sto|wants?|wanted|demand(?:s|ed|ing)?|call(?:s|ed|ing)\sfor|ask(?:s|ed|ing)?\sfor|sought(?!\sfor)"
        r"|seeks?|seeking|requested|claim(?:s|ed|ing)\s(?:damages\sof)?|(?:ver)?lang(?:t|te|ten)|forder(?:t|te|ten|n)"
        r"|réclam\w+|exig\w+|requ(?:iert|is)|pid(?:e|ió|en|ieron)|pedían?|solicit(?:a|ó|aba|an)|reclam(?:a|ó|aba|an)"
        r"|chied(?:e|eva|ono)|chiesto|pediu|pedia|eis(?:t|te|en)|domaga\w+|żąda\w*|zażądał\w*|треб(?:ует|овал\w*|уют)"
        r"|проси[лт]\w*|طالب\w*|menuntut|đòi",
        r"(?:(?:that|which|que|qui|die|che|które|которые)\s)?(?:sought|demanded|asked\sfor|gefordert|verlangt|gevraagd"
        r"|geëist|gevorderd|réclamée?s?|exigée?s?|exigían?|pedían?|pidieron|pedid[oa]s|reclamaban?|solicitad[oa]s?"
        r"|richiest[oiae]|requerid[oa]s?|talep\s\w+)",
        (r"(?!)", r"[^\s。、]{0,10}?(?:を求め|[をの]請求|を要求|[을를]\s?(?:요구|청구))|[^।.0-9]{0,24}की\s(?:मांग|माँग)"
            r"|[^.;0-9]{0,30}?\s(?:istedi|istiyor|talep\setti)"),
        (
            "want", "demand", "call", "ask", "push", "campaign", "petition", "lobb", "urge",
            " istedi", " istiyor", "sought", "seek", "request", "claim", "lang", "forder", "exig",
            "requ", "pid", "solicit", "reclam", "chie", "ped", "eis", "domaga", "menuntut", "gevraagd",
            "gevorderd", "richiest", "talep",
        ),
    ),
    Kind(
        "order",
        r"ordered|has\son\sorder|bestellte|commandé|encargó|ha\sordinato|bestelde|zamówi\w+|заказал\w*|memesan",
        r"(?:have\sbeen|were|are|has\sbeen|was)\s(?:ordered|on\sorder)|(?:ont|a)\sété\scommandée?s?|wurden\sbestellt"
        r"|fueron\sencargad[oa]s|sono\sstat[ie]\sordinat[ie]|zijn\sbesteld|заказан\w*",
        (r"(?!)", r"(?!)"),
        ("order", "bestel", "command", "encarg", "ordina", "memesan"),
    ),
    Kind(
        "forecast",
        r"(?:(?<!than\s)(?<!than-)(?<!as\s)(?:expect(?:s|ing|ed)?|forecasts?|predicts?|projects?|foresees?|anticipates?"
        r"|guid(?:es?|ed|ing|ance)|outlook|budget(?:s|ed)?|plans?|planned|should)|erwartet|prognostiziert|rechnet\smit"
        r"|prévoit|table\ssur|espera|prev[éêe]|prevede|stima|projeta|verwacht|räknar\smed|väntar|spodziewa\s\w+"
        r"|prognozuje|ожида[ею]т|прогнозиру\w+|bekliyor|öngörüyor|memperkirakan|odottaa|očekává|orçamento|presupuesta"
        r"|arvioi\w*|attend(?:ai(?:t|ent)|ent?)|will\s(?:have|employ|reach|carry)|dev(?:e|em|erá|erão)\s(?:cair|subir"
        r"|chegar|ficar|atingir|empregar|ter|alcançar|somar|passar))(?:\s[^.;:!?0-9]{0,45})??",
        r"[^.;:!?,]{0,40}?(?:beklen\w+|bekliyor|öngör\w+|hedefl\w+|planl\w+)",
        (
            r"(?:预计|预期|有望|将达)[^。；，,0-9]{0,14}",
            r"(?:(?!は|で、|だっ|った|은\s|는\s|[。．.]).){0,60}?(?:見込|予想|予定|計画|方針|を目指|전망|예상|목표)",
        ),
        (
            "expect", "forecast", "predict", "project", "foresee", "anticipat", "guid", "outlook", "budget",
            "plan", "should", "erwartet", "prognos", "rechnet mit", "prévoit", "table sur", "espera", "prev",
            "stima", "projeta", "verwacht", "räknar", "väntar", "spodziewa", "prognoz", "ожида", "прогноз",
            "bekl", "öngör", "hedefl", "memperkirakan", "odottaa", "arvioi", "attendai", "attenden",
            "will have", "will employ",
            "will reach", "will carry",
            "deve ", "devem ", "deverá", "očekává", "orçamento", "presupuest", "预",
            "有望", "将", "見込", "予", "計画", "方針", "目指", "전망", "예상", "목표",
        ),
    ),
    Kind(
        "need",
        r"needs?|needed|requires?|required|necesita\w*|besoin\sde|il\sfaut|braucht|benötigt|servono|serve|precisa\w*"
        r"|nodig|behöver|potrzeb\w+|нужн[оы]|требуется|необходимо|membutuhkan",
        r"(?:more\s)?(?:(?:is|are|was|were)\s)?(?:still\s)?needed|benötigt|gerekiyor",
        (r"需要", r"[^\s。、]{0,8}(?:必要|필요)"),
        (
            "need", "requir", "necesita", "besoin", "faut", "braucht", "benötigt", "serv", "precisa", "nodig",
            "behöver", "potrzeb", "нужн", "требуется", "необходимо", "membutuhkan", "gerek", "需要", "必要", "필요",
        ),
    ),
    Kind(
        "limit",
        r"limit(?:\sof|\sis|\swas|\sthere\sis|\sat)?|zulässig\w*|erlaubte?n?|vorgeschriebene?n?|dopuszczaln\w+"
        r"|dozwolon\w+|autorisée?s?(?:\sde|\sà)?|limitée?\sà|permitid[oa](?:\sde)?|consentit[oi](?:\sdi)?|toegestane?"
        r"|tillåtn?a|разреш[её]нн\w+|допустим\w+|limite\s(?:de|di|è\sdi|est\sde|é\sde)|límite\s(?:de|es|era)"
        r"|limite?\s[^.;:0-9]{3,40}?\s(?:is|é\sde|è\sdi|est\sde|es\sde)"
        r"|(?:quorum|threshold|ceiling|starting\spoint)\s(?:of|is|was)(?=\s\W?$)|(?:Obergrenze|Schwelle|Hürde)\svon"
        r"|(?:plafond|seuil)\sde|(?:tope|techo|umbral|teto|limiar)\sde|(?:tetto|soglia)\sdi|(?:drempel|grens)\svan"
        r"|tröskeln?\spå|prógu?|порог\w*(?:\sв)?|(?:batas|ambang)\s\w+|legmagasabb\sösszeg\w*",
        r"(?:[^\W\d_/]+(?:/h)?\s)?(?:speed\s)?limit",
        (
            r"(?:制限|限速|上限|제한|门槛|門檻|閾値)(?:速度|속도)?(?:の|は|为|인)?(?:時速|시속)?",
            r"[^\s。、0-9]{0,6}(?:制限|の上限|제한)",
        ),
        (
            "limit", "quorum", "threshold", "ceiling", "starting point", "obergrenze", "schwelle", "hürde",
            "plafond", "seuil",
            "tope ", "techo ", "umbral", "teto ", "limiar", "tetto ", "soglia", "drempel",
            "grens ", "tröskel", "próg",
            "порог", "batas ", "ambang ", "legmagasabb", "门槛", "門檻", "閾値", "zulässig", "erlaubt",
            "vorgeschrieben", "dopuszczaln", "dozwolon", "autoris", "permitid",
            "consentit", "toegestan", "tillåt", "разреш", "допустим", "límite", "制限", "限速", "上限", "제한",
        ),
    ),
    Kind(
        "rumour",
        r"(?:guess(?:es|ed)?(?:\sat)?|speculat(?:es|ed|ion)\w*|rumou?r\w*|(?:person|people|someone|sources?)\s(?:close"
        r"|familiar|with\sknowledge)|press\stalk|vorbește\sdespre|se\shabla\sde|si\sparla\sdi|secondo\sindiscrezioni"
        r"|on\sparle\sde|man\sspricht\svon|по\sслухам)(?:\s[^.;:!?0-9]{0,60})??[\"“„«]?[^.;:!?0-9]{0,20}?",
        r"(?!)",
        (r"(?!)", r"(?!)"),
        (
            "guess", "speculat", "rumour", "rumor", " close to", "familiar", "knowledge", "press talk",
            "vorbește despre", "se habla", "si parla", "indiscrezioni", "on parle", "spricht von", "слухам",
        ),
    ),
    Kind(
        "difference",
        r"(?!)",
        r"(?:more|less|fewer|higher|lower)\sthan|(?:more|extra)(?=[.,;]|$)|(?:mehr|weniger|höher|niedriger)\sals"
        r"|de\s(?:plus|moins)\sque|(?:más|menos)\sque|in\s(?:più|meno)\s(?:di|del\w*|rispetto)"
        r"|a\s(?:mais|menos)\s(?:do\s)?que|(?:meer|minder)\sdan|(?:fler|mer|färre|mindre)\sän|(?:więcej|mniej)\sniż"
        r"|(?:больше|меньше),\sчем",
        (r"(?!)", r"[^\s。、0-9]{0,4}(?:多い|少ない|より)"),
        (
            "more", "less than", "fewer", "higher", "lower", "extra", "mehr als", "weniger als",
            "höher als", "niedriger", "de plus", "de moins", "más que", "menos que", "in più", "in meno",
            "a mais", "a menos", "meer dan", "minder dan", " än ", "niż", "чем", "多い", "少ない", "より",
        ),
    ),
    Kind(
        "capacity",
        r"(?:capacity|room|seating|seats?|Platz|capacité|capacidad|capienza|capacidade|capaciteit|kapacitet"
        r"|вместимость\w*|kapasite\w*|kapasitas|क्षमता)(?:\s(?:of|for|für|de|di|van|för|na|is|was))?",
        r"-?seat(?:s|er)?|Sitzplätze\w*|Plätzen?|places(?=\s(?:assises|disponibles)|[.,;]|$)|plazas|posti|lugares"
        r"|plaatsen|platser|miejsc|мест|kişilik|kursi",
        (r"(?:定員|定员|정원)(?:は|の|为)?", r"(?:席|座|석|\s?सीट)"),
        (
            "capac", "room ", "seat", "platz", "plätz", "capienza", "kapac", "вмест", "kapasit", "क्षमता", "places",
            "plazas", "posti", "lugares", "plaats", "platser", "miejsc", "мест", "kişilik",
            "kursi", "定", "정원", "席", "座",
            "석", "सीट",
        ),
    ),
    Kind(
        "open",
        r"(?:may|might|could|könnten?|pourrai(?:t|ent)|podrían?|potrebbe|poderia|может|могут)(?:\s[^.;:!?0-9]{0,30})??",
        r"(?:[^.;:!?,0-9]{0,50}\s)?(?:may|might|could|könnten?|pourrai(?:t|ent)|podrían?|potrebbe(?:ro)?|может|могут)",
        (r"(?:可能|或)[^。，,0-9]{0,8}", r"[^。、0-9]{0,20}(?:かもしれ|可能性|수 있)"),
        (
            "may ", "might", "could", "könnte", "pourrai", "podría", "potrebbe", "poderia", "может", "могут",
            "可能", "或", "かもしれ", "수 있",
        ),
    ),
)  # fmt: skip
"""What stands beside a figure of each kind."""
