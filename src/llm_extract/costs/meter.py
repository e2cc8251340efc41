"""What stands beside the model stack and counts: each call before it is sent, each answer when it is stored."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

from ..errors import (
    ConfigError,
    RateLimitedError,
    RefusedError,
    RejectedError,
    RunError,
    ServerError,
    UnreachableError,
)
from ..messages import Request, Response
from ..models.cached import encode_answer
from ..models.in_flight import ARTICLE, SendingStopped
from .bounds import BATCH_TIERS, cost_at_most, no_bound
from .budget import Budget
from .entries import Entry, OpenCall
from .ledger import Ledger
from .prices import Price, PriceTable

__all__ = ["Meter"]

_FREE = (ConfigError, RateLimitedError, RejectedError, RefusedError, SendingStopped, ServerError, UnreachableError)
"""Failures that cost nothing: not sent, or reported by the endpoint itself; after any other, it may have generated."""

Find = Callable[[Iterable[str]], Mapping[str, Response]]


class Meter:
    """Prices calls and answers, keeps the ledger, and holds a run to its budget.

    Args:
        prices: what tokens cost.
        base_url: the endpoint.
        ledger: where calls are entered.
        limit: US dollars that all runs of an output may cost together; None sets no limit.

    Example:
        >>> meter = Meter(PriceTable([{"model": "m", "default": {"input": 1, "output": 10}}]), "http://localhost/v1")
        >>> meter.at_most(Request({"model": "m", "messages": [], "max_tokens": 100}))
        Decimal('0.001044')
    """

    def __init__(
        self, prices: PriceTable, base_url: str, ledger: Ledger | None = None, *, limit: Decimal | None = None
    ) -> None:
        self._prices, self._base_url = prices, base_url
        self._ledger = ledger or Ledger()
        self._limit = limit
        self._budget: Budget | None = None
        self._calls: dict[str, OpenCall] = {}
        self._known: dict[tuple[str | None, ...], Price | None] = {}
        self._run = uuid.uuid4().hex[:12]
        self._count = 0
        self.cost = Decimal(0)
        self.unpriced = 0
        self.lost = 0
        self.at_risk: Decimal | None = Decimal(0)
        """The most that the lost calls can have cost, those that a killed run left open too; None: not known."""

    # -- before the run

    def open(self, model: str, find: Find) -> None:
        """Enter what a killed run left open, and count what was spent before.

        Args:
            model: the model that is asked for.
            find: the stored answers among fingerprints.

        Raises:
            ConfigError: a budget is set, but what calls cost cannot be known.
            RunError: the ledger cannot be read or written.
        """
        if self._limit is not None and self._prices.find(self._base_url, model) is None:
            raise ConfigError(
                f"no price is known for {model} at {self._base_url}, so --max-cost cannot be kept",
                hint="Give its price in a file with --prices; docs/costs.md shows the form.",
            )

        def settle(calls: list[OpenCall]) -> Iterable[Entry]:
            for call in calls:
                answer = find([call.fingerprint]).get(call.fingerprint) if call.answer else None
                if answer is not None and _digest(encode_answer(answer)) == call.answer:
                    yield self._bought(call, model, answer)
                else:  # nothing is stored, or what another output bought
                    yield self._lost(call)

        self._ledger.reconcile(settle)
        self.cost, self.unpriced = Decimal(0), 0  # of this run alone; what was reconciled is an earlier one's
        if self._limit is not None:
            self._budget = Budget(self._limit, self.spent_before())

    def spent_before(self) -> Decimal:
        """US dollars that all runs of the output can have cost so far.

        Raises:
            ConfigError: a cost is not known.
        """
        spent = Decimal(0)
        for entry in self._ledger.entries():
            if entry.liability is None:
                raise ConfigError(
                    f"an earlier call for {entry.article} has an unknown cost, so --max-cost cannot be kept",
                    hint="Run without --max-cost, or give another output with -o.",
                )
            spent += entry.liability
        return spent

    @property
    def run(self) -> str:
        """Names this run in the ledger."""
        return self._run

    def price(self, *models: str | None) -> Price | None:
        """The price of the first of several names of a model that has one."""
        if models not in self._known:
            self._known[models] = self._prices.find(self._base_url, *models)
        return self._known[models]

    def at_most(self, request: Request, tiers: Sequence[str] | None = None) -> Decimal | None:
        """US dollars that a request can cost at most.

        Args:
            request: what is asked.
            tiers: service tiers in which it may be served; by default those of a live call.

        Returns:
            None where no price is known, or the request sets no output limit.
        """
        price = self.price(request.body.get("model"))
        return None if price is None else cost_at_most(request, price, tiers)

    # -- one call

    async def begin(self, request: Request) -> str:
        """Before a request is sent: set aside what it can cost, and note it.

        Returns:
            The call's name, for ``failed``.

        Raises:
            BudgetReached: it could cost more than is left.
            ConfigError: a budget is set, but the request has no output limit.
            RunError: the journal cannot be written.
        """
        most = self.at_most(request)
        if self._budget is not None:
            if most is None:
                raise no_bound(request)
            await self._budget.reserve(most)
        self._count += 1
        name = f"{self._run}-{self._count}"
        call = OpenCall(name, request.fingerprint, ARTICLE.get(), request.ordinal, request.chars, most)
        try:
            self._ledger.begin(call)
        except BaseException:
            self._settle(most, Decimal(0))
            raise
        self._calls[request.fingerprint] = call
        return name

    def arrived(self, request: Request, raw: bytes) -> None:
        """An answer came, and will be stored, whether or not the journal can be written: it was paid for."""
        call = self._calls.get(request.fingerprint)
        if call is not None:
            with suppress(RunError):  # the ledger's own line says so next
                self._ledger.arrived(call.call, _digest(raw))

    def failed(self, request: Request, error: BaseException) -> None:
        """A call ended without an answer."""
        call = self._calls.pop(request.fingerprint, None)
        if call is None:
            return
        if isinstance(error, _FREE):
            self._settle(call.at_most, Decimal(0))
            self._ledger.close_call(call.call, None)
            return
        self._settle(call.at_most, call.at_most or Decimal(0))
        self._ledger.close_call(call.call, self._lost(call))

    def answered(self, request: Request, response: Response) -> None:
        """An answer was bought and stored.

        Raises:
            RunError: the ledger cannot be written.
        """
        call = self._calls.pop(request.fingerprint, None)
        if call is None:
            return
        entry = self._bought(call, request.body.get("model"), response)
        self._settle(call.at_most, entry.liability or Decimal(0))
        self._ledger.close_call(call.call, entry)

    # -- Batch jobs, whose answers come long after they were asked for

    def plan_batched(self, run: str, request: Request, article: str | None) -> OpenCall:
        """A request that a Batch job will hold, with the most that it can cost there.

        Args:
            run: names the submission; without a hyphen.
            request: what is asked.
            article: the key of the article that it is for.
        """
        most, chars = self.at_most(request, BATCH_TIERS), request.chars
        return OpenCall(f"{run}-{request.fingerprint}", request.fingerprint, article, request.ordinal, chars, most)

    def answered_batched(self, call: OpenCall, model: str, response: Response | None) -> Entry:
        """Enter the answer that a Batch job gave and that is stored now.

        Args:
            call: from ``plan_batched``.
            model: that was asked for.
            response: None where it was answered, but the answer is lost.

        Raises:
            RunError: the ledger cannot be written.
        """
        if response is None:
            entry = replace(self._lost(call), via="batch", tier="batch")
        else:
            entry = self._bought(call, model, response, "batch")
        self._ledger.close_call(call.call, entry)
        return entry

    def entries(self) -> Iterable[Entry]:
        """What the ledger holds so far."""
        return self._ledger.entries()

    # -- workers in other processes, which keep meters of their own

    def enter(self, entry: Entry) -> None:
        """Enter what a worker of this run bought, or asked for and lost.

        Raises:
            RunError: the ledger cannot be written.
        """
        if entry.kind != "answer":
            self._count_lost(entry.at_most)
        elif entry.cost is None:
            self.unpriced += 1
        else:
            self.cost += entry.cost
        self._ledger.close_call(entry.call, entry)

    def _settle(self, reserved: Decimal | None, spent: Decimal) -> None:
        if self._budget is not None:
            self._budget.settle(reserved or Decimal(0), spent)

    def _bought(self, call: OpenCall, model: str | None, response: Response, via: str = "live") -> Entry:
        usage, price = response.usage, self.price(response.model, model)
        tier = "batch" if via == "batch" else str(response.body.get("service_tier") or "default")
        cost = None if price is None else price.cost(usage, tier, written=response.cache_writes)
        most = call.at_most if cost is None else None
        if cost is None:
            self.unpriced += 1
        else:
            self.cost += cost
        return Entry(
            "answer", call.call.partition("-")[0], call.call, call.fingerprint, call.article, call.ordinal, call.chars,
            via, response.model, tier, usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens, cost, most,
        )  # fmt: skip

    def _count_lost(self, at_most: Decimal | None) -> None:
        self.lost += 1
        self.at_risk = None if self.at_risk is None or at_most is None else self.at_risk + at_most

    def _lost(self, call: OpenCall) -> Entry:
        self._count_lost(call.at_most)
        return Entry(
            "lost", call.call.partition("-")[0], call.call, call.fingerprint, call.article, call.ordinal, call.chars,
            at_most=call.at_most,
        )  # fmt: skip

    def close(self) -> None:
        """Close the ledger."""
        self._ledger.close()


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
