"""What holds for every text and quote, tried on many."""

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.grounding.alignment import Alignment, ArticleText, align
from llm_extract.grounding.fuzzy import similarity
from llm_extract.grounding.normalization import FoldedText, normalize
from llm_extract.grounding.pieces import split_pieces

ALPHABET = (
    "abAB nN'’“”\"-–—…..,;$€%0123 \n\t\u00a0\u200b\u00ad éÉe\u0301ßİıﬁ½²"
    "東京年億の、。「」ﾞｶガ한국하ที่กำوة👨\u200d👩🏽❤\ufe0f\ud800\udc00\U0001f1e9हिन्दी"
)
texts = st.text(alphabet=st.one_of(st.sampled_from(ALPHABET), st.characters(categories=None)), max_size=60)


def check(text: str, quote: str, found: Alignment) -> None:
    """Every span is what its kind claims."""
    slices = [text[start:end] for start, end in found.spans]
    assert all(0 <= start < end <= len(text) for start, end in found.spans)
    assert list(found.spans) == sorted(found.spans)
    if found.kind == "exact":
        assert slices == [quote]
    elif found.kind == "normalized":
        whole = normalize(" ".join(slices))
        assert [normalize(piece) for piece in slices] in ([normalize(quote)], split_pieces(quote)) or (
            # Interrupted speech: the same letters and digits in the same order.
            [c for c in whole if c.isalnum()] == [c for c in normalize(quote) if c.isalnum()]
        )
    elif found.kind == "fuzzy":
        assert found.score == similarity(slices[0], quote)
        assert 0.8 <= found.score <= 1
    else:
        assert (found.spans, found.score) == ((), 0.0)
        assert found.reason


@settings(derandomize=True, deadline=None, max_examples=300)
@given(texts, texts)
def test_any_text_and_quote_give_a_true_claim(text: str, quote: str) -> None:
    """No text and no quote raises an error, and what is found is what is claimed."""
    check(text, quote, align(ArticleText(text), [("/a", quote)])[0])


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    texts, st.integers(0, 60), st.integers(1, 30), st.sampled_from(["NFC", "NFD", "NFKC", "lower", "upper", "as is"])
)
def test_a_mangled_piece_of_the_text_gives_a_true_claim(text: str, start: int, length: int, form: str) -> None:
    """A piece of the text in another Unicode form or case is found where it claims, or not at all."""
    piece = text[start : start + length]
    if form in ("lower", "upper"):
        quote = getattr(piece, form)()
    else:
        quote = piece if form == "as is" else unicodedata.normalize(form, piece)
    check(text, quote, align(ArticleText(text), [("/a", quote)])[0])


@settings(derandomize=True, deadline=None, max_examples=300)
@given(texts)
def test_the_way_back_from_the_folded_text_stays_in_order(text: str) -> None:
    """Ranges of the original text follow each other as the folded characters do, and lie inside it."""
    folded = FoldedText(text)
    ranges = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert ranges == sorted(ranges)
    assert all(0 <= start < end <= len(text) for start, end in ranges)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(texts, st.lists(texts, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_quotes_does_not_matter(text: str, quotes: list[str], dice: random.Random) -> None:
    """Shuffled quotes give the same alignments by path."""
    given_quotes = [(f"/items/{number % 2}/f{number}", quote) for number, quote in enumerate(quotes)]
    shuffled = given_quotes[:]
    dice.shuffle(shuffled)

    def by_path(order: list[tuple[str, str]]) -> dict[str, Alignment]:
        return {path: found for (path, _), found in zip(order, align(ArticleText(text), order), strict=True)}

    assert by_path(given_quotes) == by_path(shuffled)


@pytest.mark.parametrize("seed", range(4))
def test_a_thousand_random_strings_raise_nothing(seed: int) -> None:
    """Random code points, lone surrogates included, as article and quote."""
    dice = random.Random(seed)
    for _ in range(1000):
        text = "".join(chr(dice.randrange(0x110000)) for _ in range(dice.randrange(30)))
        start = dice.randrange(len(text) + 1)
        quote = dice.choice([text[start : start + 5], text[::-1], text.lower(), unicodedata.normalize("NFKD", text)])
        check(text, quote, align(ArticleText(text), [("/a", quote)])[0])
