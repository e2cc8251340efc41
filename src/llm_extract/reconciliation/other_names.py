"""Other names that words give a name, right behind it: in another script, or as the former one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..values.countries import read_country
from ..values.names import core_tokens

__all__ = ["bracketed_name", "find_other_names"]

_FORMER = re.compile(
    r"(?:formerly|previously|originally|once|until recently|now|also|better|trading|doing business|today)?\s*"
    r"(?:known\s+as|called|named|trading\s+as|doing\s+business\s+as)\s+"
    r"|(?:formerly|previously|originally|f/k/a|fka|f\.k\.a\.|a/k/a|aka|a\.k\.a\.|d/b/a|dba|now)\s+"
    r"|ex[-\s]|ehemals\s+|vormals\s+|früher\s+|zuvor\s+|bis\s+dahin\s+|anciennement\s+|auparavant\s+|antes\s+|"
    r"anteriormente\s+|già\s+|precedentemente\s+|voorheen\s+|tidigare\s+|tidligere\s+|dawniej\s+|wcześniej\s+|"
    r"dříve\s+|eski\s+adıyla\s+|ранее\s+|бывш\w*\s+|прежде\s+|колишн\w*\s+|原名|旧名|舊名|曾用名|旧社名|旧称|前身为|前身為|前称|现名|現名",
    re.IGNORECASE,
)
_OPENING, _CLOSING = "(（[", ")）]"
_BETWEEN, _LONGEST = 30, 80  # characters of legal forms before a bracket, and inside it
_PARTS = re.compile(r"[,;:/，；：、]")
_RUN = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w&.'’-]*(?:\s[^\W\d_a-zß-öø-ÿ][\w&.-]*){0,3}")
_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_COMMA = re.compile(r",?\s+(?=\w)")
_WORD_BEFORE = re.compile(r"((?:[^\W_][-'’.&]?)+) ?$")
_SMALL = frozenset(
    str.split("the a an at by for from in of on to with and but as when der die das von bei mit le la les el los il")
)
_PARTICLES_CJK = "由为為对對是的和与與向在将將被让讓给給据據称稱はがのをとにでも、"
_OCCURRENCES = 20
_ABBREVIATED = 5
_CJK = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL"})


def bracketed_name(inside: str) -> str | None:
    """The name that brackets in a name hold, if they can hold one: no place of trade, country, number or remark.

    Example:
        >>> bracketed_name("formerly Kite Labs"), bracketed_name("Asuna"), bracketed_name("NASDAQ: ACM")
        ('Kite Labs', 'Asuna', None)
    """
    if match := _FORMER.match(inside):
        inside = _PARTS.split(inside[match.end() :])[0]
    inside = inside.strip()
    if not inside or inside.isdigit() or ":" in inside or "：" in inside:
        return None
    if inside[0].islower() and not inside[1:2].isupper():  # a remark: "left", "the older one"; but "eBay"
        return None
    return None if read_country(inside) is not None else inside


def find_other_names(name: str, text: str) -> Iterator[str]:
    """Names that stand right behind a name, in brackets, or as the former one behind a comma.

    In brackets another script is needed, or a word such as "formerly": "Acme (London)" has no other name.

    Args:
        name: as the words have it.
        text: the words.

    Example:
        >>> list(find_other_names("Lumen", "Lumen Co., Ltd. (流明) and Kite, formerly Kestrel Labs, met"))
        ['流明']
        >>> list(find_other_names("Kite", "Lumen (London) and Kite, formerly Kestrel Labs, met"))
        ['Kestrel Labs']
    """
    at = text.find(name) if name else -1
    for _ in range(_OCCURRENCES):
        if at < 0:
            return
        if _begins(name, text, at):
            yield from _behind(name, text, at + len(name))
        at = text.find(name, at + len(name))


def _begins(name: str, text: str, at: int) -> bool:
    """Whether no longer name may end here: "Deep Lumen" before the brackets, for "Lumen"."""
    if at == 0:
        return True
    if _scripts(name) & {"CJK"}:
        return not text[at - 1].isalnum() or text[at - 1] in _PARTICLES_CJK
    before = _WORD_BEFORE.search(text, max(0, at - _BETWEEN), at)
    return before is None or not before[1][0].isupper() or before[1].casefold() in _SMALL


def _behind(name: str, text: str, end: int) -> Iterator[str]:
    opens = next((i for i in range(end, min(len(text), end + _BETWEEN)) if text[i] in _OPENING), None)
    if opens is not None and core_tokens(text[end - len(name) : opens]) == core_tokens(name):
        closes = next((i for i in range(opens, min(len(text), opens + _LONGEST)) if text[i] in _CLOSING), None)
        if closes is not None:
            yield from _inside(name, text[opens + 1 : closes])
            return
    gap = _COMMA.match(text, end)
    former = _FORMER.match(text, gap.end()) if gap else None
    run = _RUN.match(text, former.end()) if former else None
    if run is None or _POSSESSIVE.search(text, run.start(), run.end() + 2):
        return
    if found := bracketed_name(run.group().rstrip(".")):
        yield found


def _inside(name: str, words: str) -> Iterator[str]:
    if _FORMER.match(words):
        if found := bracketed_name(words):
            yield found
        return
    for part in map(str.strip, _PARTS.split(words)):
        if _is_name(part) and _scripts(part).isdisjoint(_scripts(name)):
            yield part


def _is_name(part: str) -> bool:
    letters = sum(map(str.isalpha, part))
    abbreviated = part.isascii() and part.isupper() and letters <= _ABBREVIATED  # a place of trade, an office
    return letters > 1 and not abbreviated and bool(_scripts(part))


def _scripts(text: str) -> frozenset[str]:
    """The scripts of a text's letters; those of East Asia count as one."""
    found = {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}
    return frozenset("CJK" if script in _CJK else script for script in found)
