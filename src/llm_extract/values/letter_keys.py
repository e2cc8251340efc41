"""Words of Greek and Cyrillic letters beside the same words in Latin ones: a key that both have.

The key forgives what transliterations differ in (``Sergey``, ``Sergei``, ``Сергей``), and so tells names apart only as
well as a reader would who hears them. Words of scripts without vowels or letters have none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .names import fold

__all__ = ["TOGETHER", "is_of_other_script", "is_turkish", "letter_key", "script_of"]

TOGETHER = "\u0e00"
"""From here on, from Thai, are scripts that write words without spaces, or nearly so."""

_CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюяђјљњћџўёғқңөұүһ",
        str.split(
            "a b v h h d e e z z i i i i k l m n o p r s t u f h ts h s s . i . e iu ia h i l n h h u e h k n o u u h"
        ),
        strict=True,
    )
)


def _pairs(listed: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(pair.split(":")) for pair in listed.split())


_GREEK_PAIRS = _pairs("ου:u ει:i οι:i υι:i αι:e μπ:b ντ:d γκ:g γγ:ng γχ:nh αυ:av ευ:ev τσ:ts τζ:dz")
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψωςϋϊ",
        str.split("a v h d e z i t i k l m n ks o p r s t i f h ps o s i i"),
        strict=True,
    )
)
_LATIN_PAIRS = _pairs("shch:s sch:s sh:s tch:h zh:z kh:h tz:ts ph:f th:t gh:h ou:u oo:u ck:k x:ks w:v q:k y:i j:i")
_GLIDE = re.compile("i(?=[aeou])")
_TWICE = re.compile(r"(\w)\1")
_SCRIPTS = re.compile(
    r"(?P<greek>[\u0370-\u03ff\u1f00-\u1fff])|(?P<cyrillic>[\u0400-\u052f])"
    r"|(?P<latin>[a-zA-Z\u00c0-\u024f\u1e00-\u1eff])"
)
_OTHER = re.compile(r"[\u0590-\u10ff\u1100-\u11ff\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]")


@lru_cache(maxsize=1024)
def script_of(text: str) -> str:
    """The script that most letters of a text are of: ``latin``, ``greek``, ``cyrillic``, ``other``, or "" for none.

    Example:
        >>> script_of("Ο δήμαρχος"), script_of("Jane Roe"), script_of("2018年"), script_of("5")
        ('greek', 'latin', 'other', '')
    """
    if text.isascii():
        return "latin" if any(map(str.isalpha, text)) else ""
    counts = {"greek": 0, "cyrillic": 0, "latin": 0, "other": len(_OTHER.findall(text))}
    for match in _SCRIPTS.finditer(text):
        counts[match.lastgroup or ""] += 1
    most = max(counts, key=lambda script: counts[script])
    return most if counts[most] else ""


_TURKISH = re.compile("[ışğİŞĞ]")


def is_turkish(text: str) -> bool:
    """Whether a text has letters that only Turkish and its kin have."""
    return _TURKISH.search(text) is not None


def is_of_other_script(text: str, quote: str) -> bool:
    """Whether two texts are written in different scripts, for the most part.

    Example:
        >>> is_of_other_script("Brazil", "巴西"), is_of_other_script("Brazil", "Brasilien")
        (True, False)
    """
    one, other = script_of(text), script_of(quote)
    return bool(one and other) and one != other


@lru_cache(maxsize=4096)
def letter_key(word: str) -> str:
    """The key of a word: equal for its spellings in Latin, Greek and Cyrillic letters, as far as these go.

    Example:
        >>> letter_key("Sergey") == letter_key("Сергей"), letter_key("Στέλιος") == letter_key("Stelios")
        (True, True)
        >>> letter_key("Ivanov") == letter_key("Иванова")
        False
    """
    folded = fold(word).replace("'", "").replace("’", "")
    script = script_of(folded)
    if script == "cyrillic":
        key = "".join(_CYRILLIC.get(c, c) for c in folded).replace(".", "")
    elif script == "greek":
        key = folded
        for pair, sound in _GREEK_PAIRS:
            key = key.replace(pair, sound)
        key = "".join(_GREEK.get(c, c) for c in key)
    else:
        key = _latin_key(folded)
    return _TWICE.sub(r"\1", _GLIDE.sub("", _TWICE.sub(r"\1", key)).replace("g", "h"))


def _latin_key(folded: str) -> str:
    key = folded
    for pair, sound in _LATIN_PAIRS:
        key = key.replace(pair, sound)
    return key.replace("ch", "h").replace("c", "k")
