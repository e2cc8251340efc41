"""Other forms of a short text that words may have for it: "CFO", a surname alone, "Con" for Conservative, endings."""

from __future__ import annotations

import re
from functools import lru_cache

from ..values.longer_names import ENDINGS
from ..values.name_words import HONORIFICS
from .doubts.office_names import TITLES
from .verdicts import Support, Words

__all__ = ["doubt_of_form", "doubt_of_short_name", "is_code", "written_out"]

_LONGEST = 60  # characters of a text that has short forms
_WORD = re.compile(r"[^\W\d_][\w'’.&-]*")
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ]{2,6}")
_DEMONYM = frozenset(["", *str.split("ese ian an n ish i ic er ean nian")])


@lru_cache(maxsize=2048)
def written_out(text: str) -> tuple[str, ...]:
    """The other ways to write a title: "chief financial officer" for CFO, and CFO for that.

    Example:
        >>> written_out("CFO")[0], written_out("chief executive")
        ('chief financial officer', ('CEO',))
    """
    if len(text) > _LONGEST:
        return ()
    short = TITLES.get(text.strip())
    if short is not None:
        return short
    lowered = " ".join(text.lower().split())
    return tuple(title for title, forms in TITLES.items() if lowered in forms)


_CODE = re.compile(r"([A-Z]{1,5})[ \u00a0-]?([0-9]{1,6}[A-Z]?)")


def is_code(text: str, quote: str) -> bool:
    """Whether words print a code with another gap.

    Args:
        text: the value.
        quote: the words.

    Example:
        >>> is_code("BF327", "flight BF 327 from Aalborg")
        True
    """
    code = _CODE.fullmatch(text.strip())
    return code is not None and re.search(rf"(?<!\w){code[1]}[ \u00a0-]?{code[2]}(?!\w)", quote) is not None


def doubt_of_form(text: str, words: Words, *, name: bool = False) -> Support | None:
    """Why words that do not hold a short text may mean it all the same; None where they do not look so.

    Args:
        text: the value.
        words: the words it leans on.
        name: it is known to be a name, which a part of it is not.

    Example:
        >>> doubt_of_form("Ann Roe", Words("Roe runs the firm")).reason
        "The words name 'Roe' alone."
        >>> doubt_of_form("Ann Roe", Words("Tom Roe runs the firm")) is None
        True
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    quote, named = words.quote, _WORD.findall(text)
    if any(c >= "\u2e80" for c in text):
        return _in_two_pieces(text, quote)
    if not named or any(c.isdigit() for c in text):
        return None
    if len(text) == 2 and text.isascii() and text.isupper():
        return Support("unchecked", "The words do not print this code.")
    found = _surname(named, quote) or _initials(text, named, quote)
    if not found and not name:
        found = _short_name(named, quote) or (len(named) == 1 and _cut(text, quote)) or None
    return Support("unchecked", found) if found else None


_GAP = 12  # characters that a text of a script without spaces may leave out


def _in_two_pieces(text: str, quote: str) -> Support | None:
    """A text of a script without spaces that leaves something out."""
    for cut in range(2, len(text) - 1):
        at = quote.find(text[:cut])
        if at < 0:
            return None
        if quote.find(text[cut:], at + cut, at + len(text) + _GAP) >= 0:
            return Support("unchecked", "The words have something in between.")
    return None


_SMALL_WORDS = frozenset(
    str.split("of for the and de la le del di da do dos des der die das für van och og y e et i z w")
)


def doubt_of_short_name(name: str, quote: str, article: str) -> Support | None:
    """Why words may mean a name that the article gives in full elsewhere; None where they do not look so.

    Args:
        name: the value, of two to five words that begin with capitals.
        quote: the words.
        article: the whole text.

    Example:
        >>> article = "Fernmoor Energy grew. Fernmoor hired forty people."
        >>> doubt_of_short_name("Fernmoor Energy", "Fernmoor hired forty", article).reason
        "The words name 'Fernmoor' alone."
        >>> doubt_of_short_name("Fernmoor Energy", "Fernmoor Rovers lost", article) is None
        True
    """
    named = _WORD.findall(name) if len(name) <= _LONGEST and name in article and name not in quote else []
    telling = [word for word in named if word.lower() not in _SMALL_WORDS]
    if not 2 <= len(telling) <= 5 or not all(word[0].isupper() for word in telling) or telling[0] != named[0]:
        return None
    letters = "".join(word[0] for word in named)
    if len(letters) > 2 and re.search(rf"(?<!\w){re.escape(letters)}(?!\w)", quote):  # TfP: Transport for Poole
        return Support("unchecked", f"The words say {letters!r}.")
    first = named[0]
    found = _alone(first, quote) if first.lower() not in _NO_GIVEN_NAMES | _OF_FIRMS else None
    return Support("unchecked", found) if found else None


_NO_GIVEN_NAMES = frozenset(
    str.split(
        "north south east west northern southern eastern western central new old great greater upper lower royal bank "
        "university college city state republic united national international first saint st san santa sankt mount "
        "lake port fort cape los las la le el al the"
    )
)


def _surname(named: list[str], quote: str) -> str | None:
    """The last word of a person's name, with no other name beside it; Korea is not North Korea's."""
    given = named[:-1]
    if not 1 <= len(given) <= 3 or not all(word[0].isupper() for word in named):
        return None
    return _alone(named[-1], quote) if _NO_GIVEN_NAMES.isdisjoint(word.lower().rstrip(".") for word in given) else None


_OF_FIRMS = ENDINGS | {"bank", "industries", "club"}


def _short_name(named: list[str], quote: str) -> str | None:
    """The first word of a firm's name without the words that many have: "Quayside" for Quayside Capital."""
    plain = 2 <= len(named) <= 4 and named[0][0].isupper() and _OF_FIRMS.issuperset(word.lower() for word in named[1:])
    return _alone(named[0], quote) if plain else None


