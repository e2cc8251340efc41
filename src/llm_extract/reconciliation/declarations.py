"""What a schema says about its events: which items tell of one, what tells them apart, how claims are read.

Class-level keys of a JSON schema (``json_schema_extra`` in pydantic); none of them is ever sent to a model:

- ``x-event`` on a class whose instances tell of an event (list items, or the record itself),
- ``x-claim`` on a class of list items that answer one question differently (valuations),
- ``x-entity`` on a class of list items that are different things (investors): the field that names them.

``docs/reconciliation.md`` explains each key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as stored
from typing import Any

from ..comparison import Shape
from ..comparison.unfolding import unfold
from ..errors import ConfigError
from ..pointers import step
from ..values.qualifiers import Relation
from .relations import read_relations

__all__ = ["Column", "EventKind", "find_kinds"]

_KEYS = frozenset(
    str.split(
        "name same signs enough firm window rumour_window vague repeated stage published mistaken ignore by within "
        "optional"
    )
)
_CLAIM_KEYS = frozenset({"value", "relation", "apart", "by"})
_DEEPEST = 6


@dataclass(frozen=True)
class Column:
    """One field of an event.

    Args:
        field: its name, dotted where it lies in a nested object.
        form: ``scalar`` one value; ``claims`` a list of answers to one question; ``entities`` a list of things.
        shape: of the value: for claims the part that is compared, for entities the name (or the item itself).
        marks: for claims the keys of ``x-claim``; for entities ``name`` where ``x-entity`` gives it.
        relations: for claims how the values of the enum under ``relation`` qualify a figure.
        parts: for entities the other fields of an item.
    """

    field: str
    form: str
    shape: Shape
    marks: Mapping[str, str] = stored(default_factory=dict)
    relations: Mapping[str, Relation] = stored(default_factory=dict)
    parts: Mapping[str, Shape] = stored(default_factory=dict)


@dataclass(frozen=True)
class EventKind:
    """One ``x-event`` declaration.

    Args:
        name: what the events are called.
        place: keys from the record's data to the item, or to the list of items where ``many``.
        many: the place holds a list.
        shape: of an item.
        columns: the fields that are compared.
        shapes: of the fields that are named below.
        same: fields that must agree; they make the blocks within which mentions are compared.
        signs: fields that speak for and against two mentions being one event: two agreeing ones suffice.
        enough: signs of which one suffices where nothing contradicts and one event only fits.
        firm: signs that suffice together, or one alone, even against a further one.
        window: days within which two dates agree.
        rumour_window: the same where one of the two is a rumour.
        vague: values that say nothing, by field.
        repeated: values that a company's events may share, by field: agreeing on one says nothing.
        stage: the field that tells rumours and parts from what is final, with its values.
        published: field values of an item that happened about when its article was published.
        mistaken: fields by the field that is sometimes taken for them.
        ignore: fields that are about the article, not about the event.
        by: the field that names who says it.
        within: the name of another kind: only articles that tell of one such event are compared.
        optional: reconciled only when asked for.
    """

    name: str
    place: tuple[str, ...]
    many: bool
    shape: Shape
    columns: tuple[Column, ...]
    shapes: Mapping[str, Shape]
    same: tuple[str, ...]
    signs: tuple[str, ...] = ()
    enough: frozenset[str] = frozenset()
    firm: tuple[frozenset[str], ...] = ()
    window: int = 31
    rumour_window: int = 180
    vague: Mapping[str, frozenset[str]] = stored(default_factory=dict)
    repeated: Mapping[str, frozenset[str]] = stored(default_factory=dict)
    stage: Mapping[str, Any] = stored(default_factory=dict)
    published: Mapping[str, Any] = stored(default_factory=dict)
    mistaken: Mapping[str, str] = stored(default_factory=dict)
    ignore: frozenset[str] = frozenset()
    by: str | None = None
    within: str | None = None
    optional: bool = False

    def items(self, data: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The items of one record's data, with their JSON pointers.

        Args:
            data: a record's data as JSON values.

        Yields:
            Pairs of pointer and item.
        """
        path = ""
        for key in self.place:
            data = data.get(key) if isinstance(data, Mapping) else None
            path += step(key)
        if not self.many:
            if isinstance(data, Mapping):
                yield path, data
            return
        for index, item in enumerate(data if isinstance(data, list) else ()):
            if isinstance(item, Mapping):
                yield f"{path}/{index}", item


def find_kinds(schema: Mapping[str, Any]) -> list[EventKind]:
    """Read every event declaration of a JSON schema.

    Args:
        schema: such as ``MySchema.model_json_schema()``.

    Returns:
        The kinds, in the schema's order, those that need another one last.

    Raises:
        ConfigError: nothing is declared, or a declaration names no field of its class.

    Example:
        >>> from llm_extract.schemas.funding import FundingNews
        >>> [kind.name for kind in find_kinds(FundingNews.model_json_schema())]
        ['round', 'figure']
    """
    kinds = [
        _read(mark, node, schema, place, many) for mark, node, place, many in _marked(schema, schema, (), False, 0)
    ]
    if not kinds:
        raise ConfigError(
            "the schema declares no events",
            hint='Put {"x-event": {"name": …, "same": […], "signs": […]}} into the json_schema_extra of the class '
            "whose instances tell of one.",
        )
    return sorted(kinds, key=lambda kind: kind.within is not None)


def _marked(
    node: Mapping[str, Any], root: Mapping[str, Any], place: tuple[str, ...], many: bool, depth: int
) -> Iterator[tuple[dict[str, Any], dict[str, Any], tuple[str, ...], bool]]:
    plain, _ = unfold(node, root)
    if "x-event" in plain:
        yield plain["x-event"], plain, place, many
        return
    if many or depth > _DEEPEST:  # lists inside lists tell of no event of their own
        return
    if plain.get("type") == "array":
        yield from _marked(plain.get("items") or {}, root, place, True, depth + 1)
    for key, child in (plain.get("properties") or {}).items():
        yield from _marked(child, root, (*place, key), many, depth + 1)


