"""Currency symbols, codes and words, and which ISO 4217 codes each may mean.

A bare ``$`` is USD; that a text meant another dollar by it is possible, and kept apart as ``maybe``. ``¥`` is JPY or
CNY, ``kr`` one of four crowns. Words are matched whole and without regard to case, codes as upper-case letters.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

__all__ = ["DOLLARS", "ISO_CODES", "Marked", "currency_after", "currency_before", "may_be_currency", "read_currency"]

ISO_CODES = frozenset(
    str.split(
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
        "CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
        "HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL "
        "LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR "
        "PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP "
        "TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL DEM FRF ITL ESP NLG ATS "
        "BEF IEP PTE FIM GRD BTC ETH"
    )
)

DOLLARS = frozenset(
    str.split("AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD ARS CLP COP MXN")
)


class Marked(NamedTuple):
    """What a currency mark may mean.

    Args:
        codes: the ISO 4217 codes it means.
        maybe: further codes that cannot be ruled out by the mark alone.
    """

    codes: frozenset[str]
    maybe: frozenset[str] = frozenset()


_SYMBOLS = {
    "US$": "USD", "U.S.$": "USD", "HK$": "HKD", "A$": "AUD", "AU$": "AUD", "AUD$": "AUD", "C$": "CAD", "CA$": "CAD",
    "CAD$": "CAD", "CDN$": "CAD", "S$": "SGD", "SG$": "SGD", "NT$": "TWD", "NZ$": "NZD", "R$": "BRL", "MX$": "MXN",
    "USD$": "USD",
    "Mex$": "MXN", "AR$": "ARS", "CLP$": "CLP", "COP$": "COP", "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW",
    "₽": "RUB", "₺": "TRY", "₪": "ILS", "₫": "VND", "₴": "UAH", "₦": "NGN", "₱": "PHP", "฿": "THB", "₿": "BTC",
    "₸": "KZT",
    "¥": "JPY CNY", "￥": "JPY CNY", "CN¥": "CNY", "RMB¥": "CNY", "JP¥": "JPY", "RM": "MYR", "zł": "PLN", "Kč": "CZK",
    "RMB": "CNY", "Rs": "INR", "Rs.": "INR", "Re": "INR", "₨": "INR", "kr": "SEK NOK DKK ISK", 
    "kr.": "SEK NOK DKK ISK",
    "SFr": "CHF", "SFr.": "CHF", "Fr.": "CHF", "Rp": "IDR", "STG": "GBP", "GB£": "GBP", "Dh": "AED", "Dhs": "AED",
    "KSh": "KES", "Ksh": "KES", "Sh": "KES TZS UGX", "Shs": "KES TZS UGX", "USh": "UGX", "Ush": "UGX", "TSh": "TZS",
    "Php": "PHP", "Rmb": "CNY", "Tk": "BDT", "৳": "BDT",
    "S/": "PEN", "S/.": "PEN", "GH¢": "GHS", "GH₵": "GHS", "₵": "GHS", "LE": "EGP", "E£": "EGP", "SR": "SAR",
    "NIS": "ILS", "FCFA": "XOF XAF", "F CFA": "XOF XAF", "₲": "PYG", "₡": "CRC", "₾": "GEL", "₼": "AZN", "֏": "AMD",
    "新台幣": "TWD", "新臺幣": "TWD", "人民币": "CNY", "人民幣": "CNY", "港幣": "HKD", "TL": "TRY", "Ft": "HUF",
    "Lei": "RON MDL", "лв": "BGN", "лв.": "BGN", "грн": "UAH", "Kčs": "CZK",
}  # fmt: skip

_INITIALS = {"R": "ZAR", "N": "NGN", "P": "PHP BWP", "K": "ZMW PGK"}
"""Letters that mean a currency only right before a sum."""

_WORDS = {
    "USD": "dollar dollars us-dollar us-dollars us-dollaren dollari dólares dolares dólar dólars доллар* 美元 美金 "
    "米ドル 달러 ドル دولار dollária dollarin dollariin dollarilla dollarista dollárra dollárral δολάρια δολαρίων "
    "us_dollar us_dollars u.s._dollar u.s._dollars american_dollars bucks dolar* dollarů dollaria dollár dollárt",
    "EUR": "euro euros eur euron euroa euroon eurolla eurosta eurolle eurossa euroksi eurót euróra euróval euróról "
    "euróból euroya euroyu euroluk euronun eurodan avro ευρώ евро 欧元 歐元 ユーロ 유로 يورو",
    "GBP": "pound pounds pounds_sterling british_pound british_pounds sterling pfund livres_sterling libras "
    "libras_esterlinas sterline 英镑 英鎊 ポンド 파운드 quid",
    "JPY": "yen japanese_yen 円 日元 日圆 日圓 엔 иен*",
    "CNY": "yuan renminbi rmb chinese_yuan 人民币 人民幣 元 元人民币 人民元 위안 юан*",
    "INR": "rupee rupees indian_rupees indian_rupee रुपये रुपए रुपया रु",
    "KRW": "won south_korean_won korean_won 원 韩元 韓元 ウォン",
    "CHF": "swiss_franc swiss_francs franken schweizer_franken francs_suisses 瑞士法郎",
    "SEK": "kronor swedish_kronor swedish_krona swedish_crowns", "NOK": "norwegian_kroner norwegian_crowns",
    "DKK": "danish_kroner danish_krone danish_crowns", "CZK": "korun koruna koruny korunu korunách korunami korunám "
    "czech_crowns", "PLN": "zloty zlotys złotych złoty złote złotego złotym złotymi złotówek",
    "HKD": "hong_kong_dollars hong_kong_dollar 港元 港币 港幣", "AUD": "australian_dollars australian_dollar "
    "aussie_dollars 澳元",
    "CAD": "canadian_dollars canadian_dollar 加元 加币", "SGD": "singapore_dollars singapore_dollar 新元 新加坡元",
    "TWD": "new_taiwan_dollars taiwan_dollars 新台币 新臺幣 新台幣 台币 台幣 元新台幣 元新臺幣 元新台币",
    "NZD": "new_zealand_dollars new_zealand_dollar",
    "BRL": "reais brazilian_reais real brazilian_real", "MXN": "mexican_pesos pesos_mexicanos",
    "RUB": "rouble roubles ruble rubles rubel рубл* руб рублей", "TRY": "lira liraya lirayı liradan lirada liralık "
    "liranın lirası liraydı turkish_lira turkish_liras",
    "IDR": "rupiah", "MYR": "ringgit", "THB": "baht บาท", "VND": "dong "
    "đồng", "PHP": "philippine_pesos", "ILS": "shekel shekels",
    "NGN": "naira", "ZAR": "rand", "SAR": "saudi_riyals riyals riyal ريال", "AED MAD": "dirham dirhams",
    "AED": "uae_dirhams emirati_dirhams", "MAD": "moroccan_dirhams", "UAH": "hryvnia hryvnias гривен* гривн*",
    "HUF": "forint forints forintot forintra forintról forintból forintos forintért forinttal", "PEN": "soles", "RON "
    "MDL": "lei leilor", "BGN": "leva лева лев", "KZT": "tenge тенге",
    "BDT": "taka", "GHS": "cedi cedis", "EGP": "egyptian_pounds", "KES": "kenyan_shillings",
    "KES TZS UGX": "shillings", "ETB": "birr", "ZMW": "kwacha", "BWP": "pula", "QAR": "qatari_riyals",
    "KWD": "kuwaiti_dinars", "GEL": "lari", "XOF XAF": "francs_cfa cfa_francs", "PYG": "guaraníes",
    "MNT": "tugrik tugriks",
    "ARS": "argentine_pesos", "COP": "colombian_pesos", "CLP": "chilean_pesos",
    "PKR": "pakistani_rupees",
    "BTC": "bitcoin bitcoins", "SEK NOK DKK ISK": "kronen kroner krone crowns", "MXN ARS CLP COP PHP": "pesos peso",
    "CHF XOF XAF FRF": "francs franc",
}  # fmt: skip

_MAYBE = {
    "$": DOLLARS, "Rs": {"PKR", "LKR", "NPR", "MUR"}, "₨": {"PKR", "LKR", "NPR", "MUR"}, "£": {"EGP", "LBP", "IEP"},
    "dollar": DOLLARS, "dollars": DOLLARS, "元": {"TWD", "HKD"}, "rupees": {"PKR", "LKR", "NPR", "MUR"},
    "yuan": {"TWD"}, "riyal": {"QAR", "OMR", "YER"}, "riyals": {"QAR", "OMR", "YER"}, "dinars": {"BHD"},
}  # fmt: skip


@cache
def _marks() -> dict[str, Marked]:
    table = {"$": Marked(frozenset({"USD"}), DOLLARS), "＄": Marked(frozenset({"USD"}), DOLLARS)}
    table |= {s: Marked(frozenset(c.split()), frozenset(_MAYBE.get(s, ()))) for s, c in _SYMBOLS.items()}
    table |= {code: Marked(frozenset({code})) for code in ISO_CODES}
    for codes, words in _WORDS.items():
        for word in words.split():
            table[word.strip("*").replace("_", " ")] = Marked(frozenset(codes.split()), frozenset(_MAYBE.get(word, ())))
    return table


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    """Words that may carry endings ("рублей"), by their stem."""
    return tuple((w[:-1], w.strip("*")) for row in _WORDS.values() for w in row.split() if w.endswith("*"))


@cache
def _first_words() -> tuple[frozenset[str], tuple[str, ...]]:
    words = (re.match(r"[^\W\d_]*", mark) for mark in _marks())
    return frozenset(m.group().lower() for m in words if m), tuple(stem for stem, _ in _stems())


def may_be_currency(word: str) -> bool:
    """Whether a currency mark may begin with a word in lower case; quick, and never wrong when it says no.

    Example:
        >>> may_be_currency("us"), may_be_currency("round")
        (True, False)
    """
    words, stems = _first_words()
    return word in words or word.startswith(stems)


_BLANK = " \u00a0\u202f"
_BEFORE_WORDS = frozenset({"euro", "euros", "eur", "bitcoin", "人民币", "人民幣"})
_TOKEN_AFTER = re.compile(
    r"(?:\s(?:of|in|de|di|an)\s|\s?d['’]|[ \u00a0\u202f-]{0,2})(?P<mark>[A-Za-z.]{1,4}[$¥£]|[$€£¥￥＄₹₩₽₺₪₫₴₦₱฿₿₸₨]"
    r"|[^\W\d_](?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f]|\.(?= ?[A-Za-z]))*(?:[ \u00a0-][^\W\d_]+){0,2})"
)


_DOLLARS_OF = {"canadian": "CAD", "cdn": "CAD", "cad": "CAD", "australian": "AUD", "aud": "AUD", "us": "USD",
               "usd": "USD", "nzd": "NZD", "sgd": "SGD", "hkd": "HKD"}  # fmt: skip
_IN_BRACKETS = re.compile(rf"\s\(({'|'.join(_DOLLARS_OF)})(?:\sdollars)?\)", re.IGNORECASE)


def currency_before(text: str, position: int) -> tuple[Marked, int] | None:
    """The currency mark that ends right before a number, and where it begins.

    Example:
        >>> currency_before("about US$0.6bn", 9)
        (Marked(codes=frozenset({'USD'}), maybe=frozenset()), 6)
    """
    end = position
    while end > max(0, position - 2) and text[end - 1] in _BLANK:
        end -= 1
    marks = _marks()
    for size in range(min(7, end), 0, -1):
        start = end - size
        mark = text[start:end]
        if mark[0] in _BLANK or not (mark in marks or mark.lower() in _BEFORE_WORDS):
            continue
        if mark[0].isalpha() and mark[0] < "\u2e80" and start and text[start - 1].isalpha():
            continue
        if mark.lower() in _BEFORE_WORDS or mark in _SYMBOLS or mark in ISO_CODES or mark in "$＄":
            return _with_code(text, marks.get(mark) or marks[mark.lower()], start)
    initial = text[end - 1 : end]
    if initial in _INITIALS and (end == position or initial == "R") and not text[end - 2 : end - 1].isalnum():
        return Marked(frozenset(_INITIALS[initial].split())), end - 1
    return None


_CODE_BEFORE = re.compile(r"(?<!\w)([A-Z]{3})[ \u00a0]$")


def _with_code(text: str, mark: Marked, start: int) -> tuple[Marked, int]:
    """A symbol together with the code before it that says which currency it is: "CAD $5"."""
    code = _CODE_BEFORE.search(text, max(0, start - 4), start) if mark.maybe else None
    if code and code.group(1) in mark.maybe:
        return Marked(frozenset({code.group(1)})), code.start()
    return mark, start


def currency_after(text: str, position: int) -> tuple[Marked, int] | None:
    """The currency mark that begins right after a number, and where it ends.

    Example:
        >>> currency_after("50 million euros", 10)
        (Marked(codes=frozenset({'EUR'}), maybe=frozenset()), 16)
    """
    match = _TOKEN_AFTER.match(text, position)
    if not match:
        in_brackets = _IN_BRACKETS.match(text, position)
        return (_marks()[_DOLLARS_OF[in_brackets.group(1).lower()]], in_brackets.end()) if in_brackets else None
    phrase, start = match.group("mark"), match.start("mark")
    if phrase[0] >= "\u2e80" or "\u0e00" <= phrase[0] < "\u0f00":
        return _cjk_after(phrase, start)
    while True:
        found = read_currency(phrase.rstrip("."))
        if found:
            return found, start + len(phrase.rstrip("."))
        cut = max(phrase.rfind(" "), phrase.rfind("\u00a0"), phrase.rfind("-"))
        if cut < 0:
            return None
        phrase = phrase[:cut]


def _cjk_after(phrase: str, start: int) -> tuple[Marked, int] | None:
    """The longest currency word that begins a run without spaces (元人民币, 달러를)."""
    marks = _marks()
    for size in range(min(5, len(phrase)), 0, -1):
        if phrase[:size] in marks:
            return marks[phrase[:size]], start + size
    return None


@lru_cache(maxsize=1024)
def read_currency(mark: str) -> Marked | None:
    """What a code, symbol or word means as a currency; None where it is none.

    Example:
        >>> sorted(read_currency("¥").codes), read_currency("cameras")
        (['CNY', 'JPY'], None)
    """
    table = _marks()
    if mark in table:
        return table[mark]
    lowered = re.sub("[ \u00a0-]", " ", mark.lower())
    if lowered in table:
        return table[lowered]
    if " " in lowered:
        return None
    return next((table[word] for stem, word in _stems() if lowered.startswith(stem)), None)
