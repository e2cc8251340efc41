"""The Event: one thing that happened, as all articles tell it together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..records import to_line
from .claims import Field

__all__ = ["EVENT_FORMAT", "Event", "EventLink", "event_id"]

EVENT_FORMAT = 1


def event_id(kind: str, members: Sequence[tuple[str, str]]) -> str:
    """The id of an event: of its kind and of where it is told.

    Args:
        kind: the kind's name.
        members: (document key, path) of each mention.
    """
    told = "\n".join(f"{key}#{path}" for key, path in sorted(members))
    return hashlib.sha256(f"{kind}\n{told}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class EventLink:
    """A tie to another event that was not merged with this one.

    Args:
        kind: ``chain``: another closing under the same label; ``possible``: it may be the same, which the articles do
            not decide.
        event: the other event's id.
        agreed: fields that agree.
        against: fields that contradict.
    """

    kind: str
    event: str
    agreed: tuple[str, ...]
    against: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "kind": self.kind, "event": self.event, "agreed": list(self.agreed), "against": list(self.against),
        }  # fmt: skip


@dataclass(frozen=True)
class Event:
    """One event.

    Args:
        id: of the kind and of where it is told; the same for the same records, whatever their order.
        kind: the declared name, such as ``round``.
        task: name of the task.
        title: one line for people.
        articles: the articles that tell it: key, id, title, source, published_on, copy_of.
        mentions: where they tell it: document, path, stage.
        voices: how many independent articles tell it, copies counted once.
        fields: every field with its claims.
        links: other events that may belong to this one.
    """

    id: str
    kind: str
    task: str
    title: str
    articles: Sequence[dict[str, Any]]
    mentions: Sequence[dict[str, Any]]
    voices: int
    fields: Sequence[Field]
    links: Sequence[EventLink] = field(default_factory=tuple)

    def __getitem__(self, name: str) -> Field:
        """The field of that name; for the things of a list the first of them.

        Raises:
            KeyError: no article says anything about it.
        """
        for one in self.fields:
            if one.field == name:
                return one
        raise KeyError(name)

    @property
    def conflicts(self) -> list[Field]:
        """The fields whose claims cannot all be right."""
        return [one for one in self.fields if one.verdict == "conflict"]

    def to_dict(self) -> dict[str, Any]:
        """The event as JSON values."""
        return {
            "event_format": EVENT_FORMAT,
            "id": self.id,
            "kind": self.kind,
            "task": self.task,
            "title": self.title,
            "articles": list(self.articles),
            "mentions": list(self.mentions),
            "voices": self.voices,
            "fields": [one.to_dict() for one in self.fields],
            "links": [link.to_dict() for link in self.links],
        }

    def to_json(self) -> str:
        """One JSON line without the newline."""
        return to_line(self.to_dict())

    def _repr_html_(self) -> str:
        from .frames import event_frame

        return event_frame(self.to_dict())
