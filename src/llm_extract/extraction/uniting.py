"""One reading of several: what the parts of an article, or passes over it, say together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..comparison import Disagreement, Merged, Shape
from ..errors import AnswerInvalid, ExtractError
from ..pointers import step, surroundings, value_at
from ..records import Evidence, Note, is_empty
from ..schemas.following import follow_places
from ..schemas.wire import Decoded
from .fitting import Loss, fit
from .parts_evidence import Pieces, Spans, backing_of, combine, relocate, unite_spans
from .reading import Reading

if TYPE_CHECKING:
    from ..schemas.sources import Fault
    from ..schemas.wire import WireSchema
    from .partition import Part

__all__ = ["Said", "unite"]


@dataclass(frozen=True)
class Said:
    """What came of one part in one pass.

    Args:
        part: which stretch of the article was asked about.
        number: which pass, 1 for the first.
        reading: of its answer; None where no answer came.
        error: why no answer came, or why it cannot be used.
    """

    part: Part
    number: int
    reading: Reading | None
    error: ExtractError | None


def unite(schema: WireSchema, shape: Shape, said: Sequence[Said]) -> Reading:
    """Merge what several answers say about one article.

    Args:
        schema: the compiled schema.
        shape: what makes two of its values or items the same.
        said: one for each part and pass, in the order of passes, then of the text.

    Returns:
        The reading of the whole, with offsets into the whole article; that of the first answer where none is usable.

    Raises:
        ExtractError: no answer came for any part.
    """
    usable = [one for one in said if one.reading is not None and one.reading.usable]
    if not usable:
        return _nothing(said)
    text = said[0].part.article.text
    evidence = [{item.path: item for item in relocate(one.part, _read(one).evidence)} for one in usable]
    fitted = fit(schema, shape, [_bare(one) for one in usable], backing_of(evidence))
    if fitted.faults:
        return Reading("invalid", error=_misfit(fitted.faults[0]))
    bare = schema.source.dump(fitted.data)
    merged, nearest = _at_last(fitted.merged, bare)
    union = _Union(text, usable, merged, evidence)
    notes = (
        *union.carried_notes(),
        *(union.disagreement(one) for one in merged.disagreements),
        *(
            Note("ambiguous", path, "fits two other items equally well, and stands by itself")
            for path in merged.ambiguous
        ),
        *(union.lost(replace(one, path=nearest(one.path))) for one in fitted.losses),
        *_missing(said),
        *union.added(max(one.number for one in said)),
    )
    decoded = Decoded(fitted.data, bare, (), ())
    return Reading("parsed", None, decoded, tuple(union.evidence()), None, notes)


def _misfit(fault: Fault) -> AnswerInvalid:
    path, message = "".join(map(step, fault[0])) or "/", fault[1]
    return AnswerInvalid(
        f"the schema does not accept what it writes itself, so that answers cannot be united: {path}: {message}",
        hint="Let its validators read what its serializers write; or read articles at once: --max-chars 0.",
    )


def _at_last(merged: Merged, bare: Any) -> tuple[Merged, Callable[[str], str]]:
    """What was merged at its places in the data, and what tells these: a class may sort items, or leave some out."""
    place = follow_places(merged.value, bare)

    def nearest(path: str) -> str:
        return next(found for one in (path, *surroundings(path)) if (found := place(one)) is not None)

    at_last = Merged(
        bare,
        [replace(one, path=nearest(one.path)) for one in merged.disagreements],
        {found: sources for path, sources in merged.sources.items() if (found := place(path)) is not None},
        [found for path in merged.ambiguous if (found := place(path)) is not None],
        {found for path in merged.taken if (found := place(path)) is not None},
    )
    return at_last, nearest


def _read(said: Said) -> Reading:
    assert said.reading is not None
    return said.reading


def _bare(said: Said) -> Any:
    decoded = _read(said).decoded
    assert decoded is not None
    return decoded.bare


def _nothing(said: Sequence[Said]) -> Reading:
    for one in said:
        if one.reading is not None:
            return replace(one.reading, notes=())
    raise said[0].error or AnswerInvalid("no part was read")


class _Union:
    """Carries evidence and notes from the answers over to what was merged of them."""

    def __init__(self, text: str, said: Sequence[Said], merged: Merged, evidence: Sequence[Pieces]) -> None:
        self._text, self._said, self._merged, self._evidence = text, said, merged, evidence
        self._paths = [sorted(pieces) for pieces in evidence]
        self._places: list[dict[str, str]] = [{} for _ in said]
        for path, sources in merged.sources.items():
            for number, source in sources:
                self._places[number][source] = path

    def evidence(self) -> Iterator[Evidence]:
        """The evidence for the merged values, in their order."""
        found: dict[str, list[Evidence]] = {}
        for number, items in enumerate(self._evidence):
            for path, item in items.items():
                place = self._place(number, path)
                if place is not None:
                    found.setdefault(place, []).append(item)
        for path in _pointers(self._merged.value):
            if path in found:
                yield combine(self._text, path, found[path])

    def _place(self, number: int, path: str) -> str | None:
        """Where the value at a path of one answer stands in the merged data; None where another was preferred."""
        places = self._places[number]
        if path in places:
            return places[path]
        around = next((one for one in surroundings(path) if one in places), None)
        if around is None or places[around] not in self._merged.taken:  # what is not taken as one was merged by itself
            return None
        place = places[around] + path[len(around) :]
        value = value_at(_bare(self._said[number]), path)
        return place if value is not None and value_at(self._merged.value, place) == value else None

    def carried_notes(self) -> Iterator[Note]:
        """The notes of the answers, each with the stretch of text and the pass it comes from."""
        for number, one in enumerate(self._said):
            origin = {"part": [one.part.start, one.part.end], "pass": one.number}
            for note in _read(one).notes:
                yield replace(note, path=self._nearest(number, note.path), details={**note.details, **origin})

    def _nearest(self, number: int, path: str) -> str:
        places = self._places[number]
        return next((places[one] for one in (path, *surroundings(path)) if one in places), "")

    def disagreement(self, found: Disagreement) -> Note:
        """A note on values for one place that cannot all be right, with the places that say each."""
        sources = iter(found.sources)
        values = []
        for value, count in found.values:
            spans = {span for _ in range(count) for span in self._spans(*next(sources), value)}
            values.append({"value": value, "count": count, "spans": [list(span) for span in sorted(spans)]})
        words = f"the answers say {len(values)} different things; kept is the best backed, then the most frequent"
        return Note("disagreement", found.path, words, {"values": values})

    def lost(self, loss: Loss) -> Note:
        """A note on what the schema does not accept beside the rest, with the places that say it."""
        spans = {span for place in loss.sources for span in self._spans(*place, loss.value)}
        details = {"answer": loss.value, "spans": [list(span) for span in sorted(spans)]}
        return Note("lost", loss.path, f"taken out: {loss.reason}", details)

    def _spans(self, number: int, path: str, value: Any) -> Iterator[tuple[int, int]]:
        """Where the words for a value and for what is in it stand."""
        pieces = self._evidence[number]
        if path in pieces:
            yield from pieces[path].spans
        for place in [path + step(key) for key in value] if isinstance(value, dict) else [path]:
            if place != path and place in pieces:
                yield from pieces[place].spans
            for inner in self._inside(number, place):
                yield from pieces[inner].spans

    def _inside(self, number: int, path: str) -> list[str]:
        paths = self._paths[number]
        return paths[bisect_left(paths, f"{path}/") : bisect_left(paths, f"{path}0")]  # "0" follows "/"

    def added(self, passes: int) -> Iterator[Note]:
        """What each pass after the first found that none before it had."""
        first = {
            path: min(self._said[number].number for number, _ in sources)
            for path, sources in self._merged.sources.items()
        }
        for number in range(2, passes + 1):
            paths = [path for path, known in first.items() if known == number]
            outer = [path for path in paths if first.get(path.rpartition("/")[0]) != number or not path]
            words = f"pass {number} added {len(outer)} values or items"
            yield Note("pass", "", words, {"pass": number, "added": outer})


def _pointers(value: Any, path: str = "") -> Iterator[str]:
    """The JSON pointers of a value and everything in it, outer before inner."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _pointers(inner, path + step(key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _pointers(inner, path + step(index))


