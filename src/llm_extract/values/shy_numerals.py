"""Numbers in words that are other words elsewhere: Danish "to", Swedish "sex", Turkish "on", Spanish "once".

They count only where the text is evidently in their language: it has small words of that language, or letters, and none
of another one that has the same word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["SHY_WORDS", "numerals_of"]

_ENGLISH = str.split("the and of is was were are that with by has have")


class _Language(NamedTuple):
    """A language that shares some of its numbers with words of others.

    Args:
        numerals: those numbers.
        sure: small words that tell the language, each alone.
        weak: words that others have as well, two of which tell it.
        against: small words that tell another language.
        letters: letters that tell it.
        weak_letters: letters that count as one of the weak words, for they stand in names everywhere.
    """

    numerals: Mapping[str, int]
    sure: frozenset[str]
    weak: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    weak_letters: frozenset[str] = frozenset()


def _rows(listed: str) -> dict[str, int]:
    """Words with the number behind each."""
    words = listed.split()
    return {word: int(number) for word, number in zip(words[::2], words[1::2], strict=True)}


def _language(
    numerals: str, sure: str, weak: str = "", against: str = "", letters: str = "", weak_letters: str = ""
) -> _Language:
    other = frozenset([*against.split(), *_ENGLISH])
    tells = (frozenset(sure.split()), frozenset(weak.split()))
    return _Language(_rows(numerals), *tells, other, frozenset(letters), frozenset(weak_letters))


_LANGUAGES = (
    _language(
        "due 2 sei 6",
        "del della dello dei delle degli che è nel nella di il gli più dal dalla ha hanno con settimane anni mesi "
        "giorni minuti punti volte persone morti feriti figli figlie",
        against="to der die das und es não que um",
    ),
    _language(
        "to 2 fire 4 fem 5 seks 6 ni 9 ti 10 tres 60 firs 80",
        "og ikke på af blev ble fra efter etter ved også hos",
        "der var som til med har et det er",
        "och är und die das que",
        weak_letters="æøå",
    ),
    _language(
        "sex 6 fem 5 tio 10 elva 11",
        "och är inte på att från efter ska",
        "av som med har var vid den det",
        "og und que",
        weak_letters="åäö",
    ),
    _language("on 10", "için olarak bir gibi ancak", "ve ile ise bu", weak_letters="ığş"),
    _language("hat 6 hét 7 öt 5", "és hogy csak még", "nem egy az meg volt", "und der die das ist", "őű"),
    _language(
        "hai 2 ba 3 chín 9",
        "và của với không",
        letters="ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữự",
        against="che il di",
    ),
    _language("dua 2 lima 5 satu 1", "yang untuk dari dengan akan tahun orang", "dan ini itu di pada ada", "que"),
    _language("opt 8", "și şi pentru sunt după dintre", "ani fost în din", letters="țţ"),
    _language(
        "jeden 1 jedno 1 jedna 1 sto 100 stu 100",
        "się jest że byl byla bylo przez přes",
        "w z na do od po je za",
        "und der die das den",
        "ąęłśćńżźčďěňřťů",
    ),
    _language("once 11", "que fue con una por para", "el los las la en del", "di che"),
)
_BY_WORD: dict[str, tuple[int, ...]] = {}
for _index, _row in enumerate(_LANGUAGES):
    for _word in _row.numerals:
        _BY_WORD[_word] = (*_BY_WORD.get(_word, ()), _index)
SHY_WORDS = frozenset(_BY_WORD)


def numerals_of(words: frozenset[str], text: str) -> Mapping[str, int]:
    """The numbers that some of a text's words are in the language of the text.

    Args:
        words: the text's words, in lower case.
        text: the text.

    Example:
        >>> [dict(numerals_of(frozenset(t.split()), t)) for t in ("der var to bud", "due to rain")]
        [{'to': 2}, {}]
    """
    shy = words & SHY_WORDS
    if not shy:
        return _NONE
    found: dict[str, int] = {}
    for index in sorted({index for word in shy for index in _BY_WORD[word]}):
        if _is_evident(_LANGUAGES[index], words, text):
            numerals = _LANGUAGES[index].numerals
            found |= {word: numerals[word] for word in shy if word in numerals}
    return found


_NONE: Mapping[str, int] = {}


def _is_evident(language: _Language, words: frozenset[str], text: str) -> bool:
    others = words - language.numerals.keys()
    if not language.against.isdisjoint(others):
        return False
    if not language.sure.isdisjoint(others) or not language.letters.isdisjoint(text):
        return True
    return len(language.weak & others) + (not language.weak_letters.isdisjoint(text)) > 1
