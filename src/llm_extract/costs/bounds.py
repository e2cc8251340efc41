"""What a request can cost at most, before it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..errors import ConfigError
from ..messages import Request
from .prices import Price

__all__ = ["BATCH_TIERS", "cost_at_most", "no_bound", "output_limit", "possible_tiers"]

_PER_MESSAGE = 16  # tokens around a message; providers add three to five
_TIERS = ("default", "flex", "priority")
BATCH_TIERS = ("batch",)
"""The service tier of Batch jobs, whatever the request asks for."""


def output_limit(body: Mapping[str, Any]) -> int | None:
    """The most tokens that a request lets the model write, over all its choices; None where it sets no limit."""
    tokens = _count(body.get("max_completion_tokens") or body.get("max_tokens"))
    choices = _count(body.get("n") or 1)
    return None if tokens is None or choices is None else tokens * choices


def _count(value: object) -> int | None:
    """A parameter as a number of something; what is none, the endpoint refuses."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if value >= 1 and value % 1 == 0 else None


def possible_tiers(body: Mapping[str, Any], price: Price) -> Sequence[str]:
    """The service tiers in which a request may be served: the account decides where the request does not.

    Args:
        body: of the request.
        price: the model's.
    """
    wanted = body.get("service_tier")
    return [wanted] if isinstance(wanted, str) and wanted in price.tiers else _TIERS


def cost_at_most(request: Request, price: Price, tiers: Sequence[str] | None = None) -> Decimal | None:
    """US dollars that a request can cost at most.

    A token is at least one byte of the request, for the vocabularies of all providers consist of bytes.

    Args:
        request: what is asked.
        price: the model's.
        tiers: service tiers in which it may be served; by default those of a live call.

    Returns:
        None where the request sets no output limit, or the price holds for no prompt so long.
    """
    limit = output_limit(request.body)
    if limit is None:
        return None
    prompt = request.size + _PER_MESSAGE * len(request.body.get("messages") or ())
    return price.dearest(prompt, limit, possible_tiers(request.body, price) if tiers is None else tiers)


def no_bound(request: Request) -> ConfigError:
    """The error for a request of which the most that it can cost is not known."""
    if output_limit(request.body) is None:
        hint = "Set an output limit with --max-output-tokens."
    else:
        hint = "The price table has none for a prompt that may be so long: read less at a time with --max-chars."
    return ConfigError("the most that a request can cost is unknown, so --max-cost cannot be kept", hint=hint)
