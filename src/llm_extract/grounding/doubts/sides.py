"""The parts that two can have in one thing: who buys and who sells, who wins and who loses, whence and whereto.

By side: the words of fields that ask for it, and what stands before or after the name of who is on it.
"""

from __future__ import annotations

from .beside import Beside

__all__ = ["APART", "BESIDE", "SIDE_OF"]

_SIDES = {
    "buyer": "acquirer buyer purchaser bidder acquiring acquereur acheteur repreneur comprador compradora adquirente "
    "acquirente compratore kaufer erwerber koper kopare kupujacy nabywca покупатель alici pembeli musteri",
    "bought": "target acquired acquiree acquisition",
    "seller": "seller vendor vendeur cedant vendedor vendedora venditore verkaufer verausserer verkoper saljare "
    "sprzedajacy продавец satici penjual",
    "parent": "parent",
    "child": "subsidiary",
    "winner": "winner champion largest biggest winning victor vincitore campione gagnant vainqueur laureat champion "
    "ganador campeon vencedor campeao winnaar kampioen sieger gewinner vinnare vinder zwyciezca mistrz победитель "
    "чемпион kazanan sampiyon juara pemenang wykonawca",
    "loser": "loser runner perdant perdedor perdente verlierer verliezer forlorare przegrany проигравшии kaybeden",
    "plaintiff": "plaintiff plaintiffs claimant claimants complainant demandeur demandante querellante klager "
    "klaeger attore ricorrente eiser",
    "defendant": "defendant defendants respondent accused defendeur demandado acusado beklagte beklagter "
    "angeklagter convenuto imputato gedaagde verdachte",
    "owner": "owner eigentumer eigentuemer proprietaire propietario proprietario eigenaar agare wlasciciel "
    "собственник владелец sahibi pemilik",
    "operator": "operator manager betreiber exploitant gestionnaire operador gestor gestore exploitant zarzadca "
    "оператор isletmeci",
    "origin": "origin departure abflugort startort depart origine origen partenza origem vertrek",
    "destination": "destination ziel zielort destino destinazione arrivee arrivo bestemming",
}
SIDE_OF = {word: side for side, row in _SIDES.items() for word in row.split()}
"""By word of a field's name, without accents, the side that it asks for."""

APART = {
    "buyer": {"bought", "seller"},
    "bought": {"buyer"},
    "seller": {"buyer"},
    "parent": {"child"},
    "child": {"parent"},
    "winner": {"loser"},
    "loser": {"winner"},
    "plaintiff": {"defendant"},
    "defendant": {"plaintiff"},
    "owner": {"operator"},
    "operator": {"owner"},
    "origin": {"destination"},
    "destination": {"origin"},
}
"""By side those on which one cannot stand too."""