def _alone(word: str, quote: str) -> str | None:
    if len(word) < 3 or word not in quote:
        return None
    for match in re.finditer(rf"(?<![\w'’-]){re.escape(word)}(?![\w-])", quote):
        if not _has_name_beside(quote, *match.span()):
            return f"The words name {word!r} alone."
    return None


_NAME_BEFORE = re.compile(r"([^\W\d_]+|[A-Z])\.?[ \u00a0]$")
_NAME_BEHIND = re.compile(r"[ \u00a0](?:(?:of|de|van|von|und|and|&)[ \u00a0])?[A-ZÀ-ÖØ-Þ]")


def _has_name_beside(quote: str, start: int, end: int) -> bool:
    before = _NAME_BEFORE.search(quote, max(0, start - 24), start)
    if before is not None and before[1][0].isupper() and before[1].lower() not in _OPENING:
        return True
    return _NAME_BEHIND.match(quote, end) is not None


_OPENING = HONORIFICS | frozenset(str.split("the in on at for but and as when while said says by from with"))


def _initials(text: str, named: list[str], quote: str) -> str | None:
    """Capitals for the words of a name, on either side: WHO and World Health Organization."""
    if _CAPITALS.fullmatch(text) and len(text) > 2:
        capitalised = [m.group() for m in _WORD.finditer(quote)]
        if any("".join(c for c in word if c.isupper()) == text and word != text for word in capitalised):
            return f"The words may be those of {text!r}."  # GSK in "GlaxoSmithKline"
        for i in range(len(capitalised) - len(text) + 1):
            if all(word.startswith(letter) for word, letter in zip(capitalised[i:], text, strict=False)):
                return f"The words may be those of {text!r}."
    letters = "".join(word[0] for word in named if word[0].isupper())
    if len(letters) > 2 and re.search(rf"(?<!\w){re.escape(letters)}(?!\w)", quote):
        return f"The words say {letters!r}."
    return None


def _root(word: str) -> str:
    """A word without the vowel, and the s, that mark gender and number: rojo, rojas."""
    return re.sub(r"(?<=\w{3})[oaie]s?$", "", word)


_ABBREVIATED = re.compile(r"(?<!\w)([A-ZÀ-ÖØ-Þ][^\W\d_]{2,9})(?=[.)]|,\s)")


def _cut(text: str, quote: str) -> str | None:
    """A word that is cut short ("Con" for Conservative), or said of the people of a place ("Maltese" for Malta)."""
    if len(text) < 4:
        return None
    if not text[0].isupper():
        bent = (word for word in _WORD.findall(quote) if word.islower() and _root(word) == _root(text))
        return next((f"The words say {word!r}." for word in bent), None)
    for match in _ABBREVIATED.finditer(quote):
        if len(match[1]) < len(text) - 1 and text.startswith(match[1]):
            return f"The words say {match[1]!r}."
    for word in set(_WORD.findall(quote)):
        stem = 0
        while stem < min(len(word), len(text)) and word[stem] == text[stem]:
            stem += 1
        if stem >= 4 and len(text) - stem <= 2 and word[stem:] in _DEMONYM and not text[stem:].isupper():
            return f"The words say {word!r}."
    return None
