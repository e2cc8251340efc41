"""From cited values to evidence: find each quote in the article, then ask whether it backs the value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ..grounding.alignment import Alignment, ArticleText, align
from ..grounding.hedging import find_denial
from ..grounding.support import Support, check_support
from ..records import Evidence
from ..values.currencies import read_currency
from ..values.field_units import FieldUnit, read_scale_word

if TYPE_CHECKING:
    from ..documents import Document
    from ..schemas.wire import CitedValue, Part

__all__ = ["JOINT", "Source", "judge", "rank", "sentence_around"]

JOINT = " ... "
"""What stands between the words of several spans in one quote."""

_SENTENCE_END = re.compile("[.!?。！？।؟۔\n]")
_ABBREVIATED = re.compile(
    r"\b(?:mr|mrs|ms|dr|prof|st|jr|sr|gen|sen|rep|gov|(?-i:No)|nr|vs|approx|ca|est|rs|mio|mrd|bzw|inc|corp|ltd|co|llc|bros|gmbh)$",
    re.IGNORECASE,
)
_CONTEXT = 200  # code points on each side; a sentence seldom is longer


@dataclass(frozen=True, slots=True)
class Source:
    """What quotes are held against.

    Args:
        article: the document's text.
        published_on: EDTF date that relative dates are worked out from, or None.
        title: the document's title where it is kept apart from the text, or None.
    """

    article: ArticleText
    published_on: str | None = None
    title: str | None = None

    @classmethod
    def of(cls, document: Document) -> Source:
        """The source that a document is."""
        return cls(ArticleText(document.text), document.published_on, document.title)


def judge(source: Source, values: Sequence[CitedValue]) -> tuple[Evidence, ...]:
    """The evidence for the cited values of one answer.

    Args:
        source: the document's words.
        values: what the answer cites.

    Returns:
        One Evidence for each value, in the same order.
    """
    alignments = align(source.article, [(value.path, value.quote) for value in values])
    return tuple(_evidence(source, value, alignment) for value, alignment in zip(values, alignments, strict=True))


def rank(evidence: Evidence) -> int:
    """How good a piece of evidence is: 3 supported, 2 unchecked, 1 found but unsupported, 0 not found."""
    if evidence.alignment == "missing" and evidence.support == "unsupported":
        return 0
    return {"supported": 3, "unchecked": 2, "unsupported": 1}[evidence.support]


def _evidence(source: Source, value: CitedValue, alignment: Alignment) -> Evidence:
    if alignment.kind != "missing":
        text = source.article.text
        words = JOINT.join(text[start:end] for start, end in alignment.spans)
        support = _support(text, value, alignment, words, source.published_on)
        return Evidence(value.path, words, alignment.spans, alignment.kind, support.state, support.reason)
    if source.title is not None and value.quote is not None:
        found = _in_title(source.title, value, source.published_on)
        if found is not None:
            return found
    reason = "the model gave no quote" if value.quote is None else alignment.reason
    return Evidence(value.path, value.quote, (), "missing", "unsupported", reason or "the quote is not in the article")


def _in_title(title: str, value: CitedValue, published_on: str | None) -> Evidence | None:
    """The evidence for a value whose words only the title has; offsets refer to the text, so it has no spans."""
    (alignment,) = align(ArticleText(title), [(value.path, value.quote)])
    if alignment.kind not in ("exact", "normalized"):
        return None
    words = JOINT.join(title[start:end] for start, end in alignment.spans)
    support = _support(title, value, alignment, words, published_on)
    reason = support.reason or "The words stand in the title, not in the text."
    return Evidence(value.path, words, (), "missing", support.state, reason)


def _support(text: str, value: CitedValue, alignment: Alignment, words: str, published_on: str | None) -> Support:
    """The verdict over all parts of the value: one that the words contradict decides, then one that they back."""
    if any(part.kind == "verbatim" for part in value.parts):
        # the value is its own quote, so that finding it is the whole check
        if alignment.kind == "fuzzy":
            return Support("unsupported", "The article's words are a little different.")
        return Support("supported")
    if (denial := _denied_in_between(text, alignment.spans)) and not any(part.kind == "name" for part in value.parts):
        return Support("unsupported", f"The quote leaves out what denies it: {denial!r}.")
    before = _before(text, alignment.spans[0][0])
    after = _after(text, alignment.spans[-1][1])
    name = next((str(part.value) for part in value.parts if part.kind == "name"), None)
    found = Support("unchecked", "Nothing in this value can be checked against words.")
    for part in value.parts:
        one = check_support(
            part.kind, part.value, words, forms=part.forms, before=before, after=after, published_on=published_on,
            name=name, unit=part.unit or _unit_beside(part, value.parts),
        )  # fmt: skip
        if one.state == "unsupported":
            field = part.path[len(value.path) :].lstrip("/")
            return Support("unsupported", f"{field}: {one.reason}" if field else one.reason)
        if found.state == "unchecked":
            found = one
    return found


def _denied_in_between(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The words that deny a piece of a joined quote and that the quote leaves out, or ""."""
    for (start, end), (following, last) in pairwise(spans):
        denial = find_denial(text[start:last], following - start, last - start) if following - end <= _CONTEXT else ""
        if denial and denial in text[end:following] and denial not in text[start:end]:
            return denial
    return ""


def _unit_beside(part: Part, parts: Sequence[Part]) -> FieldUnit | None:
    """The scale that a field beside a number states: ``{"amount": 134.1, "unit": "million"}``."""
    if part.kind != "number" or len(parts) < 2:
        return None
    shape = part.path.rpartition("/")[0]
    for other in parts:
        if isinstance(other.value, str) and other.path.rpartition("/")[0] == shape:
            scale, named = read_scale_word(other.value[:40])
            if scale != 1 and (not named or read_currency(named)):
                return FieldUnit(scale)
    return None


def sentence_around(text: str, span: tuple[int, int], *, one_before: bool = False) -> str:
    """A range of a text with the rest of its sentence.

    Args:
        text: the article.
        span: code-point range.
        one_before: the sentence before it in the same paragraph too.

    Example:
        >>> sentence_around("It rained. The U.S. firm Acme raised $5 million. It hires.", (25, 29))
        ' The U.S. firm Acme raised $5 million'
    """
    start, end = span
    first = start - len(_before(text, start))
    if one_before and first and text[first - 1] != "\n":
        first -= 1 + len(_before(text, first - 1))
    return text[first:end] + _after(text, end)


def _before(text: str, start: int) -> str:
    """The rest of the sentence in front of a span."""
    low = max(0, start - _CONTEXT)
    for end in reversed([match.start() for match in _SENTENCE_END.finditer(text, low, start)]):
        if end == low or _ends_sentence(text, end):
            return text[end + 1 : start]
    return text[low:start]


def _after(text: str, end: int) -> str:
    """The rest of the sentence behind a span."""
    high = min(len(text), end + _CONTEXT)
    for match in _SENTENCE_END.finditer(text, end, high):
        if _ends_sentence(text, match.start()):
            return text[end : match.start()]
    return text[end:high]


def _ends_sentence(text: str, index: int) -> bool:
    """Whether a mark does: a full stop inside a word ("2.5"), after a capital ("U.S. firm") or an abbreviation, and one
    before a small letter do not."""
    if text[index] != ".":
        return True
    following = text[index + 1 : index + 3]
    if not following:
        return True
    if not following[0].isspace() or (index and text[index - 1].isupper()):
        return False
    return not following[1:].islower() and _ABBREVIATED.search(text, max(0, index - 8), index) is None
