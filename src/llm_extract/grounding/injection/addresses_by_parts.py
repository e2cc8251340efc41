"""Orders to a reading machine by their parts: who is spoken to, what is to be done, with what, and with which text.

A form of words that nobody has listed still has to say these. None of them is odd by itself, as articles report what
machines do and forms tell people what to write; several in one sentence are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from .addresses_machines import BARE, HEADS, HEADS_ABROAD
from .addresses_patterns import Parts, entries, parts_of
from .addresses_turns import EXAMPLE_HEADS, TURN_WORDS, example, message, turn
from .addresses_words import ROWS, SMALL_WORDS, UNSPACED

__all__ = ["find_address", "heads_of", "words_of"]

_ENOUGH = 4
_CALLED, _SPOKEN_TO, _HINTED = 4, 3, 2
_ASCII_WORD = re.compile("[a-z]+")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+[\"”’»)\]]*(?=\s|$)|[。！？।؟\n]")
_SHORT_NAME = re.compile(BARE)
_JSON = re.compile(r"[{｛]\s*[\"“'][^\"”'\n]{1,30}[\"”']\s*[:：]")
_API = re.compile(
    r"\b(?:request|endpoint|server|api|curl|parameter|method|header|sdk|library|requête|anfrage|запит|запрос)\b", re.I
)
_CODED = re.compile(r"\bbase-?64\b|\brot-?13\b", re.IGNORECASE)
_OTHER_SCRIPTS = re.compile("[\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_BY_SCRIPT = {"he": ("he",), "ar": ("ar", "fa"), "hi": ("hi",), "th": ("th",), "ko": ("ko",), "zh": ("zh", "ja")}
_LIMITS = (("\u0600", "he"), ("\u0900", "ar"), ("\u0e00", "hi"), ("\u3040", "th"), ("\uac00", "zh"))
_ALL_HEADS = HEADS | HEADS_ABROAD
_YOURS_TOO = frozenset(str.split("answe respo summa retur emit gener extra parse devel creat opera progr train maker"))
_ENGLISH_TOO = frozenset(("system", "user", "assistent", "fine", "fin", "nova", "slut", "ny"))
_YOU = frozenset(("you", "your", "befor"))


@dataclass(frozen=True)
class _Seen:
    """What the words of a passage leave to be looked for."""

    machine: bool
    turn: bool
    json: bool
    yours: bool
    made: bool


def words_of(lower: str) -> set[str]:
    """The words of a text in lower case."""
    return set((_ASCII_WORD if lower.isascii() else _WORD).findall(lower))


def heads_of(words: Set[str]) -> set[str]:
    """The first five letters of words."""
    return {word[:5] for word in words}


def find_address(passage: str, words: Set[str], heads: Set[str]) -> Iterator[int]:
    """Where a passage orders a reading machine about, whatever the form of words.

    Args:
        passage: the words.
        words: those of it, in lower case.
        heads: what ``heads_of`` makes of these.

    Returns:
        The places of the sentences.
    """
    script = None if passage.isascii() else _OTHER_SCRIPTS.search(passage)
    if (
        heads.isdisjoint(_gate().any)
        and script is None
        and words.isdisjoint(TURN_WORDS)
        and not ("{" in passage or "</" in passage)
    ):
        return
    found = words & TURN_WORDS
    turned = script is not None or "</" in passage or (bool(found) and (not found <= _ENGLISH_TOO or "[" in passage))
    if turned:
        yield from (found.start() for found in message().finditer(passage))
    if script is not None or not heads.isdisjoint(EXAMPLE_HEADS):
        yield from [found.start() for found in example().finditer(passage)][1:]
    seen = _Seen(
        script is not None or not (heads.isdisjoint(HEADS) and heads.isdisjoint(HEADS_ABROAD)),
        turned and turn().search(passage) is not None,
        "{" in passage and _JSON.search(passage) is not None,
        script is not None or not heads.isdisjoint(_all_yours()),
        script is not None or not (heads.isdisjoint(_made_heads()) or heads.isdisjoint(_this())),
    )
    languages = [*_languages(heads, seen), *(_BY_SCRIPT.get(_script(script.group()), ()) if script is not None else ())]
    if not languages:
        return
    for start, sentence, and_next in _sentences(passage, whole=seen.json):
        if any(_weight(parts_of(language), sentence, and_next, seen) >= _ENOUGH for language in languages):
            yield start


def _sentences(passage: str, *, whole: bool) -> Iterator[tuple[int, str, str]]:
    """Each sentence with its place, and with the one after it."""
    if whole:
        yield 0, passage, passage
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(passage)), len(passage)]
    spans = [(start, end) for start, end in pairwise(ends) if passage[start:end].strip()]
    for (start, end), (_, after) in pairwise([*spans, spans[-1]]):
        yield start, passage[start:end], passage[start:after]


def _weight(parts: Parts, sentence: str, and_next: str, seen: _Seen) -> int:
    """How many of the parts a sentence holds; of an address, the sentence after it too."""

    def has(pattern: re.Pattern[str], text: str) -> bool:
        return pattern.search(text) is not None

    machine = seen.machine and _has_machine(parts, sentence)
    core = _addressed(parts, sentence, seen, machine=machine)
    if not (core or seen.yours or seen.json or seen.made):
        return 0
    yours = 2 * (seen.yours and has(parts.yours() if core or seen.json else parts.your_output(), sentence))
    if not (core or yours or seen.yours or seen.json) and not has(parts.must(), sentence):
        return 0
    here = parts.here().search(sentence)
    text = and_next if core > 1 or yours or (machine and here) else sentence
    here = here or parts.here().search(text)
    rules = 2 * (seen.yours and has(parts.rules_aside(), text))
    must = has(parts.must(), text)
    order = (must or core > 0 or yours > 0 or rules > 0 or seen.json) and has(parts.order(), text)
    made = 2 * (seen.made and order and must and here is not None and has(parts.made_of_it(), text))
    answered = 2 * (seen.json and has(_JSON, text) and has(parts.thing(), text))
    whose = max(yours, rules, made, answered)
    if not core + whose:
        return 0
    if not (order or must or core >= _ENOUGH):
        return 0
    if core == 1 and not (yours or rules or made) and (not must or has(parts.made_by_it(), sentence)):
        return 0  # what a machine does or has made, not what it is to do
    nothing = has(parts.nothing(), text)
    thing = (core > 1 or here is not None or nothing or answered) and not yours and has(parts.thing(), text)
    weight = core + whose + nothing + thing + has(_CODED, text)
    weight += order + must if core or rules or made else order or must
    weight += here is not None and (yours > 0 or not made)
    weight += machine and not rules and has(parts.your_rules(), text)
    if weight < _ENOUGH:
        return 0
    others = sentence.replace(here.group(), "") if here is not None else sentence
    return weight - 2 * (has(parts.reported(), others) or (answered > 0 and has(_API, text)))


def _has_machine(parts: Parts, sentence: str) -> bool:
    """Whether a machine is named; of many names, where one of their words stands, and up to three words before."""
    if parts.few:
        return parts.machine().search(sentence) is not None
    starts: list[int] = []
    for word in _WORD.finditer(sentence):
        starts.append(word.start())
        if word.group()[:5].lower() in _ALL_HEADS and any(parts.machine().match(sentence, at) for at in starts[-4:]):
            return True
    return False


def _addressed(parts: Parts, sentence: str, seen: _Seen, *, machine: bool) -> int:
    """How plainly a machine is spoken to: by name, as its role, in passing, or not at all."""
    if seen.turn and turn().search(sentence) is not None:
        return _SPOKEN_TO
    if not machine:
        short = seen.machine and _SHORT_NAME.search(sentence) is not None
        return _SPOKEN_TO * (short and parts.you_are().search(sentence) is not None)
    for pattern, weight in (
        (parts.called, _CALLED),
        (parts.you_are, _SPOKEN_TO),
        (parts.spoken_to, _SPOKEN_TO),
        (parts.hinted, _HINTED),
    ):
        if pattern().search(sentence) is not None:
            return weight
    return int(machine)


def _languages(heads: Set[str], seen: _Seen) -> Iterator[str]:
    """The languages in which the words of a passage may be such an order."""
    gate = _gate()
    found = seen.turn or seen.json
    if not heads.isdisjoint(gate.asking) and (
        found
        or not (
            heads.isdisjoint(HEADS) and not seen.made and (heads.isdisjoint(_YOU) or heads.isdisjoint(gate.core["en"]))
        )
    ):
        yield "en"
    if not heads.isdisjoint(gate.small):
        found = found or seen.machine
        for language, small in SMALL_WORDS.items():
            if not heads.isdisjoint(small) and (
                found or not (heads.isdisjoint(gate.yours[language]) or heads.isdisjoint(gate.core[language]))
            ):
                yield language


def _script(letter: str) -> str:
    return next((script for limit, script in _LIMITS if letter < limit), "ko")


def _heads(words: str) -> set[str]:
    first = (_WORD.search(entry.strip("!*").lower()) for entry in entries(words))
    return {found.group()[:5] for found in first if found is not None}


@dataclass(frozen=True)
class _Gate:
    """The beginnings of words without which there is no order, by language; those of asking in English."""

    core: dict[str, frozenset[str]]
    yours: dict[str, frozenset[str]]
    asking: frozenset[str]
    small: frozenset[str]
    any: frozenset[str]


@cache
def _gate() -> _Gate:
    spaced = {language: row for language, row in ROWS.items() if language not in UNSPACED}
    yours = {language: frozenset(_heads(row.yours)) for language, row in spaced.items()}
    return _Gate(
        {language: frozenset(_heads(f"{row.rules} {row.thing}")) | _YOURS_TOO for language, row in spaced.items()},
        yours,
        frozenset(_heads(f"{ROWS['en'].order} {ROWS['en'].must}")),
        frozenset().union(*SMALL_WORDS.values()),
        frozenset().union(_ALL_HEADS, _made_heads(), EXAMPLE_HEADS, _YOU, *yours.values()),
    )


@cache
def _made_heads() -> frozenset[str]:
    """How the words for what is made of an article begin."""
    spaced = {language for language in ROWS if language not in UNSPACED}
    return frozenset(
        head for language in spaced for head in _heads(f"{ROWS[language].digest} turned converted") if len(head) == 5
    )


@cache
def _this() -> frozenset[str]:
    return frozenset(head for row in ROWS.values() for head in _heads(row.this))


@cache
def _all_yours() -> frozenset[str]:
    return _YOU | frozenset().union(*_gate().yours.values())
