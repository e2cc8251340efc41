"""Numbers in words of Hindi and Thai, whose vowel signs or missing spaces keep them from being split into words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from .lazy_patterns import lazily

__all__ = ["find_unspaced"]

_HINDI = str.split(
    "शून्य एक दो तीन चार पांच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस बाईस "
    "तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस "
    "चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरेपन चौवन पचपन "
    "छप्पन सत्तावन अट्ठावन उनसठ साठ इकसठ बासठ तिरेसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर "
    "तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी अस्सी"
)
_HINDI_MORE = {"पाँच": 5, "छः": 6, "छ": 6, "छे": 6, "पन्द्रह": 15, "पचासी": 85, "नब्बे": 90, "पचानवे": 95, "निन्यानवे": 99}
_HINDI_SCALES = {"सौ": 100, "हजार": 1000, "लाख": 10**5, "करोड": 10**7, "अरब": 10**9}
_HINDI_HALVES = {"ढाई": Decimal("2.5"), "डेढ": Decimal("1.5")}
_THAI = {"หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9}
_THAI_SCALES = {"สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10**4, "แสน": 10**5, "ล้าน": 10**6}
_THAI_COUNTED = "คน|ราย|แห่ง|จังหวัด|ครั้ง|วัน|ปี|เดือน|ชั่วโมง|หลัง|คัน|ลำ|ตัว|ชิ้น|บาท|เมตร|กิโล|อำเภอ|ตำบล|เครื่อง|เขต|นาย|ศพ"
_NUKTA = "\u093c"
_SCRIPT = re.compile("[\u0900-\u097f\u0e00-\u0e7f]")
_DEVANAGARI = "[\u0900-\u0963\u0970-\u097f]"
_PRECOMPOSED = {"\u095b": "\u091c", "\u095c": "\u0921", "\u095d": "\u0922"}


def _plain(word: str) -> str:
    """A word of Hindi without the dots below, which are written or not, and in two ways."""
    for one, other in _PRECOMPOSED.items():
        word = word.replace(one, other)
    return word.replace(_NUKTA, "")


@cache
def _hindi() -> dict[str, Decimal]:
    units = {_plain(word): Decimal(n) for n, word in enumerate(_HINDI)}
    return units | {word: Decimal(n) for word, n in _HINDI_MORE.items()} | _HINDI_HALVES


_hindi_words = lazily(rf"{_DEVANAGARI}+", 0)


@cache
def _thai_words() -> re.Pattern[str]:
    digit, scale = "|".join(_THAI), "|".join(f"{word}(?!ธ)" for word in _THAI_SCALES)
    return re.compile(
        rf"(?<![\u0e00-\u0e7f]ที่)((?:(?:{digit})(?:{scale})+|สิบ)(?:(?:{digit})(?:{scale})+)*(?:{digit})?)"
        rf"|((?:{digit}))(?=\s?(?:{_THAI_COUNTED}))"
    )


def find_unspaced(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Begin, end and value of the numbers that Hindi or Thai words say.

    Example:
        >>> [(text, str(value)) for text in ("पांच-पांच लाख रुपये", "เกือบสองพันคน") for *_, value in find_unspaced(text)]
        [('पांच-पांच लाख रुपये', '500000'), ('เกือบสองพันคน', '2000')]
    """
    if (script := _SCRIPT.search(text)) is None:
        return
    if script.group() < "\u0e00":
        yield from _find_hindi(text)
    else:
        for match in _thai_words().finditer(text):
            yield *match.span(), _read_thai(match.group())


def _read_thai(words: str) -> Decimal:
    total, digit = 0, 0
    for part in re.findall("|".join((*_THAI, *_THAI_SCALES)), words):
        if part in _THAI:
            digit = _THAI[part]
        elif part == "ล้าน":
            total, digit = (total + digit) * 10**6, 0
        else:
            total, digit = total + max(digit, 1) * _THAI_SCALES[part], 0
    return Decimal(total + digit)


def _find_hindi(text: str) -> Iterator[tuple[int, int, Decimal]]:
    numbers, run = _hindi(), list[tuple[int, int, str]]()
    for match in _hindi_words().finditer(text):
        word = _plain(match.group())
        goes_on = bool(run) and text[run[-1][1] : match.start()] in (" ", "-", "\u00a0")
        known = word in numbers or word == "साढे" or (word in _HINDI_SCALES and goes_on)
        if run and not (known and goes_on):
            yield from _read_hindi(run)
            run = []
        if known:
            run.append((*match.span(), word))
    if run:
        yield from _read_hindi(run)


def _read_hindi(run: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, Decimal]]:
    """The number of a run of words; "one" alone is rather an article, and two numbers in a row are none of these."""
    total, current, half, before = Decimal(0), Decimal(0), Decimal(0), ""
    for _, _, word in run:
        if word == "साढे":
            half = Decimal("0.5")
        elif word in _HINDI_SCALES:
            scale = _HINDI_SCALES[word]
            if scale == 100:
                current = max(current, Decimal(1)) * 100
            else:
                total, current = total + max(current, Decimal(1)) * scale, Decimal(0)
        elif word != before:  # पांच-पांच: five each
            if current and current % 100:
                return
            current += _hindi()[word] + half
            half = Decimal(0)
        before = word
    value = total + current
    if value and not (len(run) == 1 and value == 1):
        yield run[0][0], run[-1][1], value