_BUY = r"(?:buy|buys|buying|bought|acquir(?:e|es|ed|ing)|purchas(?:e|es|ed|ing)|tak(?:e|es|ing)\sover|took\sover)"
_DEAL = r"(?:acquisition|purchase|takeover|buyout)"
_BE = r"(?:was|were|be|been|being|is)"
_BOUGHT = r"(?:bought|acquired|purchased|taken\sover)"
_AUXILIARY = (
    r"(?:has|have|had|will|would|is|are|was|agreed|agrees|plans|planned|set|to|also|recently|said|it|completed)"
)
_FILLING = (
    r"(?:(?:the|its|a|an|all|of|rival|fellow|smaller|larger|start-?up|company|firm|chain|group|maker|unit)\s){0,4}"
)
_BUY_ELSEWHERE = (
    r"(?:rilevat\w+|acquist\w+|gekocht|kocht|koopt|kauft?e?n?|übernimmt|übernahm|erwirbt|erwarb|rachet\w+|achet\w+"
    r"|acquiert|compr[aóo]\w*|adqui[re]\w*|kupi[łl]\w*|nabył\w*|приобр\w+|купил\w*|membeli)"
)
_SELL = (
    r"(?:sold|sells?|selling|sale\sof|offload(?:ed|ing)|divest(?:ed|ing)|cèd\w+|céd\w+|cession\s\w+|vend\w*|vendita"
    r"|venta|venda|verkauf\w+|veräußer\w+|verko(?:cht|op\w*)|sålde|sprzeda\w+|прода\w+|menjual)"
)
_FOR = r",?\s(?:for|representing|on\sbehalf\sof)\sthe\s"
_BEATEN = (
    r"(?:beat|beats|beating|defeat(?:ed|s|ing)|edg(?:ed|es|ing)(?:\sout)?|overc[ao]m(?:e|es|ing)|trounc(?:ed|ing)"
    r"|outbid|outbidding|ahead\sof|batt(?:endo|uto|uta|e|ono)|sconfi\w+|derrot\w+\sa|venci\w+\sa|venc(?:eu|endo)"
    r"|ganó\sa|battu|bat|devanc\w+|devant|besieg\w+|schlug|schlägt|bezwang|setzte\ssich\s\w*\s?gegen|verslaat|versloeg"
    r"|slog|besegrade|pokona\w+|wygra\w+\sz|победи\w+|обыгра\w+|mengalahkan|đánh\sbại|تغلب\sعلى)"
)
_OF_SIDES: tuple[tuple[str, str, str], ...] = (
    ("bought", rf"(?<!\w)(?:{_BUY}|{_DEAL}\sof)\s{_FILLING}$", ""),
    ("buyer", rf"(?<!\w){_BOUGHT}\sby\s{_FILLING}$", ""),
    ("buyer", "", rf"\s(?:{_AUXILIARY}\s){{0,5}}(?<!was\s)(?<!is\s){_BUY}(?!\w|\sby\b)"),
    ("bought", "", rf"\s(?:{_AUXILIARY}\s){{0,5}}{_BE}\s{_BOUGHT}(?!\w)"),
    ("child", r"(?<!\w)(?:subsidiary|subsidiaries|its\sunit)\s$", ""),
    ("parent", r"(?<!\w)(?:parent|owner)(?:\s(?:company|group|firm))?,?\s$", ""),
    (
        "seller",
        rf"(?<!\w)(?:{_BUY}|{_BUY_ELSEWHERE})\s[^.;:]{{0,80}}?(?<!\w)(?:from|van|von|vom|de|du|da|dal|dalla|à|od|у)"
        r"\s(?:\w+\s){0,4}$",
        "",
    ),
    (
        "buyer",
        rf"(?<!\w){_SELL}\s[^.;:,]{{0,80}}?(?<!\w)(?:to|an|à|au|aan|alla?|till|компании|группе|фонду|kepada)"
        r"\s(?:[^\W\d]+\s){0,2}[«\"“„]?$",
        "",
    ),
    ("buyer", "", r"[»\"]?\s(?:en\svue\sde|pour)\slui\s(?:céder|vendre)(?!\w)"),
    ("loser", rf"(?<!\w){_BEATEN}\s(?:[^\s.;:,]+\s){{0,7}}?$|(?:击败|战胜|戰勝|擊敗|เอาชนะ|ชนะ)\s?$", ""),
    (
        "loser",
        "",
        r"['’]?\w{0,4}\s(?:[0-9]+\s?[-–]\s?[0-9]+\s)?(?:yene\w*|mağlup\s\w+)"
        r"|\sको\s[^।]{0,40}?हरा|を(?:破|下し|降し)|[을를]\s(?:[0-9-]+\S*\s)?(?:꺾|이기|이겼|누르)",
    ),
    (
        "loser",
        "",
        r"\s(?:was|were|is)\s(?:narrowly\s)?(?:beaten|defeated)(?!\w)"
        r"|\s(?:lost|unterlag|perdió|perse|perdeu|przegra\w+|проигра\w+)(?!\w)",
    ),
    ("winner", "", r"\s(?:(?:has|had|narrowly|comfortably)\s)?(?:beat|beats|defeated|won|wins)(?!\w)"),
    (
        "defendant",
        r"(?<!\w)(?:law)?suit\s[^.;:]{0,60}?(?<!\w)against\s(?:the\s)?$"
        r"|(?<!\w)(?:sued|suing|sues|verklagt\w*|demandó\sa|assigné)\s(?:the\s)?$",
        "",
    ),
    ("plaintiff", "", r"\s(?:has\s|had\s)?(?:sued|is\ssuing|filed\s(?:a\s)?(?:law)?suit)(?!\w)"),
    ("defendant", "", rf"{_FOR}(?:defendant|respondent|defence|defense|accused)"),
    ("plaintiff", "", rf"{_FOR}(?:plaintiff|claimant|appellant)"),
    (
        "operator",
        r"(?<!\w)(?:managed|operated|run|verwaltet|betrieben|gér[ée]e?|exploité|gestionad[oa]|operad[oa]|gestit[oa]"
        r"|beheerd|zarządzan\w+)\s(?:by|von|par|por|da|door|przez)\s(?:the\s)?$",
        "",
    ),
    (
        "owner",
        r"(?<!\w)(?:owned|belongs?|gehört|appartient|pertenece|appartiene|pertence|należy|принадлежит)"
        r"\s(?:by|to|à|au|a|al|do)?\s?(?:the\s)?(?:[^\s.;,]+\s){0,1}$",
        "",
    ),
    (
        "destination",
        r"(?<!\w)(?:from|von|de|da|z|ze|из|dari|van)\s[^.;,:]{2,30}\s(?:to|nach|à|a|al|para|do|в|ke|naar)\s$"
        r"|(?:\sसे\s|から|에서\s)$",
        "",
    ),
    ("origin", r"(?<!\w)(?:from|von|desde|dari|из)\s$", r"\s(?:to|nach|à|hasta|ke|в|naar)\s"),
)
BESIDE = tuple((side, Beside(before, after, reach=(100, 200))) for side, before, after in _OF_SIDES)
"""What stands beside the name of who is on a side; where both a word before and one behind are given, both do."""
