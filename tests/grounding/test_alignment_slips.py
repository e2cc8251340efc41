"""Quotes in pieces, interrupted speech, small slips, and what is never bridged."""

import random

import pytest

from llm_extract.grounding.alignment import ArticleText, align
from llm_extract.grounding.fuzzy import similarity

NEWS = (
    "Acme Labs said it has raised $600 million (S$800 million) in a round led by Temasek. “We don’t chase growth,” "
    "said Jane Roe, its chief, “but we will expand in Asia.” The company did not disclose its valuation. Revenue was "
    "880 million yen in 2023. President John Smith denied the report. Analysts expect revenues to rise by five percent "
    "next year, while the group continues to invest heavily in logistics across the region. The board never approved "
    "the sale."
)
EAST_ASIAN = (
    "東京の会社は、売上高は前年同期比12.5％増の880億円だったと発表した。計画は承認されなかった。"
    "“我们没有计划上市，”他说，“但是会扩大业务。”"
)


def found(text: str, quote: str) -> tuple[str, list[str]]:
    alignment = align(ArticleText(text), [("/value", quote)])[0]
    return alignment.kind, [text[start:end] for start, end in alignment.spans]


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (NEWS, "raised $600 million ... led by Temasek", ["raised $600 million", "led by Temasek"]),
        (NEWS, "raised $600 million […] Temasek.", ["raised $600 million", "Temasek"]),
        (NEWS, "We don't chase growth … but we will expand", ["We don’t chase growth", "but we will expand"]),
        (NEWS, "We don’t chase growth, but we will expand in Asia.",
         ["We don’t chase growth", "but we will expand in Asia"]),
        (EAST_ASIAN, "我们没有计划上市，但是会扩大业务", ["我们没有计划上市", "但是会扩大业务"]),
        ("one two one three one five four", "one ... four", ["one", "four"]),
    ],
)  # fmt: skip
def test_pieces_are_found_in_order(text: str, quote: str, expected: list[str]) -> None:
    """Words left out, and a narrator's aside, give one span per piece; the nearest pieces belong together."""
    assert found(text, quote) == ("normalized", expected)


def test_the_nearest_first_piece_is_taken() -> None:
    """A first piece that occurs often is taken where the next one follows most closely."""
    text = "one two one three one five four"
    assert align(ArticleText(text), [("/a", "one ... four")])[0].spans == ((18, 21), (27, 31))


@pytest.mark.parametrize("quote", ["led by Temasek ... raised $600 million", "raised $600 million ... led by GIC"])
def test_pieces_out_of_order_or_not_there_are_missing(quote: str) -> None:
    """Every piece must be there, after the one before it."""
    assert found(NEWS, quote) == ("missing", [])


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (NEWS, "Analysts expect revenue to rise by five percent", "Analysts expect revenues to rise by five percent"),
        (NEWS, "group continues to invest heavly in logistics", "group continues to invest heavily in logistics"),
        (NEWS, "in the round led by Temasek", "in a round led by Temasek"),
        (NEWS, "raised $600 million in round led by Temasek", None),
        (NEWS, "The company did not disclose a valuation", "The company did not disclose its valuation"),
        (NEWS, "the group continues to invest heavily in logist", "the group continues to invest heavily in logistics"),
        (EAST_ASIAN, "売上高前年同期比12.5%増の880億円だった", "売上高は前年同期比12.5％増の880億円だった"),
    ],
)
def test_small_slips_are_forgiven_with_their_score(text: str, quote: str, expected: str | None) -> None:
    """A typing error, another ending or a light word still finds the place; the score is that of the words found."""
    alignment = align(ArticleText(text), [("/value", quote)])[0]
    if expected is None:  # what is left out in the middle is no light word
        assert alignment.kind == "missing"
        return
    start, end = alignment.spans[0]
    assert (alignment.kind, text[start:end]) == ("fuzzy", expected)
    assert alignment.score == similarity(expected, quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (NEWS, "President Jane Smith denied the report"),
        (NEWS, "Revenue was 990 million yen in 2023"),
        (NEWS, "Revenue was 880 billion yen in 2023"),
        (NEWS, "Revenue was 880 million yen in 2024"),
        (NEWS, "it has raised €600 million"),
        (NEWS, "it has raised 600 million"),
        (NEWS, "The company did disclose its valuation"),
        (NEWS, "We do chase growth, but we will expand in Asia."),
        (NEWS, "The board approved the sale"),
        (NEWS, "President John Smith confirmed the report"),
        (NEWS, "in a round led by Temasec"),
        (NEWS, "Analysts expect revenues to rise to five percent next year"),
        (NEWS, "Analysts expect revenues to rise by nine percent next year"),
        (EAST_ASIAN, "売上高は前年同期比12.5％増の990億円だった"),
        (EAST_ASIAN, "計画は承認された"),
        (EAST_ASIAN, "我们有计划上市"),
        ("Der Vertrag wurde nicht unterschrieben, sagte sie gestern", "Der Vertrag wurde unterschrieben, sagte sie"),
        ("Elle n’a pas vendu les magasins du groupe", "Elle a vendu les magasins du groupe"),
        ("Совет не одобрил покупку новых складов", "Совет одобрил покупку новых складов"),
        ("please tell us about it", "US"),
        ("it fell –5% in the last quarter", "it fell 5% in the last quarter"),
        ("an area of 10² metres", "an area of 102 metres"),
    ],
)
def test_changed_content_is_never_bridged(text: str, quote: str) -> None:
    """Another number, name, currency, direction or a lost negation is missing, however alike the rest is."""
    assert found(text, quote) == ("missing", [])


