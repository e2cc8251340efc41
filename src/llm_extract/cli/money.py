"""Prices, budgets and what a run would cost, for the command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..costs import PriceTable, load_prices
from ..errors import ConfigError
from ..plurals import counted

if TYPE_CHECKING:
    from ..batch.dry_run import Forecast
    from ..costs.estimate import Range
    from ..documents import Document, UnreadableDocument
    from ..extraction.plan import Plan
    from ..settings import Settings

__all__ = ["Money", "read_money", "show_forecast"]


@dataclass(frozen=True, slots=True)
class Money:
    """Prices, and the most that an output may cost in US dollars."""

    prices: PriceTable
    most: Decimal | None


def read_money(max_cost: float | None, prices: Path | None) -> Money:
    """Check what was given.

    Raises:
        ConfigError: the budget is no amount, or the prices file is wrong.
    """
    if max_cost is not None and not 0 < max_cost < float("inf"):
        raise ConfigError(f"--max-cost is {max_cost}", hint="It must be more than 0, in US dollars.")
    return Money(load_prices(prices), None if max_cost is None else Decimal(str(max_cost)))


def show_forecast(
    settings: Settings,
    documents: Callable[[Plan], Iterable[Document | UnreadableDocument]],
    output: Path | None,
    money: Money,
    *,
    overwrite: bool = False,
    **selection: Any,
) -> None:
    """Print what a run would do and cost.

    Args:
        settings: of the run.
        documents: the inputs, given what would be asked of them.
        output: the run's file; None for a stream.
        money: prices.
        overwrite: whether the run would begin an output anew that was made otherwise.
        selection: what else ``forecast`` takes.
    """
    from ..batch.dry_run import forecast
    from ..extraction.extractor import Extractor
    from ..models.stores.opening import has_store

    if settings.cache is not None and not has_store(settings.cache):
        settings = replace(settings, cache=None)  # a dry run creates nothing
    with Extractor[Any](settings=settings, api_key="none") as extractor:
        found = forecast(extractor, documents(extractor.plan), output, prices=money.prices, **selection)
    for line in _lines(found):
        print(line)
    if found.otherwise and output is not None and not overwrite:
        print(f"  refused without --overwrite: {output} was made otherwise: {found.otherwise}")


def _lines(found: Forecast) -> list[str]:
    articles = found.recorded + found.cached + found.new + found.unreadable
    lines = [
        "dry run: nothing was asked",
        f"  {counted(articles, 'article')}: {found.recorded} recorded, {found.cached} cached, {found.new} new"
        + (f", {found.unreadable} unreadable" if found.unreadable else ""),
    ]
    if found.unreadable:
        more = f" (and {found.unreadable - 1} more)" if found.unreadable > 1 else ""
        lines.append(f"  unreadable{more}: {found.complaint}")
    if found.waiting:
        lines.append(f"  {counted(found.waiting, 'request')} in open Batch jobs")
    if not found.requests:
        return [*lines, "  no request, no cost"]
    base = f"as in {counted(found.seen, 'answer')} before" if found.seen else "no answers seen before"
    return [
        *lines,
        f"  {counted(found.requests, 'request')}, without those that ask again",
        f"  tokens read {_span(found.prompt, ',.0f')}, written {_span(found.answer, ',.0f')} ({base})",
        f"  cost {_cost(found)}",
    ]


def _cost(found: Forecast) -> str:
    if found.cost is None:
        return "unknown: no price for this model at this endpoint; give one with --prices"
    checked = f" (price checked {found.checked})" if found.checked else ""
    return f"in US dollars {_span(found.cost, ',.4f')}{checked}"


def _span(span: Range, form: str) -> str:
    likely = "" if span.likely is None else f"about {span.likely:{form}}, "
    high = "no upper end without --max-output-tokens" if span.high is None else f"at most {span.high:{form}}"
    return f"{likely}at least {span.low:{form}}, {high}"
