"""From the mentions of one event to its claims: for each field every distinct value, and who says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as stored
from typing import Any

from ..comparison import Shape
from ..comparison.folding import fold
from ..comparison.items import reach
from ..messages import canonical_json
from ..pointers import step, surroundings
from ..values.qualifiers import Relation, read_relation
from .aliases import Aliases
from .amounts import Amount, read_amount
from .declarations import Column, EventKind
from .mentions import Cited, Mention
from .printed import bare_value, equivalents_of, read_wording
from .verdicts import Claim, Conflict, Said
from .voices import attribution, voice_of

__all__ = ["Field", "Reading", "Speakers", "collect_fields", "entity_key"]

_MONEY = ("money", "quantity", "number")


@dataclass(slots=True)
class Field:
    """One field of an event with all that is claimed of it.

    Args:
        field: the field's name; ``investors[].role`` for what is said about the things of a list.
        entity: the thing, as most articles write its name; None elsewhere.
        shape: of the values.
        claims: the distinct values, those with most voices first.
        conflicts: pairs of claims that are not the same, and why.
        verdict: ``unanimous``, ``compatible``, ``conflict`` or ``single source``.
        resolved: the value that a stated rule gives, with the rule; None where none does.
    """

    field: str
    entity: str | None
    shape: Shape
    claims: list[Claim] = stored(default_factory=list)
    conflicts: list[Conflict] = stored(default_factory=list)
    verdict: str = "single source"
    resolved: dict[str, Any] | None = None

    @property
    def kinds(self) -> list[str]:
        """The kinds of its differences, those that cannot both be true first."""
        ordered = sorted(self.conflicts, key=lambda conflict: (conflict.compatible, conflict.kind))
        return list(dict.fromkeys(conflict.kind for conflict in ordered))

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "field": self.field,
            "entity": self.entity,
            "kind": self.shape.kind,
            "verdict": self.verdict,
            "kinds": self.kinds,
            "resolved": self.resolved,
            "claims": [claim.to_dict() for claim in self.claims],
            "conflicts": [conflict.to_dict() for conflict in self.conflicts],
        }


@dataclass(slots=True)
class Reading:
    """A mention, unpacked."""

    mention: Mention
    item: Mapping[str, Any]
    evidence: Mapping[str, Cited]

    @classmethod
    def of(cls, mention: Mention) -> Reading:
        """Unpack a mention."""
        item, evidence = mention.unpack()
        return cls(mention, item, evidence)

    def cited(self, path: str) -> Cited | None:
        """The evidence for a value, or for the smallest thing around it that is cited."""
        return next((self.evidence[one] for one in (path, *surroundings(path)) if one in self.evidence), None)

    def listed(self, column: Column) -> Iterator[tuple[str, Any]]:
        """The items of a list, each with its path."""
        names = column.field.split(".")
        path = "".join(map(step, names))
        for index, item in enumerate(reach(self.item, names) or ()):
            yield f"{path}/{index}", item

    def place(self, path: str, part: str) -> str:
        """Where the words for a part of an item stand: at the part, where it has some of its own, else at the item."""
        own = path + step(part) if part else path
        return own if own in self.evidence else path


class Speakers:
    """Says who speaks, for the mentions of one run."""

    def __init__(self, names: Aliases, copies: Mapping[str, str]) -> None:
        self.names = names
        self._copies = copies

    def said(self, reading: Reading, path: str, by: Any = None, equivalents: Sequence[Any] = ()) -> Said:
        """One saying of the value at a path of a mention."""
        mention, cited = reading.mention, reading.cited(path)
        named = by if isinstance(by, str) and by else attribution(cited.quote if cited else None)
        article = mention.article
        voice = voice_of(article.key, named, self.names, self._copies)
        said = Said(article.key, mention.path + path, voice, named, mention.stage, article.published_on)
        if cited is not None:
            said.quote, said.spans = cited.quote, cited.spans
            said.alignment, said.support = cited.alignment, cited.support
        said.equivalents = equivalents
        return said


def collect_fields(kind: EventKind, readings: Sequence[Reading], speakers: Speakers) -> list[Field]:
    """Every field of an event with its claims; ``settle`` says afterwards what they are to each other.

    Args:
        kind: of event.
        readings: what each mention of the event says.
        speakers: whose words they are.
    """
    fields: list[Field] = []
    for column in kind.columns:
        if column.form == "entities":
            fields += _entities(kind, column, readings, speakers)
            continue
        claims = _Claims(column.shape, speakers.names, column.relations)
        for reading in readings:
            read = _scalar if column.form == "scalar" else _answers
            for found in read(kind, column, reading, speakers):
                claims.add(*found)
        if claims.known:
            fields.append(Field(column.field, None, column.shape, claims.sorted()))
    return fields


Found = tuple[Any, str | None, str | None, Said]


def _scalar(kind: EventKind, column: Column, reading: Reading, speakers: Speakers) -> Iterator[Found]:
    value = reach(reading.item, column.field.split("."))
    if value is None or (isinstance(value, str) and value in kind.vague.get(column.field, ())):
        return
    path = "/" + column.field.replace(".", "/")
    said = speakers.said(reading, path, reading.item.get(kind.by) if kind.by else None, equivalents_of(value))
    relation = None
    if column.shape.kind in _MONEY:
        relation = read_wording(said, value)
    yield bare_value(value, column.shape), relation, None, said


def _answers(kind: EventKind, column: Column, reading: Reading, speakers: Speakers) -> Iterator[Found]:
    marks = column.marks
    for path, answer in reading.listed(column):
        value = answer.get(marks["value"]) if isinstance(answer, Mapping) else None
        if value is None:
            continue
        by = answer.get(marks["by"]) if "by" in marks else None
        said = speakers.said(reading, reading.place(path, marks["value"]), by, equivalents_of(value))
        relation = (answer.get(marks["relation"]) if "relation" in marks else None) or read_wording(said, value)
        yield bare_value(value, column.shape), relation, answer.get(marks.get("apart", "")), said


def _entities(kind: EventKind, column: Column, readings: Sequence[Reading], speakers: Speakers) -> Iterator[Field]:
    groups: dict[str, dict[str, _Claims]] = {}
    spelled: dict[str, list[str]] = {}
    for reading in readings:
        for path, item in reading.listed(column):
            name = item.get(column.marks["name"]) if "name" in column.marks and isinstance(item, Mapping) else item
            if name is None:
                continue
            key = entity_key(name, column.shape, speakers.names)
            spelled.setdefault(key, []).append(name if isinstance(name, str) else canonical_json(name).decode())
            shapes = column.parts or {"": column.shape}
            for part, shape in shapes.items():
                value = item.get(part) if part else True
                if value is not None:
                    said = speakers.said(reading, reading.place(path, part or column.marks.get("name", "")))
                    rows = groups.setdefault(key, {})
                    relation = read_wording(said, value) if shape.kind in _MONEY else None
                    rows.setdefault(part, _Claims(shape, speakers.names)).add(value, relation, None, said)
    for key in sorted(groups, key=lambda key: (-len(spelled[key]), key)):
        name = min(spelled[key], key=lambda text: (-spelled[key].count(text), text))
        for part, claims in groups[key].items():
            label = f"{column.field}[].{part}" if part else f"{column.field}[]"
            yield Field(label, name, claims.shape, claims.sorted())


def entity_key(name: Any, shape: Shape, names: Aliases) -> str:
    """What makes two things of a list one."""
    if isinstance(name, str):
        return names.key(name) if shape.kind == "name" else fold(name).casefold()
    return canonical_json(name).decode()


class _Claims:
    """Distinct values of one field."""

    def __init__(self, shape: Shape, names: Aliases, relations: Mapping[str, Relation] | None = None) -> None:
        self.shape = shape
        self._relations = relations or {}
        self.known: dict[Any, Claim] = {}
        self._names = names

    def add(self, value: Any, relation: str | None, timing: str | None, said: Said) -> None:
        amount = None
        if self.shape.kind in _MONEY:
            equivalents = value if not isinstance(value, Mapping) else {**value, "equivalents": list(said.equivalents)}
            amount = read_amount(equivalents, self._meaning(relation))
        key = self._key(value, relation, timing, amount)
        claim = self.known.get(key)
        if claim is None:
            claim = self.known[key] = Claim(value, relation, timing, amount)
        elif amount is not None and claim.amount is not None and amount.equivalents:
            both = tuple(sorted({*claim.amount.equivalents, *amount.equivalents}))
            claim.amount = claim.amount._replace(equivalents=both)
        claim.said.append(said)

    def _meaning(self, relation: str | None) -> Relation:
        """How a figure is qualified, by the word that the schema has for it."""
        return "exactly" if relation is None else self._relations.get(relation) or read_relation(relation) or "exactly"

    def _key(self, value: Any, relation: str | None, timing: str | None, amount: Amount | None) -> Any:
        if amount is not None:
            return amount.number, amount.unit, relation, timing
        if isinstance(value, str):
            return self._names.key(value) if self.shape.kind == "name" else fold(value).casefold()
        return canonical_json(value)

    def sorted(self) -> list[Claim]:
        if len(self.known) == 1:  # as most are; mentions come in the order of their articles already
            return list(self.known.values())
        for claim in self.known.values():
            claim.said.sort(key=lambda one: (one.document, one.path))
        return sorted(
            self.known.values(),
            key=lambda claim: (-len(claim.voices), -len(claim.said), canonical_json(claim.value), claim.relation or ""),
        )
