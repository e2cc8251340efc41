"""Where a text holds a name, and whether it only holds a part of a longer one."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from .longer_names import ENDINGS, find_longer, may_be_longer
from .name_words import ELIDED
from .names import fold, initials_match, is_acronym_of, name_spans, name_token, name_tokens, name_variants

__all__ = ["NameMention", "find_name", "is_full_name"]


class NameMention(NamedTuple):
    """A place where a text holds a name.

    Args:
        start: where it begins (code points).
        end: where it ends.
        longer: the longer name of which it is only a part there ("Alibaba Cloud"), else "".
        exact: its words stand there; False where initials or an acronym match.
        unsure: what may be a longer name ("Intel Capital"), else "".
    """

    start: int
    end: int
    longer: str = ""
    exact: bool = True
    unsure: str = ""


def find_name(name: str, text: str) -> list[NameMention]:
    """Find a name in a text.

    Args:
        name: as a model or a person wrote it.
        text: the article's words.

    Returns:
        Its mentions; those with ``longer`` set do not name it.

    Example:
        >>> [m.longer for m in find_name("Alibaba", "Alibaba Group said Alibaba Cloud grew")]
        ['', 'Alibaba Cloud']
    """
    if not text.isascii():
        text = _FOOTNOTE.sub(" ", text)
        composed = unicodedata.normalize("NFKC", text)
        text = composed if len(composed) == len(text) else text
    words = name_spans(text)
    tokens = [name_token(w) for w, _, _ in words]
    found: list[NameMention] = []
    headline = _is_headline([w for w, _, _ in words])
    for core in name_variants(name):
        found += _exact(core, tokens, words, text, headline)
    found = [m for m in found if not _is_common_word(name, text[m.start : m.end])]
    if not found:
        found += _joined(name_variants(name)[0], tokens, words, text, headline)
    if not found:
        found += _by_initials(name_variants(name)[0], tokens, words)
    if not found:
        found += _by_acronym(name, words, text)
    if not found and (parted := _ELIDED.sub(lambda match: " " * len(match.group()), text)) != text:
        return find_name(name, parted)
    return found


def is_full_name(name: str) -> bool:
    """Whether a name of several words cannot be the tail of a longer one: its last word is no common ending.

    Example:
        >>> is_full_name("Joe Tsai"), is_full_name("Alpha Partners")
        (True, False)
    """
    words = name_tokens(name)
    return len(words) > 1 and all(word.isalpha() for word in words) and words[-1] not in ENDINGS


_Words = list[tuple[str, int, int]]
_ELIDED = re.compile(rf"(?<![^\W_])(?:{ELIDED})['’](?=[A-ZÀ-ÖØ-Þ])")
_FOOTNOTE = re.compile(r"(?<=[^\W\d_])[¹²³⁰⁴-⁹]")
_LEAST_LETTERS = 5  # of a name whose spaces may differ


def _exact(core: tuple[str, ...], tokens: list[str], words: _Words, text: str, headline: bool) -> list[NameMention]:
    n = len(core)
    return [
        _mention(words, i, i + n - 1, text, headline)
        for i in range(len(tokens) - n + 1 if n else 0)
        if tokens[i] == core[0] and tuple(tokens[i : i + n]) == core
    ]


def _mention(words: _Words, first: int, last: int, text: str, headline: bool) -> NameMention:
    start, end, single = words[first][1], words[last][2], first == last
    longer = "" if headline else find_longer(text, start, end, single=single)
    unsure = "" if headline or longer else may_be_longer(text, start, end, single=single)
    return NameMention(start, end, longer, True, unsure)


def _joined(core: tuple[str, ...], tokens: list[str], words: _Words, text: str, headline: bool) -> list[NameMention]:
    """The same letters with other spaces: "Sense Time", "J.R.R. Tolkien"."""
    letters = "".join(core)
    if len(letters) < _LEAST_LETTERS:
        return []
    found = []
    for first in range(len(tokens)):
        joint, last = "", first
        while last < len(tokens) and len(joint) < len(letters) and letters.startswith(joint + tokens[last]):
            joint += tokens[last]
            last += 1
        if joint == letters:
            found.append(_mention(words, first, last - 1, text, headline))
    return found


_COMMON = frozenset(
    str.split(
        "who it us or and in on as at is be an a am are we he me no so to up go do by if of all any can may now new"
    )
    + str.split("one two out see the was has had her his him let did my you they them that this for not but")
)


def _is_common_word(name: str, words: str) -> bool:
    """Whether an abbreviation only looks like a common word: "WHO" and "who"."""
    return name.isupper() and not words.isupper() and fold(words) in _COMMON


def _is_headline(words: list[str]) -> bool:
    """Title Case throughout: capitals say nothing about where a name ends."""
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    return len(words) >= 6 and len(long) >= 4 and sum(w[0].isupper() for w in long) >= 0.9 * len(long)


def _by_initials(core: tuple[str, ...], tokens: list[str], words: _Words) -> list[NameMention]:
    n = len(core)
    if n < 2:
        return []
    found = []
    for i, token in enumerate(tokens):
        if token != core[-1]:
            continue
        for size in (n, n + 1, n - 1):
            if size >= 2 and i - size + 1 >= 0 and initials_match(core, tuple(tokens[i - size + 1 : i + 1])):
                found.append(NameMention(words[i - size + 1][1], words[i][2], exact=False))
                break
    return found


def _by_acronym(name: str, words: _Words, text: str) -> list[NameMention]:
    found = [
        NameMention(s, e, exact=False) for w, s, e in words if w.isupper() and len(w) >= 3 and is_acronym_of(w, name)
    ]
    letters = re.sub(r"[.\s]", "", name)
    if not found and letters.isupper() and 3 <= len(letters) <= 8:
        for i in range(len(words)):
            for size in range(len(letters), len(letters) + 3):
                if i + size <= len(words) and words[i][0][0].lower() == letters[0].lower():
                    span = words[i][1], words[i + size - 1][2]
                    if is_acronym_of(letters, text[slice(*span)]):
                        found.append(NameMention(*span, exact=False))
    return found
