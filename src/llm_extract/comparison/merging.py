"""Make one of several: what parts of a document, or passes over it, say about the same things.

An item found twice is one; what one list tells apart stays apart, and merged lists keep the order of first appearance.
Where values contradict each other the one said most often is kept and the contradiction is reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..messages import canonical_json
from ..pointers import step
from .joining import join
from .shapes import COMPOSITES, Shape

__all__ = ["Disagreement", "Merged", "merge_values"]


@dataclass(frozen=True)
class Disagreement:
    """Values for one place that cannot all be right.

    Args:
        path: JSON pointer into the merged value.
        values: the different values with how often each was said, the kept one first.
        sources: where each of them stands: (index of the part, JSON pointer into it).
    """

    path: str
    values: tuple[tuple[Any, int], ...]
    sources: tuple[tuple[int, str], ...]


@dataclass
class Merged:
    """A merged value and where it comes from.

    Args:
        value: the merged value.
        disagreements: contradictions, in order of paths found.
        sources: for each JSON pointer into ``value`` the (part, pointer) places that say the same.
        ambiguous: pointers of items kept apart because they fit two others equally well.
    """

    value: Any = None
    disagreements: list[Disagreement] = field(default_factory=list)
    sources: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    ambiguous: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Said:
    part: int
    path: str
    value: Any

    def below(self, key: str | int, value: Any) -> _Said:
        return _Said(self.part, self.path + step(key), value)


def merge_values(values: Sequence[Any], shape: Shape) -> Merged:
    """Merge several values of one shape: whole records, or anything below.

    Args:
        values: one value per part; None where a part says nothing.
        shape: their shape.

    Returns:
        The merged value with its disagreements and sources.

    Example:
        >>> merge_values(["2018", "2018-04", None], Shape("date")).value
        '2018-04'
    """
    result = Merged()
    result.value = _merge(shape, [_Said(part, "", value) for part, value in enumerate(values)], "", result)
    return result


def _merge(shape: Shape, said: list[_Said], path: str, result: Merged) -> Any:
    said = [one for one in said if one.value is not None]
    if not said:
        return None
    if shape.kind == "list" and all(isinstance(one.value, list) for one in said):
        result.sources[path] = [(one.part, one.path) for one in said]
        return _merge_list(shape.items, said, path, result)
    if not shape.is_leaf and all(isinstance(one.value, Mapping) for one in said):
        result.sources[path] = [(one.part, one.path) for one in said]
        return _merge_keys(shape, said, path, result, skip=())
    kept = _choose(shape, said, path, result)
    value_keys = COMPOSITES.get(shape.kind)
    if value_keys is None or not isinstance(kept[0].value, Mapping):
        return kept[0].value
    in_order = [one for one in said if any(one is other for other in kept)]
    rest = _merge_keys(shape, in_order, path, result, skip=value_keys)
    return {**kept[0].value, **rest}


def _merge_keys(shape: Shape, said: list[_Said], path: str, result: Merged, *, skip: tuple[str, ...]) -> dict[str, Any]:
    keys = dict.fromkeys(key for key in shape.properties if any(key in one.value for one in said))
    keys.update(dict.fromkeys(sorted({key for one in said for key in one.value} - keys.keys())))
    merged = {}
    for key in keys:
        if key in skip:
            continue
        child = shape.child(key) or Shape("any")
        here = _Said(0, path, None).below(key, None).path
        merged[key] = _merge(child, [one.below(key, one.value.get(key)) for one in said], here, result)
    return merged


def _merge_list(shape: Shape, said: list[_Said], path: str, result: Merged) -> list[Any]:
    entries = [
        one.below(index, item)
        for one in said
        for index, item in enumerate(one.value or ())
        if item is not None
    ]  # fmt: skip
    merged: list[Any] = []
    values = [entry.value for entry in entries]
    for group in join(values, [entry.part for entry in entries], shape):
        here = f"{path}/{len(merged)}"
        if group.ambiguous:
            result.ambiguous.append(here)
        merged.append(_merge(shape, [entries[index] for index in group.members], here, result))
    return merged


def _choose(shape: Shape, said: list[_Said], path: str, result: Merged) -> list[_Said]:
    """The entries that say the kept value, the one to print first."""
    groups: list[list[_Said]] = []
    for one in sorted(said, key=lambda entry: (-_detail(shape, entry.value), _order(entry))):
        for group in groups:
            if _agree(shape, group[0].value, one.value):
                group.append(one)
                break
        else:
            groups.append([one])
    groups.sort(key=lambda group: (-len(group), canonical_json(group[0].value)))
    if len(groups) > 1:
        result.disagreements.append(
            Disagreement(
                path,
                tuple((group[0].value, len(group)) for group in groups),
                tuple((one.part, one.path) for group in groups for one in group),
            )
        )
    result.sources[path] = sorted((one.part, one.path) for one in groups[0])
    return groups[0]


def _agree(shape: Shape, one: Any, other: Any) -> bool:
    alike = shape.likeness(one, other)
    return alike >= 1.0 or (shape.kind == "date" and shape.comparator is None and alike >= 0.5)


def _detail(shape: Shape, value: Any) -> int:
    """Of values that agree the most precise date and the longest form of a name are printed."""
    return len(value) if shape.kind in ("date", "name") and isinstance(value, str) else 0


def _order(entry: _Said) -> bytes:
    return canonical_json(entry.value)
