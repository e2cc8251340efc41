"""Names of organisations and people: when two are the same, and whether a text holds one.

Set aside: case, accents, punctuation, a leading "the", possessives, legal forms (Inc, GmbH, 株式会社) and the words of
``GENERIC`` (Group, Holdings) at the end. Initials stand for given names ("J. Tsai"), an acronym for its words.
Everything else must be equal; numbers always ("Fund II" is not "Fund III").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from .name_words import CAPITAL_FORMS, CJK_FORMS, DEGREES, GENERIC, HONORIFICS, LEGAL_FORMS, LINKS

__all__ = [
    "UMLAUTS",
    "acronyms_of",
    "core_tokens",
    "fold",
    "initials_match",
    "is_acronym_of",
    "name_spans",
    "name_token",
    "name_tokens",
    "name_variants",
    "same_name",
    "without_forms",
    "without_spelled_umlauts",
]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|&|\+")
_DOTTED = re.compile(r"(?<![^\W_])((?:[^\W\d_][./]){1,4}[^\W\d_])(?:\.|(?![^\W_]))")
_POSSESSIVE = re.compile(
    r"(?:['’]s|(?<=s)['’])(?![^\W_])|(?<=[^\W\d_]{3})['’][a-zışğüöç]{1,4}$",  # Turkish endings, and "Acme'll"
    re.IGNORECASE,
)
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t"}
)


def fold(text: str) -> str:
    """Case and accents set aside, compatibility forms unified.

    Example:
        >>> fold("Société Générale"), fold("ＡＢＣ"), fold("Łódź")
        ('societe generale', 'abc', 'lodz')
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return unicodedata.normalize("NFKC", "".join(c for c in folded if not ("\u0300" <= c <= "\u036f")))


def name_spans(text: str) -> list[tuple[str, int, int]]:
    """Words with their places; dotted letters ("U.S.", "S.p.A.") as one word, possessives off."""
    words = []
    dotted = {m.start(): m for m in _DOTTED.finditer(text)}
    position = 0
    for match in _WORD.finditer(text):
        if match.start() < position:
            continue
        joined = dotted.get(match.start())
        start, end = joined.span() if joined else match.span()
        word = re.sub("[./]", "", joined.group()) if joined else match.group()
        position = end
        possessive = _POSSESSIVE.search(word)
        words.append((word[: possessive.start()] if possessive and possessive.start() else word, start, end))
    return words


def name_token(word: str) -> str:
    """A word of a name in the form in which names are compared."""
    return "and" if word in "&+" else fold(word).replace("’", "'")


@lru_cache(maxsize=4096)
def name_tokens(name: str) -> tuple[str, ...]:
    """A name's words, folded, possessives off.

    Example:
        >>> name_tokens("Suning.Com's U.S. arm")
        ('suning', 'com', 'us', 'arm')
    """
    return tuple(name_token(w) for w, _, _ in name_spans(unicodedata.normalize("NFKC", name)))


@lru_cache(maxsize=4096)
def core_tokens(name: str, generic: bool = True) -> tuple[str, ...]:
    """A name's words without legal forms, generic endings and a leading "the"; never empty for a name with words.

    Args:
        name: as printed.
        generic: whether generic endings are left out too.

    Example:
        >>> core_tokens("Temasek Holdings Pte Ltd"), core_tokens("Delivery Hero SE"), core_tokens("The Limited")
        (('temasek',), ('delivery', 'hero'), ('limited',))
    """
    name = unicodedata.normalize("NFKC", name)
    if not name.isascii():
        stripped = CJK_FORMS.sub(" ", name)
        name = stripped if stripped.strip() else name
    words = [w for w, _, _ in name_spans(name)]
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    while len(words) > 1 and _removable(words[-1], generic):
        if fold(words.pop()) == "cv" and len(words) > 2 and words[-1] == "de":  # S.A. de C.V.
            words.pop()
    while len(words) > 2 and fold(words[0]) in HONORIFICS:
        words = words[1:]
    while len(words) > 2 and fold(words[-1]) in DEGREES:
        words.pop()
    return tuple(map(name_token, words))


def _removable(word: str, generic: bool) -> bool:
    folded = fold(word)
    if folded in LEGAL_FORMS or folded == "&" or (generic and folded in GENERIC):
        return True
    return folded in CAPITAL_FORMS and (word.isupper() or word in ("SpA", "SpA.", "As"))


