"""Mentions: the items of records that tell of events, with what is needed to compare them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..comparison.folding import fold
from ..comparison.items import reach
from ..errors import ConfigError
from ..pointers import step, surroundings
from ..records import Record
from .aliases import Aliases
from .amounts import Amount, read_amount
from .declarations import EventKind
from .fitting import fit
from .periods import Period, read_period
from .printed import relation_in
from .wording import content_words

__all__ = ["Article", "Cited", "Mention", "read_articles", "read_mentions"]

_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|no plans to|not in talks|no truth|untrue|dementier\w*|bestreite\w*|"
    r"dément\w*|desm(?:iente|intió|entiu)\w*|smenti\w*|ontken\w*|опроверг\w*)|否认|否認|辟谣",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Article:
    """The document of a record, as an event names it."""

    key: str
    id: str
    title: str | None
    source: str
    published_on: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote, as evidence has it, by a path relative to the mention's item."""

    path: str
    quote: str | None
    spans: tuple[tuple[int, int], ...]
    alignment: str
    support: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One item of one record that tells of an event.

    Args:
        article: the record's document.
        path: JSON pointer of the item in the record's data.
        same: keys of the fields that must agree; None where one of them says nothing.
        signs: what the sign fields say, None for nothing.
        taken: amounts that are sometimes mistaken for a sign, by sign.
        stage: ``final``, ``part``, ``rumour`` or ``denied``.
        payload: the item and its evidence, packed.
    """

    article: Article
    path: str
    same: tuple[Any, ...] | None
    signs: tuple[Any, ...]
    taken: tuple[tuple[Amount, ...], ...]
    stage: str
    payload: bytes

    @property
    def order(self) -> tuple[str, str]:
        """Where it stands: the same for the same inputs, whatever their order."""
        return self.article.key, self.path

    def unpack(self) -> tuple[dict[str, Any], dict[str, Cited]]:
        """The item, and its evidence by relative path."""
        item, evidence = json.loads(self.payload)
        cited = (
            Cited(path, quote, tuple((s[0], s[1]) for s in spans), *rest) for path, quote, spans, *rest in evidence
        )
        return item, {entry.path: entry for entry in cited}


Raw = Mapping[str, Any]
Words = Mapping[str, str | None]


def read_articles(records: Iterable[Record[Any] | Raw]) -> Iterator[tuple[Article, Raw]]:
    """Records as plain values, each with its article.

    Raises:
        ConfigError: two records are about the same document, or records of different tasks are mixed.
    """
    seen: set[str] = set()
    task = None
    for record in records:
        raw = record.to_dict() if isinstance(record, Record) else record
        document = raw["document"]
        if task is not None and raw["task"]["name"] != task:
            raise ConfigError(
                f"records of two tasks, {task} and {raw['task']['name']}", hint="Reconcile the records of one task."
            )
        task = raw["task"]["name"]
        if document["key"] in seen:
            raise ConfigError(f"two records for {document['key']}", hint="Give the output of one run, once.")
        seen.add(document["key"])
        article = Article(
            document["key"], document["id"], document["title"], document["source"], document["published_on"]
        )
        yield article, raw


def read_mentions(article: Article, raw: Raw, kind: EventKind, names: Aliases) -> Iterator[Mention]:
    """The mentions of one kind in a record; none where the record has no data.

    Args:
        article: the record is of.
        raw: the record.
        kind: of event.
        names: other names of one thing.
    """
    items = [(path, fit(item, kind.shape)) for path, item in kind.items(raw["data"])]
    if not items:
        return
    evidence = raw["evidence"]
    for path, item in items:
        below = path + "/"
        start = len(path)
        quotes = [
            (e["path"][start:], e["quote"], e["spans"], e["alignment"], e["support"])
            for e in evidence
            if e["path"] == path or e["path"].startswith(below)
        ]
        words = {quote[0]: quote[1] for quote in quotes}
        _note_things(kind, item, names, words)
        yield Mention(
            article=article,
            path=path,
            same=_same(kind, item, names, words),
            signs=tuple(_sign(kind, name, item, article, words) for name in kind.signs),
            taken=tuple(_taken(kind, name, item) for name in kind.signs),
            stage=_stage(kind, item, quotes),
            payload=json.dumps([item, quotes], ensure_ascii=False, separators=(",", ":")).encode(),
        )


def _same(kind: EventKind, item: Raw, names: Aliases, words: Words) -> tuple[Any, ...] | None:
    keys: list[Any] = []
    for name in kind.same:
        value = reach(item, name.split("."))
        if value is None or value == "":
            return None
        if kind.within is not None and kind.shapes[name].kind == "text":
            keys.append(content_words(str(value)))
        elif kind.shapes[name].kind == "name" and isinstance(value, str):
            names.note(value, _words_for(name, words))
            keys.append(value)  # the key of a name is only settled when all names are known
        else:
            keys.append(_plain_key(value))
    return tuple(keys)


def _note_things(kind: EventKind, item: Raw, names: Aliases, words: Words) -> None:
    """Other names of the things of lists, where their words give them."""
    for column in kind.columns:
        if column.form != "entities" or column.shape.kind != "name":
            continue
        for index, thing in enumerate(reach(item, column.field.split(".")) or ()):
            own = column.marks.get("name")
            name = thing.get(own) if own and isinstance(thing, Mapping) else thing
            if isinstance(name, str):
                names.note(name, _words_for(f"{column.field}.{index}" + (f".{own}" if own else ""), words))


def _plain_key(value: Any) -> str:
    amount = read_amount(value) if not isinstance(value, str) else None
    if amount is not None:
        return f"{amount.number.normalize():f} {amount.unit}"
    return fold(value).casefold() if isinstance(value, str) else json.dumps(value, sort_keys=True)


def _sign(kind: EventKind, name: str, item: Raw, article: Article, words: Words) -> Any:
    value = reach(item, name.split("."))
    shape = kind.shapes[name]
    if shape.kind == "date":
        return _date(kind, value, item, article)
    if value is None or (isinstance(value, str) and value in kind.vague.get(name, ())):
        return None
    if shape.kind in ("money", "quantity", "number"):
        amount = read_amount(value)
        return amount and amount._replace(relation=relation_in(_words_for(name, words), amount))
    return value


def _words_for(name: str, words: Words) -> str | None:
    """The quote for a field, or for the smallest thing around it that is cited."""
    path = "".join(map(step, name.split(".")))
    return words[path] if path in words else next((words[one] for one in surroundings(path) if one in words), None)


def _date(kind: EventKind, value: Any, item: Raw, article: Article) -> Period | None:
    found = read_period(value, article.published_on)
    if found is None and kind.published and all(item.get(key) == wanted for key, wanted in kind.published.items()):
        published = read_period(article.published_on)
        return published._replace(derived=True) if published else None
    return found


def _taken(kind: EventKind, name: str, item: Raw) -> tuple[Amount, ...]:
    path = kind.mistaken.get(name)
    if path is None:
        return ()
    first, _, rest = path.partition(".")
    values = item.get(first)
    found = (read_amount(reach(value, rest.split(".")) if rest else value) for value in values or ())
    return tuple(sorted(amount for amount in found if amount is not None))


def _stage(kind: EventKind, item: Raw, quotes: list[Any]) -> str:
    if not kind.stage:
        return "final"
    value = item.get(kind.stage["field"])
    if value in kind.stage.get("rumour", ()):
        return "denied" if any(quote[1] and _DENIAL.search(quote[1]) for quote in quotes) else "rumour"
    return "part" if value in kind.stage.get("part", ()) else "final"
