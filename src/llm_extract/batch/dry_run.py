"""What a run would do and cost, without asking, writing or changing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..costs import Price, PriceTable, ledger_path, load_prices, read_ledger
from ..costs.bounds import BATCH_TIERS, output_limit, possible_tiers
from ..costs.estimate import Experience, Range, cost_range
from ..documents import Document, UnreadableDocument
from ..documents.keys import SeenKeys
from ..errors import ExtractError
from ..extraction.flow import extract_flow
from ..extraction.pending import Pending, pending_requests
from ..messages import Usage
from ..models.replay import ReplayModel
from .recorded import Recorded
from .selection import select

if TYPE_CHECKING:
    from ..extraction.extractor import Extractor
    from ..messages import Request, Response

__all__ = ["Forecast", "forecast"]


@dataclass
class Forecast:
    """What a run would do.

    Args:
        recorded: articles whose record is in the output already.
        cached: articles whose answers are all stored, in the cache or, under replay, in recordings.
        new: articles that need at least one answer.
        unreadable: inputs that cannot be read.
        complaint: what is wrong with the first of these, and its remedy.
        waiting: requests that are under way already, in Batch jobs.
        requests: that would be sent; equal ones once, and re-asks only as far as they are known.
        prompt: tokens read.
        answer: tokens written.
        cost: US dollars; None where no price is known.
        checked: the day on which that price was checked.
        seen: answers that the estimate rests on.
        otherwise: how the output was made otherwise, so that a run would be refused; empty where it would go on.
    """

    recorded: int = 0
    cached: int = 0
    new: int = 0
    unreadable: int = 0
    complaint: str = ""
    waiting: int = 0
    requests: int = 0
    prompt: Range = field(default_factory=Range)
    answer: Range = field(default_factory=Range)
    cost: Range | None = None
    checked: str = ""
    seen: int = 0
    otherwise: str = ""


def forecast(
    extractor: Extractor[Any],
    documents: Iterable[Document | UnreadableDocument],
    output: Path | None = None,
    *,
    limit: int | None = None,
    sample: int | None = None,
    seed: int = 0,
    prices: PriceTable | None = None,
    batched: bool = False,
    waiting: Container[str] = frozenset(),
) -> Forecast:
    """Say what a run over these documents would do and cost.

    Args:
        extractor: would make the records; nothing is asked through it.
        documents: the inputs.
        output: the run's, with its earlier records and its ledger; None for a stream.
        limit, sample, seed: as for the run.
        prices: what tokens cost; by default those of the settings, and the shipped ones.
        batched: at the prices of Batch jobs.
        waiting: fingerprints of requests that are under way already.

    Returns:
        Counts, and ranges of tokens and cost: the upper ends have every new article asked again once, the lower ones
        none. Attempts whose answers get lost on the way come on top.

    Raises:
        RunError: the cache, the output or the ledger cannot be read.
    """
    survey = _Survey(extractor, output, waiting, batched=batched)
    try:
        for item in select(documents, limit=limit, sample=sample, seed=seed):
            survey.take(item)
    finally:
        survey.close()
    return survey.result(load_prices(extractor.settings.prices) if prices is None else prices)


class _Survey:
    def __init__(
        self, extractor: Extractor[Any], output: Path | None, waiting: Container[str], *, batched: bool
    ) -> None:
        self._extractor, self._plan = extractor, extractor.plan
        self._recorded = Recorded(output, extractor.plan)
        self._experience = Experience()
        self._found = Forecast(otherwise=self._recorded.difference())
        self._pending: Counter[tuple[int, int | None, bool]] = Counter()  # requests by what they take
        self._asked = SeenKeys()
        self._waiting, self._batched = waiting, batched
        self._body: dict[str, Any] = {}
        if output is not None:
            for entry in read_ledger(ledger_path(output)):
                self._experience.add(entry.chars, Usage(entry.prompt_tokens, entry.completion_tokens))

    def take(self, item: Document | UnreadableDocument) -> None:
        found = self._found
        if isinstance(item, UnreadableDocument):
            found.unreadable += 1
            found.complaint = found.complaint or str(item.error)
            return
        if self._recorded.holds(item):
            found.recorded += 1
            return
        try:
            missing = pending_requests(extract_flow(self._plan, item), self._find)
        except (ExtractError, MemoryError):
            raise
        except Exception:  # a stored answer that trips this program: the run says so in the record, and asks nothing
            missing = []
        if not missing:
            found.cached += 1
            return
        found.new += 1
        for pending in missing:
            self._expect(pending)

    def _find(self, request: Request) -> Response | None:
        answer = self._stored(request)
        if answer is not None and self._asked.add(request.fingerprint):
            self._experience.add(request.chars, answer.usage)
        return answer

    def _stored(self, request: Request) -> Response | None:
        stack = self._extractor.stack
        if isinstance(stack.model, ReplayModel):
            found = stack.model.find(request)
            return None if found is None else found.response
        return None if stack.cached is None else stack.cached.peek([request.fingerprint]).get(request.fingerprint)

    def _expect(self, pending: Pending) -> None:
        request = pending.request
        if request.fingerprint in self._waiting:
            self._found.waiting += self._asked.add(request.fingerprint)
            return
        if self._asked.add(request.fingerprint):
            reask = self._plan.reask and not pending.again
            self._pending[request.chars, output_limit(request.body), reask] += 1
            self._body = dict(request.body)

    def result(self, prices: PriceTable) -> Forecast:
        found = self._found
        found.requests, found.seen = self._pending.total(), self._experience.count
        for chars, limit, reask in self._pending.elements():
            prompt, answer = self._experience.read(chars, limit, reask=reask)
            found.prompt, found.answer = found.prompt + prompt, found.answer + answer
        price = prices.find(self._extractor.stack.base_url, self._plan.renderer.model)
        tiers = [] if price is None else [tier for tier in self._tiers(price) if tier in price.tiers]
        if price is not None and tiers:
            rates = [price.tiers[tier] for tier in tiers]
            cheapest = min(rates, key=lambda one: one.output)
            found.cost = cost_range(found.prompt, found.answer, cheapest, max(rates, key=lambda one: one.output))
            found.checked = price.checked
        elif not self._pending:
            found.cost = Range()
        return found

    def _tiers(self, price: Price) -> Sequence[str]:
        return BATCH_TIERS if self._batched else possible_tiers(self._body, price)

    def close(self) -> None:
        self._recorded.close()
