"""Classes of characters, as the insides of regular-expression classes, and the patterns that find what to fold.

Large classes are slow to compile. Texts without a character from U+3000 on, most texts, need the narrow ones only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = [
    "CEDILLAS",
    "GAP_WITH_QUOTE",
    "GAP_WITH_SPACE",
    "HALF_WIDTH_MARKS",
    "KEPT",
    "LONE_BREAK",
    "continues",
    "folding_patterns",
    "holds_wide",
    "is_cjk",
    "is_unspaced",
    "unspaced",
]

_NARROW_BYTES = bytes(range(0xE3))  # of UTF-8: characters from U+3000 on begin with a higher one

_RADICALS = "\u2e80-\u2fdf"
_HAN_KANA = (
    "\u3005-\u3007\u3031-\u3035\u303b\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003fffd"
)
_UNSPACED = _RADICALS + "\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17dd\u1100-\u11ff"
_CJK_MARKS = "\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff1f\uff5f-\uff65"


def holds_wide(text: str) -> bool:
    """Whether a text has a character from U+3000 on: Han, kana, Hangul, emoji.

    Example:
        >>> holds_wide("naïve – “quote”"), holds_wide("東京")
        (False, True)
    """
    return not text.isascii() and bool(text.encode("utf-8", "surrogatepass").translate(None, _NARROW_BYTES))


def unspaced(wide: bool) -> str:
    """The class of scripts written without spaces; Korean too, which puts its particles onto the word."""
    return _UNSPACED + (_HAN_KANA + "\u3131-\u318e\uac00-\ud7af" if wide else "")


def _cjk(wide: bool) -> str:
    """Han, kana and their punctuation: white space beside them says nothing."""
    return _RADICALS + (_HAN_KANA + _CJK_MARKS if wide else "")


@cache
def _one_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}]")


def is_unspaced(character: str) -> bool:
    """Whether a character is of a script written without spaces."""
    return character > "\u0e00" and _one_of(unspaced(True)).match(character) is not None


def is_cjk(character: str) -> bool:
    """Whether a character is Han, kana or their punctuation."""
    return character > "\u2e7f" and _one_of(_cjk(True)).match(character) is not None


_DOUBLE_QUOTES = (
    '"\u00ab\u00bb\u201c-\u201f\u2033\u275d\u275e\u300c-\u300f\u300a\u300b\u301d-\u301f\ufe41-\ufe44\uff02\uff62\uff63'
)
_SINGLE_QUOTES = "'`\u00b4\u02b9\u02bc\u2018-\u201b\u2032\u2039\u203a\u275b\u275c\uff07"
_ELLIPSES = "\u2026\u22ef\u2025"

_IGNORED = (
    "\u00ad\u034f\u061c\u0640\u064b-\u0652\u0670\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
_LONG_DASHES = "\u2014\u2015\u2e3a\u2e3b\ufe31\ufe58"
_BREAKS = r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_HYPHENS = "\u2010-\u2013\u2212\ufe63\uff0d"

# Characters that stand for themselves: unchanged by NFKC, one character when case-folded, none of the classes above.
# Without the four that may be part of something longer: space, apostrophe, hyphen, point.
_STILL = (
    "!#-\\x26(-,/-_a-~\u00a1-\u00a7\u00a9\u00ac\u00ae\u00b0\u00b1\u00b6\u00b7\u00bf-\u00de\u00e0-\u012f\u0134-\u013e"
    "\u0141-\u0148\u014a-\u017e\u0391-\u03a1\u03a3-\u03ab\u03b1-\u03ce\u0400-\u0482\u048a-\u04ff\u05d0-\u05ea\u060c"
    "\u061b\u061f\u0621-\u063a\u0641-\u064a\u0660-\u066c\u06f0-\u06f9\u0904-\u0928\u092a-\u0930\u0932\u0933"
    "\u0935-\u0939\u0e01-\u0e32\u0e34-\u0e37\u0e40-\u0e47\u20a0-\u20a7\u20a9-\u20c0"
    "\u2600-\u275a\u275f-\u2775\u2794-\u27bf"
)
_STILL_WIDE = "\u3001\u3002\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uac00-\ud7a3\U0001f300-\U0001faff"
_GAPS = _BREAKS + _IGNORED + _DOUBLE_QUOTES + _LONG_DASHES + _ELLIPSES
_LOOSE_QUOTE = f"(?<![^\\W_])[{_SINGLE_QUOTES}]|[{_SINGLE_QUOTES}](?![^\\W_])"
_LOOSE_DASH = r"(?<=\s)[-\u2013](?=\s)|(?<=\s)\u2013(?!\d)|\u2013(?=\s)|-{2,}"
_GAP_ITEM = f"[{_GAPS}]|\\.{{2,}}|{_LOOSE_DASH}|{_LOOSE_QUOTE}"


@cache
def folding_patterns(wide: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds the places where something has to be folded.

    Args:
        wide: whether the text has characters from U+3000 on.

    Returns:
        A quick sieve for such places, and the pattern that decides there; its groups are numbered as commented.
    """
    still, cjk = _STILL + (_STILL_WIDE if wide else ""), _cjk(wide)
    gate = re.compile(
        f"[^{still}](?:(?<=[^\\x20.])|(?<=\\.)(?=\\.)|(?<=\\x20)(?=[^{still}]|[{cjk}])|(?<=[{cjk}]\\x20))"
    )
    special = re.compile(
        # 1: a hyphen inside a word, with the line break after it
        f"((?<=[^\\W\\d_])[-\u00ad{_HYPHENS}](?:[ \\t]*\\r?\\n[ \\t]*)?(?=[^\\W\\d_]))"
        # 2: white space, quotation marks, dashes between words, ellipses, characters without width
        f"|(\\x20?(?:{_GAP_ITEM}|\\x20(?=\\x20))(?:\\x20|{_GAP_ITEM})*|(?<=[{cjk}])\\x20|\\x20(?=[{cjk}]))"
        # 3: another hyphen or minus; 4: an apostrophe; 5: what NFKC or case may change
        f"|([{_HYPHENS}])|([{_SINGLE_QUOTES.replace(chr(39), '')}])"
        f"|([^{still}\\x20'.{_GAPS}{_SINGLE_QUOTES}{_HYPHENS}-]+)"
    )
    return gate, special