def same_name(one: str, other: str) -> Literal["same", "normalized", "different"]:
    """Whether two names are one.

    Returns:
        ``same`` for equal words, ``normalized`` where they are equal after what this module sets aside, else
        ``different``.

    Example:
        >>> same_name("Suning.com", "Suning.Com"), same_name("J. Tsai", "Joe Tsai")
        ('normalized', 'normalized')
        >>> same_name("Jane Smith", "John Smith"), same_name("Fund II", "Fund III")
        ('different', 'different')
        >>> same_name("MIT", "Massachusetts Institute of Technology (MIT)")
        'normalized'
    """
    if _begin_apart(one, other):
        return "different"
    if " ".join(one.split()) == " ".join(other.split()):
        return "same"
    for a in name_variants(one):
        for b in name_variants(other):
            if a and b and (a == b or "".join(a) == "".join(b) or initials_match(a, b)):
                return "normalized"
    return "normalized" if is_acronym_of(one, other) or is_acronym_of(other, one) else "different"


_SKIPPED = ("the", *LINKS, *HONORIFICS)
"""Words that may be left out at the beginning of a name, or of an acronym."""


def _begin_apart(one: str, other: str) -> bool:
    """Whether two names are seen to be different by their first letters, as most pairs are.

    However two names that are one are written, as words, initials or an acronym, they begin with the same letter; but
    for what may be left out, for brackets, and for letters that may be folded.
    """
    first, second = one[:1].lower(), other[:1].lower()
    return (
        first != second
        and one.isascii()
        and other.isascii()
        and first.isalnum()
        and second.isalnum()
        and "(" not in one
        and "(" not in other
        and not one.lower().startswith(_SKIPPED)
        and not other.lower().startswith(_SKIPPED)
    )


UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"})
_SPELLED = re.compile("(?<=[aou])e")


def without_spelled_umlauts(folded: str) -> str:
    """A folded word with its umlauts as other spellings of it have them: "gruendung" as "grundung".

    Example:
        >>> without_spelled_umlauts("gruendung") == fold("Gründung")
        True
    """
    return _SPELLED.sub("", folded)


_BRACKETS = re.compile(r"\s*[(（]([^()（）]{1,60})[)）]\s*")


@lru_cache(maxsize=4096)
def name_variants(name: str) -> tuple[tuple[str, ...], ...]:
    """The name's words, and where it carries its acronym in brackets, either part."""
    match = _BRACKETS.search(name)
    if match:
        outer = name[: match.start()] + " " + name[match.end() :]
        if is_acronym_of(match.group(1), outer) or is_acronym_of(outer, match.group(1)):
            return (core_tokens(name), core_tokens(outer), core_tokens(match.group(1)))
    spelled = "" if name.isascii() else unicodedata.normalize("NFC", name).translate(UMLAUTS)
    if spelled and spelled != unicodedata.normalize("NFC", name):
        return (core_tokens(name), core_tokens(spelled))
    return (core_tokens(name),)


def is_acronym_of(short: str, long: str) -> bool:
    """Whether capitals are the first letters of a name's words.

    Args:
        short: of three to eight letters.
        long: the name; its links ("of", "and") and generic endings may have letters or not.

    Example:
        >>> is_acronym_of("IBM", "International Business Machines Corp"), is_acronym_of("IB", "International Business")
        (True, False)
    """
    letters = re.sub(r"[.\s]", "", short)
    if not 3 <= len(letters) <= 8 or not letters.isalpha() or not letters.isupper():
        return False
    return letters.lower() in acronyms_of(long)


@lru_cache(maxsize=4096)
def acronyms_of(name: str) -> frozenset[str]:
    """The first letters of a name's words, of three at least: with its links and generic endings, and without.

    Example:
        >>> sorted(acronyms_of("Bank of North America Group"))
        ['bna', 'bnag', 'bona', 'bonag']
    """
    forms = [words for words in (name_tokens(name), core_tokens(name), core_tokens(name, False)) if len(words) >= 3]
    kept = [words for form in forms for words in (form, [word for word in form if word not in LINKS])]
    return frozenset("".join(word[0] for word in words) for words in kept)


def initials_match(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Equal family names, and given names equal or one the initial of the other; a middle initial may be missing.

    Args:
        a: a person's names, folded.
        b: another's.
    """
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1] or len(a[-1]) < 2 or not a[-1].isalpha():
        return False
    if len(a) != len(b):
        longer, shorter = (a, b) if len(a) > len(b) else (b, a)
        middle = [w for w in longer[1:-1] if len(w) > 1]
        if len(middle) == len(longer) - 2 or any(len(w) == 1 for w in shorter[1:-1]):
            return False
        a, b = (longer[0], *middle, longer[-1]), shorter
        if len(a) != len(b):
            return False
    return all(_given_match(x, y) for x, y in zip(a[:-1], b[:-1], strict=True))


def _given_match(x: str, y: str) -> bool:
    return x == y or (min(len(x), len(y)) == 1 and x[0] == y[0] and x.isalpha() and y.isalpha())


def without_forms(text: str) -> str:
    """A text with a bar in place of each legal form of Chinese, Japanese and Korean.

    Example:
        >>> without_forms("トヨタ自動車株式会社は")
        'トヨタ自動車|は'
    """
    return CJK_FORMS.sub("|", text)
