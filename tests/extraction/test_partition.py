"""Cutting long articles: nothing is lost, seams are covered twice, and every offset leads back to the article."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract import Document
from llm_extract.extraction.partition import MIN_CHARS, partition

PROSE = "Acme Corp raised money. It plans to grow! Does it? “Yes,” said Bo. The U.S. firm hires.\n"


def article(text: str) -> Document:
    return Document(text, key="a", source="a", title="T", published_on="2018-04-09", metadata={"x": 1})


def test_a_short_article_is_its_own_part() -> None:
    """What fits is not touched: the request is the one that is made without a limit."""
    document = article("Short.")
    (part,) = partition(document, 1000)
    assert part.document is document
    assert part.to_article((1, 3)) == (1, 3)
    assert partition(document, None)[0].document is partition(document, 0)[0].document is document


pieces = st.lists(
    st.sampled_from(["word ", "A line. ", "Line.\n", "Lines.\n\n", "# Title\n", "x" * 300, "Ж。", "\n\n\n", "\f", " "]),
    min_size=1,
    max_size=60,
)  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=150)
@given(pieces, st.integers(1, 40), st.integers(MIN_CHARS, 3000))
def test_parts_cover_the_article_within_the_limit(words: list[str], times: int, limit: int) -> None:
    """Parts follow each other without a gap, overlap, keep the limit, and tile the text from its start to its end."""
    document = article("".join(words) * times)
    parts = partition(document, limit)
    assert parts[0].start == 0
    assert parts[-1].end == document.chars
    for part in parts:
        assert len(part.document.text) <= limit
        assert part.document.text.endswith(document.text[part.start : part.end])
        assert (part.document.title, part.document.published_on) == ("T", "2018-04-09")
    for one, other in pairwise(parts):
        assert one.start < other.start < one.end < other.end or other is parts[-1]
        assert other.start < one.end


@settings(derandomize=True, deadline=None, max_examples=150)
@given(pieces, st.integers(0, 5000), st.integers(1, 50), st.integers(0, 30))
def test_offsets_lead_back_to_the_same_words(words: list[str], start: int, length: int, which: int) -> None:
    """A range of what the model read shows the same words in the article, or is no words of the article at all."""
    document = article("".join(words) * 60)
    parts = partition(document, 1000)
    part = parts[which % len(parts)]
    text = part.document.text
    start %= len(text)
    span = part.to_article((start, min(start + length, len(text))))
    if span is not None:
        assert document.text[slice(*span)] == text[start : start + length]
        assert 0 <= span[0] <= span[1] <= document.chars


def test_the_marks_around_a_part_are_no_words_of_the_article() -> None:
    """Words of the marks have no place in the article; those of the head and of the part have theirs."""
    document = article(PROSE * 100)
    part = partition(document, 1000)[3]
    text = part.document.text
    assert part.to_article((1, 4)) is None
    assert part.to_article((text.index("[Part 4"), text.index("[Part 4") + 5)) is None
    assert part.to_article((0, len(text))) is None
    head = text.index("Acme")
    assert part.to_article((head, head + 9)) == (0, 9)
    assert part.to_article((head, head + part.head)) == (0, part.head)
    assert part.to_article((head, head + part.head + 1)) is None
    assert part.to_article((len(text) - 5, len(text))) == (part.end - 5, part.end)


@pytest.mark.parametrize(
    ("unit", "ends", "starts"),
    [
        ("Word word word.\n\n# Title\n\nMore words here, and more.\n\n", "\n\n", ("# Title", "More", "Word")),
        ("One paragraph. It has two sentences.\n\n", "\n\n", ("One paragraph",)),
        ("One line\n", "\n", ("One line",)),
        ("One sentence here. ", ". ", ("One sentence",)),
        ("word ", " ", ("word",)),
    ],
)
def test_cuts_are_made_at_the_best_ends(unit: str, ends: str, starts: tuple[str, ...]) -> None:
    """Sections before paragraphs before lines before sentences before words; parts begin at such a place too."""
    document = article(unit * (6000 // len(unit)))
    parts = partition(document, 1000)
    assert len(parts) > 5
    for part in parts[:-1]:
        assert document.text[: part.end].endswith(ends)
    for part in parts[1:]:
        assert document.text[part.start :].startswith(starts)


def test_a_section_ends_before_its_next_title() -> None:
    """Where a title is near the limit the cut is in front of it."""
    section = "# Title\n\n" + "Some words. " * 45 + "\n\n"
    document = article(section * 10)
    assert all(document.text[part.end :].startswith("# Title") for part in partition(document, 1000)[:-1])


def test_text_without_any_end_is_still_cut() -> None:
    """A text of one endless word is cut at the limit, with the same overlap."""
    document = article("x" * 5000)
    parts = partition(document, 1000)
    assert all(one.end - other.start == 100 for one, other in pairwise(parts))


def test_a_limit_too_small_for_head_and_overlap_is_raised() -> None:
    """Plans made by hand may ask for tiny parts; they get the smallest sensible ones."""
    assert partition(article(PROSE * 50), 10) == partition(article(PROSE * 50), MIN_CHARS)


def test_no_cut_after_a_title() -> None:
    """A part does not end between "Mr." and the name."""
    text = "Mr. Smith of Acme Inc. Boston and Ott GmbH. Bonn raised three million. " * 60
    parts = partition(Document.from_text(text), 1000)
    assert all(text[part.start : part.end].rstrip().endswith("million.") for part in parts)


@pytest.mark.parametrize("limit", [1000, 3000])
@pytest.mark.parametrize(
    ("filler", "sentence", "joint"),
    [
        ("It rained. ", "Acme, which sells{} boats, raised money. ", " and many more"),
        ("下雨了。", "甲公司销售{}船只，融资百万。", "以及更多"),
        ("ฝนตก ", "บริษัทขาย{}เรือระดมทุน ", "และอื่น"),
        ("It rained\n", "Acme, which sells{} boats, raised money\n", " and many more"),
    ],
    ids=["words", "no spaces", "no marks", "lines"],
)
def test_a_sentence_at_a_seam_is_whole_in_one_part(filler: str, sentence: str, joint: str, limit: int) -> None:
    """A sentence much longer than the overlap, and still shorter than a third of a part, is never cut in all parts."""
    room = (limit // 3 - len(sentence)) // len(joint)
    told = [sentence.format(joint * (number % room) + str(number)) for number in range(90)]
    text = "".join(filler * (number % 7) + one for number, one in enumerate(told))
    parts = [text[part.start : part.end] for part in partition(article(text), limit)]
    assert len(parts) > 5
    assert [one for one in told if not any(one.strip() in part for part in parts)] == []


def test_where_no_sentence_begins_a_part_does_not_begin_inside_one() -> None:
    """The overlap reaches back to the sentence that it would else begin in the middle of."""
    text = f"甲公司销售船只{'以及更多船只' * 22}。" * 60
    parts = partition(article(text), 1000)
    assert all(text[part.start - 1] == "。" for part in parts[1:])


def test_no_word_is_left_out_of_an_overlap() -> None:
    """Between runs without any end, a sentence at a seam is whole in a part, its first word too."""
    told = [f"Acme{number} Corp raised money" for number in range(60)]
    text = ("." * 500).join(told)
    parts = [text[part.start : part.end] for part in partition(article(text), 1000)]
    assert [one for one in told if not any(one in part for part in parts)] == []
