"""Find a model's quotes in the article: exact, else in comparable form, else with small slips forgiven."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .article import ArticleText
from .boundaries import is_whole
from .context import choose
from .search import Alignment, Found, locate

__all__ = ["Alignment", "ArticleText", "align"]

LONG = 20_000  # characters from which a glance at the quote's letters is cheaper than a search


def align(article: ArticleText, quotes: Sequence[tuple[str, str | None]]) -> list[Alignment]:
    """Find each quote in the article.

    Args:
        article: the prepared text.
        quotes: JSON pointer of the cited value and its quote. Of several occurrences the one nearest to the other
            quotes of the same item is taken, whatever their order; without any, the first.

    Returns:
        One alignment per quote, in the same order. Offsets are code points of ``article.text``.

    Example:
        >>> article = ArticleText("The rail firm raised $3.5 million. It “plans  to grow”, it said.")
        >>> [(a.kind, a.spans) for a in align(article, [("/a", "$3.5 million"), ("/b", "$3"), ("/c", "plans to grow")])]
        [('exact', ((21, 33),)), ('missing', ()), ('normalized', ((39, 53),))]
    """
    text, find = article.text, article.text.find
    long = len(text) > LONG
    results: list[Alignment | None] = []
    open_quotes: dict[int, bool] = {}  # by index, whether the quote's characters stand in the text at all
    for index, (_, quote) in enumerate(quotes):
        start = find(quote) if quote and (not long or article.may_hold(quote)) else -1
        # By far the most frequent case, kept short: the words are there, whole, and only once.
        if start >= 0 and quote and is_whole(text, start, start + len(quote)) and find(quote, start + 1) < 0:
            results.append(Alignment("exact", ((start, start + len(quote)),), 1.0))
        else:
            results.append(None)
            open_quotes[index] = start >= 0
    if open_quotes:
        _settle(article, quotes, results, open_quotes)
    return [result for result in results if result is not None]


def _settle(
    article: ArticleText,
    quotes: Sequence[tuple[str, str | None]],
    results: list[Alignment | None],
    open_quotes: Mapping[int, bool],
) -> None:
    """Search for the quotes that are not simply there, then choose between several occurrences."""
    seen: dict[str | None, Found] = {}
    ambiguous: dict[int, Found] = {}
    for index, verbatim in open_quotes.items():
        quote = quotes[index][1]
        found = seen.get(quote)
        if found is None:
            found = seen[quote] = locate(article, quote, verbatim=verbatim)
        if len(found.places) > 1:
            ambiguous[index] = found
        else:
            results[index] = found.alignment(0)
    if ambiguous:
        paths = [path for path, _ in quotes]
        known = {index: result.spans for index, result in enumerate(results) if result is not None and result.spans}
        chosen = choose(article.text, paths, known, {index: found.places for index, found in ambiguous.items()})
        for index, found in ambiguous.items():
            results[index] = found.alignment(chosen[index])
