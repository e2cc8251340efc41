"""From cited values to evidence: find each quote in the article, then ask whether it backs the value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..grounding.alignment import Alignment, ArticleText, align
from ..grounding.article_currency import is_in_the_only_currency
from ..grounding.columns import find_other_column, is_in_table
from ..grounding.doubts.bygone import find_bygone_year
from ..grounding.doubts.comparisons import find_comparison
from ..grounding.doubts.range_ends import find_other_end
from ..grounding.doubts.rivals import find_rival_subject
from ..grounding.doubts.shared import Figured, find_shared
from ..grounding.hedging import find_denial
from ..grounding.markup import without_markup
from ..grounding.short_forms import doubt_of_short_name
from ..grounding.sums import NO_CURRENCY
from ..grounding.support import Support, check_support
from ..grounding.whose import Owners
from ..pointers import field_name, split_pointer, step, value_at
from ..records import Evidence
from ..values.currencies import read_currency
from ..values.field_units import FieldUnit, read_scale_word, unit_beside, words_of_name
from ..values.sentences import sentence_rest

if TYPE_CHECKING:
    from ..documents import Document
    from ..schemas.wire import CitedValue, Part

__all__ = ["JOINT", "Source", "judge", "rank"]

JOINT = " ... "
"""What stands between the words of several spans in one quote."""

_SHORT = 80  # characters of a name
_NEAR = 200  # code points that a quote in pieces may leave out within one sentence


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


def judge(source: Source, values: Sequence[CitedValue], data: Any = None) -> tuple[Evidence, ...]:
    """The evidence for the cited values of one answer.

    Args:
        source: the document's words.
        values: what the answer cites.
        data: the bare data that they stand in, where it is known: fields beside a number may say its unit.

    Returns:
        One Evidence for each value, in the same order.
    """
    alignments = align(source.article, [(value.path, value.quote) for value in values])
    names = (part.path for value in values for part in value.parts if part.kind == "name")
    owners = Owners(source.article.text, data, names)
    pairs = zip(values, alignments, strict=True)
    found = [_evidence(source, value, alignment, data, owners) for value, alignment in pairs]
    return tuple(_doubt_of_shared(source.article.text, values, found))


def _doubt_of_shared(text: str, values: Sequence[CitedValue], found: list[Evidence]) -> list[Evidence]:
    """Against figures that a field beside theirs was given too, and whose name fits them better."""
    figures = [
        Figured(evidence.path, value.value, (evidence.spans[0][0], evidence.spans[-1][1]))
        for value, evidence in zip(values, found, strict=True)
        if evidence.support == "supported" and evidence.spans and len(value.parts) == 1
        if _is_counted(value.parts[0])
    ]
    worse = dict(find_shared(text, figures)) if len(figures) > 1 else {}
    if not worse:
        return found
    return [
        replace(one, support="unchecked", reason=f"The words were given to {worse[one.path]!r} too, which fits better.")
        if one.path in worse
        else one
        for one in found
    ]


def rank(evidence: Evidence) -> int:
    """How good a piece of evidence is: 3 supported, 2 unchecked, 1 found but unsupported, 0 not found."""
    if evidence.alignment == "missing" and evidence.support == "unsupported":
        return 0
    return {"supported": 3, "unchecked": 2, "unsupported": 1}[evidence.support]


def _evidence(source: Source, value: CitedValue, alignment: Alignment, data: Any, owners: Owners) -> Evidence:
    if alignment.kind != "missing":
        text = source.article.text
        words = JOINT.join(text[start:end] for start, end in alignment.spans)
        support = _support(text, value, alignment, words, source.published_on, data)
        if support.state == "supported" and data is not None and len(value.parts) == 1:
            support = _doubt_of_place(source, value, alignment, data, owners) or support
        return Evidence(value.path, words, alignment.spans, alignment.kind, support.state, support.reason)
    if source.title is not None and value.quote is not None:
        found = _in_title(source.title, value, source.published_on, data)
        if found is not None:
            return found
    reason = "the model gave no quote" if value.quote is None else alignment.reason
    return Evidence(value.path, value.quote, (), "missing", "unsupported", reason or "the quote is not in the article")


def _in_title(title: str, value: CitedValue, published_on: str | None, data: Any) -> Evidence | None:
    """The evidence for a value whose words only the title has; offsets refer to the text, so it has no spans."""
    (alignment,) = align(ArticleText(title), [(value.path, value.quote)])
    if alignment.kind not in ("exact", "normalized"):
        return None
    words = JOINT.join(title[start:end] for start, end in alignment.spans)
    support = _support(title, value, alignment, words, published_on, data)
    reason = support.reason or "The words stand in the title, not in the text."
    return Evidence(value.path, words, (), "missing", support.state, reason)


def _support(
    text: str, value: CitedValue, alignment: Alignment, words: str, published_on: str | None, data: Any
) -> Support:
    """The verdict over all parts of the value: one that the words contradict decides, then one that they back."""
    if any(part.kind == "verbatim" for part in value.parts):
        # the value is its own quote, so that finding it is the whole check
        if alignment.kind == "fuzzy":
            return Support("unsupported", "The article's words are a little different.")
        return Support("supported")
    if (denial := _denied_in_between(text, alignment.spans)) and not any(part.kind == "name" for part in value.parts):
        return Support("unsupported", f"The quote leaves out what denies it: {denial!r}.")
    before, after = map(without_markup, sentence_rest(text, _extent(alignment)))
    words = without_markup(words)
    name = next((str(part.value) for part in value.parts if part.kind == "name"), None)
    found = Support("unchecked", "Nothing in this value can be checked against words.")
    for part in value.parts:
        one = check_support(
            part.kind, part.value, words, forms=part.forms, before=before, after=after, published_on=published_on,
            name=name, unit=_unit(part, value.parts, data), field=field_name(part.path),
        )  # fmt: skip
        if one is NO_CURRENCY and is_in_the_only_currency(text, _extent(alignment), part.value):
            one = Support("supported")
        if one.state == "unsupported" and part.kind in ("text", "name"):
            one = doubt_of_short_name(str(part.value), words, text) or one
        if one.state == "unsupported":
            field = part.path[len(value.path) :].lstrip("/")
            return Support("unsupported", f"{field}: {one.reason}" if field else one.reason)
        if found.state == "unchecked":
            found = one
    return found


def _doubt_of_place(
    source: Source, value: CitedValue, alignment: Alignment, data: Any, owners: Owners
) -> Support | None:
    """What the article around the words, and the record around the value, say against a value of one part."""
    (part,) = value.parts
    text, unit = source.article.text, _unit(part, value.parts, data)

    def backs(words: str) -> bool:
        found = check_support(part.kind, part.value, without_markup(words), forms=part.forms, unit=unit)
        return found.state == "supported"

    span = _extent(alignment)
    return (
        (_in_another_column(text, alignment.spans[0], part, data, backs) if is_in_table(text, span[0]) else None)
        or _at_the_other_end(text, span, part)
        or owners.doubt(value.path, span, backs)
        or _of_another_time(text, span, part, source.published_on, data, owners)
        or _of_another(text, span, part, owners, backs)
    )


_IN_A_LIST = re.compile(r"/[0-9]+(?:/|\Z)")
"""Where two are told of, the record may have both."""


def _of_another(
    text: str, span: tuple[int, int], part: Part, owners: Owners, backs: Callable[[str], bool]
) -> Support | None:
    """Against a figure that the words give to another than the record speaks of; None where nothing speaks so."""
    if not _is_counted(part) or _IN_A_LIST.search(part.path):
        return None
    field = field_name(part.path)
    if words := find_comparison(text, span, field, owners.says, backs):
        return Support("unchecked", f"The words may give it for what it is compared with: {words!r}.")
    words = find_rival_subject(text, span, field, owners.says, backs)
    return Support("unchecked", f"The words may say it of another: {words!r}.") if words else None


def _extent(alignment: Alignment) -> tuple[int, int]:
    """From the first of the words to the last of them."""
    return alignment.spans[0][0], alignment.spans[-1][1]


def _in_another_column(
    text: str, span: tuple[int, int], part: Part, data: Any, backs: Callable[[str], bool]
) -> Support | None:
    """Against a value of the next column of a table; None where nothing speaks against it."""
    names = [name for name in _said_around(data, part.path) if name != str(part.value)]
    found = find_other_column(text, span, backs, words_of_name(field_name(part.path)), names)
    if found is None:
        return None
    return Support("unsupported", f"The words stand under {found[0]!r}, not under {found[1]!r}.")


_COUNTED = frozenset({"number", "money", "percent", "quantity"})


def _is_counted(part: Part) -> bool:
    """Whether a value is a figure, and not a year."""
    return part.kind in _COUNTED and not (part.unit is not None and part.unit.year)


def _of_another_time(
    text: str, span: tuple[int, int], part: Part, published_on: str | None, data: Any, owners: Owners
) -> Support | None:
    """Against a figure that the words give for years ago; None where nothing speaks against it."""
    if not _is_counted(part):
        return None
    year = find_bygone_year(text, span, part.path, published_on, data, owners.says)
    return Support("unchecked", f"The words may speak of {year}, the record does not.") if year else None


def _at_the_other_end(text: str, span: tuple[int, int], part: Part) -> Support | None:
    """Against the upper end of a range for a field of the lower, and the other way; None where nothing speaks so."""
    found = find_other_end(text, span, part.value, field_name(part.path)) if part.kind in _COUNTED else ""
    return Support("unsupported", f"It is the other end of {found!r}.") if found else None


def _said_around(data: Any, path: str) -> Iterator[str]:
    """The short texts and the years of the objects that a value stands in."""
    for token in split_pointer(path):
        for inner in data.values() if isinstance(data, dict) else ():
            if (isinstance(inner, str) and len(inner) <= _SHORT) or (isinstance(inner, int) and 1900 < inner < 2100):
                yield str(inner)
        data = value_at(data, step(token))


def _denied_in_between(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The words that deny a piece of a joined quote and that the quote leaves out, or ""."""
    for (start, end), (following, last) in pairwise(spans):
        denial = find_denial(text[start:last], following - start, last - start) if following - end <= _NEAR else ""
        if denial and denial in text[end:following] and denial not in text[start:end]:
            return denial
    return ""


def _unit(part: Part, parts: Sequence[Part], data: Any) -> FieldUnit | None:
    """The unit of a number: what its own field says, and what it leaves open as fields beside it state it."""
    own = part.unit
    if part.kind != "number" or (own is not None and (own.percent or own.year or (own.scale != 1 and own.currency))):
        return own
    beside = _unit_beside(part, parts, data)
    if own is None or beside is None:
        return own or beside
    currency = own.currency or beside.currency
    return beside._replace(currency=currency) if own.scale == 1 else own._replace(currency=currency)


def _unit_beside(part: Part, parts: Sequence[Part], data: Any) -> FieldUnit | None:
    """The unit that fields beside a number state, in the same cited value or anywhere in its object."""
    shape, _, name = part.path.rpartition("/")
    for other in parts if len(parts) > 1 else ():
        if isinstance(other.value, str) and other.path.rpartition("/")[0] == shape:
            scale, named = read_scale_word(other.value[:40])
            if scale != 1 and (not named or read_currency(named)):
                return FieldUnit(scale)
    beside = value_at(data, shape)
    return unit_beside(name, beside) if isinstance(beside, dict) else None