def _read(
    mark: Mapping[str, Any], node: Mapping[str, Any], root: Mapping[str, Any], place: tuple[str, ...], many: bool
) -> EventKind:
    name = str(mark.get("name") or "event")
    unknown = set(mark) - _KEYS
    if unknown:
        raise ConfigError(
            f"x-event '{name}' has unknown keys: {', '.join(sorted(unknown))}",
            hint=f"Known: {', '.join(sorted(_KEYS))}",
        )
    shape = Shape.from_schema(node, root=root)
    named = [*mark.get("same", ()), *mark.get("signs", ()), *mark.get("vague", {}), *mark.get("repeated", {})]
    shapes = {path: _descend(shape, path, f"x-event '{name}'") for path in named}
    if not mark.get("same"):
        raise ConfigError(f"x-event '{name}' names no field under 'same'", hint="Name what all its mentions share.")
    ignore = frozenset(mark.get("ignore", ()))
    skipped = ignore | ({str(mark["by"])} if mark.get("by") else frozenset())
    return EventKind(
        name=name,
        place=place,
        many=many,
        shape=shape,
        columns=tuple(_columns(node, root, shape, skipped)),
        shapes=shapes,
        same=tuple(mark["same"]),
        signs=tuple(mark.get("signs", ())),
        enough=frozenset(mark.get("enough", ())),
        firm=tuple(_firm(f"x-event '{name}'", mark)),
        window=int(mark.get("window", 31)),
        rumour_window=int(mark.get("rumour_window", 180)),
        vague={key: frozenset(values) for key, values in mark.get("vague", {}).items()},
        repeated={key: frozenset(values) for key, values in mark.get("repeated", {}).items()},
        stage=dict(mark.get("stage", {})),
        published=dict(mark.get("published", {})),
        mistaken=dict(mark.get("mistaken", {})),
        ignore=ignore,
        by=mark.get("by"),
        within=mark.get("within"),
        optional=bool(mark.get("optional", False)),
    )


def _firm(where: str, mark: Mapping[str, Any]) -> Iterator[frozenset[str]]:
    signs = mark.get("signs", ())
    for found in mark.get("firm", ()):
        if isinstance(found, str) or not found:
            raise ConfigError(
                f"{where} has {found!r} under 'firm', which is no list", hint='As in [["sign", "other"]].'
            )
        yield frozenset(found)
    for key, names in (("enough", mark.get("enough", ())), *(("firm", names) for names in mark.get("firm", ()))):
        for name in names:
            if name not in signs:
                raise ConfigError(
                    f"{where} has '{name}' under '{key}', which is no sign", hint=f"Signs: {', '.join(signs)}"
                )


def _descend(shape: Shape, path: str, mark: str) -> Shape:
    found: Shape | None = shape
    for key in path.split("."):
        found = found.child(key) if found else None
    if found is None:
        raise ConfigError(f"{mark} names '{path}', which is no field", hint=f"Fields: {', '.join(shape.properties)}")
    return found


def _columns(
    node: Mapping[str, Any], root: Mapping[str, Any], shape: Shape, skipped: frozenset[str], above: str = ""
) -> Iterator[Column]:
    for key, child in shape.properties.items():
        name = f"{above}{key}"
        if name in skipped:
            continue
        if child.is_leaf:
            yield Column(name, "scalar", child)
        elif child.kind == "list":
            yield _list_column(name, (node.get("properties") or {}).get(key) or {}, root, child.items)
        elif child.kind == "object" and above.count(".") < _DEEPEST:
            inner, _ = unfold((node.get("properties") or {}).get(key) or {}, root)
            yield from _columns(inner, root, child, skipped, f"{name}.")


def _list_column(name: str, node: Mapping[str, Any], root: Mapping[str, Any], item: Shape) -> Column:
    plain, _ = unfold(node, root)
    inner, _ = unfold(plain.get("items") or {}, root)
    if "x-claim" in inner:
        return _claims_column(name, inner, root, item)
    if item.is_leaf or "x-entity" not in inner:
        return Column(name, "entities", item)
    named = str(inner["x-entity"])
    called = _descend(item, named, f"x-entity of '{name}'")
    parts = {key: child for key, child in item.properties.items() if key != named and child.is_leaf}
    return Column(name, "entities", called, {"name": named}, parts=parts)


def _claims_column(name: str, node: Mapping[str, Any], root: Mapping[str, Any], item: Shape) -> Column:
    marks = {str(key): str(value) for key, value in node["x-claim"].items()}
    unknown = set(marks) - _CLAIM_KEYS
    if unknown:
        raise ConfigError(
            f"x-claim of '{name}' has unknown keys: {', '.join(sorted(unknown))}",
            hint=f"Known: {', '.join(sorted(_CLAIM_KEYS))}",
        )
    if "value" not in marks:
        fields = ", ".join(item.properties)
        raise ConfigError(f"x-claim of '{name}' names no field under 'value'", hint=f"Fields: {fields}")
    shapes = {key: _descend(item, field, f"x-claim of '{name}'") for key, field in marks.items()}
    relations: dict[str, Relation] = {}
    if "relation" in marks and "." not in marks["relation"]:
        words, _ = unfold(node["properties"][marks["relation"]], root)
        relations = read_relations(f"x-claim of '{name}'", marks["relation"], shapes["relation"], words.get("x-forms"))
    return Column(name, "claims", shapes["value"], marks, relations)
