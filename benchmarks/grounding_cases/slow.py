"""The two shapes of input on which a search for the best common subsequence of words is slowest."""

from __future__ import annotations

import random

__all__ = ["slow_cases"]


def slow_cases(seed: int = 3) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Name, article and quotes.

    The first: quotes of 160 words of which at most 60 in a row stand in the article, as when a model joins passages.
    The second: an article of 1,500 words with quotes of 30 words, one of them mistyped.
    """
    dice = random.Random(seed)
    vocabulary = ["".join(dice.choices("abcdefghijklmnoprstuvw", k=dice.randrange(3, 10))) for _ in range(600)]
    words = dice.choices(vocabulary, k=1500)
    joined = []
    for number in range(3):
        starts = dice.sample(range(0, 300, 70), 3)
        quote = [word for start, length in zip(starts, (60, 60, 40), strict=True) for word in words[start:][:length]]
        joined.append((f"/passages/{number}", " ".join(quote)))
    mistyped = []
    for number in range(30):
        start = dice.randrange(len(words) - 30)
        quote = words[start : start + 30]
        at = next(at for at, word in enumerate(quote) if at > 8 and len(word) >= 7)
        quote[at] = quote[at][:3] + quote[at][4:]
        mistyped.append((f"/facts/{number}", " ".join(quote)))
    return [
        ("3 quotes of 160 words, at most 60 in a row, in 400 words", " ".join(words[:400]), joined),
        ("30 quotes of 30 words, one mistyped, in 1,500 words", " ".join(words), mistyped),
    ]
