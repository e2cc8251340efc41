"""Records in, events out: the steps of reconciliation in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from ..errors import ConfigError
from ..records import Record
from .aliases import Aliases
from .claims import Field, Reading, Speakers, collect_fields, entity_key
from .copies import find_copies
from .declarations import Column, EventKind, find_kinds
from .events import Event, EventLink, event_id
from .grouping import Group, group_block
from .mentions import Article, Mention, read_articles, read_mentions
from .periods import Period, gap, read_period
from .settling import settle
from .showing import show_value
from .verdicts import Claim, Said

__all__ = ["iterate_events", "reconcile"]

Schema = Mapping[str, Any] | type[BaseModel]


def reconcile(
    records: Iterable[Record[Any] | Mapping[str, Any]],
    schema: Schema | None = None,
    *,
    texts: Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
    aliases: Mapping[str, Iterable[str]] | None = None,
    also: Sequence[str] = (),
) -> list[Event]:
    """Find which records tell of the same events, and what they claim together and against each other.

    No model is asked. The result depends on what the records say, not on their order.

    Args:
        records: records of one task, one for each document; as objects or as parsed JSON lines.
        schema: the task's schema: a class, or its JSON schema. By default the class of the records' data.
        texts: the articles by document key, to find copies and other names; without them only equal texts are copies,
            and other names are read in quotes.
        aliases: for a name its other names.
        also: kinds declared as optional that are wanted, such as ``figure``.

    Returns:
        The events, by what they are about.

    Raises:
        ConfigError: no schema is given or known, it declares no events, or the records do not belong together.

    Example:
        >>> from llm_extract.schemas.funding import FundingNews
        >>> reconcile([], FundingNews)
        []
    """
    return list(iterate_events(records, schema, texts=texts, aliases=aliases, also=also))


def iterate_events(
    records: Iterable[Record[Any] | Mapping[str, Any]],
    schema: Schema | None = None,
    *,
    texts: Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
    aliases: Mapping[str, Iterable[str]] | None = None,
    also: Sequence[str] = (),
) -> Iterator[Event]:
    """The same as ``reconcile``, one event at a time, so that many need little memory.

    Example:
        >>> from llm_extract.schemas.funding import FundingNews
        >>> list(iterate_events([], FundingNews))
        []
    """
    if schema is None:
        records = list(records)
        schema = _schema_of(records)
    kinds = find_kinds(schema if isinstance(schema, Mapping) else schema.model_json_schema())
    unknown = set(also) - {kind.name for kind in kinds}
    if unknown:
        raise ConfigError(
            f"no kind of event '{min(unknown)}'", hint=f"The schema declares: {', '.join(k.name for k in kinds)}"
        )
    run = _Run(kinds=[kind for kind in kinds if not kind.optional or kind.name in also], names=Aliases(aliases))
    run.read(records)
    run.note_copies(texts)
    for kind in run.kinds:
        yield from run.events(kind)


def _schema_of(records: Iterable[Any]) -> type[BaseModel]:
    for record in records:
        if isinstance(record, Record) and isinstance(record.data, BaseModel):
            return type(record.data)
    raise ConfigError("no schema to read the records by", hint="Give the task's class or its JSON schema.")


class _Run:
    """One reconciliation."""

    def __init__(self, kinds: Sequence[EventKind], names: Aliases) -> None:
        self.kinds = kinds
        self._names = names
        self._task = ""
        self._articles: list[Article] = []
        self._mentions: dict[str, list[Mention]] = {kind.name: [] for kind in kinds}
        self._copies: dict[str, str] = {}
        self._told: dict[str, dict[str, tuple[int, str, str]]] = {}

    def read(self, records: Iterable[Record[Any] | Mapping[str, Any]]) -> None:
        for article, raw in read_articles(records):
            self._task = raw["task"]["name"]
            self._articles.append(article)
            for kind in self.kinds:
                self._mentions[kind.name] += read_mentions(article, raw, kind, self._names)

    def note_copies(self, texts: Mapping[str, str] | Iterable[tuple[str, str]] | None) -> None:
        """Find which articles are copies, by their texts, else by their ids; and other names beside those read."""
        pairs = texts.items() if isinstance(texts, Mapping) else texts or ()
        self._copies = find_copies(self._noted(pairs))
        same: dict[str, list[str]] = {}
        for article in self._articles:
            same.setdefault(article.id, []).append(self._copies.get(article.key, article.key))
        for article in self._articles:
            first = min(same[article.id])
            if first != article.key or len(same[article.id]) > 1 or article.key in self._copies:
                self._copies[article.key] = first

    def _noted(self, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """The texts of the articles, once other names have been read in them."""
        named: dict[str, set[str]] = {article.key: set() for article in self._articles}
        for kind in self.kinds:
            for mention in self._mentions[kind.name]:
                for name, value in zip(kind.same, mention.same or (), strict=False):
                    if kind.shapes[name].kind == "name":
                        named[mention.article.key].add(value)
        for key, text in texts:
            if key in named:
                for name in sorted(named[key]):
                    self._names.note(name, text)
                yield key, text

    def events(self, kind: EventKind) -> Iterator[Event]:
        blocks: dict[tuple[Any, ...], list[Mention]] = {}
        for mention in self._mentions.pop(kind.name):
            blocks.setdefault(self._block_of(kind, mention), []).append(mention)
        wanted = any(other.within == kind.name for other in self.kinds)
        told = self._told.setdefault(kind.name, {})
        for key in sorted(blocks):
            mentions = sorted(blocks.pop(key), key=lambda mention: mention.order)
            for event in _Block(kind, mentions, Speakers(self._names, self._copies), self._task, self._copies).events():
                if wanted:
                    for place in event.mentions:
                        order = (len(place["path"]), place["path"], event.id)
                        told[place["document"]] = min(order, told.get(place["document"], order))
                yield event

    def _block_of(self, kind: EventKind, mention: Mention) -> tuple[Any, ...]:
        if mention.same is None:  # what says nothing of what it is about stays by itself
            return ("", *mention.order)
        if kind.within is not None:
            found = self._told.get(kind.within, {}).get(mention.article.key)
            return ("", mention.article.key) if found is None else (found[2],)
        return tuple(
            self._names.key(value) if kind.shapes[name].kind == "name" else value
            for name, value in zip(kind.same, mention.same, strict=True)
        )


class _Block:
    """The events among mentions that agree in what they must."""

    def __init__(
        self, kind: EventKind, mentions: Sequence[Mention], speakers: Speakers, task: str, copies: Mapping[str, str]
    ) -> None:
        self._kind = kind
        self._speakers = speakers
        self._task = task
        self._copies = copies
        self._groups = sorted(group_block(kind, mentions), key=self._order)
        self._ids = {
            id(group): event_id(kind.name, [mention.order for mention in group.mentions]) for group in self._groups
        }

    def events(self) -> Iterator[Event]:
        readings = {id(group): [Reading.of(mention) for mention in group.mentions] for group in self._groups}
        fields = {
            key: collect_fields(self._kind, reading, self._speakers) for key, reading in readings.items()
        }  # fmt: skip
        if len(self._groups) > 1:
            self._note_elsewhere(readings, fields)
        for group in self._groups:
            yield self._event(group, fields[id(group)])

    def _order(self, group: Group) -> tuple[Any, ...]:
        """By date, those without one last; then by where they are told."""
        dates = [
            gap(sign, _BEGINNING)
            for atom in group.atoms
            for sign in atom.signs
            if isinstance(sign, Period) and sign.date.year is not None
        ]
        return (not dates, min(dates, default=0), group.mentions[0].order)

    def _event(self, group: Group, fields: list[Field]) -> Event:
        settle(fields, self._primary(fields), self._kind.same)
        mentions = group.mentions
        articles = list({mention.article.key: mention.article for mention in mentions}.values())
        links = [
            EventLink(link.kind, self._ids[id(link.group)], link.agreed, link.against) for link in group.links
        ]  # fmt: skip
        return Event(
            id=self._ids[id(group)],
            kind=self._kind.name,
            task=self._task,
            title=_title(self._kind, fields),
            articles=[self._article(article) for article in articles],
            mentions=[{"document": m.article.key, "path": m.path, "stage": m.stage} for m in mentions],
            voices=len({self._copies.get(article.key, article.key) for article in articles}),
            fields=fields,
            links=sorted(links, key=lambda link: (link.kind, link.event)),
        )

    def _article(self, article: Article) -> dict[str, Any]:
        first = self._copies.get(article.key, article.key)
        return {
            "key": article.key,
            "id": article.id,
            "title": article.title,
            "source": article.source,
            "published_on": article.published_on,
            "copy_of": first if first != article.key else None,
        }

    def _primary(self, fields: Sequence[Field]) -> str | None:
        subject = next((one for one in fields if one.field == self._kind.same[0] and one.shape.kind == "name"), None)
        return f"source:{self._speakers.names.key(subject.claims[0].value)}" if subject else None

    def _note_elsewhere(self, readings: Mapping[int, list[Reading]], fields: Mapping[int, list[Field]]) -> None:
        """Where an article has a thing in another event, and others in this one that it is about, it contradicts."""
        for column in self._kind.columns:
            if column.form != "entities":
                continue
            places: dict[str, dict[str, list[tuple[int, Said]]]] = {}
            for key, found in readings.items():
                for reading in found:
                    self._place(column, reading, key, places)
            for group in self._groups:
                listing = {
                    reading.mention.article.key for reading in readings[id(group)] if self._lists(column, reading)
                }
                for one in fields[id(group)]:
                    if one.entity is not None and one.field.partition("[")[0] == column.field:
                        thing = entity_key(one.entity, column.shape, self._speakers.names)
                        one.claims += self._elsewhere(id(group), listing, places.get(thing, {}))

    def _lists(self, column: Column, reading: Reading) -> bool:
        """Whether a mention names the things of an event: not one in passing, whose silence says nothing."""
        subject = all(reading.item.get(key) == wanted for key, wanted in self._kind.published.items())
        return subject and any(True for _ in reading.listed(column))

    def _place(
        self, column: Column, reading: Reading, key: int, places: dict[str, dict[str, list[tuple[int, Said]]]]
    ) -> None:
        for path, item in reading.listed(column):
            name = item.get(column.marks["name"]) if "name" in column.marks and isinstance(item, Mapping) else item
            if name is not None:
                thing = entity_key(name, column.shape, self._speakers.names)
                said = self._speakers.said(reading, path)
                places.setdefault(thing, {}).setdefault(reading.mention.article.key, []).append((key, said))

    def _elsewhere(
        self, group: int, listing: set[str], places: Mapping[str, list[tuple[int, Said]]]
    ) -> Iterator[Claim]:
        claims: dict[str, Claim] = {}
        for document in sorted(listing & places.keys()):
            found = places[document]
            if all(key != group for key, _ in found):
                other = self._ids[found[0][0]]
                claims.setdefault(other, Claim(None, elsewhere=other)).said.append(found[0][1])
        yield from (claims[key] for key in sorted(claims))


_BEGINNING: Period = read_period("0001-01-01")  # type: ignore[assignment]


def _title(kind: EventKind, fields: Sequence[Field]) -> str:
    shown = []
    for name in (*kind.same, *kind.signs):
        one = next((one for one in fields if one.field == name), None)
        if one is not None:
            chosen = one.resolved or one.claims[0].to_dict()
            shown.append(show_value(chosen["value"], chosen["relation"]))
    return ", ".join(shown)
