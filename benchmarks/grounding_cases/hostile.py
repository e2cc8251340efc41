"""Inputs made to be slow: articles of 100,000 characters with 200 quotes each."""

from __future__ import annotations

import random
from collections.abc import Iterator

__all__ = ["ARTICLE", "QUOTES", "hostile_cases"]

ARTICLE = 100_000
QUOTES = 200

_COMMON = "company,raised,million,round,investors,the,a,of,growth,in,market,bank,shares,plan,revenue,it’s,2019,$5,—"


def hostile_cases(seed: int = 1) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """All cases: name, article, quotes with their paths."""
    dice = random.Random(seed)
    for name, text, quotes in [*_prose(dice), *_patterns(dice), *_scripts(dice)]:
        paths = [f"/items/{number % 20}/field{number}" for number in range(len(quotes))]
        yield name, text[:ARTICLE], list(zip(paths, quotes, strict=True))


def _prose(dice: random.Random) -> Iterator[tuple[str, str, list[str]]]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    common = _COMMON.split(",")
    vocabulary = common + ["".join(dice.choices(letters, k=5)) for _ in range(3000)]
    tokens = dice.choices(vocabulary, k=20_000)
    text = " ".join(tokens)
    many = range(QUOTES)

    def cut(count: int, swaps: int = 0) -> list[str]:
        start = dice.randrange(len(tokens) - 5000)
        words = tokens[start : start + count]
        for _ in range(swaps):
            words[dice.randrange(count)] = dice.choice(tokens)
        return words

    def mistype(words: list[str]) -> str:
        middle = len(words) // 2
        return " ".join([*words[:middle], words[middle] + "s", *words[middle + 1 :]])

    yield "unknown words", text, [f"zzq{n} qqz{n} xxy{n}" for n in many]
    yield "12 known words, shuffled", text, [" ".join(dice.choices(tokens, k=12)) for _ in many]
    yield "160 known words, shuffled", text, [" ".join(dice.choices(tokens, k=160)) for _ in many]
    yield "160 words, verbatim", text, [" ".join(cut(160)) for _ in many]
    yield "160 words, 3 changed", text, [" ".join(cut(160, 3)) for _ in many]
    yield "160 words, one typing error", text, [mistype(cut(160)) for _ in many]
    yield "one quote 200 times", text, ["the"] * QUOTES
    yield "frequent words", text, dice.choices(common, k=QUOTES)
    yield "12 pieces", text, [" ... ".join(dice.choices(tokens, k=12)) for _ in many]
    yield "quotes of 50,000 characters", text, [text[:50_000] + "zz"] * 3 + ["x " * 25_000] * 3
    yield "one letter", text, [(letters + letters.upper())[n % 52] for n in many]


def _patterns(dice: random.Random) -> Iterator[tuple[str, str, list[str]]]:
    many = range(1, QUOTES + 1)
    yield "aaaa: a, aa, aaa", "a" * ARTICLE, ["a" * n for n in many]
    yield "aaaa: aaab", "a" * 50_000 + "b" + "a" * 49_999, ["a" * n + "b" for n in many]
    yield "a a a", "a " * 50_000, ["a " * n + "a" for n in many]
    yield "words cut everywhere", "xa b a c " * 11_200, ["a b" + " a" * n for n in many]
    yield (
        "two letters at random",
        "".join(dice.choices("ab", k=ARTICLE)),
        ["".join(dice.choices("ab", k=160)) for _ in many],
    )
    yield "pieces, the last missing", "a b " * 25_000 + "c", ["a ... b ... " * 7 + "c" for _ in many]
    yield "pieces, each different", "a b " * 24_000 + "c " * 2000, ["a ... b ... " * 7 + "c " * n for n in many]
    yield "interrupted speech", "“it is good,” she said " * 4800, [f"it is good, and {n}" for n in many]
    yield "light words", "the of " * 14_300, ["the " * n + "and" for n in many]
    yield (
        "light words, ambiguous",
        "the of is company " * 5600,
        ["the of is company " * (n % 20) + "the the and of is" for n in many],
    )
    yield "spaces", " " * ARTICLE, ["  " * n + "x" for n in many]
    yield "dashes and points", " - . ' " * 14_300, ["- '" * n + "x" for n in many]
    yield "quotation marks", '"' * ARTICLE, ['"' * n + "a" for n in many]
    yield "hyphens", "a-" * 50_000, ["a" * n for n in many]
    yield "digits", "1" * ARTICLE, ["1" * n for n in many]
    yield "points between digits", "1." * 50_000, ["1." * n for n in many]


def _scripts(dice: random.Random) -> Iterator[tuple[str, str, list[str]]]:
    many = range(1, QUOTES + 1)
    han = "".join(chr(dice.randrange(0x4E00, 0x5E00)) if dice.random() < 0.9 else "、" for _ in range(ARTICLE))
    yield "Han, verbatim", han, [han[n * 400 : n * 400 + 60] for n in many]
    yield "Han, missing", han, ["".join(dice.choices(han, k=40)) for _ in many]
    yield (
        "Han, a particle more",
        han,
        [han[n * 400 : n * 400 + 30] + "の" + han[n * 400 + 30 : n * 400 + 60] for n in many],
    )
    yield "decomposed letters", "e\u0301" * 50_000, ["é" * n for n in many]
    yield "decomposed words", "e\u0301a " * 25_000, ["éa " * n for n in many]
    yield "ligatures", "ﬁ" * ARTICLE, ["fi" * n for n in many]
    yield "joined emoji", "👨\u200d👩\u200d👧 " * 16_700, ["👨 " * n for n in many]
    yield "stacked marks", "a" + "\u0301" * ARTICLE, ["á" * n for n in many]
