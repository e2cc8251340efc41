"""What tokens cost: a dated table that comes with the package, and the user's own in front of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..errors import ConfigError
from ..messages import Usage
from ..plain_data import parse_toml

__all__ = ["Price", "PriceTable", "Rates", "load_prices"]

_SHIPPED = Path(__file__).resolve().parent.parent / "prices.toml"
_MILLION = Decimal(1_000_000)
_MOST_DIGITS = 30  # behind the point: 1E-999999 would be written out
_SNAPSHOT = re.compile(r"[-@]20\d\d(-?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])$")
_TIERS = ("default", "flex", "priority", "batch")
_ORDINARY = frozenset({"on_demand", "standard"})
"""What some endpoints call the tier ``default``."""
_ROW_KEYS = frozenset({"host", "model", "checked", "source", "most_prompt_tokens", *_TIERS})
_RATE_KEYS = frozenset({"input", "output", "cached_input", "cache_write"})


@dataclass(frozen=True, slots=True)
class Rates:
    """US dollars for a million tokens.

    Args:
        input: tokens read.
        output: tokens written, hidden reasoning included.
        cached_input: tokens read that the provider had in its prompt cache; None where they cost what others do.
        cache_write: tokens read that it put there; None where they cost what others do.
    """

    input: Decimal
    output: Decimal
    cached_input: Decimal | None = None
    cache_write: Decimal | None = None

    def cost(self, prompt: int, completion: int, cached: int = 0, written: int = 0) -> Decimal:
        """US dollars for so many tokens; those cached and those written to the cache are part of the prompt's.

        Example:
            >>> Rates(Decimal("0.25"), Decimal(2), Decimal("0.025")).cost(1000, 100, 400)
            Decimal('0.00036')
        """
        cached = min(cached, prompt)
        written = min(written, prompt - cached)
        saved = self.input if self.cached_input is None else self.cached_input
        kept = self.input if self.cache_write is None else self.cache_write
        total = (prompt - cached - written) * self.input + cached * saved + written * kept + completion * self.output
        return (total / _MILLION).normalize() if total else Decimal(0)

    def dearest(self, prompt: int, completion: int) -> Decimal:
        """The most that so many tokens can cost, however many were cached."""
        ways = ((0, 0), (prompt, 0), (0, prompt))
        return max(self.cost(prompt, completion, cached, written) for cached, written in ways)

    def cheapest(self, prompt: int, completion: int) -> Decimal:
        """The least that so many tokens can cost, however many were cached."""
        return min(self.cost(prompt, completion), self.cost(prompt, completion, prompt))


@dataclass(frozen=True, slots=True)
class Price:
    """What one model costs at one provider.

    Args:
        tiers: rates by service tier: ``default``, ``flex``, ``priority``, ``batch``.
        checked: the day on which the source said so.
        source: where it is said.
        most_prompt_tokens: longer prompts cost something else, which is not known; None: all cost the same.
    """

    tiers: Mapping[str, Rates]
    checked: str = ""
    source: str = ""
    most_prompt_tokens: int | None = None

    def cost(self, usage: Usage, tier: str = "default", *, written: int | None = None) -> Decimal | None:
        """US dollars for the tokens of one answer.

        Args:
            usage: as the endpoint counted.
            tier: in which the request was served.
            written: tokens that the provider put into its prompt cache, where it says.

        Returns:
            None where a count or the tier's price is not known. Never 0 for want of knowledge.

        Example:
            >>> price = Price({"default": Rates(Decimal(1), Decimal(4))})
            >>> price.cost(Usage(1000, 100)), price.cost(Usage(1000, None)), price.cost(Usage(1000, 100), "batch")
            (Decimal('0.0014'), None, None)
        """
        rates = self.tiers.get("default" if tier in _ORDINARY else tier)
        if rates is None or usage.prompt_tokens is None or usage.completion_tokens is None:
            return None
        if self.most_prompt_tokens is not None and usage.prompt_tokens > self.most_prompt_tokens:
            return None
        if rates.cache_write is not None and written is None:
            return None
        return rates.cost(usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens or 0, written or 0)

    def dearest(self, prompt: int, completion: int, tiers: Iterable[str]) -> Decimal | None:
        """The most that so many tokens can cost in one of these tiers; None where no tier's price is known.

        Args:
            prompt: tokens of the prompt.
            completion: tokens of the answer.
            tiers: service tiers, such as ``default``.

        Returns:
            US dollars, or None.
        """
        if self.most_prompt_tokens is not None and prompt > self.most_prompt_tokens:
            return None
        known = [self.tiers[tier] for tier in tiers if tier in self.tiers]
        return max((rates.dearest(prompt, completion) for rates in known), default=None)


class PriceTable:
    """Finds prices by provider and model.

    Args:
        rows: of a prices file; of those with one host and model the first counts.
        behind: where those are looked for that have no row.

    Example:
        >>> table = PriceTable([{"model": "m", "default": {"input": 1, "output": 2}}])
        >>> table.find("http://localhost/v1", "m").tiers["default"].output
        Decimal('2')
        >>> table.find("http://localhost/v1", "other") is None
        True
    """

    def __init__(self, rows: Iterable[Mapping[str, Any]] = (), *, behind: PriceTable | None = None) -> None:
        self._behind = behind
        self._prices: dict[tuple[str, str], Price] = {}
        for row in rows:
            self._prices.setdefault((str(row.get("host", "")), str(row["model"])), _price(row))

    def find(self, base_url: str, *models: str | None) -> Price | None:
        """The price of the first of several names that has one.

        Args:
            base_url: the endpoint; the same model may cost something else elsewhere.
            models: names as reported and as asked for; a snapshot's date at the end may be left out of the table.

        Returns:
            None where there is none.
        """
        host = (urlsplit(base_url).hostname or "").lower()
        for model in models:
            for name in (model, _SNAPSHOT.sub("", model)) if model else ():
                found = self._prices.get((host, name)) or self._prices.get(("", name))
                if found is not None:
                    return found
        return None if self._behind is None else self._behind.find(base_url, *models)


def load_prices(own: Path | None = None) -> PriceTable:
    """The shipped prices, with the user's own before them.

    Args:
        own: a file of the same form, see docs/costs.md.

    Returns:
        The table.

    Raises:
        ConfigError: the file cannot be read or is not of that form.

    Example:
        >>> load_prices().find("https://api.openai.com/v1", "gpt-4.1-mini-2025-04-14").tiers["default"].input
        Decimal('0.40')
    """
    shipped = PriceTable(_read(_SHIPPED))
    return shipped if own is None else PriceTable(_read(own), behind=shipped)


def _read(path: Path) -> list[dict[str, Any]]:
    hint = "See docs/costs.md for the form of a prices file."
    try:
        table = parse_toml(path.read_bytes(), parse_float=Decimal)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror or error})", hint="Check --prices.") from None
    except ValueError as error:
        raise ConfigError(f"{path}: {error}", hint=hint) from None
    rows = table.get("price")
    if not isinstance(rows, list) or set(table) != {"price"}:
        raise ConfigError(f"{path} is not a list of [[price]] tables", hint=hint)
    for number, row in enumerate(rows, 1):
        if problem := _complaint(row):
            raise ConfigError(f"{path}: price {number} ({row.get('model', '?')}): {problem}", hint=hint)
    return rows


def _complaint(row: Mapping[str, Any]) -> str:
    """What is wrong with a row; empty where nothing is."""
    if unknown := sorted(set(row) - _ROW_KEYS):
        return f"unknown key {unknown[0]!r}"
    if not isinstance(row.get("model"), str) or not any(tier in row for tier in _TIERS):
        return "it needs a model and the rates of at least one tier"
    most = row.get("most_prompt_tokens", 1)
    if not isinstance(most, int) or isinstance(most, bool) or most < 1:
        return "most_prompt_tokens must be a whole number, 1 or more"
    if not isinstance(row.get("host", ""), str):
        return "host must be a name in quotes"
    for tier in _TIERS:
        rates = row.get(tier, {"input": 0, "output": 0})
        if not isinstance(rates, Mapping) or not {"input", "output"} <= set(rates) <= _RATE_KEYS:
            return f"{tier} needs input and output, and may have cached_input"
        if not all(_is_amount(value) for value in rates.values()):
            return f"the rates of {tier} must be US dollars per million tokens, 0 or more"
    return ""


def _is_amount(value: Any) -> bool:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return False
    return amount.is_finite() and 0 <= amount <= _MILLION and amount.adjusted() > -_MOST_DIGITS


def _price(row: Mapping[str, Any]) -> Price:
    known = {tier: row[tier] for tier in _TIERS if tier in row}
    tiers = {tier: Rates(**{name: Decimal(str(value)) for name, value in raw.items()}) for tier, raw in known.items()}
    return Price(tiers, str(row.get("checked", "")), str(row.get("source", "")), row.get("most_prompt_tokens"))
