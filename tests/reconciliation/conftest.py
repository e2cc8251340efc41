"""Builders of records: an article's rounds as short calls, evidence made from the quotes given."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from typing import Any

import pytest

Raw = dict[str, Any]


def _money(value: Any) -> Raw | None:
    """``"600 USD"`` in millions, ``"600 USD = 425 GBP"`` with an equivalent."""
    if value is None:
        return None
    first, *others = (part.split() for part in value.split("="))

    def one(part: list[str]) -> Raw:
        return {"amount": f"{float(part[0]) * 1_000_000:.0f}", "currency": part[1]}

    return {**one(first), "equivalents": [one(part) for part in others]}


def _round(company: str = "Acme", **said: Any) -> Raw:
    """One round; ``amount``, ``label``, ``on``, ``status``, ``context``, ``investors``, ``valuations``, ``quotes``."""
    return {
        "data": {
            "company": company,
            "context": said.get("context", "subject"),
            "investment_type": said.get("label"),
            "status": said.get("status", "closed"),
            "money_raised": _money(said.get("amount")),
            "announced_on": said.get("on"),
            "investors": [{"name": name, "role": role} for name, role in said.get("investors", {}).items()],
            "valuations": [_valuation(*entry) for entry in said.get("valuations", ())],
        },
        "quotes": said.get("quotes", {}),
    }


def _valuation(amount: str, relation: str = "exactly", by: str | None = None, timing: str = "unspecified") -> Raw:
    return {"money": _money(amount), "relation": relation, "timing": timing, "reported_by": by}


def _evidence(number: int, told: Raw, support: str) -> list[Raw]:
    data = told["data"]
    paths = [f"/{key}" for key in ("company", "investment_type", "status", "money_raised", "announced_on") if data[key]]
    paths += [f"/investors/{index}" for index in range(len(data["investors"]))]
    paths += [f"/valuations/{index}" for index in range(len(data["valuations"]))]
    return [
        {
            "path": f"/rounds/{number}{path}",
            "quote": told["quotes"].get(path.split("/")[1], f"words for {path}"),
            "spans": [[0, 5]],
            "alignment": "exact",
            "support": support,
            "reason": "",
        }
        for path in paths
    ]


def _record(key: str, *rounds: Raw, published: str | None = None, support: str = "supported", text: str = "") -> Raw:
    """A record of one article that tells of these rounds."""
    return {
        "record_format": 1,
        "document": {
            "key": key, "id": hashlib.sha256((text or key).encode()).hexdigest(), "source": key, "title": None,
            "published_on": published, "encoding": "utf-8", "chars": 5, "metadata": {},
        },
        "task": {"name": "funding_news", "version": 1, "prompt_sha256": "0", "schema_sha256": "0"},
        "model": "m",
        "parameters": {},
        "status": "ok",
        "data": {"rounds": [told["data"] for told in rounds], "partnerships": [], "quotes": [], "figures": []},
        "evidence": list(
            itertools.chain.from_iterable(_evidence(number, told, support) for number, told in enumerate(rounds))
        ),
        "notes": [],
        "attempts": [],
        "usage": {"input_tokens": 1, "output_tokens": 1},
        "review": None,
        "error": None,
    }  # fmt: skip


@pytest.fixture
def tell() -> Callable[..., Raw]:
    """``tell(amount="600 USD", label="series_c", on="2018-04-09")``: a round as an article tells it."""
    return _round


@pytest.fixture
def article() -> Callable[..., Raw]:
    """``article("a", tell(...), published="2018-04-09")``: the record of an article."""
    return _record
