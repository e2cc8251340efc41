"""What the page shows of one event: fields by articles, each claim with who says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .wording import contrast, show_scalar, show_value

__all__ = ["describe_event", "event_order", "index_event"]

Raw = Mapping[str, Any]


def event_order(event: Raw) -> tuple[int, int, str, str]:
    """Where an event stands in the list: those with conflicts first, then those that many articles tell."""
    return -len(_conflicts(event)), -len(event["articles"]), event["title"], event["id"]


def index_event(event: Raw, numbers: Mapping[str, int]) -> list[Any]:
    """The event's line in the list: id, title, kind, articles, voices, fields in conflict with what is said, places.

    Args:
        event: the parsed event line.
        numbers: a record's number by its document's key.
    """
    told = [[numbers[one["document"]], one["path"]] for one in event["mentions"] if one["document"] in numbers]
    fields = [
        [label_field(one), contrast([_show_claim(claim) for claim in one["claims"]])]
        for one in _order(_conflicts(event))
    ]
    return [event["id"], event["title"], event["kind"], len(event["articles"]), event["voices"], fields, told]


def describe_event(event: Raw, numbers: Mapping[str, int], titles: Mapping[str, str]) -> dict[str, Any]:
    """The event as the page reads it.

    Args:
        event: the parsed event line.
        numbers: a record's number by its document's key; claims of other documents show their quote alone.
        titles: an event's title by its id, for links.
    """
    columns = {article["key"]: column for column, article in enumerate(event["articles"])}
    return {
        "id": event["id"],
        "kind": event["kind"],
        "title": event["title"],
        "voices": event["voices"],
        "articles": [
            [numbers.get(one["key"]), one["key"], one.get("title"), one.get("published_on"), one.get("copy_of")]
            for one in event["articles"]
        ],
        "stages": {one["document"]: one["stage"] for one in event["mentions"] if one.get("stage") != "final"},
        "fields": [_field(one, columns, numbers) for one in _order(event["fields"])],
        "links": [
            [one["kind"], one["event"], titles.get(one["event"], one["event"]), one["agreed"], one["against"]]
            for one in event.get("links", ())
        ],
    }


def label_field(field: Raw) -> str:
    """A field's name for people.

    Example:
        >>> label_field({"field": "investors[].role", "entity": "Acme"})
        'investors: Acme, role'
    """
    name = str(field["field"]).replace("_", " ")
    if not field.get("entity"):
        return name
    group, _, part = name.partition("[]")
    return ", ".join(word for word in (f"{group}: {field['entity']}", part.lstrip(".")) if word)


def _conflicts(event: Raw) -> list[Raw]:
    return [one for one in event["fields"] if one["verdict"] == "conflict"]


def _order(fields: Sequence[Raw]) -> list[Raw]:
    """What a reader looks for comes first: conflicts, those about the event itself before those about its parts."""
    ranks = {"conflict": 0, "compatible": 1}
    return sorted(fields, key=lambda one: (ranks.get(one["verdict"], 2), one.get("entity") is not None))


def _field(field: Raw, columns: Mapping[str, int], numbers: Mapping[str, int]) -> dict[str, Any]:
    resolved = field["resolved"]
    return {
        "label": label_field(field),
        "verdict": field["verdict"],
        "kinds": field["kinds"],
        "resolved": [resolved["claim"], resolved["rule"]] if resolved else None,
        "claims": [_claim(one, columns, numbers) for one in field["claims"]],
        "conflicts": [
            [one["kind"], *one["claims"], one["reason"], one["compatible"]] for one in field.get("conflicts", ())
        ],
    }


def _claim(claim: Raw, columns: Mapping[str, int], numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "shown": _show_claim(claim),
        "elsewhere": claim.get("elsewhere"),
        "voices": claim["voices"],
        "said": [
            [
                columns.get(one["document"]), numbers.get(one["document"]), one["path"], one.get("reported_by"),
                one.get("stage"), one["quote"], one["support"], one["document"],
            ]
            for one in claim["said"]
        ],
    }  # fmt: skip


def _show_claim(claim: Raw) -> str:
    if claim.get("elsewhere"):
        return "in another event"
    if isinstance(claim["value"], Mapping):
        shown = show_value({**claim["value"], "relation": claim.get("relation") or "exactly"})
    else:
        shown = show_scalar(claim["value"])
    timing = claim.get("timing")
    return shown if timing in (None, "unspecified") else f"{shown} · {timing.replace('_', '-')}"
