"""Near-identical articles are found, and nothing else is."""

from __future__ import annotations

import random

import pytest

from llm_extract.reconciliation.copies import find_copies, sketch
from llm_extract.shipped import shipped

_WORDS = [f"{first}{second}{third}" for first in "bdfgkl" for second in "aeiou" for third in ("n", "r", "st", "to")]


def _text(seed: int, words: int = 400) -> str:
    return " ".join(random.Random(seed).choices(_WORDS, k=words))


def test_edited_and_cut_copies_are_found() -> None:
    """Twelve changed words, a cut end, another heading: still the same article."""
    words = _text(1).split()
    edited = list(words)
    for place in range(5, 400, 34):
        edited[place] = "changed"
    texts = {
        "a": " ".join(words),
        "b": " ".join(edited),
        "c": " ".join(words[:330]),
        "d": "Heading. " + " ".join(words),
    }
    assert find_copies(texts.items()) == {"a": "a", "b": "a", "c": "a", "d": "a"}


def test_other_articles_with_the_same_boilerplate_are_no_copies() -> None:
    """A shared footer of forty words makes no copy."""
    footer = _text(99, 40)
    assert find_copies((str(n), f"{_text(n)} {footer}") for n in range(30)) == {}


def test_the_order_of_texts_does_not_matter() -> None:
    """Groups and their keys are the same for any order."""
    texts = [(f"{n}", _text(n // 3) + f" ending {n}") for n in range(30)]
    expected = {str(n): min(str(other) for other in range(n // 3 * 3, n // 3 * 3 + 3)) for n in range(30)}
    for seed in range(3):
        random.Random(seed).shuffle(texts)
        assert find_copies(texts) == expected


@pytest.mark.parametrize("text", ["", "Four words are here", "。", "短"])
def test_texts_too_short_to_judge_are_no_copies(text: str) -> None:
    """Equal scraps are not called copies: there is nothing to tell them by."""
    assert find_copies([("a", text), ("b", text)]) == {}


def test_texts_without_spaces_are_compared_by_characters() -> None:
    """A Chinese copy is found."""
    letters = random.Random(5).choices(
        "公司今年宣布完成新一轮融资由多家机构共同参与并将用于技术研发市场拓展人才", k=400
    )
    text = "".join(letters)
    assert find_copies([("a", text), ("b", text[:350])]) == {"a": "a", "b": "a"}


def test_the_five_articles_are_no_copies_though_they_share_quotations() -> None:
    """A press release's quotations do not make articles copies."""
    paths = sorted(shipped("seeds").glob("*.txt"))
    assert len(paths) == 5
    assert find_copies((path.name, path.read_text(encoding="utf-8")) for path in paths) == {}


def test_a_sketch_is_the_same_on_every_machine() -> None:
    """Hashes do not depend on the process."""
    assert (
        sketch("one two three four five six seven eight nine ten " * 3)[:2]
        == sketch("One, two three four five six seven eight nine ten! " * 3)[:2]
    )
    assert len(sketch(_text(3))) > 20
