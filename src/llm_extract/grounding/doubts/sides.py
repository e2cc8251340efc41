"""The parts that two can have in one thing: who buys and who sells, who wins and who loses, whence and whereto.

By side: the words of fields that ask for it, and what stands before or after the name of who is on it.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["APART", "SIDE_OF", "patterns"]

_SIDES = {
    "buyer": "acquirer buyer purchaser bidder acquiring acquereur acheteur repreneur comprador compradora "
    "adquirente acquirente compratore "
    "kaufer erwerber koper kopare kupujacy nabywca покупатель alici pembeli musteri",
    "bought": "target acquired acquiree acquisition",
    "seller": "seller vendor vendeur cedant vendedor vendedora venditore verkaufer verausserer verkoper saljare "
    "sprzedajacy продавец satici penjual",
    "parent": "parent",
    "child": "subsidiary",
    "winner": "winner champion largest biggest winning victor vincitore campione gagnant vainqueur laureat "
    "champion ganador "
    "campeon vencedor campeao winnaar kampioen "
    "sieger gewinner vinnare vinder zwyciezca mistrz победитель чемпион kazanan sampiyon juara pemenang wykonawca",
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

_I = re.IGNORECASE
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
    r"(?:rilevat\w+|acquist\w+|gekocht|kocht|koopt|kauft?e?n?|übernimmt|übernahm|erwirbt|erwarb|rachet\w+"
    r"|achet\w+|acquiert|compr[aóo]\w*|adqui[re]\w*"
    r"|kupi[łl]\w*|nabył\w*|приобр\w+|купил\w*|membeli)"
)
_SELL = (
    r"(?:sold|sells?|selling|sale\sof|offload(?:ed|ing)|divest(?:ed|ing)|cèd\w+|céd\w+|cession\s\w+|vend\w*"
    r"|vendita|venta|venda|verkauf\w+|veräußer\w+"
    r"|verko(?:cht|op\w*)|sålde|sprzeda\w+|прода\w+|menjual)"
)
_BEATEN = (
    r"(?:beat|beats|beating|defeat(?:ed|s|ing)|edg(?:ed|es|ing)(?:\sout)?|overc[ao]m(?:e|es|ing)|trounc(?:ed"
    r"|ing)|outbid|outbidding|ahead\sof|batt(?:endo|uto|uta|e|ono)"
    r"|sconfi\w+|derrot\w+\sa|venci\w+\sa|venc(?:eu|endo)|ganó\sa|battu|bat|devanc\w+|devant|besieg\w+|schlug"
    r"|schlägt|bezwang|setzte\ssich\s\w*\s?gegen"
    r"|verslaat|versloeg|slog|besegrade|pokona\w+|wygra\w+\sz|победи\w+|обыгра\w+|mengalahkan|đánh\sbại|تغلب\sعلى)"
)


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    """For each side what stands before and what after the name of who is on it."""
    return (
        ("bought", re.compile(rf"(?<!\w)(?:{_BUY}|{_DEAL}\sof)\s{_FILLING}$", _I), None),
        ("buyer", re.compile(rf"(?<!\w){_BOUGHT}\sby\s{_FILLING}$", _I), None),
        ("buyer", None, re.compile(rf"\s(?:{_AUXILIARY}\s){{0,5}}(?<!was\s)(?<!is\s){_BUY}(?!\w|\sby\b)", _I)),
        ("bought", None, re.compile(rf"\s(?:{_AUXILIARY}\s){{0,5}}{_BE}\s{_BOUGHT}(?!\w)", _I)),
        ("child", re.compile(r"(?<!\w)(?:subsidiary|subsidiaries|its\sunit)\s$", _I), None),
        ("parent", re.compile(r"(?<!\w)(?:parent|owner)(?:\s(?:company|group|firm))?,?\s$", _I), None),
        (
            "seller",
            re.compile(
                rf"(?<!\w)(?:{_BUY}|{_BUY_ELSEWHERE})\s[^.;:]{{0,80}}?(?<!\w)(?:from|van|von|vom"
                rf"|de|du|da|dal|dalla|à|od|у)\s(?:\w+\s){{0,4}}$",
                _I,
            ),
            None,
        ),
        (
            "buyer",
            re.compile(
                rf"(?<!\w){_SELL}\s[^.;:,]{{0,80}}?(?<!\w)(?:to|an|à|au|aan|alla?|till|компании"
                rf"|группе|фонду|kepada)\s(?:[^\W\d]+\s){{0,2}}[«\"“„]?$",
                _I,
            ),
            None,
        ),
        ("buyer", None, re.compile(r"[»\"]?\s(?:en\svue\sde|pour)\slui\s(?:céder|vendre)(?!\w)", _I)),
        (
            "loser",
            re.compile(rf"(?<!\w){_BEATEN}\s(?:[^\s.;:,]+\s){{0,7}}?$|(?:击败|战胜|戰勝|擊敗|เอาชนะ|ชนะ)\s?$", _I),
            None,
        ),
        (
            "loser",
            None,
            re.compile(
                r"['’]?\w{0,4}\s(?:[0-9]+\s?[-–]\s?[0-9]+\s)?(?:yene\w*|mağlup\s\w+)"
                r"|\sको\s[^।]{0,40}?हरा|を(?:破|下し|降し)|[을를]\s(?:[0-9-]+\S*\s)?(?:꺾|이기|이겼|누르)",
                _I,
            ),
        ),
        (
            "loser",
            None,
            re.compile(
                r"\s(?:was|were|is)\s(?:narrowly\s)?(?:beaten|defeated)(?!\w)|\s(?:lost"
                r"|unterlag|perdió|perse|perdeu|przegra\w+|проигра\w+)(?!\w)",
                _I,
            ),
        ),
        (
            "winner",
            None,
            re.compile(
                r"\s(?:(?:has|had|narrowly|comfortably)\s)?(?:beat|beats|defeated|won"
                r"|wins)(?!\w)",
                _I,
            ),
        ),
        (
            "defendant",
            re.compile(
                r"(?<!\w)(?:law)?suit\s[^.;:]{0,60}?(?<!\w)against\s(?:the\s)?$|(?<!\w)(?:sued"
                r"|suing|sues|verklagt\w*|demandó\sa|assigné)\s(?:the\s)?$",
                _I,
            ),
            None,
        ),
        ("plaintiff", None, re.compile(r"\s(?:has\s|had\s)?(?:sued|is\ssuing|filed\s(?:a\s)?(?:law)?suit)(?!\w)", _I)),
        (
            "defendant",
            None,
            re.compile(
                r",?\s(?:for|representing|on\sbehalf\sof)\sthe\s(?:defendant|respondent"
                r"|defence|defense|accused)",
                _I,
            ),
        ),
        (
            "plaintiff",
            None,
            re.compile(
                r",?\s(?:for|representing|on\sbehalf\sof)\sthe\s(?:plaintiff|claimant"
                r"|appellant)",
                _I,
            ),
        ),
        (
            "operator",
            re.compile(
                r"(?<!\w)(?:managed|operated|run|verwaltet|betrieben|gér[ée]e?|exploité"
                r"|gestionad[oa]|operad[oa]|gestit[oa]|beheerd|zarządzan\w+)\s(?:by|von|par|por|da|door"
                r"|przez)\s(?:the\s)?$",
                _I,
            ),
            None,
        ),
        (
            "owner",
            re.compile(
                r"(?<!\w)(?:owned|belongs?|gehört|appartient|pertenece|appartiene|pertence|należy"
                r"|принадлежит)\s(?:by|to|à|au|a|al|do)?\s?(?:the\s)?(?:[^\s.;,]+\s){0,1}$",
                _I,
            ),
            None,
        ),
        (
            "destination",
            re.compile(
                r"(?<!\w)(?:from|von|de|da|z|ze|из|dari|van)\s[^.;,:]{2,30}\s(?:to|nach|à|a"
                r"|al|para|do|в|ke|naar)\s$|(?:\sसे\s|から|에서\s)$",
                _I,
            ),
            None,
        ),
        (
            "origin",
            re.compile(r"(?<!\w)(?:from|von|desde|dari|из)\s$", _I),
            re.compile(
                r"\s(?:to|nach|à|hasta|ke|в"
                r"|naar)\s",
                _I,
            ),
        ),
    )
