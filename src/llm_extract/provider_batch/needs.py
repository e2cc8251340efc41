"""What articles need next: their flows are stepped with stored answers until one is missing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..documents import Document, UnreadableDocument
from ..documents.keys import SeenKeys
from ..errors import RunError
from ..extraction.flow import extract_flow
from ..extraction.pending import Pending, pending_requests
from .rejections import Rejections

if TYPE_CHECKING:
    from ..extraction.extractor import Extractor
    from ..messages import Request, Response
    from .jobs import JobFolder

__all__ = ["Needs"]


@dataclass
class Needs:
    """Goes through articles and counts.

    Args:
        waiting: fingerprints of requests that open jobs hold.
        rejected: fingerprints of requests that the endpoint would not take.

    The counts: ``articles``; ``complete``, whose answers are all stored; ``unreadable``, which are none, and
    ``broken``, whose stored answers cannot be worked on, so that a run must say why; ``first`` and ``again``, requests
    that can be sent, asking first and asking again for what failed the checks; ``held``, requests in open jobs;
    ``refused``, requests that were rejected.
    """

    waiting: Container[str] = frozenset()
    rejected: Container[str] = frozenset()
    articles: int = 0
    complete: int = 0
    unreadable: int = 0
    broken: int = 0
    first: int = 0
    again: int = 0
    held: int = 0
    refused: int = 0

    @classmethod
    def of(cls, folder: JobFolder) -> Needs:
        """With what the jobs of a cache hold, and what its endpoint would not take."""
        return cls(folder.waiting(), Rejections(folder.path, folder.base_url).fingerprints())

    @property
    def lacking(self) -> int:
        """Articles whose answers are not all stored."""
        return self.articles - self.complete - self.unreadable

    def go_through(
        self, extractor: Extractor[Any], documents: Iterable[Document | UnreadableDocument]
    ) -> Iterator[tuple[str, Request]]:
        """Count, and give each request that can be sent once, with the key of the first article that needs it.

        Args:
            extractor: knows task and stored answers; nothing is asked through it.
            documents: the inputs.

        Raises:
            RunError: the cache cannot be read.
        """
        asked = SeenKeys()
        for item in documents:
            self.articles += 1
            if isinstance(item, UnreadableDocument):
                self.unreadable += 1
                continue
            try:
                missing = pending_requests(extract_flow(extractor.plan, item), _finder(extractor))
            except RunError:
                raise
            except Exception:  # one article whose answer trips the program must not keep the others from being sent
                self.broken += 1
                continue
            self.complete += not missing
            for pending in missing:
                if asked.add(pending.request.fingerprint) and self._count(pending):
                    yield item.key, pending.request

    def _count(self, pending: Pending) -> bool:
        """Whether it can be sent."""
        fingerprint = pending.request.fingerprint
        if fingerprint in self.waiting:
            self.held += 1
        elif fingerprint in self.rejected:
            self.refused += 1
        else:
            self.again += pending.again
            self.first += not pending.again
            return True
        return False


def _finder(extractor: Extractor[Any]) -> Any:
    cached = extractor.stack.cached
    assert cached is not None

    def find(request: Request) -> Response | None:
        return cached.peek([request.fingerprint]).get(request.fingerprint)

    return find