def _missing(said: Sequence[Said]) -> Iterator[Note]:
    """A note on each stretch of text that no answer covers, and on each answer that another pass made up for."""
    covered = unite_spans(
        (one.part.start, one.part.end)
        for one in said
        if one.reading is not None and (one.reading.usable or _finds_nothing(one.reading))
    )
    told = set()
    for one in said:
        error = one.error if one.reading is None else one.reading.error
        if error is None or (one.reading is not None and _finds_nothing(one.reading)):
            continue
        span = (one.part.start, one.part.end)
        gaps = [list(gap) for gap in _gaps(span, covered)]
        details = {"spans": gaps, "pass": one.number, "error": type(error).__name__}
        if not gaps:
            yield Note("unanswered", "", f"{_chars(span)} were read without pass {one.number}: {error}", details)
        elif span not in told:
            told.add(span)
            yield Note("missing", "", f"{_chars(span)} were not read: {error}", details)


def _finds_nothing(reading: Reading) -> bool:
    """Whether an answer is empty, and does not fit for that alone: what an article must have is in one of its parts."""
    found = reading.decoded
    return (
        found is not None
        and bool(found.faults)
        and is_empty(found.bare)
        and all(value_at(found.bare, fault.path) in ([], {}) for fault in found.faults)
    )


def _chars(span: tuple[int, int]) -> str:
    return f"characters {span[0]} to {span[1]}"


def _gaps(span: tuple[int, int], covered: Spans) -> Iterator[tuple[int, int]]:
    start, end = span
    for low, high in covered:
        if high <= start or low >= end:
            continue
        if low > start:
            yield start, low
        start = max(start, high)
    if start < end:
        yield start, end
