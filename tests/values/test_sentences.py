"""Where sentences end, and the rest of the sentence around a place."""

from __future__ import annotations

import time

import pytest

from llm_extract.values.sentences import sentence_ends, sentence_rest, sentence_span, sentence_starts, without_points


def around(text: str, words: str, *, one_before: bool = False) -> str:
    start = text.index(words)
    first, end = sentence_span(text, (start, start + len(words)), one_before=one_before)
    return text[first:end]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It rained. Then X came. All left.", " Then X came"),
        ("It rained! Then X came? All left.", " Then X came"),
        ("X came. All left.", "X came"),
        ("It rained. Then X", " Then X"),
        ("It rained.\nThen X came\nAll left.", "Then X came"),
        ("The U.S. firm X raised $2.5 million. Then it left.", "The U.S. firm X raised $2.5 million"),
        ("It cost 1. X came", " X came"),
        ("下雨了。X来了。都走了。", "X来了"),
        ("See a.b.c and X.y now. End.", "See a.b.c and X.y now"),
        ("Up 5.X", "Up 5.X"),
        ("Led by IBM. X came. All left.", " X came"),
        ("He said “Yes.” X came “late.” All left.", " X came “late"),
        ("(It rained.) X came (late.) All left.", " X came (late"),
        ("They raised it? asked X then. All left.", "They raised it? asked X then"),
        ("Yahoo! and X came. All left.", "Yahoo! and X came"),
    ],
)
def test_a_sentence_ends_where_sentences_end(text: str, sentence: str) -> None:
    """At stops, question marks and line ends, but not inside numbers and abbreviations."""
    assert around(text, "X") == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It rained. The firm denied that Acme Inc. raised $5 million. It hires.",
         " The firm denied that Acme Inc. raised $5 million"),
        ("It rained. Mr. Roe raised $5 million. It hires.", " Mr. Roe raised $5 million"),
        ("It rained. Es sind 3 Mio. raised $5 million. It hires.", " Es sind 3 Mio. raised $5 million"),
        ("यह सच है। raised $5 million। और", " raised $5 million"),
    ],
)  # fmt: skip
def test_marks_of_other_scripts_and_small_letters(text: str, sentence: str) -> None:
    """A sentence does not end after an abbreviation or before a small letter; the marks of other scripts count."""
    assert around(text, "raised $5 million") == sentence


@pytest.mark.parametrize("word", str.split("Mr MR Prof Gen Inc inc GmbH Mio approx No Ca ca J Ж"))
def test_after_an_abbreviation_no_sentence_ends(word: str) -> None:
    """Titles, legal forms, scales and initials keep their point, in capitals too."""
    text = f"It was {word}. Roe who came."
    assert list(sentence_ends(text)) == [len(text) - 1]
    assert without_points(text) == f"It was {word}  Roe who came."


@pytest.mark.parametrize("word", ["no", "gen", "ms", "1st", "Palo Alto, CA", "million", "IBM", "x", "3"])
def test_words_that_only_look_like_abbreviations_end_sentences(word: str) -> None:
    """Small letters make a word of "No." and "Gen."; ordinals, states, acronyms and numbers are none."""
    text = f"It was {word}. Roe came."
    assert list(sentence_ends(text)) == [text.index(". "), len(text) - 1]
    assert without_points(text) == text


def test_what_follows_a_limit_still_counts() -> None:
    """A full stop at the end of the range is the point of a number where digits follow it."""
    text = "It cost 2.5 in all. Up."
    assert list(sentence_ends(text, 0, 10)) == []
    assert list(sentence_ends(text, 12, 19)) == [18]
    assert list(sentence_ends(text, 12, 18)) == []


def test_only_so_far_is_looked_as_a_limit_allows() -> None:
    """Where a text has no marks, its length makes no difference to what is before a limit."""

    def seconds(length: int) -> float:
        text = "word " * length
        begin = time.process_time()
        for _ in range(200):
            assert not [*sentence_ends(text, 0, 200)]
        return time.process_time() - begin

    seconds(100)
    assert seconds(200_000) < 100 * seconds(200)


def test_sentences_start_behind_what_closes_the_one_before() -> None:
    """Quotation marks, brackets and white space belong to the sentence that ended."""
    text = "“It rained.”  (He left.)\n“Then\nX。”来了"
    assert [text[at:] for at in sentence_starts(text)] == [text[14:], text[25:], text[31:], "来了"]


def test_only_so_much_of_an_endless_sentence_is_looked_at() -> None:
    """Two hundred code points on each side."""
    text = "a" * 500 + "X" + "b" * 500
    assert around(text, "X") == "a" * 200 + "X" + "b" * 200
    assert sentence_rest(text, (500, 501)) == ("a" * 200, "b" * 200)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One. Two. Then X came.", " Two. Then X came"),
        ("One. “Two.” Then X came.", " “Two.” Then X came"),
        ("One.\nThen X came.", "Then X came"),
        ("One.\n“X” came.", "“X” came"),
        ("X came.", "X came"),
        ("Two! Then X came.", "Two! Then X came"),
    ],
)
def test_the_sentence_before_counts_within_its_paragraph(text: str, words: str) -> None:
    """One sentence back, never across a line's end."""
    assert around(text, "X", one_before=True) == words


def test_empty_lines_are_one_gap() -> None:
    """A hundred thousand of them between two sentences are passed over once: time is linear in the text."""
    text = "It rained." + "\n \r\n" * 100_000 + "He left.\n"
    assert list(sentence_starts(text)) == [text.index("He"), len(text)]