WORDS = [
    "the",
    "plan",
    "grew",
    "market",
    "quietly",
    "over",
    "summer",
    "factory",
    "of",
    "workers",
    "asked",
    "ob",
    "harbour",
]


def make_text(dice: random.Random) -> tuple[str, list[tuple[int, int]]]:
    """Sixty words, each fifth one a number of its own, and their ranges."""
    text, ranges = "", []
    for at in range(60):
        word = str(1000 + 7 * at) if at % 5 == 0 else dice.choice(WORDS)
        ranges.append((len(text), len(text) + len(word)))
        text += word + dice.choice([" ", " ", " ", ", ", "\n"])
    return text, ranges


@pytest.mark.parametrize("seed", range(40))
def test_planted_quotes_are_found_where_they_were_cut(seed: int) -> None:
    """Twelve words cut from a text are found there: verbatim, respaced, capitalised; not with a digit changed."""
    dice = random.Random(seed)
    text, ranges = make_text(dice)
    first = dice.randrange(48)
    start, end = ranges[first][0], ranges[first + 11][1]
    quote = text[start:end]
    for asked in (quote, quote.replace(" ", "\u00a0 "), quote.upper(), f"“{quote}.”"):
        assert align(ArticleText(text), [("/a", asked)])[0].spans == ((start, end),)
    digit = next(at for at, character in enumerate(quote) if character.isdigit())
    wrong = quote[:digit] + str((int(quote[digit]) + 5) % 10) + quote[digit + 1 :]
    assert align(ArticleText(text), [("/a", wrong)])[0].kind == "missing"


@pytest.mark.parametrize("seed", range(20))
def test_repeated_sums_follow_their_company(seed: int) -> None:
    """The same sum in ten sentences is found in the one that names the item's company, whatever the order."""
    dice = random.Random(seed)
    names = [f"Firm{letter}" for letter in "ABCDEFGHIJ"]
    dice.shuffle(names)
    text = " ".join(f"{name} of Oslo raised $7 million from old investors (S$9 million)." for name in names)
    quotes = []
    for number, name in enumerate(names):
        quotes += [(f"/rounds/{number}/company", name), (f"/rounds/{number}/sum", "$7 million"),
                   (f"/rounds/{number}/sum/equivalents/0", "S$9 million")]  # fmt: skip
    dice.shuffle(quotes)
    spans = {path: one.spans[0] for (path, _), one in zip(quotes, align(ArticleText(text), quotes), strict=True)}
    for number, name in enumerate(names):
        begin = text.index(name)
        assert spans[f"/rounds/{number}/sum"][0] == text.index("$7", begin)
        assert spans[f"/rounds/{number}/sum/equivalents/0"][0] == text.index("S$9", begin)
