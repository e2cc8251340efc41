"""Names and figures in two rows, each said in its turn: of "sales and profit were $5 million and $1 million,
respectively" the sum of the profit is the second.

A row of figures is read as such where a word says so ("respectively", "分别"), or where nothing but "and" stands
between them. What it belongs to is looked for right beside the "and" of the other row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...values.joining import AND
from ...values.sentences import sentence_span
from ..verdicts import SUPPORTED, Support
from .gates import holds_any
from .nouns import Figure, figure_kind, figure_words, figures_in, may_tell, telling_words, told

__all__ = ["Row", "check_turn", "find_turn", "in_turn", "rows_in"]

_SAID = (
    *("respectiv", "rispettivamente", "respektive", "beziehungsweise", "bzw.", "henholdsvis", "odpowiednio"),
    *("соответственно", "відповідно", "sırasıyla", "masing-masing", "lần lượt", "क्रमशः", "على التوالي"),
    *("分别", "分別", "それぞれ", "각각", "ตามลำดับ"),
)
_AND = rf"{AND}|a"
_ELSE = r"\sو\s?|[、，]|和|及|與|与|と|[와과]\s|และ"
_JOINER = re.compile(rf"(?:,|;)?\s(?:{_AND}|bzw\.|beziehungsweise|respektive)\s|,\s|{_ELSE}")
"""Between two figures."""
_BESIDE = re.compile(rf"(?:,|;)?\s(?:{_AND})\s|,\s(?!{'|'.join(word for word in _SAID if word < chr(0x250))})|{_ELSE}")
"""Between two names or nouns."""
_COMMAS = (",", "、", "，")
_LONGEST_GAP = 45  # code points between two figures of a row
_OPENS_RANGE = re.compile(
    r"(?:between|from|zwischen|entre|tra|fra|mellan|mellem|tussen|między|между|antara)\s[^.;,0-9]{0,24}\Z"
)
_AFTER_LAST = 60  # code points behind the last figure that may hold its unit


class Row(NamedTuple):
    """Figures that are said one after the other, and whether a word says that they are in turn."""

    figures: tuple[Figure, ...]
    said: bool

    def words(self, text: str, turn: int, end: int) -> str:
        """The words of one of the figures: its mark before it, its unit behind it."""
        figure = self.figures[turn]
        last = self.figures[turn + 1].start if turn + 1 < len(self.figures) else min(end, figure.end + _AFTER_LAST)
        joiner = _JOINER.search(text, figure.end, last)
        return figure_words(text, figure, joiner.start() if joiner else last)


def rows_in(text: str, low: int, high: int) -> Iterator[Row]:
    """The rows of figures in a sentence.

    Args:
        text: words that hold the sentence.
        low: where it begins.
        high: where it ends.

    Example:
        >>> text = "Ann and Bob, 34 and 28, won"
        >>> [[text[slice(*figure)] for figure in row.figures] for row in rows_in(text, 0, len(text))]
        [['34', '28']]
    """
    said = holds_any(text[low:high], _SAID)
    figures = [n for n in figures_in(text) if low <= n.start and n.end <= high]
    for row in _runs(text, figures, tight=True):
        if said or len(row) > 2 or not _OPENS_RANGE.search(text, max(0, row[0].start - 36), row[0].start):
            yield Row(row, said)
    if said:
        kinds = [figure_kind(text, *n) for n in figures]
        for kind in sorted(set(kinds)):
            like = [n for n, own in zip(figures, kinds, strict=True) if own == kind]
            yield from (Row(row, True) for row in _runs(text, like, tight=False))


def _runs(text: str, figures: Sequence[Figure], *, tight: bool) -> Iterator[tuple[Figure, ...]]:
    """Figures with one "and" or comma between each and the next; tight: and with nothing else."""
    run: list[Figure] = []
    for figure in figures:
        if run and _follows(text[run[-1].end : figure.start], tight):
            run.append(figure)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = [figure]
    if len(run) > 1:
        yield tuple(run)


def _follows(between: str, tight: bool) -> bool:
    if len(between) > _LONGEST_GAP or len(_JOINER.findall(between)) != 1:
        return False
    return not (tight and any(letter.isalpha() for letter in _JOINER.sub("", between)))


def find_turn(text: str, row: Row, low: int, high: int, labels: Sequence[tuple[int, int]]) -> int | None:
    """Which figure of a row belongs to what stands at some places; None where nothing says it.

    Args:
        text: words that hold the sentence.
        row: its figures.
        low: where it begins.
        high: where it ends.
        labels: where the words of that thing stand.

    Example:
        >>> text = "Sales and profit were 5 and 3, respectively"
        >>> find_turn(text, next(rows_in(text, 0, 43)), 0, 43, [(10, 16)])
        1
    """
    first, last = row.figures[0].start, row.figures[-1].end
    for begin, stop in ((low, first), (last, high)):
        joiners = _list_in(text, begin, stop, len(row.figures), behind=begin == last)
        for start, end in labels if joiners else ():
            turn = sum(joiner[1] <= start for joiner in joiners)
            touches_next = turn < len(joiners) and not text[end : joiners[turn][0]].strip(" '’\"”»)")
            touches_last = turn > 0 and _is_near(text[joiners[turn - 1][1] : start])
            if begin <= start and end <= stop and (touches_next or touches_last):
                return turn
    return None


def _list_in(text: str, low: int, high: int, count: int, *, behind: bool) -> list[tuple[int, int]]:
    """Between which words a list of so many members is joined: the last "and", behind figures the first, and commas
    before it."""
    joiners = list(_BESIDE.finditer(text, low, high))
    closing = [n for n, joiner in enumerate(joiners) if joiner.group().strip() not in _COMMAS]
    closing = closing or [n for n, joiner in enumerate(joiners) if joiner.group() == "、"]
    if not closing:
        return []
    at = closing[0] if behind else closing[-1]
    return [joiner.span() for joiner in joiners[at + 2 - count : at + 1]] if at + 2 >= count else []


def _is_near(between: str) -> bool:
    """Whether no more than an article or an adjective stands between "and" and a word."""
    return len(between) <= 1 or (between.count(" ") <= 1 and between[-1] in " '’«\"“" and len(between) < 16)


def check_turn(text: str, start: int, end: int, field: str) -> Support | None:
    """Whether the figure at a place is the one that a field has in its turn; None where nothing says it.

    Args:
        text: a sentence, or a few.
        start: where the figure begins.
        end: where it ends.
        field: the field's name.

    Example:
        >>> check_turn("Sales and profit were 5 and 3, respectively", 22, 23, "profit").reason
        "The words give the two rows in turn, which makes it '3'."
        >>> check_turn("Sales and profit were 5 and 3, respectively", 22, 23, "sales").state
        'supported'
    """
    stems = telling_words(field)
    if not stems or len(figures_in(text)) < 2 or not may_tell(text, stems):
        return None
    low, high = sentence_span(text, (start, end))
    for row in rows_in(text, low, high):
        own = next((turn for turn, figure in enumerate(row.figures) if start <= figure.start < end), None)
        turn = None if own is None else find_turn(text, row, low, high, told(text, low, high, stems))
        if turn is not None:
            return SUPPORTED if turn == own else in_turn(row, row.words(text, turn, high))
    return None


def in_turn(row: Row, words: str) -> Support:
    """The doubt that a row leaves where another of its figures is the one that is asked for."""
    return Support(
        "unsupported" if row.said else "unchecked", f"The words give the two rows in turn, which makes it {words!r}."
    )
