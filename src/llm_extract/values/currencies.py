"""Currency symbols, codes and words, and which ISO 4217 codes each may mean.

A bare ``$`` is USD; that a text meant another dollar by it is possible, and kept apart as ``maybe``. ``¥`` is JPY or CNY,
``kr`` one of four crowns. Words are matched whole and without regard to case, codes as upper-case letters.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

__all__ = ["ISO_CODES", "Marked", "currency_after", "currency_before", "read_currency"]

ISO_CODES = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY "
    "COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS "
    "INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU "
    "MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK "
    "SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD "
    "XOF XPF YER ZAR ZMW ZWL DEM FRF ITL ESP NLG ATS BEF IEP PTE FIM GRD BTC ETH".split()
)

DOLLARS = frozenset("AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD ARS CLP COP MXN".split())


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
    "CAD$": "CAD", "CDN$": "CAD", "S$": "SGD", "SG$": "SGD", "NT$": "TWD", "NZ$": "NZD", "R$": "BRL", "MX$": "MXN", "USD$": "USD",
    "Mex$": "MXN", "AR$": "ARS", "CLP$": "CLP", "COP$": "COP", "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW",
    "₽": "RUB", "₺": "TRY", "₪": "ILS", "₫": "VND", "₴": "UAH", "₦": "NGN", "₱": "PHP", "฿": "THB", "₿": "BTC", "₸": "KZT",
    "¥": "JPY CNY", "￥": "JPY CNY", "CN¥": "CNY", "RMB¥": "CNY", "JP¥": "JPY", "RM": "MYR", "zł": "PLN", "Kč": "CZK",
    "RMB": "CNY", "Rs": "INR", "Rs.": "INR", "Re": "INR", "₨": "INR", "kr": "SEK NOK DKK ISK", "kr.": "SEK NOK DKK ISK",
    "SFr": "CHF", "SFr.": "CHF", "Fr.": "CHF", "Rp": "IDR", "STG": "GBP", "GB£": "GBP", "Dh": "AED", "Dhs": "AED", "KSh": "KES",
}  # fmt: skip

_WORDS = {
    "USD": "dollar dollars us-dollar us-dollars us-dollaren dollari dólares dolares dólar dólars доллар* 美元 美金 米ドル 달러 "
    "ドル دولار us_dollar us_dollars u.s._dollar u.s._dollars american_dollars bucks dolar* dollarů dollaria",
    "EUR": "euro euros eur euron евро 欧元 歐元 ユーロ 유로 يورو",
    "GBP": "pound pounds pounds_sterling british_pound british_pounds sterling pfund livres_sterling libras libras_esterlinas "
    "sterline 英镑 英鎊 ポンド 파운드 quid",
    "JPY": "yen japanese_yen 円 日元 日圆 日圓 엔 иен*",
    "CNY": "yuan renminbi rmb chinese_yuan 人民币 人民幣 元 元人民币 人民元 위안 юан*",
    "INR": "rupee rupees indian_rupees indian_rupee रुपये रुपए",
    "KRW": "won south_korean_won korean_won 원 韩元 韓元 ウォン",
    "CHF": "swiss_franc swiss_francs franken schweizer_franken francs_suisses 瑞士法郎",
    "SEK": "kronor swedish_kronor swedish_krona swedish_crowns", "NOK": "norwegian_kroner norwegian_crowns",
    "DKK": "danish_kroner danish_krone danish_crowns", "CZK": "korun koruna czech_crowns", "PLN": "zloty zlotys złotych złoty",
    "HKD": "hong_kong_dollars hong_kong_dollar 港元 港币 港幣", "AUD": "australian_dollars australian_dollar aussie_dollars 澳元",
    "CAD": "canadian_dollars canadian_dollar 加元 加币", "SGD": "singapore_dollars singapore_dollar 新元 新加坡元",
    "TWD": "new_taiwan_dollars taiwan_dollars 新台币 新臺幣 新台幣 台币 台幣", "NZD": "new_zealand_dollars new_zealand_dollar",
    "BRL": "reais brazilian_reais real brazilian_real", "MXN": "mexican_pesos pesos_mexicanos",
    "RUB": "rouble roubles ruble rubles rubel рубл* руб", "TRY": "lira turkish_lira turkish_liras",
    "IDR": "rupiah", "MYR": "ringgit", "THB": "baht", "VND": "dong đồng", "PHP": "philippine_pesos", "ILS": "shekel shekels",
    "NGN": "naira", "ZAR": "rand", "SAR": "saudi_riyals riyals", "AED": "dirham dirhams uae_dirhams", "UAH": "hryvnia",
    "HUF": "forint", "ARS": "argentine_pesos", "COP": "colombian_pesos", "CLP": "chilean_pesos", "PKR": "pakistani_rupees",
    "BTC": "bitcoin bitcoins", "SEK NOK DKK ISK": "kronen kroner krone crowns", "MXN ARS CLP COP PHP": "pesos peso",
    "CHF XOF XAF FRF": "francs franc",
}  # fmt: skip

_MAYBE = {
    "$": DOLLARS, "Rs": {"PKR", "LKR", "NPR", "MUR"}, "₨": {"PKR", "LKR", "NPR", "MUR"}, "£": {"EGP", "LBP", "IEP"},
    "dollar": DOLLARS, "dollars": DOLLARS, "元": {"TWD", "HKD"}, "rupees": {"PKR", "LKR", "NPR", "MUR"}, "yuan": {"TWD"},
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


def _words_pattern() -> str:
    words = sorted((w for row in _WORDS.values() for w in row.split()), key=len, reverse=True)
    return "|".join(
        re.escape(w).replace("_", r"[ \u00a0-]").replace(r"\*", r"\w*") + ("" if w[0] >= "\u2e80" else r"(?!\w)") for w in words
    )


@cache
def _before() -> re.Pattern[str]:
    symbols = "|".join(re.escape(s) for s in sorted([*_SYMBOLS, "$", "＄"], key=len, reverse=True))
    codes = "|".join(sorted(ISO_CODES))
    return re.compile(rf"(?:(?<![^\W\d_])(?:{codes})|(?<![A-Za-z])(?:{symbols})|人民币|人民幣|(?<!\w)(?i:euros?|bitcoin))[ \u00a0\u202f]{{0,2}}$")


@cache
def _after() -> re.Pattern[str]:
    symbols = "|".join(re.escape(s) + ("(?!\\w)" if s[-1].isalpha() else "") for s in sorted([*_SYMBOLS, "$"], key=len, reverse=True))
    codes = "|".join(sorted(ISO_CODES))
    return re.compile(
        rf"(?:[ \u00a0\u202f-]{{0,2}}|\s(?:of|in|de|d'|d’|di|an)\s?|\s?d['’])(?P<mark>(?:{codes})(?!\w)|(?i:{_words_pattern()})|{symbols})"
    )


def currency_before(text: str, position: int) -> tuple[Marked, int] | None:
    """The currency mark that ends right before a number, and where it begins.

    Example:
        >>> currency_before("about US$0.6bn", 9)
        (Marked(codes=frozenset({'USD'}), maybe=frozenset()), 6)
    """
    if not position:
        return None
    match = _before().search(text, max(0, position - 12), position) if position else None
    if not match:
        return None
    mark = match.group().strip(" \u00a0\u202f")
    return _marks().get(mark) or _marks()[mark.lower()], match.start()


def currency_after(text: str, position: int) -> tuple[Marked, int] | None:
    """The currency mark that begins right after a number, and where it ends.

    Example:
        >>> currency_after("50 million euros", 10)
        (Marked(codes=frozenset({'EUR'}), maybe=frozenset()), 16)
    """
    match = _after().match(text, position)
    if not match:
        return None
    found = read_currency(match.group("mark"))
    return (found, match.end()) if found else None


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
    for row in _WORDS.items():
        for word in row[1].split():
            if word.endswith("*") and lowered.startswith(word[:-1]):
                return table[word[:-1]]
    return None