KEPT = re.compile(
    "[\u00a8\u00aa\u00af\u00b2-\u00b4\u00b8-\u00ba\u00bc-\u00be\u02b0-\u02e4\u2070-\u209c\u2150-\u215f\u2189"
    "\u2460-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]"
)
"""Compatibility characters whose plain form would say something else: superscripts, fractions, circled digits."""

LONE_BREAK = re.compile(r"\n(?<=[a-z0-9,.;:]\n)(?=[^\W_])")
"""A line break between two words, the commonest thing to fold."""

CEDILLAS = dict(zip("șțȘȚ", "şţŞŢ", strict=True))
"""Romanian is printed with commas below its letters, or with the cedillas of older fonts."""

GAP_WITH_SPACE = re.compile(rf"[\s{_LONG_DASHES}{_ELLIPSES}.\-\u2013]")
GAP_WITH_QUOTE = re.compile(f"[{_DOUBLE_QUOTES}{_SINGLE_QUOTES}]")
HALF_WIDTH_MARKS = re.compile("[\uff9e-\uffdc]")


def continues(character: str) -> bool:
    """Whether a character belongs to the one before it: a mark, a joiner, a Korean vowel or final, a tone of skin.

    Args:
        character: one code point.

    Example:
        >>> continues("\u0301"), continues("e")
        (True, False)
    """
    if character < "\u0300":
        return False
    return (
        unicodedata.category(character)[0] == "M"
        or "\u1160" <= character <= "\u11ff"
        or character in "\uff9e\uff9f\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
